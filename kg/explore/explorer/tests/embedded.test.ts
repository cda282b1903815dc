import { describe, expect, it } from "vitest";
import { networkOf, pathsOf, tiesOf } from "../src/embedded/network";
import { facetsOf, happened, matching, sorted } from "../src/embedded/rows";
import { begins, rank, searched } from "../src/embedded/search";
import { embedded } from "../src/embedded/source";
import { turtle } from "../src/embedded/turtle";
import { binning, binOf, monthsOf, timelineOf } from "../src/embedded/time";
import { parse, type Params } from "../src/state";
import type { Thing } from "../src/types";
import { ARNE, ARTICLE, CHILE, NORWAY, OSLO, ref, ROWS } from "./made";

const by = (query: string): Params => parse(`?view=rows&${query}`).params;
const names = (rows: readonly { label: string }[]): string[] => rows.map((r) => r.label);
const thing = (of: { iri: string; label: string; kind: string }, more: Partial<Thing> = {}): Thing => ({
  ...of, types: [], names: [], same_as: [], country: null, note: null, facts: [], counts: {}, offices: [], holders: [], relations: [], partners: [],
  merged: [], apart: [], disagreements: [], concerns: [], concerned_by: [], reports: [], reported_by: [], ...more,
});

describe("filters", () => {
  it.each([
    ["kind=event", ["treaty", "charge", "month"]],
    ["kind=event&kind=proposition&quad=1", ["treaty", "plan"]],
    ["about=https://g/id/norway&about=https://g/id/chile", ["treaty", "charge", "month"]],
    ["speaker=https://g/id/arne", ["words"]],
    ["place=https://g/id/oslo", ["treaty"]],
    ["from=2025-02-13&until=2025-02-13", ["month"]],
    ["from=2025-02-13", ["charge", "month"]],
    ["sources=2", ["treaty"]],
    ["single=1&kind=event", ["charge", "month"]],
    ["disputed=1", ["charge"]],
    ["publisher=Meridian", ["treaty"]],
    ["q=treaty", ["treaty", "words"]],
    ["confidence=0.9", []],
  ])("%s", (query, expected) => expect(names(matching(ROWS, by(query)))).toEqual(expected));

  it("take what is planned for no deed, unless it is asked for", () => {
    expect(names(happened(ROWS, by("")))).not.toContain("plan");
    expect(names(happened(ROWS, by("kind=proposition")))).toEqual(["plan"]);
  });
  it("sort the undated last", () => {
    expect(names(sorted(ROWS, "date")).at(-1)).toBe("plan");
    expect(names(sorted(ROWS, "-date"))[0]).toBe("charge");
    expect(names(sorted(ROWS, "-date")).at(-1)).toBe("plan");
  });
  it("count what each choice would leave", () => {
    const facets = facetsOf(ROWS, by("kind=event"));
    expect(facets.kind).toContainEqual({ value: "statement", count: 1 });
    expect(facets.root?.[0]?.count).toBe(1);
  });
});

describe("time", () => {
  it("has a bin for what has a day in it, and counts what is wider", () => {
    const found = timelineOf(ROWS);
    expect([found.by, found.bins.length, found.undated, found.wider]).toEqual(["day", 2, 1, 1]);
    expect(found.bins[0]).toEqual({ start: "2025-02-12", end: "2025-02-12", quads: { 1: 1 }, statements: 1 });
  });
  it("ends months where they end", () => {
    expect(binOf("2024-02-10", "month")).toEqual(["2024-02-01", "2024-02-29"]);
    expect(binOf("2025-12-31", "month")).toEqual(["2025-12-01", "2025-12-31"]);
    expect(binOf("0099-07-01", "year")).toEqual(["0099-01-01", "0099-12-31"]);
  });
  it("takes bins that are few enough", () => {
    expect([binning(["2025-01-01", "2025-04-01"]), binning(["2024-01-01", "2025-04-01"]), binning(["1990-01-01", "2025-04-01"])]).toEqual(["day", "month", "year"]);
  });
  it("counts months by what kind of deed", () => {
    expect(monthsOf(ROWS)).toEqual([{ month: "2025-02", cooperation: 2, conflict: 1, statements: 1 }]);
  });
});

describe("ties", () => {
  const ties = tiesOf(ROWS);
  it("join those who deal with one another", () => {
    const network = networkOf(ties, [ARNE.iri], 10);
    expect(network.nodes[0]?.iri).toBe(ARNE.iri);
    expect(network.edges.map((e) => [e.count, e.statements]).sort()).toEqual([[1, 1]]);
  });
  it("lead by the shortest way", () => {
    expect(pathsOf(ties, ARNE.iri, NORWAY.iri).map(names)).toEqual([["Arne", "Chile", "Norway"]]);
    expect(pathsOf(ties, ARNE.iri, OSLO.iri)).toEqual([]);
  });
});

describe("search", () => {
  const nato = thing(ref("North Atlantic Treaty Organisation", "IntergovernmentalOrganization"), { names: ["NATO"], counts: { events: 1 } });
  const seat = thing(ref("NATO headquarters", "Facility"), { counts: { events: 9 } });
  const held = { things: [seat, nato], rows: ROWS, articles: [ARTICLE] };
  it("puts a body before the house that is named for it", () => {
    expect(names(searched("nato", 9, [], held).results).slice(0, 2)).toEqual([nato.label, seat.label]);
    expect(names(searched("NAT", 9, [], held).results)[0]).toBe(nato.label);
  });
  it("finds words in texts, the last one begun", () => {
    expect(names(searched("accused nor", 9, [], held).results)).toEqual(["charge"]);
    expect(begins(["accus", "norway"], "Chile accused Norway")).toBe(false);
  });
  it("passes over accents and case", () => expect(rank("chancay", "Cháncay", [])?.rank).toBe(0));
  it("lists a kind where nothing is typed", () => expect(searched("", 9, ["Facility"], held).total).toBe(1));
});

describe("a file", () => {
  const rows = ROWS;
  const overview = { title: "", counts: {}, first: null, last: null, actors: [], publishers: [], roots: [], built: null };
  const things = [thing(NORWAY), thing(CHILE), thing(ARNE), thing(OSLO), ...rows.map((r) => thing(r))];
  const source = embedded(JSON.stringify({ overview, rows, things, articles: [ARTICLE] }));
  it("counts what it holds itself", async () => {
    const found = await source.thing(CHILE.iri);
    expect(found.counts).toEqual({ events: 3, propositions: 1, about: 1 });
    expect(found.partners[0]).toMatchObject({ label: "Norway", count: 3 });
  });
  it("says what it does not hold", async () => {
    expect(source.has("https://g/id/peru")).toBe(false);
    await expect(source.thing("https://g/id/peru")).rejects.toThrow("a part of the graph");
    await expect(source.sparql("ASK {}")).rejects.toThrow("no SPARQL");
  });
  it("knows the row of a thing, what passes between two, and its map", async () => {
    expect((await source.thing(rows[0]!.iri)).row?.label).toBe("treaty");
    expect(names((await source.between(NORWAY.iri, CHILE.iri, new Map())).rows)).toEqual(["charge", "treaty", "month"]);
    expect(await source.map(new Map())).toMatchObject({ places: [{ label: "Oslo", count: 1 }], unplaced: 3 });
  });
  it("filters its articles", async () => {
    expect((await source.articles(by("q=oslo"), { limit: 5, offset: 0 })).total).toBe(1);
    expect((await source.articles(by("until=2025-02-12"), { limit: 5, offset: 0 })).total).toBe(0);
  });
});

describe("RDF", () => {
  const told = turtle(ROWS, {
    things: new Map([[CHILE.iri, thing(CHILE, { types: ["kg:Country", "sem:Actor"], names: ['"C"\n\\'], same_as: ["http://x/<a b>"] })]]),
    articles: new Map(),
  });
  it("tells deeds by their roles, statements by who said what", () => {
    expect(told).toContain("kg:participant <https://g/id/norway>");
    expect(told).toContain('kg:text "the treaty would hold"');
    expect(told).toContain("<https://g/id/arne> kg:said <https://g/id/words>");
    expect(told).not.toContain("Chile accused Norway");
  });
  it("never takes what is planned for an event with actors", () => {
    const plan = /<https:\/\/g\/id\/plan> [^]*? \.\n/.exec(told)?.[0];
    expect(plan).toContain("kg:factuality kg:planned");
    expect(plan).not.toContain("sem:");
  });
  it("lets no text out of its quotes", () => {
    expect(told).toContain('skos:altLabel "\\u0022C\\u0022\\u000a\\u005c"');
    expect(told).toContain("owl:sameAs <http://x/\\u003ca\\u0020b\\u003e>");
  });
});
