"""Leaders, cabinets and legislators with the dates of their posts."""

from __future__ import annotations

from pathlib import Path

from gazetteer_book import Book
from gazetteer_countries import country_ids, rows

from kg.lexicon.gazetteer.offices import office


def add_leaders(book: Book, sources: Path) -> None:
    """Heads of state and government of 2022, with ids of people."""
    iso2 = {wikidata: code for code, wikidata in country_ids(sources).items()}
    for row in rows(sources / "wikidata" / "world-leaders.csv"):
        country = iso2.get(row["countryid"])
        if not country or not row["officeholder"]:
            continue
        title = row["positionLabel"].split(" of ")[0]
        person = book.entry(row["officeholder"], "Person", row["officeholderLabel"], country, "GOV")
        book.name(person, row["officeholderLabel"])
        words = row["officeholderLabel"].split()
        if len(words) > 1:
            book.name(person, words[-1], "p", row["start_year"], row["end_year"])
        book.tenure(person, office(title) or "", title, country, "", row["start_year"], row["end_year"])
