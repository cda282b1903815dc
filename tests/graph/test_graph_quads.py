"""From extractions and their resolution to quads: what stands where, and that text can do no harm."""

from __future__ import annotations

import dataclasses
import io
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_graph import FIRST, SECOND, Made, make, quads, whole
from pyoxigraph import Store

from kg.graph.gazetteer import gazetteer_graph, read
from kg.graph.names import Names
from kg.graph.ontology import ontology_path
from kg.graph.oxigraph import OxigraphStore
from kg.graph.rdf import Literal, NamedNode
from kg.graph.readings import readings
from kg.graph.serialise import serialise
from kg.graph.terms import ON, PREFIXES, QUANTITIES, A, term
from kg.ids import BASE, article_key, text_hash
from kg.lexicon.gazetteer.tables import FOLDER
from kg.records import ACTS, Article, Date, Event, Extraction, Mention, Node, Quantity, Resolution

CONFORM = Path(__file__).parents[3] / "shared/conform"


def store_of(made: Made, base: str = BASE) -> Store:
    store = Store()
    store.bulk_extend(whole(made.extractions, made.resolution, base))
    return store


def ask(store: Store, pattern: str) -> bool:
    return bool(store.query(f"BASE <{BASE}> ASK {{ {pattern} }}", prefixes=PREFIXES))


def all_of(store: Store, pattern: str) -> list[str]:
    rows = store.query(f"BASE <{BASE}> SELECT DISTINCT ?x WHERE {{ {pattern} }} ORDER BY ?x", prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    return [row["x"].value for row in rows]


@pytest.fixture
def store(made: Made) -> Store:
    return store_of(made)


# ---------------------------------------------------------------- the contract


@pytest.mark.shared
@pytest.mark.skipif(not CONFORM.exists(), reason="the contract's checker does not lie beside the project")
@pytest.mark.parametrize("suffix", ["trig", "nq"])
def test_the_contracts_checker_finds_nothing(made: Made, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph.{suffix}"
    with path.open("wb") as out:
        serialise(OxigraphStore(store_of(made)), "trig" if suffix == "trig" else "nquads", out, BASE)
    command = [sys.executable, str(CONFORM), "--ontology", str(ontology_path("shapes.ttl").parent), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stdout == "rules_broken=0\n", run.stdout + run.stderr


def test_who_said_what_where(store: Store) -> None:
    path = '?h kg:said ?s . ?s kg:text "Khand had shelled the harbour" ; sem:hasPlace <place/port-lune-4242>'
    assert ask(store, f"?h rdfs:label 'Ada Marrow' . {path} ; sem:hasActor ?h ; schema:mentions <country/khand-Q903>")


def test_what_is_said_is_no_event(store: Store) -> None:
    assert all_of(store, "?x a kg:Event") == [BASE + "event/2031-05-04-consult-1f"]
    assert not ask(store, "?p a kg:Proposition ; sem:hasActor ?a")
    assert ask(store, "<proposition/77ac> kg:concerns <proposition/77ab> ; kg:factuality kg:negated")


def test_nodes_lead_to_characters_by_their_readings(store: Store, made: Made) -> None:
    words = all_of(store, "<person/ada-marrow-Q901> kg:reading ?r . ?r prov:wasDerivedFrom ?m . ?m nif:anchorOf ?x")
    assert words == ["Ada Marrow", "Marrow", "the president"]
    for node in made.resolution.nodes:
        if node.type != "Media":
            assert ask(store, f"<{node.key}> kg:reading ?r . ?r a kg:Reading ; rdfs:label ?l ; kg:inArticle ?a")


def test_a_publisher_is_a_medium_without_readings(store: Store, made: Made) -> None:
    assert all_of(store, "?a schema:publisher ?x") == [BASE + "media/lune-gazette-77"]
    assert not ask(store, "<media/lune-gazette-77> kg:reading ?r")


def test_articles_say_where_and_when_they_are_from(store: Store, made: Made) -> None:
    a, b = made.keys
    head = f"<article/{a}> schema:headline 'A long call' ; schema:identifier '001'"
    assert ask(store, f"{head} ; schema:datePublished '2031-05-05'^^xsd:date ; kg:sha256 '{text_hash(FIRST)}'")
    url = "https://news.example/2?a=b&c=\\'\\\""
    assert ask(store, f"<article/{b}> schema:url '{url}'^^xsd:anyURI ; schema:datePublished '2031-05'^^xsd:gYearMonth")


def test_one_node_stands_for_the_same_characters(made: Made, store: Store) -> None:
    a = made.keys[0]
    start = FIRST.index("Khand had shelled the harbour")
    span = f"<article/{a}#char={start},{start + 29}>"
    assert ask(store, f"<statement/9c1e> prov:wasDerivedFrom {span} . <article/{a}#s1.1> prov:wasDerivedFrom {span}")
    assert ask(store, f"GRAPH <article/{a}> {{ <article/{a}#s1.1> prov:wasDerivedFrom {span} }}")


def test_a_tenure_stands_where_an_article_asserts_it(made: Made, store: Store) -> None:
    office = next(n.key for n in made.resolution.nodes if n.type == "Office")
    assert ask(store, f"<person/ada-marrow-Q901> kg:holdsOffice <{office}> ; org:holds <{office}>")
    assert ask(store, f"<tenure/e2b1> kg:office <{office}> ; kg:from '2030-01-01'^^xsd:date")
    assert ask(store, "<tenure/e2b1> kg:heldFrom '2030-12-31'^^xsd:date ; kg:heldUntil '2031-05-05'^^xsd:date")
    assert not ask(store, "<tenure/e2b1> kg:until ?d")
    only_said = dataclasses.replace(
        made.resolution,
        relations=tuple(dataclasses.replace(r, asserted=False) for r in made.resolution.relations),
    )
    reported = store_of(Made(made.extractions, only_said, made.keys))
    assert not ask(reported, "?p kg:holdsOffice ?o") and not ask(reported, "?t a kg:Tenure")
    assert ask(reported, "?r a kg:Relation ; kg:voice kg:reported ; kg:object ?o")


def test_each_kind_of_quantity_has_one_value(made: Made, store: Store) -> None:
    a, b = made.keys
    event = "event/2031-05-04-consult-1f"
    assert all_of(store, f"<{event}> kg:quantity ?x") == [f"{BASE}article/{min(a, b)}#v1.duration"]
    assert all_of(store, "?d a kg:Disagreement ; kg:reading ?r . ?r kg:min ?x") == ["5400", "7200"]


def test_positions_are_longitude_first(store: Store) -> None:
    assert ask(store, "<place/port-lune-4242> geo:hasGeometry ?g ; geo84:lat 10.5 ; geo84:long -3.25")
    assert ask(store, "?g geo:asWKT 'POINT(-3.25 10.5)'^^geo:wktLiteral")
    assert ask(store, "<place/port-lune-4242> owl:sameAs <https://sws.geonames.org/4242/>")


def test_the_gazetteers_facts_stand_apart_with_their_source(made: Made, tmp_path: Path) -> None:
    head = "# kg gazetteer: leaders\n# Sources: one list (2030),\n# another list\n# Licence: CC0 1.0\n"
    entries = "@entries\nQ901\tPerson\tAda E. Marrow\tLU\tGOV\nQ999\tPerson\tNobody\tLU\tGOV\n"
    cities = "@cities\nport lune\t4242;Port Lune;LU;10.5;-3.25;9000;s;\n"
    posts = "@tenures\nQ901\tmayor;Mayor;LU;;2021;2029|president;President;LU;;2030;2030-05-09+\n"
    (tmp_path / "cc0.tsv").write_text(head + entries + posts + cities)
    (tmp_path / "mit.tsv").write_text("# Licence: MIT\n@tenures\nQ901\tpresident;President;LU;;2030;2031\n")
    store = Store()
    store.bulk_extend(gazetteer_graph(made.resolution, Names(), tmp_path))
    own = "prov:wasDerivedFrom <gazetteer/cc0>"
    told = f"wd:Q901 rdfs:label 'Ada E. Marrow' ; kg:country 'LU' ; kg:sector 'GOV' ; {own} ; owl:sameAs ?n"
    assert ask(store, f"GRAPH <gazetteer> {{ {told} . <https://sws.geonames.org/4242/> kg:country 'LU' ; {own} }}")
    source = "schema:citation 'one list (2030), another list' ; schema:license 'CC0 1.0' ; rdfs:label 'leaders'"
    assert ask(store, f"GRAPH <gazetteer> {{ <gazetteer/cc0> {source} }}")
    unknown = "wd:Q903 rdfs:label 'Khand' ; prov:wasDerivedFrom <https://www.wikidata.org/>"
    assert ask(store, f"GRAPH <gazetteer> {{ {unknown} }}")
    cited = "GRAPH <gazetteer> { <tenure/e2b1> schema:citation"
    assert ask(store, f"{cited} <gazetteer/cc0> }}") and not ask(store, f"{cited} <gazetteer/mit> }}")
    assert "Nobody" not in str(store) and not ask(store, "?s ?p ?o")


def test_every_file_of_the_gazetteer_says_its_sources_and_licence() -> None:
    for path in sorted(FOLDER.glob("*.tsv")):
        assert set(read(path, frozenset()).head) == {"kg gazetteer", "Sources", "Licence"}, path


# ---------------------------------------------------------------- an article's own graph


def test_an_articles_graph_has_its_text_and_readings_in_full(made: Made, store: Store) -> None:
    b = made.keys[1]
    graph = f"GRAPH <article/{b}>"
    assert ask(store, f"{graph} {{ <article/{b}#text> nif:isString '{SECOND}' }}")
    said = f"<article/{b}#s2> kg:speaker <article/{b}#e3> ; kg:speechAct kg:deny ; kg:cueSpan ?c ; kg:form 'indirect'"
    assert ask(store, f"{graph} {{ {said} }}")
    planned = (
        f"kg:factuality kg:planned ; kg:participant <article/{b}#e1>, <article/{b}#e2> ; sem:hasPlace <article/{b}#e4>"
    )
    assert ask(store, f"{graph} {{ <article/{b}#v3> kg:eventType plover:CONSULT ; {planned} }}")
    assert ask(store, f"{graph} {{ <article/{b}#v2> kg:source <article/{b}#e3> ; kg:reportedIn <article/{b}#s1> }}")
    assert ask(store, f"{graph} {{ <article/{b}#v1.duration> kg:min 5400 ; kg:unit 's' ; kg:of kg:duration }}")
    assert len(all_of(store, f"{graph} {{ ?x a nif:Sentence }}")) == 4


def test_a_query_sees_how_every_reading_is_called(made: Made) -> None:
    stored = list(quads(made.extractions, made.resolution))
    known = {(str(q.subject), str(q.object)) for q in stored if q.predicate == term("rdfs:label")}
    for extraction in made.extractions:
        for local, reading in readings(extraction).items():
            node = NamedNode(f"{BASE}article/{article_key(extraction.article)}#{local}")
            assert (str(node), str(Literal(reading.label))) in known


def test_parts_of_a_statement_are_readings_of_their_own(made: Made, store: Store) -> None:
    a = made.keys[0]
    parts = all_of(store, f"GRAPH <article/{a}> {{ ?x kg:partOfStatement <article/{a}#s1> }}")
    assert parts == [f"{BASE}article/{a}#s1.1", f"{BASE}article/{a}#s1.2"]


def test_an_articles_graph_names_no_merged_node(made: Made, store: Store) -> None:
    for key in made.keys:
        graph = NamedNode(f"{BASE}article/{key}")
        mine = list(store.quads_for_pattern(None, None, None, graph))
        assert all(str(q.subject).startswith(f"<{graph.value}#") for q in mine)
        classes = {q.object for q in mine if q.predicate == A}
        assert classes == {term("kg:Reading"), term("nif:Context"), term("nif:Sentence")}


# ---------------------------------------------------------------- terms


def test_every_term_is_declared_and_says_what_it_is(made: Made, store: Store) -> None:
    declared = Store()
    for name in ("geopolitics.ttl", "plover.ttl"):
        declared.bulk_load(path=str(ontology_path(name)), format=ox.RdfFormat.TURTLE)
    used = {t.value for q in store for t in (q.predicate, q.object) if isinstance(t, NamedNode)}
    used |= {term(f"kg:{name}").value for name in (*QUANTITIES, *ACTS)} | {node.value for node in ON.values()}
    for iri in sorted(u for u in used if u.startswith((PREFIXES["kg"], PREFIXES["plover"]))):
        for name in ("rdf:type", "rdfs:label", "skos:definition"):
            assert list(declared.quads_for_pattern(NamedNode(iri), term(name), None)), f"{iri} has no {name}"


def test_superclasses_and_superproperties_are_written_out(store: Store) -> None:
    ontology = Store()
    ontology.bulk_load(path=str(ontology_path("geopolitics.ttl")), format=ox.RdfFormat.TURTLE)
    for quad in ontology.quads_for_pattern(None, term("rdfs:subClassOf"), None):
        assert not ask(store, f"?x a {quad.subject} FILTER NOT EXISTS {{ ?x a {quad.object} }}"), quad
    for quad in ontology.quads_for_pattern(None, term("rdfs:subPropertyOf"), None):
        assert not ask(store, f"?x {quad.subject} ?y FILTER NOT EXISTS {{ ?x {quad.object} ?y }}"), quad
    for name in ("domain", "range"):
        for quad in ontology.quads_for_pattern(None, term(f"rdfs:{name}"), None):
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith(PREFIXES["kg"]):
                end = "?x" if name == "domain" else "?y"
                unsound = f"?x {quad.subject} ?y FILTER NOT EXISTS {{ {end} a {quad.object} }}"
                assert not ask(store, unsound) or quad.object in {term("kg:SpeechAct"), term("kg:Factuality"),
                    term("kg:Voice"), term("kg:QuantityKind")}, quad  # fmt: skip


# ---------------------------------------------------------------- base, order, dates


def test_the_base_moves_every_iri(made: Made) -> None:
    base = "https://example.org/news/"
    moved = {str(q).replace(base, BASE) for q in store_of(made, base)}
    assert moved == {str(q) for q in store_of(made)}
    assert not any(BASE in str(q) for q in store_of(made, base))


def test_quads_come_in_an_order_set_by_content(made: Made) -> None:
    sorted_ = sorted(made.extractions, key=lambda e: article_key(e.article))
    assert list(quads(sorted_, made.resolution)) == list(quads(sorted_, made.resolution))


def test_a_resolution_of_other_articles_is_refused(made: Made) -> None:
    node = Node("person/x-1", "Person", "X", (), (f"{made.keys[0]}#e99",))
    with pytest.raises(ValueError, match="#e99, which the article has not"):
        list(quads(made.extractions, Resolution(nodes=(node,))))


@pytest.mark.parametrize(
    ("start", "end", "days", "precision"),
    [
        ("2030-02-03", "2030-02-03", ("2030-02-03", "2030-02-03"), "day"),
        ("2032-02", "2032-02", ("2032-02-01", "2032-02-29"), "month"),
        ("2030", "2030", ("2030-01-01", "2030-12-31"), "year"),
        ("2030-01-01", "2030-12-31", ("2030-01-01", "2030-12-31"), "year"),
        ("2029", "2030-06", ("2029-01-01", "2030-06-30"), "range"),
    ],
)
def test_dates_are_whole_days(made: Made, start: str, end: str, days: tuple[str, str], precision: str) -> None:
    event = dataclasses.replace(made.resolution.events[0], date=Date(start, end, assumed=True))
    dated = dataclasses.replace(made.resolution, events=(event, *made.resolution.events[1:]))
    store = store_of(Made(made.extractions, dated, made.keys))
    said = f"kg:datePrecision '{precision}' ; kg:dateAssumed true"
    interval = f"kg:start '{days[0]}'^^xsd:date ; kg:end '{days[1]}'^^xsd:date ; {said}"
    assert ask(store, f"?e a kg:Event ; sem:hasEarliestBeginTimeStamp '{days[0]}'^^xsd:date ; {interval}")


@pytest.mark.parametrize("date", [Date("2030", None), Date(None, "2030"), Date("2031", "2030"), Date("2030-13", "x")])
def test_half_a_date_or_a_wrong_one_is_no_interval(made: Made, date: Date) -> None:
    event = dataclasses.replace(made.resolution.events[0], date=date)
    dated = dataclasses.replace(made.resolution, events=(event, *made.resolution.events[1:]))
    store = store_of(Made(made.extractions, dated, made.keys))
    assert not ask(store, "?e a kg:Event ; ?p ?d FILTER(?p IN (kg:start, kg:end, kg:datePrecision, kg:dateAssumed))")
    assert ask(store, "?e a kg:Event ; sem:hasEarliestBeginTimeStamp '2030-01-01'^^xsd:date") == (date.end is None)


# ---------------------------------------------------------------- hostile text

HOSTILE = 'Ada" . <http://evil/s> <http://evil/p> "x\\" \n\t\r\0\x1b[2J \ud800\u202e</script> { } \'\'\' """ <b>{{7*7}}'


def hostile(text: str) -> Made:
    """One article all of whose strings are ``text``."""
    article = Article(text, text, text, "2030", "text", text, text, text_hash(text))
    mention = Mention("m1", 0, len(text), "name", "Person", "e1", iri=text, country=text, geonames=text, sector=text)
    quantity = Quantity(text, 1, None, text, (0, len(text)))
    event = Event("v1", "AID", text, ((0, len(text)),), ("m1",), (), quantities=(quantity,), lemma=text)
    extraction = Extraction(article, (mention,), events=(event,), sentences=((0, len(text)),))
    key = article_key(article)
    node = Node("person/x-1", "Person", text, (text,), (f"{key}#e1",), (text,), text, text, geonames=text)
    return Made((extraction,), Resolution(nodes=(node,)), (key, key))


def checked(made: Made) -> None:
    """Every quad's terms are ours, and what goes out as TriG and N-Quads comes back the same."""
    store = store_of(made)
    for quad in store:
        assert isinstance(quad.subject, NamedNode)
        assert quad.predicate.value.startswith(tuple(PREFIXES.values()))
        assert quad.subject.value.startswith((BASE, "http://www.wikidata.org/", "https://sws.geonames.org/"))
    wanted = {str(q) for q in store}
    for name, format_ in (("trig", ox.RdfFormat.TRIG), ("nquads", ox.RdfFormat.N_QUADS)):
        out = io.BytesIO()
        serialise(OxigraphStore(store), name, out, BASE)
        again = Store()
        again.bulk_load(out.getvalue(), format_)
        assert {str(q) for q in again} == wanted


def test_hostile_text_stays_data() -> None:
    made = hostile(HOSTILE)
    checked(made)
    store = store_of(made)
    key = made.keys[0]
    text = next(store.quads_for_pattern(NamedNode(f"{BASE}article/{key}#text"), term("nif:isString"), None)).object
    assert isinstance(text, Literal) and text.value == HOSTILE.replace("\ud800", "\ufffd")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=60))
def test_any_text_stays_data(text: str) -> None:
    checked(hostile(text))


# ---------------------------------------------------------------- readings


def test_a_second_quantity_of_a_kind_has_an_id_of_its_own() -> None:
    text = "Five and six men were killed."
    killed = (Quantity("killed", 5, 5, "person", (0, 4)), Quantity("killed", 6, 6, "person", (9, 12)))
    event = Event("v1", "ASSAULT", None, ((22, 28),), (), (), quantities=killed)
    found = readings(Extraction(Article("a", text), events=(event,)))
    assert {name: r.label for name, r in found.items()} == {"v1": "killed", "v1.killed": "Five", "v1.killed.2": "six"}


def test_every_reading_leads_to_its_words() -> None:
    for extraction in make().extractions:
        for reading in readings(extraction).values():
            assert reading.spans and reading.label
            if reading.text is not None:
                assert reading.text == " … ".join(extraction.article.text[a:b] for a, b in reading.spans)
