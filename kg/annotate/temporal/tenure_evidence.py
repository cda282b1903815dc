"""Who of the people that a text names was in office on a day: what tells one year from another that fits as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from kg.lexicon.gazetteer import Gazetteer, Tenure

_NAME = re.compile(r"(?=(?<!\w)([A-Z][\w’'-]+ (?:[A-Z][\w’'.-]+ )?[A-Z][\w’'-]*[a-z]))")


def in_office(texts: Iterable[str], gazetteer: Gazetteer) -> Callable[[date], int]:
    """A function from a day to the number of people named in ``texts`` who held any post on it."""
    names = {words for text in texts for found in _NAME.findall(text) for words in _parts(found)}
    people = {h.entry.id for name in names for h in gazetteer.find(name) if h.strong and h.entry.type == "Person"}
    posts = [gazetteer.tenures(person) for person in sorted(people)]
    return lambda day: sum(any(_held(t, day.isoformat()) for t in tenures) for tenures in posts)


def _parts(words: str) -> set[str]:
    _, *rest = words.split()
    return {words, " ".join(rest)} if len(rest) > 1 else {words}


def _held(tenure: Tenure, day: str) -> bool:
    since, until = tenure.since, tenure.last
    return since is not None and since <= day and (until is None or day <= until + "~")
