"""Things by what they are called and by what is said of them, the likeliest first."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import log2
from typing import Final

import numpy as np

from kg.explore.index import SAID, Index
from kg.explore.indexing import folded
from kg.explore.matching import beginning, expression, meant
from kg.explore.notes import notes
from kg.explore.spoken import BEGIN, END
from kg.explore.values import KINDS, NAMED_FOR, Json
from kg.graph.view import GraphView

#: The most results of one answer, and how many texts are ranked among those that fit.
MOST: Final = 200
_RANKED: Final = 5000
#: How well a name fits: as it is, as another name, by its beginning, by words in it; last, what is said.
_EXACT, _ALIAS, _PREFIX, _WORDS, _TEXT = range(5)


@dataclass(frozen=True, slots=True)
class _Hit:
    thing: int
    fit: int
    kind: str
    weight: int
    name: str = ""
    rank: float = 0.0

    @property
    def place(self) -> tuple[int, bool, float, int, int, int]:
        """Smaller is better. What is named for a body comes after every body that fits as well."""
        later = self.kind in NAMED_FOR and self.fit < _TEXT
        fit = {_EXACT: _ALIAS, _PREFIX: _WORDS}.get(self.fit, self.fit) if later else self.fit
        return fit, later, self.rank, -self.weight, len(self.name), self.thing


def search(index: Index, view: GraphView, words: str, kinds: Sequence[str] = (), limit: int = 20) -> Json:
    """``total``, how many of each of ``kinds``, and the best results, each with what of it fits."""
    if not words.strip():
        return _listed(index, view, kinds, limit)
    best: dict[int, _Hit] = {}
    for hit in _named(index, words):
        if hit.thing not in best or hit.place < best[hit.thing].place:
            best[hit.thing] = hit
    counted = Counter(hit.kind for hit in best.values())
    wanted = expression(index, words)
    texts = _texts(index, wanted) if wanted else []
    counted.update(_text_kinds(index, wanted) if wanted else {})
    ordered = sorted((hit for hit in best.values() if not kinds or hit.kind in kinds), key=lambda hit: hit.place)
    ordered += [hit for hit in texts if hit.thing not in best and (not kinds or hit.kind in kinds)]
    shown = _bodies_first(ordered)[: min(limit, MOST)]
    total = sum(number for kind, number in counted.items() if not kinds or kind in kinds)
    kept = {kind: counted[kind] for kind in sorted(counted, key=lambda kind: (-counted[kind], kind))}
    return {"total": total, "kinds": kept, "results": _results(index, view, shown, words, wanted)}


def near(index: Index, what: str, limit: int = 3) -> list[str]:
    """Names that look like ``what``: those that have its words, else those that begin as it does."""
    for start in (what, *(what[:length] for length in (6, 4, 3) if length < len(what))):
        hits = sorted(_named(index, start), key=lambda hit: hit.place)
        if hits:
            return list(dict.fromkeys(hit.name for hit in hits))[:limit]
    return []


def _named(index: Index, words: str) -> Iterable[_Hit]:
    plain = folded(words)
    wanted = beginning(words)
    if not plain or not wanted:
        return
    sql = "SELECT n.thing, n.name, n.folded, n.alias, t.kind, t.weight FROM name n JOIN thing t ON t.id = n.thing "
    for thing, name, _, alias, kind, weight in index.all(sql + "WHERE n.folded = ?", (plain,)):
        yield _Hit(thing, _ALIAS if alias else _EXACT, kind, weight, name)
    for thing, label in meant(index, words):
        kind, weight = index.one("SELECT kind, weight FROM thing WHERE id = ?", (thing,))
        yield _Hit(thing, _ALIAS, kind, weight, label)
    within = "WHERE n.rowid IN (SELECT rowid FROM names WHERE names MATCH ?)"
    for thing, name, text, _, kind, weight in index.all(sql + within, (wanted,)):
        yield _Hit(thing, _PREFIX if text.startswith(plain) else _WORDS, kind, weight, name)


def _bodies_first(hits: list[_Hit]) -> list[_Hit]:
    """What is named for a body that is found, too, follows it at once."""
    bodies = {folded(hit.name): hit for hit in hits if hit.kind not in NAMED_FOR and hit.fit < _TEXT}
    out: dict[int, _Hit] = {}
    for hit in hits:
        if hit.kind in NAMED_FOR and hit.fit not in (_EXACT, _ALIAS):
            words = folded(hit.name).split()
            for length in range(len(words), 0, -1):
                if body := bodies.get(" ".join(words[:length])):
                    out.setdefault(body.thing, body)
                    break
        out.setdefault(hit.thing, hit)
    return list(out.values())


def _listed(index: Index, view: GraphView, kinds: Sequence[str], limit: int) -> Json:
    """Without words: all of ``kinds``, those on which the graph has most first."""
    among = f"FROM thing WHERE kind IN ({','.join('?' * len(kinds))}) "
    counted = dict(index.all(f"SELECT kind, COUNT(*) {among}GROUP BY kind ORDER BY 2 DESC, 1", kinds))
    sql = f"SELECT id, kind, weight, label {among}ORDER BY weight DESC, id LIMIT ?"
    hits = [_Hit(thing, _EXACT, *row) for thing, *row in index.all(sql, [*kinds, min(limit, MOST)])]
    return {"total": sum(counted.values()), "kinds": counted, "results": _results(index, view, hits, "", "")}


def _texts(index: Index, wanted: str) -> list[_Hit]:
    """What is said or happened; among the first thousands that fit the best fitting ones."""
    kinds, weights = index.catalogue.kinds, index.catalogue.weights
    found = []
    for thing, rank in index.all(f"SELECT rowid, rank FROM said WHERE said MATCH ? LIMIT {_RANKED}", (wanted,)):
        kind, weight = KINDS[kinds[thing]], int(weights[thing])
        found.append(_Hit(thing, _TEXT, kind, weight, rank=rank - log2(1 + weight) - (kind == "Event")))
    return sorted(found, key=lambda hit: hit.place)


def _text_kinds(index: Index, wanted: str) -> dict[str, int]:
    things = [row[0] for row in index.all("SELECT rowid FROM said WHERE said MATCH ?", (wanted,))]
    counted = np.bincount(index.catalogue.kinds[things], minlength=len(KINDS)).tolist()
    return {kind: number for kind, number in zip(KINDS, counted, strict=True) if number}


def _results(index: Index, view: GraphView, hits: list[_Hit], words: str, wanted: str) -> list[Json]:
    refs = index.refs(hit.thing for hit in hits)
    told = notes(index, view, [hit.thing for hit in hits])
    snippets = _snippets(index, [hit.thing for hit in hits if hit.fit == _TEXT], wanted)
    out = []
    for hit in hits:
        named = hit.fit < _TEXT
        snippet = _marked_name(hit.name, words) if named else snippets.get(hit.thing, [])
        matched = "text" if not named else "name" if hit.name == refs[hit.thing]["label"] else "alias"
        more = {"note": told.get(hit.thing, ""), "matched": matched, "snippet": snippet, "weight": hit.weight}
        out.append({**refs[hit.thing], **more})
    return out


def _snippets(index: Index, things: Iterable[int], wanted: str) -> dict[int, list[Json]]:
    """What of each text fits, marked: found in a table of these alone, since the whole is searched anew for each."""
    texts = index.among("SELECT rowid, body FROM said WHERE rowid IN ({})", things)
    with closing(sqlite3.connect(":memory:")) as few:
        few.execute(SAID)
        few.executemany("INSERT INTO said (rowid, body) VALUES (?, ?)", texts)
        sql = "SELECT rowid, snippet(said, 0, ?, ?, '…', 24) FROM said WHERE said MATCH ?"
        return {thing: _parts(text) for thing, text in few.execute(sql, (BEGIN, END, wanted))} if texts else {}


def _parts(marked: str) -> list[Json]:
    parts = []
    for place, part in enumerate(marked.split(BEGIN)):
        hit, _, rest = part.partition(END) if place else ("", "", part)
        parts += [{"text": hit, "hit": True}] * bool(hit) + [{"text": rest, "hit": False}] * bool(rest)
    return parts


def _marked_name(name: str, words: str) -> list[Json]:
    """A name with the part that was typed marked, all of it where it is found by another spelling."""
    found = re.search(rf"(?<!\w){re.escape(words.strip())}", name, re.IGNORECASE)
    if found is None:
        return [{"text": name, "hit": True}]
    parts = ((name[: found.start()], False), (found.group(), True), (name[found.end() :], False))
    return [{"text": text, "hit": hit} for text, hit in parts if text]
