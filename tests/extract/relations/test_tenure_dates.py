"""Since when an office is held, where the text says so right beside it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.annotate.mention_index import MentionIndex
from kg.extract.relations.relations import relations
from kg.records import Date, Mention

MAY, JUNE = Date("2019-05", "2019-05"), Date("2021-06", "2021-06")


def told(nlp: Language, text: str) -> Date | None:
    """The time of the one office held in ``text``, which names Ana Ruiz, a mayor, May and June."""
    doc = nlp(text)
    doc._.mentions = tuple(
        Mention(f"m{n}", at, at + len(words), "name", type_, f"e{n}")  # type: ignore[arg-type]
        for n, (words, type_) in enumerate((("Ana Ruiz", "Person"), ("mayor", "Office")))
        for at in [text.index(words)]
    )
    days = [(text.find(words), words, day) for words, day in (("May 2019", MAY), ("June 2021", JUNE))]
    doc._.dates = tuple(Date(d.start, d.end, (at, at + len(words))) for at, words, d in days if at >= 0)
    doc._.anchor = None
    found = [r.date for r in relations(doc, MentionIndex.of(doc), ()) if r.predicate == "holdsOffice"]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Ruiz, the mayor of Lima since May 2019, spoke.", ("2019-05", None)),
        ("Ana Ruiz, who has been mayor since May 2019, spoke.", ("2019-05", None)),
        ("Ana Ruiz, the mayor from May 2019 to June 2021, spoke.", ("2019-05", "2021-06")),
        ("Ana Ruiz, the mayor until June 2021, spoke.", (None, "2021-06")),
        ("Ana Ruiz became mayor of Lima in May 2019.", ("2019-05", None)),
        ("Ana Ruiz, the mayor, said on May 2019.", None),
        ("Ana Ruiz, the mayor, has fought crime since May 2019.", None),
    ],
)
def test_a_time_beside_a_title(nlp: Language, text: str, wanted: tuple[str | None, str | None] | None) -> None:
    found = told(nlp, text)
    assert (found and (found.start, found.end)) == wanted


def test_offsets_lead_to_the_date(nlp: Language) -> None:
    text = "Ana Ruiz, the mayor from May 2019 to June 2021, spoke."
    found = told(nlp, text)
    assert found is not None and found.text is not None
    assert text[slice(*found.text)] == "May 2019 to June 2021"
