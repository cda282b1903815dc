"""What a reader does with the explorer, in a real browser, from the search to the sentence and out again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import ARTICLES, CHROMIUM, Complaints, Opened, serving
from click.testing import Result
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pyoxigraph import Literal, RdfFormat, Triple, parse

from kg.export.formats import export_graph
from kg.graph.store import GraphFolder

AXE = Path(__file__).parents[2] / "kg/explore/explorer/node_modules/axe-core/axe.min.js"
SEARCH = "Search"
BASE = "https://w3id.org/geopolitical-kg/id/"


@pytest.fixture(scope="module")
def told(kg: Callable[..., Result], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the four articles."""
    folder = tmp_path_factory.mktemp("told")
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    assert kg("build", folder / "in.jsonl", "--graph", folder / "graph").exit_code == 0
    return folder / "graph"


@pytest.fixture(scope="module")
def address(told: Path) -> Iterator[str]:
    """Where the four articles are served."""
    with serving(told) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opened]:
    """Opens an address in a window of its own; at the end nothing may have been complained of."""
    complaints = Complaints()
    with ExitStack() as windows:

        def opening(
            url: str, width: int = 1280, height: int = 900, *, offline: bool = False, dark: bool = False
        ) -> Page:
            context: BrowserContext = chromium.new_context(
                viewport={"width": width, "height": height}, offline=offline, color_scheme="dark" if dark else "light"
            )
            windows.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(60_000)
            complaints.hear(page, "/".join(url.split("/")[:3]))
            page.goto(url)
            page.wait_for_selector("h1")
            return page

        yield opening
    assert not complaints


@pytest.fixture(scope="module")
def file(told: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the four articles as one file on a disk."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    export_graph(GraphFolder.open(told), "html", str(path))
    return path.as_uri()


@pytest.fixture(params=["served", "file"])
def start(request: pytest.FixtureRequest) -> str:
    """The start of the explorer, as a server sends it and as a file has it."""
    return str(request.getfixturevalue("address" if request.param == "served" else "file"))


def search(page: Page, words: str) -> list[str]:
    """Type ``words``; the suggestions."""
    page.get_by_role("combobox", name=SEARCH, exact=True).press_sequentially(words)
    options = page.get_by_role("option")
    options.first.wait_for()
    page.wait_for_function("words => document.querySelector('.find [role=status]').textContent", arg=words)
    return options.all_inner_texts()


def test_nato_is_the_alliance_before_its_headquarters(opened: Opened, start: str) -> None:
    page = opened(start)
    found = search(page, "NATO")
    assert re.match(r"North Atlantic Treaty Organi[sz]ation|NATO\b(?! headq)", found[0])
    assert not any("headquarters" in option for option in found[:1])


def test_from_an_actor_to_the_sentence_and_the_article(opened: Opened, start: str) -> None:
    page = opened(start)
    search(page, "zelensky")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Zelensky"))
    page.locator(".row .told").filter(has_text="Brussels").first.click()
    expect(page.get_by_role("heading", name="Who says so")).to_be_visible()
    assert "met" in page.locator(".readings mark").all_inner_texts()
    page.locator(".readings cite a").filter(has_text="receives").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("NATO chief receives Zelenskyy")
    expect(page.locator("#at")).to_be_in_viewport()
    expect(page.locator(".text")).to_contain_text("at NATO headquarters in Brussels")
    page.go_back()
    expect(page.get_by_role("heading", name="Who says so")).to_be_visible()


def test_words_of_what_happened_lead_to_it(opened: Opened, start: str) -> None:
    page = opened(start)
    page.get_by_role("combobox", name=SEARCH, exact=True).fill("telephone zelenskyy")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Found for")
    page.locator(".hits a").filter(has_text="Trump").first.click()
    expect(page.locator(".readings mark").first).to_be_visible()


def test_a_period_is_brushed_and_survives_a_reload(opened: Opened, start: str) -> None:
    page = opened(start)
    chart = page.locator(".timeline")
    box = chart.bounding_box()
    assert box is not None
    before = page.locator(".panel", has_text="Told by one source only").locator("h2 .count").inner_text()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 3, box["y"] + 60, steps=5)
    page.mouse.up()
    page.wait_for_function("() => /from=2025/.test(location.href)")
    chips = page.get_by_role("list", name="Filters that are set")
    expect(chips).to_contain_text("2025")
    expect(page.locator(".panel", has_text="Told by one source only").locator("h2 .count")).not_to_have_text(before)
    kept, link = chips.inner_text(), page.url
    page.reload()
    expect(chips).to_have_text(re.compile(re.escape(kept.split("\n")[0])))
    assert page.url == link
    page.get_by_role("link", name="Take out the dates").click()
    expect(chips).to_have_count(0)


def test_filters_narrow_a_list_and_are_a_link(opened: Opened, start: str) -> None:
    page = opened(start)
    page.get_by_role("link", name="Events and statements", exact=True).click()
    total = page.locator("h1 .count")
    everything = int(total.inner_text())
    page.get_by_role("checkbox", name=re.compile("^Statement")).check()
    expect(total).not_to_have_text(str(everything))
    narrowed = total.inner_text()
    assert "kind=statement" in page.url
    again = opened(page.url)
    expect(again.locator("h1 .count")).to_have_text(narrowed)
    expect(again.get_by_role("checkbox", name=re.compile("^Statement"))).to_be_checked()


def test_numbers_lead_to_what_they_count(opened: Opened, start: str) -> None:
    page = opened(start)
    for name in ("events", "statements", "articles", "actors"):
        link = page.get_by_role("list", name="What the graph holds").get_by_role("link", name=re.compile(name))
        number = link.locator("b").inner_text()
        link.click()
        expect(page.locator("h1 .count")).to_have_text(number)
        page.go_back()
        page.locator(".counts").wait_for()
    for cell in ("event", "statement"):
        link = page.get_by_role("link", name=re.compile(f"^[1-9].* {cell}s? of")).first
        number = link.inner_text()
        link.click()
        expect(page.locator("h1 .count")).to_have_text(number)
        page.go_back()
        page.locator(".counts").wait_for()


def test_what_passes_between_two(opened: Opened, start: str) -> None:
    page = opened(start)
    page.get_by_role("link", name="Between two", exact=True).click()
    for label, words in (("One", "Russia"), ("The other", "Ukraine")):
        box = page.get_by_role("combobox", name=label, exact=True)
        box.press_sequentially(words)
        page.get_by_role("option").filter(has_text=words).filter(has_text="Country").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Between Russia and Ukraine")
    rows = page.locator(".rows .row")
    rows.first.wait_for()
    assert any("Accuse" in row for row in rows.all_inner_texts())
    expect(page.locator("svg.chart .q4, svg.chart .q3").first).to_be_attached()
    expect(page.get_by_role("heading", name="Shortest ways")).to_be_visible()


def test_the_network_is_drawn(opened: Opened, start: str) -> None:
    page = opened(start)
    page.locator(".network canvas").first.wait_for()
    with page.expect_download() as saved:
        page.locator(".network").get_by_role("button", name="SVG").click()
    assert "<circle" in Path(saved.value.path()).read_text(encoding="utf-8")


def test_charts_and_tables_leave_the_page(opened: Opened, start: str) -> None:
    page = opened(start)
    for button, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as saved:
            page.locator(".panel", has=page.locator(".timeline")).get_by_role("button", name=button).click()
        assert Path(saved.value.path()).read_bytes().startswith(begins)
    page.get_by_role("button", name="Save this view").click()
    with page.expect_download() as saved:
        page.locator(".out-menu").get_by_text("Table (CSV)").click()
    assert Path(saved.value.path()).read_text(encoding="utf-8").count("\n") > 3


def test_a_view_leaves_as_a_page_of_its_own(opened: Opened, address: str, tmp_path: Path) -> None:
    page = opened(f"{address}?view=rows&kind=statement")
    page.get_by_role("button", name="Save this view").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="One page").click()
    path = tmp_path / "view.html"
    saved.value.save_as(path)
    alone = opened(path.as_uri(), offline=True)
    assert "0 events" in alone.locator(".counts").inner_text()


def test_rdf_of_a_file_s_view_is_a_part_of_the_graph(
    opened: Opened, file: str, told: Path, kg: Callable[..., Result]
) -> None:
    whole = set(triples(kg("export", told, "--to", "turtle").stdout))
    for view, kinds in (("#?view=start", {"event", "statement"}), ("#?view=rows&kind=statement", {"statement"})):
        page = opened(file + view, offline=True)
        page.get_by_role("button", name="Save this view").click()
        with page.expect_download() as saved:
            page.locator(".out-menu").get_by_text("RDF (Turtle)").click()
        found = set(triples(Path(saved.value.path()).read_text(encoding="utf-8")))
        assert not {str(triple) for triple in found - whole}
        predicates = {triple.predicate.value.rpartition("#")[2] for triple in found}
        assert {"speaker", "text", "reading", "wasDerivedFrom", "anchorOf", "start", "altLabel", "sameAs"} <= predicates
        rows = {str(t.subject).removeprefix(f"<{BASE}").partition("/")[0] for t in found if "Count" in str(t.predicate)}
        assert rows - {"proposition"} == kinds


def triples(turtle: str) -> Iterator[Triple]:
    """The triples of a file, numbers as a reader has them."""
    for quad in parse(turtle, RdfFormat.TURTLE):
        value = quad.object
        if isinstance(value, Literal) and value.datatype.value.endswith(("#decimal", "#integer", "Integer")):
            value = Literal(str(float(value.value)))
        yield Triple(quad.subject, quad.predicate, value)


def test_articles_are_listed_filtered_and_read(opened: Opened, start: str) -> None:
    page = opened(start)
    page.get_by_role("link", name="Articles", exact=True).click()
    expect(page.locator("h1 .count")).to_have_text("4")
    page.get_by_label("Publisher").select_option("The Ledger")
    expect(page.locator("h1 .count")).to_have_text("2")
    assert not page.locator("a[href^='javascript']").count()
    page.get_by_role("link", name="Trump calls Zelenskyy").click()
    expect(page.get_by_role("link", name=re.compile("as published"))).to_have_attribute(
        "href", "https://ledger.example/call"
    )
    events = page.locator(".text .m-event")
    events.first.wait_for()
    page.get_by_role("checkbox", name=re.compile("^Events")).uncheck()
    expect(events).to_have_count(0)


def test_a_question_is_asked_in_sparql(opened: Opened, address: str) -> None:
    page = opened(f"{address}?view=sparql")
    page.get_by_role("button", name="who-said").click()
    answer = page.get_by_role("region", name="Rows of the answer")
    expect(answer).to_contain_text("air defence")
    page.get_by_role("combobox", name=re.compile("^speaker")).press_sequentially("Lavrov")
    page.get_by_role("option").first.click()
    expect(answer).not_to_contain_text("air defence")
    expect(answer).to_contain_text("withdraw")
    page.get_by_label("SPARQL query").fill(
        "SELECT ?who (COUNT(?s) AS ?n) { ?x kg:said ?s ; rdfs:label ?who } GROUP BY ?who"
    )
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Chart").click()
    expect(page.locator("svg.chart .q1").first).to_be_visible()
    link = page.url
    expect(opened(link).get_by_role("region", name="Rows of the answer")).to_be_visible()
    page.get_by_label("SPARQL query").fill("SELECT nonsense")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_an_iri_is_the_page_of_its_thing(opened: Opened, address: str) -> None:
    page = opened(f"{address}?view=search&q=Zelenskyy")
    iri = page.locator(".hits a").first.get_attribute("href")
    assert iri is not None
    own = iri.split("iri=")[1].replace("%3A", ":").replace("%2F", "/").removeprefix(BASE)
    expect(opened(f"{address}id/{own}").get_by_role("heading", level=1)).to_have_text(re.compile("Zelensky"))


def test_the_file_works_from_disk_without_a_network(opened: Opened, file: str) -> None:
    page = opened(file, offline=True)
    search(page, "rutte")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Rutte"))
    page.locator(".network canvas").first.wait_for()
    expect(page.get_by_role("link", name="SPARQL")).to_have_count(0)


def test_text_of_articles_never_runs(opened: Opened, start: str) -> None:
    page = opened(start)
    views = ["?view=rows&sort=date", "?view=articles", "?view=search&q=Norway", f"?view=search&q={quote('<script>')}"]
    for view in views:
        page.goto(f"{start}{'' if start.startswith('http') else '#'}{view}")
        page.locator("h1").wait_for()
        links = [str(link.get_attribute("href")) for link in page.locator("main a[href*='view=thing']").all()]
        for link in links[:12]:
            page.goto(f"{start}{link.lstrip('/')}")
            page.locator("h1").wait_for()
    page.goto(f"{start}{'' if start.startswith('http') else '#'}?view=articles")
    page.get_by_role("link", name=re.compile("Norway signs")).click()
    expect(page.locator(".text")).to_contain_text("onerror=alert(1)")
    assert page.evaluate("document.documentElement.dataset.owned ?? null") is None
    assert not page.locator("#app script, #app img, [onerror]").count()


def test_hostile_labels_never_run(opened: Opened, hostile: GraphFolder) -> None:
    with serving(hostile.path) as address:
        page = opened(address)
        page.locator(".network canvas").first.wait_for()
        page.goto(f"{address}?view=rows")
        page.locator(".row").first.wait_for()
        assert not page.locator("#app script, #app img").count()


def test_by_the_keyboard_alone(opened: Opened, start: str) -> None:
    page = opened(start)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name=SEARCH, exact=True)).to_be_focused()
    page.keyboard.type("zelensky", delay=15)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    active = page.get_by_role("combobox", name=SEARCH, exact=True).get_attribute("aria-activedescendant")
    assert active is not None
    assert page.locator(f"[id='{active}']").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Zelensky"))
    expect(page.locator("main")).to_be_focused()
    reached = False
    for _ in range(80):
        page.keyboard.press("Tab")
        if reached := bool(page.evaluate("document.activeElement.classList.contains('told')")):
            break
    assert reached
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Who says so")).to_be_visible()


VIEWS = ("", "?view=rows", "?view=articles", "?view=between", "?view=search&q=Ukraine", "?view=sparql")


@pytest.mark.parametrize("width", [360, 640], ids=["telephone", "200 % zoom"])
@pytest.mark.parametrize("view", VIEWS)
def test_it_needs_no_more_than_its_width(opened: Opened, address: str, view: str, width: int) -> None:
    page = opened(f"{address}{view}", width, 740)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(opened: Opened, address: str, view: str, dark: bool) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in kg/explore/explorer")
    page = opened(f"{address}{view}", dark=dark)
    page.wait_for_load_state("networkidle")
    assert serious(page) == []
    link = page.locator("main .row .told, main .articles a").first
    if link.count():
        link.click()
        page.locator(".readings, .text").first.wait_for()
        assert serious(page) == []


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical on a page: rule and first element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => JSON.stringify((await axe.run()).violations)")
    bad = [v for v in json.loads(found) if v["impact"] in ("serious", "critical")]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0].get('failureSummary', '')[:200]}" for v in bad]
