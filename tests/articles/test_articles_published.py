"""Dates of publication, publishers and languages as a text shows them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.articles.language import foreign_language
from kg.articles.published import day_in_text, parse_day
from kg.articles.publisher import publisher_in_text

LEDE = "The ministers met in Oslo on Monday and signed a treaty that had been agreed on 3 May 2023."


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-06", "2024-05-06"),
        ("2024-05-06T23:59:59-05:00", "2024-05-06"),
        ("Mon, 06 May 2024 23:59:59 -0500", "2024-05-06"),
        ("Monday, 6th of May 2024, 10:30 GMT", "2024-05-06"),
        ("May 6, 2024", "2024-05-06"),
        ("Sept. 6, 2024", "2024-09-06"),
        ("06.05.2024", "2024-05-06"),
        ("13/05/2024", "2024-05-13"),
        ("05/13/2024", "2024-05-13"),
    ],
)
def test_parse_day(value: str, day: str) -> None:
    assert parse_day(value) == day


@pytest.mark.parametrize(
    "value", ["2025-13-45", "2025-02-30", "30 February 2025", "2025", "2025-02", "soon", "06/05/2024", ""]
)
def test_what_is_no_full_date(value: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_day(value)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Published: Monday, 6 May 2024", "2024-05-06"),
        ("Updated 7 May 2024, 10:00 | Published 6 May 2024", "2024-05-06"),
        ("Last updated: May 7, 2024 08:15 EDT", "2024-05-07"),
        ("6 May 2024", "2024-05-06"),
        ("May 6, 2024 - 10:15 am", "2024-05-06"),
        ("date 2024-05-06 Ministers sign treaty in Oslo", "2024-05-06"),
        ("share-iconPublished: Monday, May 6, 2024 share-iconUpdated: Tuesday, May 7, 2024", "2024-05-06"),
        ("OSLO, May 6, 2024 (Herald) - Ministers met.", "2024-05-06"),
        ("NEW YORK, Monday, May 6, 2024 (Herald) - Ministers met.", "2024-05-06"),
        ("NEW YORK, Sept. 6, 2024 - Ministers met.", "2024-09-06"),
        ("NEW YORK, May 6 (Herald) - Ministers met.", None),
        ("Published: Monday, May 6", None),
        ("Published: Monday", None),
        ("Ministers sign treaty of 6 May 2024", None),
        ("The report was published on 6 May 2024 in Oslo.", None),
        ("Date of the next meeting is 6 May 2024.", None),
        ("Published: 05/06/2024", None),
    ],
)
def test_day_in_text(head: str, day: str | None) -> None:
    assert day_in_text(f"{head}\n\n{LEDE}") == day


def test_a_date_in_the_text_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="'2025-13-45' is no date"):
        day_in_text(f"Published: 2025-13-45\n\n{LEDE}")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Source: Reuters", "Reuters"),
        ("Credited from: THE HERALD", "THE HERALD"),
        ("OSLO, May 6 (Herald Press) - Ministers met.", "Herald Press"),
        ("Source: a diplomat who was in the room", None),
        ("Ministers met in Oslo, reports Reuters.", None),
        ("Sources: Reuters, Herald", None),
    ],
)
def test_publisher_in_text(line: str, name: str | None) -> None:
    assert publisher_in_text(f"{LEDE}\n\n{line}") == name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Pope tweets prayers for sick British baby", None),
        ("Zimbabwe rejects Harare airline plea", None),
        ("Putin", None),
        ("12 - 34", None),
        ("Macron rejette l'accord de paix proposé par Oslo", "fr"),
        ("Die Regierung in Wien hat das Abkommen mit Prag abgelehnt.", "de"),
        ("De minister zei dat het verdrag onaanvaardbaar is", "nl"),
        ("Министр отверг соглашение", "ru"),
        ("El ministro rechazó el acuerdo con Chile el lunes", "es"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert foreign_language(text, ((0, len(text)),)) == language


def test_the_language_is_that_of_the_articles_own_paragraphs() -> None:
    german = "Die Regierung in Wien hat das Abkommen mit Prag am Montag abgelehnt, sagte ein Sprecher."
    text = f"Home\nShare this article\nSubscribe to the newsletter\n{german}"
    assert foreign_language(text, ((text.index("Die"), len(text)),)) == "de"


def test_text_files_need_no_library_for_pages() -> None:
    code = "import sys, kg.articles; print({'trafilatura', 'py3langid', 'lxml', 'spacy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
