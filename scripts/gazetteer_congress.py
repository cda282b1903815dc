"""American legislators, presidents and vice-presidents."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from gazetteer_book import Book
from gazetteer_countries import objects
from gazetteer_people import People, Person, Post

from kg.ids import slug
from kg.lexicon.gazetteer.offices import office

#: The day of the sources: a term that ends later is not over.
TOLD = "2026-06-15"
TITLES = {
    "rep": ("representative", "Representative"),
    "sen": ("senator", "Senator"),
    "prez": ("president", "President"),
    "viceprez": ("vice-president", "Vice President"),
}


def add_congress(people: People, book: Book, sources: Path) -> None:
    """Everybody of both files; who is in both, or known with the same id, is one."""
    ids = {m["bioguide"]: m["wikidata"] for m in objects(sources / "us-legislators.jsonl") if m.get("wikidata")}
    for name in ("us-executive", "us-legislators"):
        for member in objects(sources / f"{name}.jsonl"):
            _add(people, book, member, member.get("wikidata") or ids.get(member.get("bioguide"), ""))


def _add(people: People, book: Book, member: dict[str, Any], wikidata: str) -> None:
    known = people.all.get(wikidata) if wikidata else _unlinked(people, member)
    wikipedia = re.sub(r"\s*\([^)]*\)", "", member.get("wikipedia") or "")
    if known is None:
        known = people.add(book, wikipedia or member["name"], "US", wikidata)
    for spelling in _names(member, wikipedia):
        people.call(known, book, spelling)
    known.gender = known.gender or (member.get("gender") or "").lower()
    known.surname = known.surname or member["last"]
    presidential = any(term["type"] in ("prez", "viceprez") for term in member["terms"])
    known.sector = "GOV" if presidential or known.posts else "LEG"
    for term in member["terms"]:
        key, title = TITLES[term["type"]]
        until = min(term["end"], member.get("gone_by") or term["end"])
        until = until if until < TOLD else ""
        if term["type"] in ("sen", "rep"):
            title = f"{title} for {term['state']}"
        known.posts[Post(term["start"], until, key, title, "US")] = book
    for lead in member.get("leadership") or ():
        title = f"{lead['chamber'].capitalize()} {lead['title']}".replace("House House", "House").replace(
            "Senate Senate", "Senate"
        )
        known.posts[
            Post(lead["start"], lead.get("end") or member.get("gone_by") or "", office(title) or "", title, "US")
        ] = book


def _unlinked(people: People, member: dict[str, Any]) -> Person | None:
    """The person of a row without id: the same name, of the same country, in office at the same time."""
    plain = f"{member['first']} {member['last']}"
    nickname = f"{member.get('nickname') or member['first']} {member['last']}"
    found = people.known(member["name"], "US") or people.known(plain, "US") or people.known(nickname, "US")
    start, end = member["terms"][0]["start"][:4], member["terms"][-1]["end"][:4]
    posts = found.posts if found else ()
    near = any((p.since or "9")[:4] <= end and (p.until or "9")[:4] >= start for p in posts)
    if found and not near:
        bioguide = member.get("bioguide", "")
        return people.add(found.book, member["name"], "US", f"kg:person-{slug(plain)}-{bioguide.lower()}")
    return found


def _names(member: dict[str, Any], wikipedia: str) -> list[str]:
    first = re.sub(r"\s*\([^)]*\)", "", member["first"])
    last = member["last"]
    names = [member["name"], wikipedia, f"{first} {last}"]
    if member.get("nickname"):
        names.append(f"{member['nickname']} {last}")
    if member.get("middle"):
        names.append(f"{first} {member['middle']} {last}")
    return [n for n in names if n and " " in n]
