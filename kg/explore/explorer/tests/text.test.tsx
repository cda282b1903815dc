// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import { render } from "preact";
import { describe, expect, it } from "vitest";
import { bound, sums, ticksOf } from "../src/charts/bins";
import { fitted } from "../src/charts/map";
import { layout, tone } from "../src/charts/layout";
import { around } from "../src/charts/network-vis";
import { queryOf } from "../src/http";
import { SourceProvider } from "../src/nav";
import type { Source } from "../src/source";
import { charted, mapped } from "../src/ui/answer";
import { csv } from "../src/ui/download";
import { cells } from "../src/ui/out";
import { RowItem } from "../src/ui/rows";
import { paragraphs, segments } from "../src/ui/segments";
import { quantity, quoted, span, webAddress } from "../src/words";
import { scaleUtc } from "d3-scale";
import { ARNE, CHILE, row, ROWS } from "./made";

const EVIL = `</script><script>alert(1)</script><img src=x onerror=alert(1)>`;

describe("what articles say stays text", () => {
  it("in a row", () => {
    const box = document.createElement("div");
    const evil = row("x", { text: EVIL, label: EVIL, source: [{ ...ARNE, label: EVIL }] });
    render(<SourceProvider value={{ has: () => true } as unknown as Source}><RowItem row={evil} /></SourceProvider>, box);
    expect(box.querySelectorAll("script, img").length).toBe(0);
    expect(box.textContent).toContain(EVIL);
  });
  it("in no source of the page as markup", () => {
    const all = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).filter((f) => /\.tsx?$/.test(f)).map((f) => `${folder}/${f}`);
    for (const file of all("src")) {
      expect(readFileSync(file, "utf8"), file).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|setAttribute\("style"|style="/);
    }
  });
  it("and no link but to the web", () => {
    expect(webAddress("https://e.x/a b")).toBe("https://e.x/a%20b");
    for (const bad of ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//e.x", "vbscript:x", "", null]) expect(webAddress(bad)).toBeNull();
  });
  it("nor a formula in a table", () => {
    expect(csv(["a"], [["=1+1"], ["-3.5"], ['say "no", twice'], ["\t@x"]])).toBe(`a\n'=1+1\n-3.5\n"say ""no"", twice"\n'\t@x\n`);
  });
});

describe("marks", () => {
  const mark = (start: number, end: number, kind: string) => ({ start, end, kind, iri: null, label: null, type: null });
  it("may lie across one another; together they are the text", () => {
    const text = "Ada said that Bo left.";
    const found = segments(text, [mark(0, 3, "name"), mark(9, 21, "statement"), mark(14, 16, "name"), mark(15, 21, "event")]);
    expect(found.map((s) => s.text).join("")).toBe(text);
    expect(found.find((s) => s.start === 15)?.marks.map((m) => m.kind)).toEqual(["name", "event", "statement"]);
  });
  it("count characters as the graph does, beyond the basic plane too", () => {
    const found = segments("a😀b Oslo", [mark(4, 8, "name")]);
    expect(found.at(-1)).toMatchObject({ text: "Oslo", marks: [{ kind: "name" }] });
    expect(paragraphs("😀x\n\nOslo")).toEqual([[0, 2], [4, 8]]);
  });
  it("stay within a paragraph", () => {
    expect(segments("one two three", [mark(0, 13, "statement")], 4, 7)).toMatchObject([{ start: 4, end: 7, text: "two" }]);
  });
});

describe("words", () => {
  it.each([
    ["2025-02-12", "2025-02-12", null, "12 Feb 2025"], ["2025-02-06", "2025-02-12", null, "6–12 Feb 2025"], ["2025-01-30", "2025-02-02", null, "30 Jan – 2 Feb 2025"],
    ["2024-12-30", "2025-01-02", null, "30 Dec 2024 – 2 Jan 2025"], ["2025-02-01", "2025-02-28", "month", "Feb 2025"], ["2021-01-01", "2021-12-31", "year", "2021"], [null, null, null, "no date"],
  ])("%s to %s", (start, end, precision, expected) => expect(span(start, end, precision)).toBe(expected));
  it("of amounts", () => {
    expect(quantity("duration", 5400, 5400, "s")).toBe("1 hour 30 minutes");
    expect(quantity("killed", 13, null, null)).toBe("at least 13 (killed)");
  });
  it("said bring their own marks or get some", () => expect([quoted("so"), quoted('it "was"')]).toEqual(["“so”", 'it "was"']));
});

describe("charts", () => {
  const bins = ["01", "02", "03"].map((m) => ({ start: `2025-${m}-01`, end: `2025-${m}-28` }));
  it("choose whole bins", () => {
    expect(bound(bins, "2025-01-20", "2025-02-03")).toEqual(["2025-01-01", "2025-02-28"]);
    expect(bound(bins, "2026-01-01", "2026-01-02")).toEqual(["2026-01-01", "2026-01-02"]);
    expect(sums({ quads: { 1: 2, 2: 1, 4: 3 } })).toEqual({ cooperation: 3, conflict: 3 });
  });
  it("leave room between the dates of an axis", () => {
    const texts = ticksOf(scaleUtc([Date.UTC(2025, 0, 1), Date.UTC(2025, 1, 1)], [0, 400]), 400).map((t) => t.text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeLessThan(10);
  });
  it("show all places, no nearer than is of use", () => {
    const view = fitted([[100, 100], [101, 101]], 800, 400);
    expect(view.k).toBe(5);
    expect(fitted([], 800, 400).k).toBe(1);
  });
  it("draw the same network the same way", () => {
    const nodes = [ARNE, CHILE].map((n) => ({ ...n, weight: 1, degree: 1 }));
    const data = { nodes, edges: [{ source: ARNE.iri, target: CHILE.iri, count: 1, quads: { 4: 1 }, statements: 0, relations: [] }] };
    const drawn = () => layout(data, []).mapNodes((_, a) => a);
    expect(drawn()).toEqual(drawn());
    expect(tone({ 1: 1, 4: 2 })).toBe("conflict");
    expect(around(data, [ARNE.iri], []).map((n) => [n.x, n.y])).toEqual([[0, 0], [0, -170]]);
  });
  it("of answers are drawn where they can be", () => {
    const int = { type: "literal", value: "3", datatype: "http://www.w3.org/2001/XMLSchema#integer" };
    expect(charted(["who", "n"], [{ who: { type: "literal", value: "Arne" }, n: int }])).toEqual([["Arne", 3]]);
    expect(charted(["who"], [{ who: { type: "literal", value: "Arne" } }])).toBeNull();
    expect(mapped(["p", "w"], [{ p: { type: "uri", value: "https://g/id/oslo" }, w: { type: "literal", value: "POINT(10.7 59.9)" } }])).toMatchObject([{ lat: 59.9, lon: 10.7, label: "oslo" }]);
    expect(mapped(["p"], [{ p: { type: "uri", value: "x" } }])).toBeNull();
  });
});

it("asks the server for what is set, and no more", () => {
  expect(queryOf(new Map([["about", ["a", "b"]]]), { limit: 5, offset: null, q: "" })).toBe("?about=a&about=b&limit=5");
});

it("writes a row as cells", () => {
  expect(cells(ROWS[0]!).slice(5, 8)).toEqual(["Norway|Chile", "Norway|Chile", "Oslo"]);
});
