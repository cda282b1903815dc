import { describe, expect, it } from "vitest";
import { changed, filters, format, go, one, parse, toggled } from "../src/state";

describe("the address", () => {
  it("gives back what was put in, names sorted", () => {
    const query = "?view=rows&about=https%3A%2F%2Fx%2Fid%2Fa&about=b&from=2025-02-12&kind=event";
    expect(format(parse(query))).toBe(query);
  });
  it("of a thing is that thing", () => {
    const state = parse("", "/id/person/donald-trump-Q22686");
    expect([state.view, one(state.params, "iri")]).toEqual(["thing", "person/donald-trump-Q22686"]);
    expect(parse("", "/id/article/4f49bd83e22f2794").view).toBe("article");
  });
  it("keeps what no percent sign spoils, and takes unknown views for the start", () => {
    expect(one(parse("?view=search&q=a%26b%3Dc+d").params, "q")).toBe("a&b=c d");
    expect(parse("?view=constructor").view).toBe("start");
    expect(parse("?view=").view).toBe("start");
  });
  it("is the same for the same view, in whichever order it was reached", () => {
    const one = changed(go("rows", { kind: "event" }), { from: "2025-01-01" });
    const other = changed(go("rows", { from: "2025-01-01" }), { kind: "event" });
    expect(format(one)).toBe(format(other));
  });
  it("starts at the first page when what is shown changes", () => {
    const state = parse("?view=rows&offset=50&kind=event");
    expect(format(changed(state, { kind: "statement" }))).toBe("?view=rows&kind=statement");
    expect(format(changed(state, { offset: 100 }))).toBe("?view=rows&kind=event&offset=100");
  });
});

it("tells filters from the rest", () => {
  const state = parse("?view=thing&iri=x&kind=event&sort=date&until=2025-01-01");
  expect([...filters(state.params).keys()]).toEqual(["kind", "until"]);
  expect([...filters(state.params, ["until"]).keys()]).toEqual(["kind"]);
});

it("puts a value in and takes it out again", () => {
  const state = go("rows", { root: ["AID"] });
  expect(toggled(state.params, "root", "AGREE")).toEqual(["AID", "AGREE"]);
  expect(toggled(state.params, "root", "AID")).toEqual([]);
});
