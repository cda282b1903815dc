/** The filters of the API over rows that the page holds. */

import { all, one, type Params } from "../state";
import type { Facets, Ref, Row } from "../types";

/** Everybody and everything that takes part in a row. */
export const partiesOf = (row: Row): Ref[] => [
  ...row.source, ...row.target, ...row.participant, ...row.speaker, ...row.addressee, ...(row.mention ?? []),
];

export const textOf = (row: Row): string => [row.label, row.text ?? "", ...partiesOf(row).map((r) => r.label)].join(" ").toLowerCase();

type Test = (row: Row) => boolean;

const oneOf = (values: readonly string[], value: (row: Row) => string | null): Test =>
  (row) => !values.length || values.includes(value(row) ?? "");

/** Filters that let several values stand side by side, and what they look at. */
const VALUES: [string, (row: Row) => string | null][] = [
  ["kind", (row) => row.kind.toLowerCase()], ["root", (row) => row.root], ["quad", (row) => (row.quad === null ? null : String(row.quad))],
  ["reality", (row) => row.reality], ["voice", (row) => row.voice],
];

export function matching(rows: readonly Row[], filters: Params): Row[] {
  const [from, until, place] = [one(filters, "from"), one(filters, "until"), one(filters, "place")];
  const sources = Number(one(filters, "sources") ?? 0);
  const confidence = Number(one(filters, "confidence") ?? 0);
  const words = (one(filters, "q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const publishers = all(filters, "publisher");
  const tests: Test[] = VALUES.map(([name, value]) => oneOf(all(filters, name).map((v) => (name === "kind" ? v.toLowerCase() : v)), value));
  if (from || until) tests.push((row) => (row.start ?? row.end) !== null && (!from || (row.end ?? row.start ?? "") >= from) && (!until || (row.start ?? row.end ?? "") <= until));
  if (place) tests.push((row) => row.place.some((p) => p.iri === place));
  if (publishers.length) tests.push((row) => row.publishers.some((p) => publishers.includes(p)));
  for (const about of all(filters, "about")) tests.push((row) => [...partiesOf(row), ...row.place].some((p) => p.iri === about));
  const speakers = all(filters, "speaker");
  if (speakers.length) tests.push((row) => row.speaker.some((p) => speakers.includes(p.iri)));
  if (sources) tests.push((row) => row.sources >= sources);
  if (confidence) tests.push((row) => (row.confidence ?? 0) >= confidence);
  if (filters.has("disputed")) tests.push((row) => row.disputed);
  if (filters.has("single")) tests.push((row) => row.sources === 1);
  if (words.length) tests.push((row) => words.every((word) => textOf(row).includes(word)));
  return rows.filter((row) => tests.every((test) => test(row)));
}

/** Those that happened or were said, unless kinds are asked for: what is planned or denied is no deed. */
export const happened = (rows: readonly Row[], filters: Params): Row[] =>
  matching(rows, filters).filter((row) => filters.has("kind") || row.kind !== "proposition");

const ORDERS: Record<string, (a: Row, b: Row) => number> = {
  date: (a, b) => compare(a.start ?? "9999", b.start ?? "9999"),
  "-date": (a, b) => compare(b.start ?? "", a.start ?? ""),
  confidence: (a, b) => (b.confidence ?? 0) - (a.confidence ?? 0),
  sources: (a, b) => b.sources - a.sources || b.articles - a.articles,
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function sorted(rows: readonly Row[], sort: string | null): Row[] {
  const order = ORDERS[sort ?? "-date"] ?? ORDERS.sources;
  return [...rows].sort((a, b) => order!(a, b) || compare(a.iri, b.iri));
}

export function facetsOf(rows: readonly Row[], filters: Params): Facets {
  const facets: Facets = {};
  for (const [name, value] of [...VALUES, ["publisher", () => null] as [string, () => null]]) {
    if (name === "quad") continue;
    const without = new Map([...filters].filter(([key]) => key !== name));
    const counts = new Map<string, number>();
    for (const row of matching(rows, without)) {
      for (const found of name === "publisher" ? row.publishers : [value(row)]) if (found) counts.set(found, (counts.get(found) ?? 0) + 1);
    }
    facets[name] = [...counts].map(([v, count]) => ({ value: v, count })).sort((a, b) => b.count - a.count || compare(a.value, b.value));
  }
  return facets;
}
