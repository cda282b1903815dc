"""The explorer's answers over two invented articles, and over a graph large enough to have neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_graph import article, at, mention

from kg.errors import CallError, UnknownThingError
from kg.explore.explorer import Explorer
from kg.explore.filters import Filters
from kg.explore.values import Page
from kg.graph.store import GraphFolder
from kg.ids import BASE, article_key
from kg.records import Extraction, MergedStatement, Node, Part, Resolution, Statement, Support

MARROW, TELL, KHAND = (f"{BASE}{key}" for key in ("person/ada-marrow-Q901", "person/oskar-tell-", "country/khand-Q903"))
CALL, MEETING = f"{BASE}event/2031-05-04-consult-1f", f"{BASE}proposition/51d0"
DENIED, SHELLING, SAID = (f"{BASE}{key}" for key in ("proposition/77ac", "proposition/77ab", "statement/9c1e"))


@pytest.fixture(scope="module")
def explorer(folder: GraphFolder) -> Iterator[Explorer]:
    made = Explorer(folder.store(), folder.base, folder.why(), title="made", built="store-1")
    yield made
    made.close()


def labels(found: list[dict[str, str]]) -> list[str]:
    return [one["label"] for one in found]


def test_overview_counts_what_is_there(explorer: Explorer) -> None:
    found = explorer.overview()
    assert found["counts"] == {
        "articles": 2, "actors": 4, "events": 1, "propositions": 3, "statements": 3, "relations": 1, "places": 1,
        "disagreements": 1, "single_source": 0,
    }  # fmt: skip
    assert (found["title"], found["built"], found["first"], found["last"]) == ("made", "store-1", *2 * ("2031-05-04",))
    assert found["roots"] == [{"root": "CONSULT", "quad": 1, "count": 1}]
    assert [(a["label"], a["events"], a["statements"]) for a in found["actors"]] == [
        ("Khand", 0, 1), ("Ada Marrow", 1, 2), ("Oskar Tell", 1, 0),
    ]  # fmt: skip
    assert found["publishers"] == [{"label": "Lune Gazette", "articles": 1}]


def test_a_name_is_found_before_what_is_said_with_it(explorer: Explorer) -> None:
    found = explorer.search("marrow")
    assert labels(found["results"])[0] == "Ada Marrow"
    assert found["results"][0] | {"iri": ""} == {
        "iri": "", "label": "Ada Marrow", "kind": "Person", "note": "President", "matched": "alias", "weight": 4,
        "snippet": [{"text": "Marrow", "hit": True}],
    }  # fmt: skip
    assert found["kinds"]["Person"] == 1 and found["kinds"]["Event"] == 1
    assert found["total"] == sum(found["kinds"].values())
    assert {r["kind"] for r in explorer.search("marrow", ["Event"])["results"]} == {"Event"}


def test_words_are_found_in_any_form_and_order(explorer: Explorer) -> None:
    assert [r["iri"] for r in explorer.search("calls tell")["results"]] == [CALL]
    hit = explorer.search("bombarded")["results"][0]
    assert hit["matched"] == "text" and {"text": "bombarded", "hit": True} in hit["snippet"]
    assert explorer.search("bombarded khand nothing")["total"] == 0
    assert explorer.search("?!")["results"] == []
    assert explorer.search("lon")["results"][0]["label"] == "A long call"


@pytest.mark.parametrize("words", ['"', "a AND", "NEAR(", "x*", "-", "col:x", "') --", "\x00\x01", "a" * 5000, "﷽"])
def test_no_words_break_the_search(explorer: Explorer, words: str) -> None:
    assert set(explorer.search(words)) == {"total", "kinds", "results"}
    assert explorer.rows(Filters(q=words))["total"] >= 0
    assert explorer.articles(q=words)["total"] >= 0


@pytest.mark.parametrize(
    "what", [MARROW, "person/ada-marrow-Q901", "ada-marrow-Q901", "Q901", "Ada Marrow", "ada marrow", "the president"]
)
def test_a_thing_is_found_by_all_that_it_goes_by(explorer: Explorer, what: str) -> None:
    assert explorer.find(what) == MARROW


def test_a_thing_that_is_not_there_names_what_comes_near(explorer: Explorer) -> None:
    with pytest.raises(UnknownThingError, match="did you mean Ada Marrow"):
        explorer.thing("Ada Marrowe")
    for what in ("", f"{BASE}event/none", "https://elsewhere.example/", "zzz", "[*?"):
        with pytest.raises(UnknownThingError):
            explorer.thing(what)


def test_an_actor_with_all_on_it(explorer: Explorer) -> None:
    found = explorer.thing("Marrow")
    assert found["counts"] == {"events": 1, "propositions": 1, "statements": 2, "about": 0, "articles": 2}
    assert found["names"] == ["Marrow", "the president"]
    assert [(o["office"]["label"], o["from"], o["until"]) for o in found["offices"]] == [
        ("President", "2030-01-01", None)
    ]
    assert [(r["predicate"], r["out"], r["other"]["label"]) for r in found["relations"]] == [
        ("holdsOffice", True, "President")
    ]
    assert [(p["label"], p["count"], p["quads"]["1"], p["statements"]) for p in found["partners"]] == [
        ("Khand", 1, 0, 1), ("Oskar Tell", 1, 1, 0),
    ]  # fmt: skip
    assert labels([h["person"] for h in explorer.thing("President")["holders"]]) == ["Ada Marrow"]
    assert explorer.thing("Oskar Tell")["merged"][0].endswith("last name +2.50 = 2.50")
    assert {"property": "kg:country", "label": "country", "value": "LU"} in found["facts"]


def test_an_event_with_its_readings_and_where_they_differ(explorer: Explorer) -> None:
    found = explorer.thing(CALL)
    assert found["row"]["disputed"] and found["row"]["kind"] == "event" and found["kind"] == "Event"
    assert [(r["id"], r["sentence"][1], r["article"]["id"]) for r in found["readings"]] == [
        ("v1", "spoke", "001"), ("v1", "call", "002"),
    ]  # fmt: skip
    assert found["readings"][0]["chain"] == [{"publisher": "Lune Gazette", "act": "report"}]
    (differing,) = found["disagreements"]
    assert differing["on"] == "duration"
    assert [(s["value"], s["article"]["id"]) for s in differing["sides"]] == [
        ("90-minute", "002"),
        ("two hours", "001"),
    ]


def test_what_is_only_reported_leads_to_who_says_so(explorer: Explorer) -> None:
    found = explorer.thing(SHELLING)
    chain = found["readings"][0]["chain"]
    assert [step["act"] for step in chain] == ["report", "assert"]
    assert labels(chain[1]["speaker"]) == ["Ada Marrow"] and chain[1]["words"] == "Marrow"
    assert labels(found["reported_by"]) == ["Ada Marrow: Khand had shelled the harbour"]
    assert [r["iri"] for r in found["concerned_by"]] == [DENIED]
    assert [r["iri"] for r in explorer.thing(DENIED)["concerns"]] == [SHELLING]


def test_a_reading_leads_to_what_it_is_merged_in(explorer: Explorer) -> None:
    reading = explorer.thing(CALL)["readings"][1]["iri"]
    assert explorer.thing(reading)["iri"] == CALL
    office = explorer.thing("President")
    assert office["kind"] == "Office" and "row" not in office


def test_rows_are_filtered_sorted_and_paged(explorer: Explorer) -> None:
    def ids(**given: list[str]) -> list[str]:
        return [r["iri"].rsplit("/", 1)[-1] for r in explorer.rows(Filters.read(given))["rows"]]

    assert ids(kind=["event"]) == ["2031-05-04-consult-1f"]
    assert ids(reality=["planned", "negated"]) == ["51d0", "77ac"]
    assert ids(voice=["reported"], root=["ASSAULT"]) == ["77ab", "77ac"]
    assert ids(**{"from": ["2031-05"], "until": ["2031-05-04"]}) == ["2031-05-04-consult-1f"]
    assert ids(**{"from": ["2031-05-05"]}) == []
    assert ids(about=[MARROW, f"{BASE}place/port-lune-4242"]) == ["9c1e", "51d0", "9c1f"]
    assert ids(about=[f"{BASE}nobody"]) == ids(place=[f"{BASE}nowhere"]) == ids(publisher=["Nobody's"]) == []
    assert ids(place=[f"{BASE}place/port-lune-4242"], kind=["statement"]) == ["9c1e", "9c1f"]
    assert ids(sources=["2"]) == ["2031-05-04-consult-1f", "77ab", "9c1e"]
    assert ids(disputed=["1"]) == ["2031-05-04-consult-1f"] and len(ids(single=["1"])) == 4
    assert ids(confidence=["0.9"]) == ["2031-05-04-consult-1f"] and ids(quad=["1"]) == ["2031-05-04-consult-1f", "51d0"]
    assert ids(publisher=["Lune Gazette"], q=["harbour"]) == ["9c1e", "77ab"]
    assert explorer.rows(sort="date")["rows"][0]["iri"] == CALL
    everything = explorer.rows()
    assert everything["total"] == 7 and everything["rows"][0]["iri"] == CALL
    assert explorer.rows(page=Page(2, 2))["rows"] == everything["rows"][2:4]
    assert explorer.rows(page=Page(5, 100))["rows"] == []


@pytest.mark.parametrize(
    "given", [{"kind": ["x"]}, {"root": ["NONE"]}, {"from": ["soon"]}, {"sources": ["-1"]}, {"confidence": ["nan"]}]
)
def test_a_filter_that_cannot_be_is_said_so(given: dict[str, list[str]]) -> None:
    with pytest.raises(CallError, match=next(iter(given))):
        Filters.read(given)


def test_a_row_has_what_a_list_shows(explorer: Explorer) -> None:
    row = explorer.rows(Filters(kind=("statement",), sources=2))["rows"][0]
    assert (row["iri"], row["act"], row["text"]) == (SAID, "assert", "Khand had shelled the harbour")
    assert labels(row["speaker"]) == ["Ada Marrow"] and labels(row["mention"]) == ["Khand"]
    assert row["place"] == [
        {"iri": f"{BASE}place/port-lune-4242", "label": "Port Lune", "kind": "Place", "lat": 10.5, "lon": -3.25}
    ]
    call = explorer.rows(Filters(kind=("event",)))["rows"][0]
    assert (call["start"], call["precision"], call["assumed"]) == ("2031-05-04", "day", False)
    assert call["quantities"] == [{"of": "duration", "min": 5400, "max": 5400, "unit": "s", "text": "90-minute"}] or (
        call["quantities"] == [{"of": "duration", "min": 7200, "max": 7200, "unit": "s", "text": "two hours"}]
    )


def test_counts_by_time_place_and_choice(explorer: Explorer) -> None:
    line = explorer.timeline()
    assert line["by"] == "day" and line["undated"] == 3 and line["wider"] == 0
    assert line["bins"] == [
        {"start": "2031-05-04", "end": "2031-05-04", "quads": {"1": 1, "2": 0, "3": 0, "4": 0}, "statements": 0}
    ]
    assert explorer.timeline(by="month")["bins"][0]["end"] == "2031-05-31"
    assert explorer.timeline(by="year")["bins"][0]["start"] == "2031-01-01"
    places = explorer.map()
    assert [(p["label"], p["count"], p["statements"]) for p in places["places"]] == [("Port Lune", 2, 2)]
    assert places["unplaced"] == 2
    assert explorer.map(Filters(kind=("proposition",)))["places"][0]["count"] == 1
    facets = explorer.facets(Filters(kind=("event",)))
    assert {f["value"]: f["count"] for f in facets["kind"]} == {"event": 1, "proposition": 3, "statement": 3}
    assert facets["reality"] == [{"value": "actual", "count": 1}]
    assert facets["publisher"] == [{"value": "Lune Gazette", "count": 1}]


def test_what_is_denied_is_no_deed(explorer: Explorer) -> None:
    counted = explorer.network()
    edge = next(e for e in counted["edges"] if e["statements"])
    assert edge["quads"] == {"1": 0, "2": 0, "3": 0, "4": 0}
    assert sum(sum(b["quads"].values()) for b in explorer.timeline()["bins"]) == 1


def test_a_neighbourhood_and_what_lies_between(explorer: Explorer) -> None:
    near = explorer.network(["Oskar Tell"])
    assert labels(near["nodes"]) == ["Oskar Tell", "Ada Marrow"] and len(near["edges"]) == 1
    assert explorer.network(["Marrow"], limit=1)["edges"] == []
    between = explorer.between("Marrow", "Tell")
    assert [r["iri"] for r in between["rows"]] == [CALL, MEETING] and between["total"] == 2
    assert between["months"] == [{"month": "2031-05", "cooperation": 1, "conflict": 0, "statements": 0}]
    assert [labels(path)[::2] for path in between["paths"]] == [["Ada Marrow", "Oskar Tell"]]
    assert between["paths"][0][1]["iri"] == CALL
    far = explorer.between("Tell", "Khand")
    assert far["total"] == 0 and [labels(p)[::2] for p in far["paths"]] == [["Oskar Tell", "Ada Marrow", "Khand"]]
    assert explorer.between("Lune Gazette", "Khand")["paths"] == []
    assert explorer.between("Khand", "Khand")["rows"] == []


def test_articles_with_all_that_was_found_in_them(explorer: Explorer) -> None:
    found = explorer.articles()
    assert [a["id"] for a in found["articles"]] == ["001", "002"] and found["total"] == 2
    assert [a["id"] for a in explorer.articles(q="bombard")["articles"]] == ["002"]
    assert [a["id"] for a in explorer.articles(publishers=["Lune Gazette"])["articles"]] == ["001"]
    assert [a["id"] for a in explorer.articles(since="2031-05-05")["articles"]] == ["001", "002"]
    assert [a["id"] for a in explorer.articles(until="2031-05-04")["articles"]] == ["002"]
    one = explorer.article(found["articles"][0]["iri"])
    text = one["text"]
    marks = {(text[m["start"] : m["end"]], m["kind"], m["label"]) for m in one["marks"]}
    assert ("Ada Marrow", "name", "Ada Marrow") in marks and ("said", "cue", "") in marks
    assert ("spoke", "event", "Ada Marrow, Oskar Tell: CONSULT, 2031-05-04") in marks
    assert ("Marrow", "source", "") in marks
    assert all(0 <= m["start"] < m["end"] <= len(text) for m in one["marks"])
    assert explorer.article("001")["id"] == "001"
    with pytest.raises(UnknownThingError):
        explorer.article("Khand")


def test_evidence_is_cut_where_the_words_stand(explorer: Explorer) -> None:
    found = explorer.evidence(CALL)
    assert [(e["article"]["id"], e["sentence"][1]) for e in found] == [("001", "spoke"), ("002", "call")]
    assert found[0]["sentence"][0] == "President Ada Marrow "


def test_the_shipped_queries_say_what_they_take(explorer: Explorer) -> None:
    found = {query["name"]: query for query in explorer.queries()}
    assert found["who-said"]["parameters"][0] == {
        "name": "speaker", "type": "thing", "needed": False, "says": "who says it",
    }  # fmt: skip
    assert "SELECT" in found["evidence"]["sparql"]


def test_the_same_store_gives_the_same_answers(folder: GraphFolder, explorer: Explorer) -> None:
    again = Explorer(folder.store(), folder.base, folder.why(), title="made", built="store-1")
    for ask in ("overview", "rows", "timeline", "map", "facets", "network", "articles"):
        assert getattr(again, ask)() == getattr(explorer, ask)()
    path = again.index.path
    again.close()
    assert not path.exists()


def test_an_empty_graph_has_answers(tmp_path_factory: pytest.TempPathFactory) -> None:
    with GraphFolder.create_or_open(tmp_path_factory.mktemp("empty")) as graph:
        graph.publish(Resolution())
    explorer = Explorer(graph.store(), graph.base)
    assert explorer.overview()["counts"]["events"] == 0
    assert explorer.rows() == {"total": 0, "rows": []}
    assert explorer.timeline() == {"by": "day", "bins": [], "undated": 0, "wider": 0}
    assert explorer.map() == {"places": [], "unplaced": 0}
    assert explorer.network() == {"nodes": [], "edges": []}
    assert explorer.search("x")["total"] == 0 and explorer.articles()["total"] == 0
    explorer.close()


def test_a_body_comes_before_what_is_named_for_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    nodes = (
        Node("body/lune-pact-1", "Organization", "Lune Pact", ("LP",), ()),
        Node("facility/lp-headquarters-2", "Facility", "LP headquarters", (), ()),
        Node("office/secretary-3", "Office", "Secretary (Lune Pact)", ("Lune Pact secretary",), ()),
        Node("place/lp-4", "Place", "LP", (), ()),
        Node("facility/lp-5", "Facility", "LP", (), ()),
        Node("country/united-states-Q30", "Country", "United States", (), (), ("http://www.wikidata.org/entity/Q30",)),
    )
    with GraphFolder.create_or_open(tmp_path_factory.mktemp("bodies")) as graph:
        graph.publish(Resolution(nodes=nodes))
    explorer = Explorer(graph.store(), graph.base)
    assert labels(explorer.search("Lune Pac")["results"]) == ["Lune Pact", "Secretary (Lune Pact)"]
    assert labels(explorer.search("lun")["results"])[0] == "Lune Pact"
    found = labels(explorer.search("LP")["results"])
    assert found == ["LP", "Lune Pact", "LP", "LP headquarters"]
    assert [r["kind"] for r in explorer.search("LP")["results"]][:3] == ["Place", "Organization", "Facility"]
    assert labels(explorer.search("US")["results"]) == ["United States"]
    assert labels(explorer.search("U.S.")["results"]) == ["United States"]
    explorer.close()


def test_a_chain_of_who_says_so_is_told_from_without_inwards(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "Officials said Marrow had told Tell that Khand would pay."
    said = article("003", text, publisher="Lune Gazette")
    key = article_key(said)
    people = (
        mention(text, "m1", "e1", "Officials", "Group"),
        mention(text, "m2", "e2", "Marrow", "Person"),
        mention(text, "m3", "e3", "Khand", "Country"),
    )
    outer, inner = (at(text, "Marrow had told Tell that Khand would pay"),), (at(text, "Khand would pay"),)
    extraction = Extraction(
        said, people,
        (
            Statement("s0", ("m1",), (at(text, "Officials"),), (at(text, "said"),), outer, "indirect", "assert",
                      parts=(Part("s0", outer, ()),)),
            Statement("s1", ("m2",), (at(text, "Marrow"),), (at(text, "told"),), inner, "indirect", "promise",
                      within="s0", parts=(Part("s1", inner, ()),)),
        ),
        sentences=((0, len(text)),),
    )  # fmt: skip
    resolution = Resolution(
        nodes=(
            Node("person/marrow-1", "Person", "Ada Marrow", (), (f"{key}#e2",)),
            Node("media/gazette-2", "Media", "Lune Gazette", (), (f"{key}#publisher",)),
        ),
        statements=(
            MergedStatement("statement/1", "Ada Marrow: Khand would pay", "Khand would pay", "promise", False,
                            ("person/marrow-1",), Support((f"{key}#s1",), 1, 1)),
        ),
    )  # fmt: skip
    with GraphFolder.create_or_open(tmp_path_factory.mktemp("chain")) as graph:
        graph.add(extraction)
        graph.publish(resolution)
    explorer = Explorer(graph.store(), graph.base)
    (reading,) = explorer.thing("statement/1")["readings"]
    assert [(step["act"], step.get("words", "")) for step in reading["chain"]] == [
        ("report", ""), ("assert", "Officials"), ("promise", "Marrow"),
    ]  # fmt: skip
    assert reading["chain"][1]["speaker"] == [] and labels(reading["chain"][2]["speaker"]) == ["Ada Marrow"]
    explorer.close()
