/** The source that answers from what stands in the page itself. */

import { SourceError, type Page, type Source } from "../source";
import { all, one, type Params } from "../state";
import type { Article, Overview, Place, Quads, Row, Thing } from "../types";
import { isSaid } from "../words";
import { monthsOf, timelineOf } from "./time";
import { networkOf, partnersOf, pathsOf, relationsBetween, tiesOf } from "./network";
import { facetsOf, happened, matching, partiesOf, sorted } from "./rows";
import { searched } from "./search";
import { turtle } from "./turtle";

type Told = Omit<Thing, "counts" | "partners">;

/** What `kg export --to html` writes: the API's own answers on a part of the graph. */
export interface Held {
  overview: Overview;
  rows: Row[];
  things: Told[];
  articles: Article[];
}

const unable = (): Promise<never> => Promise.reject(new SourceError("This file holds no SPARQL engine."));
const cut = <T>(list: readonly T[], page: Page): T[] => list.slice(page.offset, page.offset + page.limit);

export function embedded(text: string): Source {
  const held = JSON.parse(text) as Held;
  const rowOf = new Map(held.rows.map((row) => [row.iri, row]));
  const counts = countsOf(held.rows);
  const whole = tiesOf(held.rows);
  const things = new Map(held.things.map((told): [string, Thing] => {
    const row = rowOf.get(told.iri) ?? null;
    return [told.iri, { ...told, counts: counts.get(told.iri) ?? {}, partners: row ? [] : partnersOf(whole, told.iri), row }];
  }));
  const articles = new Map(held.articles.map((article) => [article.iri, article]));
  const searchable = { things: [...things.values()], rows: held.rows, articles: held.articles };
  const answer = <T>(give: () => T): Promise<T> => new Promise((resolve) => resolve(give()));
  return {
    live: false,
    has: (iri) => things.has(iri) || articles.has(iri),
    overview: () => answer(() => held.overview),
    search: (q, limit, kinds = []) => answer(() => searched(q, limit, kinds, searchable)),
    thing: (iri) => answer(() => {
      const thing = things.get(iri);
      if (!thing) throw new SourceError("This file holds a part of the graph, and that thing is not in it.");
      return thing;
    }),
    rows: (filters, page, sort = null) => answer(() => {
      const found = matching(held.rows, filters);
      return { total: found.length, rows: cut(sorted(found, sort), page) };
    }),
    timeline: (filters) => answer(() => timelineOf(happened(held.rows, filters))),
    map: (filters) => answer(() => mapOf(happened(held.rows, filters))),
    facets: (filters) => answer(() => facetsOf(held.rows, filters)),
    network: (iris, limit, filters) => answer(() => networkOf(tiesOf(happened(held.rows, filters), things.values()), iris, limit)),
    between: (a, b, filters) => answer(() => {
      const rows = matching(held.rows, new Map([...filters, ["about", [...all(filters, "about"), a, b]]]));
      const ties = tiesOf(held.rows, things.values());
      return { total: rows.length, rows: sorted(rows, "-date"), months: monthsOf(rows.filter((row) => filters.has("kind") || row.kind !== "proposition")), relations: relationsBetween(things.get(a), b), paths: pathsOf(ties, a, b) };
    }),
    articles: (filters, page) => answer(() => {
      const found = held.articles.filter((article) => suits(article, filters));
      return { total: found.length, articles: cut(found, page) };
    }),
    article: (iri) => answer(() => {
      const article = articles.get(iri);
      if (!article) throw new SourceError("This file does not hold that article.");
      return article;
    }),
    queries: () => answer(() => []),
    query: unable,
    sparql: unable,
    download: () => null,
    turtle: (filters) => answer(() => turtle(matching(held.rows, filters), { things, articles })),
  };
}

/** What each thing has part in, and what names it: numbers of this file's rows. */
function countsOf(rows: readonly Row[]): Map<string, Record<string, number>> {
  const counts = new Map<string, Record<string, number>>();
  const add = (iri: string, name: string): void => {
    const found = counts.get(iri) ?? {};
    found[name] = (found[name] ?? 0) + 1;
    counts.set(iri, found);
  };
  for (const row of rows) {
    if (isSaid(row)) {
      row.speaker.forEach((ref) => add(ref.iri, "statements"));
      (row.mention ?? []).forEach((ref) => add(ref.iri, "about"));
    } else new Set([...partiesOf(row), ...row.place].map((ref) => ref.iri)).forEach((iri) => add(iri, `${row.kind}s`));
  }
  return counts;
}

function suits(article: Article, filters: Params): boolean {
  const [from, until, publishers] = [one(filters, "from"), one(filters, "until"), all(filters, "publisher")];
  const words = (one(filters, "q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${article.title ?? ""} ${article.text}`.toLowerCase();
  return (!publishers.length || publishers.includes(article.publisher ?? ""))
    && (!from || (article.published ?? "") >= from) && (!until || (article.published ?? "9999") <= until)
    && words.every((word) => text.includes(word));
}

function mapOf(rows: readonly Row[]): { places: (Place & { count: number; quads: Quads })[]; unplaced: number } {
  const places = new Map<string, Place & { count: number; quads: Quads }>();
  let unplaced = 0;
  for (const row of rows) {
    const known = row.place.filter((place) => place.lat !== null && place.lon !== null);
    if (!known.length) unplaced += 1;
    for (const place of known) {
      const found = places.get(place.iri) ?? { ...place, count: 0, quads: {} };
      found.count += 1;
      if (row.quad !== null) found.quads[row.quad] = (found.quads[row.quad] ?? 0) + 1;
      places.set(place.iri, found);
    }
  }
  return { places: [...places.values()].sort((a, b) => b.count - a.count || (a.iri < b.iri ? -1 : 1)), unplaced };
}

