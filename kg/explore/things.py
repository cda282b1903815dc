"""A thing with all that the graph has on it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import numpy as np

from kg.errors import UnknownThingError
from kg.explore.articles import articles_of
from kg.explore.counts import tally
from kg.explore.filters import Filters
from kg.explore.index import Index
from kg.explore.indexing import folded
from kg.explore.notes import note, tenures
from kg.explore.readings import disagreements, readings
from kg.explore.relations import relations
from kg.explore.rows import shown
from kg.explore.search import near
from kg.explore.values import ROW_KINDS, Json
from kg.graph.readings import short
from kg.graph.terms import local_name
from kg.graph.view import GraphView
from kg.ids import WIKIDATA

#: The most partners, relations, and lines on merging.
MOST: Final = 60
_ALL: Final = Filters()
#: What a thing has lists of, which may be empty.
_LISTS: Final = (
    "names", "same_as", "offices", "holders", "relations", "partners", "merged", "apart", "disagreements", "concerns",
    "concerned_by", "reports", "reported_by",
)  # fmt: skip
#: What is shown elsewhere on the page of a thing.
_HIDDEN: Final = frozenset(
    {
        "rdf:type", "rdfs:label", "skos:altLabel", "owl:sameAs", "sem:hasActor", "prov:wasDerivedFrom", "kg:reading",
        "geo:hasGeometry", "kg:said", "schema:mentions", "sem:hasEarliestBeginTimeStamp", "sem:hasLatestEndTimeStamp",
    }
)  # fmt: skip


def find(index: Index, view: GraphView, what: str) -> str:
    """The thing that ``what`` names: an IRI, the end of one, a reading, an identifier of Wikidata, or a name.

    Of several of one name the one on which the graph has most. Raises UnknownThingError, with what comes near.
    """
    if index.number(what) is not None:
        return what
    if found := view.by_iri(what):
        return found
    for sql, value in (
        ("SELECT iri FROM thing WHERE ending = ? ORDER BY weight DESC, id", what),
        ("SELECT t.iri FROM same s JOIN thing t ON t.id = s.thing WHERE s.iri = ? ORDER BY t.id", WIKIDATA + what),
        (
            "SELECT t.iri FROM name n JOIN thing t ON t.id = n.thing WHERE n.folded = ? "
            "ORDER BY n.alias, t.weight DESC, t.id",
            folded(what),
        ),
        ("SELECT t.iri FROM article a JOIN thing t ON t.id = a.id WHERE a.name = ? ORDER BY t.id", what),
        ("SELECT iri FROM thing WHERE label = ? ORDER BY weight DESC, id", what),
    ):
        if value and (row := index.one(sql, (value,))):
            return str(row[0])
    hint = near(index, what)
    also = f"; did you mean {', '.join(hint)}?" if hint else ""
    raise UnknownThingError(f"{short(what, 80)}: nothing in the graph is called so{also}")


def thing(index: Index, view: GraphView, what: str) -> Json:
    """The thing that ``what`` names. Raises UnknownThingError."""
    iri = find(index, view, what)
    number = index.number(iri)
    if number is None:  # a reading that is merged in nothing
        return _unmerged(view, iri)
    label, kind, country = index.one("SELECT label, kind, country FROM thing WHERE id = ?", (number,))
    row = index.columns.row_of.get(number)
    out = {
        "iri": iri,
        "label": label,
        "kind": kind,
        "types": view.classes(iri),
        "names": view.values(iri, "skos:altLabel"),
        "same_as": view.values(iri, "owl:sameAs"),
        "country": country,
        "note": note(index, view, iri, kind, country),
        "facts": _facts(index, view, iri),
        "counts": _counts(index, number, iri),
        "offices": [{"office": ref, **when} for ref, when in _tenures(index, view, "kg:holder", iri)],
        "holders": [{"person": ref, **when} for ref, when in _tenures(index, view, "kg:office", iri)],
        "relations": relations(index, number),
        "partners": [] if row is not None else partners(index, number),
        **_merging(index, number),
        "disagreements": disagreements(index, view, iri),
    }
    for name, found in (
        ("concerns", view.values(iri, "kg:concerns")),
        ("concerned_by", view.subjects("kg:concerns", iri)),
        ("reports", view.values(iri, "kg:reports")),
        ("reported_by", view.subjects("kg:reports", iri)),
    ):
        out[name] = index.refs_of(found)
    if row is not None:
        out["row"] = shown(index, [row])[0]
    if row is not None or kind == "Relation":
        out["readings"] = readings(index, view, iri)
    return out


def partners(index: Index, number: int, filters: Filters = _ALL) -> list[Json]:
    """With whom a thing deals, the most often first; what happened and what was said is counted."""
    edges, mask = index.columns.edges, filters.happened.mask(index)
    mine = ((edges.a == number) | (edges.b == number)) & mask[edges.row]
    rows, other = edges.row[mine], np.where(edges.a[mine] == number, edges.b[mine], edges.a[mine])
    counted = Counter(other.tolist())
    best = sorted(counted, key=lambda thing: (-counted[thing], thing))[:MOST]
    refs = index.refs(best)
    return [{**refs[thing], "count": counted[thing], **tally(index, rows[other == thing])} for thing in best]


def _facts(index: Index, view: GraphView, iri: str) -> list[Json]:
    out = []
    for name, value in view.properties(iri, _HIDDEN):
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.rpartition(":")[2]).lower()
        ref = next(iter(index.refs_of([value])), None) if value.startswith(view.base) else None
        is_term = value.startswith(("http://", "https://")) and "#" in value and not value.startswith(view.base)
        shown_as = ref["label"] if ref else local_name(value) if is_term else value
        out.append({"property": name, "label": words, "value": shown_as, **({"iri": value} if ref else {})})
    return out


def _counts(index: Index, number: int, iri: str) -> Json:
    """``statements`` are those that a thing makes, ``about`` those that name it; of an article, what it tells."""
    columns = index.columns
    if told := articles_of(index, [iri]).get(iri):
        return {
            "events": told["events"],
            "propositions": 0,
            "statements": told["statements"],
            "about": 0,
            "articles": 1,
        }
    rows = columns.by_thing.of(number)
    kinds = np.bincount(columns.kind[rows], minlength=len(ROW_KINDS)).tolist()
    said, about = (columns.roles[role] for role in ("speaker", "mention"))
    (articles,) = index.one("SELECT articles FROM thing WHERE id = ?", (number,))
    return {
        "events": kinds[0],
        "propositions": kinds[1],
        "statements": int((said.right == number).sum()),
        "about": int((about.right == number).sum()),
        "articles": articles,
    }


def _tenures(index: Index, view: GraphView, side: str, iri: str) -> list[tuple[Json, Json]]:
    out = []
    for holder, office, since, until in tenures(view, side, iri):
        for ref in index.refs_of([office if side == "kg:holder" else holder]):
            out.append((ref, {"from": since, "until": until}))
    return out


def _merging(index: Index, number: int) -> Json:
    """Lines on why the readings of a thing were taken for one, and on what was kept apart from them."""
    sql = "SELECT DISTINCT line FROM judgement WHERE thing = ? AND same = ? ORDER BY line LIMIT ?"
    merged, apart = ([row[0] for row in index.all(sql, (number, same, MOST))] for same in (True, False))
    return {"merged": merged, "apart": apart}


def _unmerged(view: GraphView, iri: str) -> Json:
    """A reading that is merged in nothing: what its article says of it."""
    told = view.told(iri)
    shown_facts = [
        {"property": name, "label": name.rpartition(":")[2], "value": local_name(value)}
        for name, values in told.items()
        if name not in _HIDDEN
        for value in values
    ]
    return {
        "iri": iri,
        "label": next(iter(told.get("rdfs:label", ())), iri),
        "kind": local_name(next(iter(told.get("kg:readingKind", ())), "Reading")),
        "types": ["kg:Reading"],
        "country": next(iter(told.get("kg:country", ())), None),
        "note": view.label(iri.partition("#")[0]),
        "facts": shown_facts,
        "counts": {"events": 0, "propositions": 0, "statements": 0, "about": 0, "articles": 1},
        **{name: [] for name in _LISTS},
    }
