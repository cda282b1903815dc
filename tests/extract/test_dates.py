"""Which date belongs to what, on parses made by hand; and the day from which an article counts."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.tokens import Doc

from docs import blank, in_article, of_words
from kg.annotate.temporal.component import Dates
from kg.annotate.temporal.reference_date import anchor
from kg.extract.dates import assumed_date, date_of
from kg.records import Article, Date

# word, index of its head, dependency, part of speech, tag
Row = tuple[str, int, str, str, str]


def parsed(rows: list[Row], published: str | None = "2025-02-14") -> Doc:
    words, heads, deps, pos, tags = (list(column) for column in zip(*rows, strict=True))
    return Dates()(in_article(of_words(words, heads=heads, deps=deps, pos=pos, tags=tags), published))


def day(found: Date | None) -> str | None:
    return None if found is None else found.start


# "He said on Monday that they met on Friday ."
REPORTED: list[Row] = [
    ("He", 1, "nsubj", "PRON", "PRP"),
    ("said", 1, "ROOT", "VERB", "VBD"),
    ("on", 1, "prep", "ADP", "IN"),
    ("Monday", 2, "pobj", "PROPN", "NNP"),
    ("that", 6, "mark", "SCONJ", "IN"),
    ("they", 6, "nsubj", "PRON", "PRP"),
    ("met", 1, "ccomp", "VERB", "VBD"),
    ("on", 6, "prep", "ADP", "IN"),
    ("Friday", 7, "pobj", "PROPN", "NNP"),
    (".", 1, "punct", "PUNCT", "."),
]


def test_each_clause_has_its_own_date() -> None:
    doc = parsed(REPORTED)
    assert [day(date_of(doc, doc[i])) for i in (1, 6)] == ["2025-02-10", "2025-02-14"]


def test_a_clause_without_a_date_takes_none_from_another() -> None:
    doc = parsed([r if r[0] != "Monday" else ("Mars", 2, "pobj", "PROPN", "NNP") for r in REPORTED])
    assert date_of(doc, doc[1]) is None


# "They held talks on Friday and will meet on Sunday ."
COORDINATED: list[Row] = [
    ("They", 1, "nsubj", "PRON", "PRP"),
    ("held", 1, "ROOT", "VERB", "VBD"),
    ("talks", 1, "dobj", "NOUN", "NNS"),
    ("on", 1, "prep", "ADP", "IN"),
    ("Friday", 3, "pobj", "PROPN", "NNP"),
    ("and", 1, "cc", "CCONJ", "CC"),
    ("will", 7, "aux", "AUX", "MD"),
    ("meet", 1, "conj", "VERB", "VB"),
    ("on", 7, "prep", "ADP", "IN"),
    ("Sunday", 8, "pobj", "PROPN", "NNP"),
    (".", 1, "punct", "PUNCT", "."),
]


def test_a_noun_takes_the_date_of_its_verb_and_the_future_tense_the_coming_day() -> None:
    doc = parsed(COORDINATED)
    doc[1].lemma_ = "hold"
    assert [day(date_of(doc, doc[i])) for i in (2, 7)] == ["2025-02-14", "2025-02-16"]


def test_a_range_of_years_is_one_date_of_an_event() -> None:
    doc = parsed(
        [
            ("They", 1, "nsubj", "PRON", "PRP"),
            ("fought", 1, "ROOT", "VERB", "VBD"),
            ("from", 1, "prep", "ADP", "IN"),
            ("2014", 2, "pobj", "NUM", "CD"),
            ("to", 2, "prep", "ADP", "IN"),
            ("2016", 4, "pobj", "NUM", "CD"),
            (".", 1, "punct", "PUNCT", "."),
        ]
    )
    found = date_of(doc, doc[1])
    assert found is not None and (found.start, found.end) == ("2014", "2016")
    assert found.text is not None and doc.text[slice(*found.text)] == "2014 to 2016"


@pytest.mark.parametrize(("verb", "lemma", "wanted"), [("held", "hold", "2025-02-14"), ("condemned", "condemn", None)])
def test_what_is_only_spoken_of_does_not_take_the_date_of_speaking(verb: str, lemma: str, wanted: str | None) -> None:
    doc = parsed([r if r[0] != "held" else (verb, *r[1:]) for r in COORDINATED])
    doc[1].lemma_ = lemma
    assert [day(date_of(doc, doc[i])) for i in (1, 2)] == ["2025-02-14", wanted]


@pytest.mark.parametrize(("word", "wanted"), [("since", None), ("after", None), ("in", "2014")])
def test_what_lies_before_or_after_a_date_is_not_at_it(word: str, wanted: str | None) -> None:
    doc = parsed(
        [
            ("They", 1, "nsubj", "PRON", "PRP"),
            ("fought", 1, "ROOT", "VERB", "VBD"),
            (word, 1, "prep", "ADP", "IN"),
            ("2014", 2, "pobj", "NUM", "CD"),
            (".", 1, "punct", "PUNCT", "."),
        ]
    )
    assert day(date_of(doc, doc[1])) == wanted


def test_only_a_plain_main_clause_may_be_assumed_to_be_of_the_week_of_publication() -> None:
    doc = parsed(REPORTED)
    assert assumed_date(doc, doc[1]) == Date("2025-02-08", "2025-02-14", None, assumed=True, basis="publication")
    assert assumed_date(doc, doc[6]) is None
    unknown = parsed(REPORTED, published=None)
    assert assumed_date(unknown, unknown[1]) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It began in 2022. On Wednesday, February 12, they spoke.", date(2025, 2, 12)),
        ("In 2023 it fell. It rose on Tuesday, the 4th of March 2025.", date(2025, 3, 4)),
        ("On Wednesday, February 12, they spoke.", None),
        ("In 2022 they spoke; by 2030 they will be done. On Wednesday, 12 February, too.", date(2025, 2, 12)),
        ("It began in 2022. On Wednesday they spoke.", None),
    ],
)
def test_anchor(text: str, wanted: date | None) -> None:
    assert anchor([(text, lambda at: None)]) == wanted


def test_of_years_that_fit_alike_the_anchor_takes_that_of_the_people_in_office() -> None:
    text = "Since 2014 it is so, they said on Wednesday, February 12."
    assert anchor([(text, lambda at: None)], holders=lambda day: int(day.year >= 2024)) == date(2025, 2, 12)
    assert anchor([(text, lambda at: None)]) == date(2014, 2, 12)


def test_an_article_without_publication_counts_from_its_own_days() -> None:
    text = "War began in 2022. On Wednesday, February 12, they spoke. He left on Tuesday."
    doc = Dates()(in_article(blank()(text), None))
    assert doc._.anchor == date(2025, 2, 12)
    assert [d.start for d in doc._.dates] == ["2022", "2025-02-12", "2025-02-11"]


def test_outside_the_paragraphs_nothing_is_a_date() -> None:
    text = "Menu 3 May 2021\n\nHe left on 5 May 2021."
    doc = blank()(text)
    doc._.article = Article("a", text, published="2021-06-01", paragraphs=((17, len(text)),))
    assert [d.start for d in Dates()(doc)._.dates] == ["2021-05-05"]


def brought_about(verb: str, lemma: str, tag: str, *when: str) -> str | None:
    """The day of "march" in "Raids ``verb`` farmers to march on ``when``", told on 14 February 2025."""
    rows = [
        ("Raids", "raid", 1, "nsubj", "NOUN", "NNS"),
        (verb, lemma, 1, "ROOT", "VERB", tag),
        ("farmers", "farmer", 4, "nsubj", "NOUN", "NNS"),
        ("to", "to", 4, "aux", "PART", "TO"),
        ("march", "march", 1, "xcomp", "VERB", "VB"),
        ("on", "on", 4, "prep", "ADP", "IN"),
        *((word, word, 5, "pobj", "PROPN", "NNP") for word in when),
    ]
    words, lemmas, heads, deps, pos, tags = (list(column) for column in zip(*rows, strict=True))
    doc = of_words(words, lemmas=lemmas, heads=heads, deps=deps, pos=pos, tags=tags)
    doc = Dates()(in_article(doc, "2025-02-14"))
    return day(date_of(doc, doc[4]))


@pytest.mark.parametrize(
    ("verb", "lemma", "tag", "wanted"),
    [
        ("prompted", "prompt", "VBD", "2025-02-09"),
        ("prompt", "prompt", "VBP", "2025-02-16"),
        ("wanted", "want", "VBD", "2025-02-16"),
    ],
)
def test_what_was_brought_about_lies_behind(verb: str, lemma: str, tag: str, wanted: str) -> None:
    assert brought_about(verb, lemma, tag, "Sunday") == wanted


@pytest.mark.parametrize(
    ("month", "wanted"), [("January", "2025-01-26"), ("June", "2025-06-26"), ("February", "2025-02-26")]
)
def test_a_day_just_gone_by_is_not_next_years(month: str, wanted: str) -> None:
    assert brought_about("asked", "ask", "VBD", month, "26") == wanted


@pytest.mark.parametrize(("more", "wanted"), [([], "2025-02-14"), ([("others", 3, "nsubj", "NOUN", "NNS")], None)])
def test_a_day_after_two_deeds_of_one_doer_is_that_of_both(more: list[Row], wanted: str | None) -> None:
    rows: list[Row] = [
        ("Police", 1, "nsubj", "NOUN", "NNS"),
        ("arrested", 1, "ROOT", "VERB", "VBD"),
        ("and", 1, "cc", "CCONJ", "CC"),
        ("charged", 1, "conj", "VERB", "VBD"),
        ("on", 3, "prep", "ADP", "IN"),
        ("Friday", 4, "pobj", "PROPN", "NNP"),
        *more,
    ]
    doc = parsed(rows)
    assert day(date_of(doc, doc[1])) == wanted
