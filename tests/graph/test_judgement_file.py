"""The file of judgements: what is damaged of it is said, once each."""

from __future__ import annotations

from kg.graph import judgement_file
from kg.records import Judgement

KEPT = (Judgement("a#e1", "b#e1", True, 1.0, (), "person"), Judgement("a#e2", "b#e2", False, 1.0, (), "person"))


def test_what_was_written_is_read() -> None:
    found = judgement_file.read(judgement_file.write(KEPT))
    assert (found.judgements, found.faults) == (KEPT, ())


def test_a_file_cut_in_a_line_is_one_fault() -> None:
    whole = judgement_file.write(KEPT)
    found = judgement_file.read(whole[: len(whole.splitlines(keepends=True)[0]) + 20])
    assert (found.judgements, found.faults) == (KEPT[:1], ("it is cut short",))


def test_a_changed_line_is_named() -> None:
    found = judgement_file.read(judgement_file.write(KEPT).replace(b"a#e1", b"a#e9"))
    assert len(found.faults) == 1 and found.faults[0].startswith("line 1 is damaged")
