"""Two invented articles, extracted and resolved by hand: every kind of reading and of merged node is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.complete import Complete
from kg.graph.names import Names
from kg.graph.oxigraph import OxigraphStore
from kg.graph.rdf import DefaultGraph, Quad
from kg.graph.units import Units
from kg.graph.units import quads as quads_of
from kg.ids import BASE, article_key, node_key, text_hash
from kg.records import (
    Article,
    Date,
    Disagreement,
    Event,
    Extraction,
    Judgement,
    Mention,
    MentionType,
    MergedEvent,
    MergedRelation,
    MergedStatement,
    Node,
    Part,
    Quantity,
    Relation,
    Resolution,
    Span,
    Statement,
    Support,
    TimeInOffice,
)  # fmt: skip

MARROW, TELL, KHAND = "Q901", "Q902", "Q903"
WD = "http://www.wikidata.org/entity/"
FIRST = (
    "President Ada Marrow spoke with Oskar Tell for two hours on 4 May. In Port Lune, Marrow said Khand had shelled "
    "the harbour and would pay for it."
)
SECOND = (
    "The 90-minute call between Marrow and Tell took place on 4 May. Khand bombarded the harbour, the president said. "
    "Marrow and Tell will meet in Port Lune. Khand denied attacking anyone."
)


@dataclass(frozen=True)
class Made:
    """What the tests start from."""

    extractions: tuple[Extraction, ...]
    resolution: Resolution
    keys: tuple[str, str]


def at(text: str, words: str, nth: int = 0) -> Span:
    """The ``nth`` place where ``words`` stand in ``text``."""
    return [m.span() for m in re.finditer(re.escape(words), text)][nth]


def mention(text: str, name: str, entity: str, words: str, type_: MentionType, *nth: int, **more: object) -> Mention:
    start, end = at(text, words, *nth)
    kind = more.pop("kind", "name")
    return Mention(name, start, end, kind, type_, entity, **more)  # type: ignore[arg-type]


def article(name: str, text: str, **more: str | None) -> Article:
    return Article(name, text, sha256=text_hash(text), paragraphs=((0, len(text)),), **more)  # type: ignore[arg-type]


def first() -> Extraction:
    t = FIRST
    return Extraction(
        article("001", t, title="A long call", published="2031-05-05", publisher="Lune Gazette"),
        mentions=(
            mention(t, "m1", "e1", "President", "Office"),
            mention(t, "m2", "e2", "Ada Marrow", "Person", iri=WD + MARROW, country="LU", sector="GOV"),
            mention(t, "m3", "e3", "Oskar Tell", "Person"),
            mention(t, "m4", "e4", "Port Lune", "Place", lat=10.5, lon=-3.25, geonames="4242"),
            mention(t, "m5", "e2", "Marrow", "Person", 1),
            mention(t, "m6", "e5", "Khand", "Country", iri=WD + KHAND, country="KH"),
        ),
        statements=(
            Statement(
                "s1", ("m5",), (at(t, "Marrow", 1),), (at(t, "said"),),
                (at(t, "Khand had shelled the harbour and would pay for it"),), "indirect", "assert", place=("m4",),
                parts=(
                    Part("s1.1", (at(t, "Khand had shelled the harbour"),), ("harbour", "shell"), ("e5",)),
                    Part("s1.2", (at(t, "would pay for it"),), ("pay",)),
                ),
            ),
        ),
        events=(
            Event("v1", "CONSULT", "041", (at(t, "spoke"),), ("m2", "m3"), ("m2", "m3"), (),
                  Date("2031-05-04", "2031-05-04", at(t, "4 May")), confidence=0.91,
                  salience=0.9, quantities=(Quantity("duration", 7200, 7200, "s", at(t, "two hours")),), lemma="speak"),
            Event("v2", "ASSAULT", "190", (at(t, "shelled"),), ("m6",), (), voice="reported", reported_in="s1",
                  confidence=0.8),
        ),
        relations=(Relation("r1", "holdsOffice", "m2", "m1", (at(t, "President Ada Marrow"),)),),
        sentences=((0, 66), (67, len(t))),
    )  # fmt: skip


def second() -> Extraction:
    t = SECOND
    return Extraction(
        article("002", t, published="2031-05", url="https://news.example/2?a=b&c='\"", publisher="The Khand Mail"),
        mentions=(
            mention(t, "m1", "e1", "Marrow", "Person"),
            mention(t, "m2", "e2", "Tell", "Person"),
            mention(t, "m3", "e3", "Khand", "Country", iri=WD + KHAND, country="KH"),
            mention(t, "m4", "e1", "the president", "Person", kind="nominal"),
            mention(t, "m5", "e1", "Marrow", "Person", 1),
            mention(t, "m6", "e2", "Tell", "Person", 1),
            mention(t, "m7", "e4", "Port Lune", "Place"),
            mention(t, "m8", "e3", "Khand", "Country", 1),
        ),
        statements=(
            Statement("s1", ("m4",), (at(t, "the president"),), (at(t, "said"),),
                      (at(t, "Khand bombarded the harbour"),),
                      "indirect", "assert",
                      parts=(Part("s1", (at(t, "Khand bombarded the harbour"),), ("bombard",)),)),
            Statement("s2", ("m8",), (at(t, "Khand", 1),), (at(t, "denied"),), (at(t, "attacking anyone"),), "indirect",
                      "deny", parts=(Part("s2", (at(t, "attacking anyone"),), ("attack",)),)),
        ),
        events=(
            Event("v1", "CONSULT", "041", (at(t, "call"),), ("m1", "m2"), ("m1", "m2"), (),
                  Date("2031-05-04", "2031-05-04", at(t, "4 May")), confidence=0.9,
                  salience=0.9, quantities=(Quantity("duration", 5400, 5400, "s", at(t, "90-minute")),), lemma="call"),
            Event("v2", "ASSAULT", "190", (at(t, "bombarded"),), ("m3",), (), voice="reported", reported_in="s1"),
            Event("v3", "CONSULT", "040", (at(t, "meet"),), ("m5", "m6"), ("m5", "m6"), ("m7",), None, "planned"),
            Event("v4", "ASSAULT", "190", (at(t, "attacking"),), ("m8",), (), voice="reported", reported_in="s2",
                  factuality="negated"),
        ),
        sentences=((0, 63), (64, 113), (114, 153), (154, len(t))),
    )  # fmt: skip


def resolution(a: str, b: str) -> Resolution:
    """The two articles ``a`` and ``b`` (their keys), merged."""
    marrow = node_key("person", "Ada Marrow", WD + MARROW, [])
    tell = node_key("person", "Oskar Tell", None, [f"{a}#e3", f"{b}#e2"])
    khand, lune = node_key("country", "Khand", WD + KHAND, []), "place/port-lune-4242"
    office = node_key("office", "President", None, [f"{a}#e1"])
    happened, planned, denied = "event/2031-05-04-consult-1f", "proposition/51d0", "proposition/77ac"
    may = Date("2031-05-04", "2031-05-04")
    return Resolution(
        nodes=(
            Node(khand, "Country", "Khand", (), (f"{a}#e5", f"{b}#e3"), (WD + KHAND,), "KH"),
            Node("media/lune-gazette-77", "Media", "Lune Gazette", (), (f"{a}#publisher",)),
            Node(marrow, "Person", "Ada Marrow", ("Marrow", "the president"), (f"{a}#e2", f"{b}#e1"), (WD + MARROW,),
                 "LU", "GOV"),
            Node(office, "Office", "President", (), (f"{a}#e1",)),
            Node(tell, "Person", "Oskar Tell", ("Tell",), (f"{a}#e3", f"{b}#e2")),
            Node(lune, "Place", "Port Lune", (), (f"{a}#e4", f"{b}#e4"), (), None, None, 10.5, -3.25, "4242"),
        ),
        statements=(
            MergedStatement("statement/9c1e", "Ada Marrow: Khand had shelled the harbour",
                            "Khand had shelled the harbour",
                            "assert", False, (marrow,), Support((f"{a}#s1.1", f"{b}#s1"), 2, 2), places=(lune,),
                            mentions=(khand,), reports=("proposition/77ab",)),
            MergedStatement("statement/9c1f", "Ada Marrow: would pay for it", "would pay for it", "assert", False,
                            (marrow,), Support((f"{a}#s1.2",), 1, 1), places=(lune,)),
            MergedStatement("statement/aa01", "Khand: attacking anyone", "attacking anyone", "deny", False, (khand,),
                            Support((f"{b}#s2",), 1, 1), reports=(denied,)),
        ),
        events=(
            MergedEvent(happened, "Ada Marrow, Oskar Tell: CONSULT, 2031-05-04", "CONSULT", "041", True, "actual",
                        "article", 0.93, Support((f"{a}#v1", f"{b}#v1"), 2, 2), participants=(marrow, tell), date=may,
                        quantities=(
                            (f"{a}#v1.duration", Quantity("duration", 7200, 7200, "s", at(FIRST, "two hours"))),
                            (f"{b}#v1.duration", Quantity("duration", 5400, 5400, "s", at(SECOND, "90-minute"))),
                        )),
            MergedEvent(planned, "Ada Marrow, Oskar Tell: CONSULT (planned)", "CONSULT", "040", False, "planned",
                        "article", 0.5, Support((f"{b}#v3",), 1, 1), participants=(marrow, tell), places=(lune,)),
            MergedEvent("proposition/77ab", "Khand: ASSAULT (reported)", "ASSAULT", "190", False, "actual", "reported",
                        0.8, Support((f"{a}#v2", f"{b}#v2"), 2, 2), sources=(khand,)),
            MergedEvent(denied, "Khand: ASSAULT (negated)", "ASSAULT", "190", False, "negated", "reported", 0.5,
                        Support((f"{b}#v4",), 1, 1), sources=(khand,), concerns="proposition/77ab"),
        ),
        relations=(
            MergedRelation("relation/e2b1", "holdsOffice", marrow, office, True, Support((f"{a}#r1",), 1, 1),
                           Date("2030", None), (TimeInOffice("2030", None, "2030-12-31", "2031-05-05", MARROW),)),
        ),
        disagreements=(
            Disagreement("disagreement/1f-duration", "CONSULT, 2031-05-04: duration", (happened,), "duration",
                         (f"{a}#v1.duration", f"{b}#v1.duration")),
        ),
        judgements=(Judgement(f"{a}#e3", f"{b}#e2", True, 2.5, (("last name", 2.5),)),),
    )  # fmt: skip


def make() -> Made:
    """Both articles and what they make together."""
    extractions = first(), second()
    a, b = (article_key(e.article) for e in extractions)
    return Made(extractions, resolution(a, b), (a, b))


def quads(extractions: Iterable[Extraction], resolution: Resolution, base: str = BASE) -> Iterator[Quad]:
    """All quads that are stored of a graph."""
    known = {article_key(extraction.article): extraction for extraction in extractions}
    return quads_of(Units(resolution, Names(base)).all(dict.fromkeys(known, ""), known.__getitem__))


def whole(extractions: Iterable[Extraction], resolution: Resolution, base: str = BASE) -> list[Quad]:
    """Every quad of a graph as its readers have it, with what follows from what is stored."""
    store = ox.Store()
    store.extend(quads(extractions, resolution, base))
    complete = Complete(OxigraphStore(store), base)
    graphs = [DefaultGraph(), *complete.named_graphs()]
    return [quad for graph in graphs for quad in complete.quads_for_pattern(None, None, None, graph)]
