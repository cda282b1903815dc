"""``kg code``: marked pairs to PLOVER roots, bad rows told one by one."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from docs import nlp
from kg.errors import InputError
from kg.extract.events.coding import PRIOR, code
from kg.extract.events.marked_pairs import by_lexicon, code_file
from kg.records import ROOTS

HEADER = "uid\tsentence\tsource_start\tsource_end\ttarget_start\ttarget_end\n"


def _span(doc: Doc, party: str) -> Span | None:
    start = doc.text.find(party)
    return doc.char_span(start, start + len(party)) if party else None


def _root(text: str, source: str, target: str) -> str:
    doc = nlp()(text)
    root, confidence = code(doc, _span(doc, source), _span(doc, target))
    assert root in ROOTS
    assert 0 < confidence < 1
    return root


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Oman attacked Yemen.", "Oman", "Yemen", "ASSAULT"),
        ("Yemen was attacked by Oman.", "Oman", "Yemen", "ASSAULT"),
        ("Oman will meet Yemen on Friday.", "Oman", "Yemen", "AGREE"),
        ("Oman will extend the curfew in Sohar.", "Oman", "Sohar", "THREATEN"),
        ("Oman will not lift the ban on the party.", "Oman", "the party", "REJECT"),
        ("Oman called on Yemen to free the pilots.", "Oman", "Yemen", "REQUEST"),
        ("After Chad condemned Niger, Oman sent food to Yemen.", "Oman", "Yemen", "AID"),
        ("After Chad condemned Niger, Oman sent food to Yemen.", "Chad", "Niger", "ACCUSE"),
        ("Oman imposed sanctions on Yemen.", "", "Yemen", "COERCE"),
    ],
)
def test_the_pair_decides(text: str, source: str, target: str, root: str) -> None:
    assert _root(text, source, target) == root


def test_there_is_always_an_answer() -> None:
    doc = nlp()("Oman, Yemen.")
    assert code(doc, doc[0:1], None) == PRIOR
    assert code(doc, None, None) == PRIOR


def _file(*rows: str) -> tuple[list[str], list[str]]:
    faults: list[InputError] = []
    lines = list(code_file([HEADER, *rows], "pairs.tsv", nlp(), by_lexicon(), on_error=faults.append))
    return lines, [str(f) for f in faults]


def test_a_file_is_coded_and_bad_rows_are_named() -> None:
    lines, faults = _file(
        "a\tOman attacked Yemen.\t0\t4\t14\t19\n",
        "b\tOman attacked Yemen.\t0\t4\n",
        "c\tOman attacked Yemen.\t0\t4\t14\t99\n",
        "d\tOman attacked Yemen.\t0\tx\t14\t19\n",
        "e\t \t\t\t\t\n",
        "f\tOman attacked Yemen.\t\t\t14\t19\r\n",
    )
    assert lines[0] == "uid\ttype\tconfidence\n"
    assert [line.split("\t")[:2] for line in lines[1:]] == [["a", "ASSAULT"], ["f", "ASSAULT"]]
    assert [fault.split(" ")[0] for fault in faults] == [f"pairs.tsv:{n}:" for n in (3, 4, 5, 6)]


def test_a_header_that_lacks_a_column_is_refused() -> None:
    with pytest.raises(InputError, match="'sentence'"):
        list(code_file(["uid\ttext\n"], "pairs.tsv", nlp(), by_lexicon(), on_error=lambda error: None))


def test_an_astral_character_counts_as_one() -> None:
    lines, faults = _file("a\t\U0001f1fa Oman attacked Yemen.\t2\t6\t16\t21\n")
    assert not faults
    assert lines[1].startswith("a\tASSAULT\t")
