"""The table of what yields attributions: each is given what those before it found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from docs import annotated
from kg.annotate.mention_index import MentionIndex
from kg.extract.attribution import extractors
from kg.extract.attribution.draft import Context, Draft, overruling
from kg.extract.attribution.from_parse import parsed
from kg.extract.attribution.statements import statements

TEXT = "Ana Ruiz said that talks had failed.\nNobody came."


def told(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """Hands the last paragraph to nobody, by its first word."""
    start, end = context.paragraphs[-1]
    word = context.doc[start]
    return [*drafts, Draft(word, "believe", None, None, (start, start + 1), set(range(start + 1, end)), "told")]


def acts(texts: str) -> list[str]:
    doc = annotated(texts)
    return [s.act for s in statements(doc, MentionIndex.of(doc))]


def test_another_source_of_statements_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert acts(TEXT) == ["assert"]
    monkeypatch.setattr(extractors, "EXTRACTORS", (*extractors.EXTRACTORS, told))
    assert acts(TEXT) == ["assert", "believe"]


def test_each_is_given_what_stands_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counted(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
        seen.append(len(drafts))
        return []

    monkeypatch.setattr(extractors, "EXTRACTORS", (parsed, told, counted))
    assert (acts(TEXT), seen) == ([], [2])


def test_what_overrules_takes_the_place_of_what_claims_its_words_and_of_nothing_else() -> None:
    doc = annotated("Ana Ruiz said talks failed. Leo Brandt said talks went on.")
    context = Context.of(doc, MentionIndex.of(doc))
    first, second = extractors.attributions(context)
    new = Draft(doc[0], "ask", None, None, (0, 1), {i + 1 for i in first.content}, "told")
    assert overruling([first, second], [new]) == [second, new]
    assert overruling([first, second], []) == [first, second]


@pytest.mark.parametrize(("content", "kept"), [({0}, []), ({0, 1}, ["believe"]), ({6}, ["believe"])])
def test_words_that_only_join_are_no_content(
    monkeypatch: pytest.MonkeyPatch, content: set[int], kept: list[str]
) -> None:
    def joining(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
        return [Draft(context.doc[4], "believe", context.doc[3], (3, 4), (4, 5), set(content), "told")]

    monkeypatch.setattr(extractors, "EXTRACTORS", (joining,))
    assert acts("As promised, Ruiz showed to them") == kept
