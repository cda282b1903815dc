/** Where the page's data come from: a server, or the file that the page stands in. */

import type { Params } from "./state";
import type {
  Article, ArticleRow, Between, Facets, Found, NamedQuery, Network, Overview, Results, Row, Thing, Timeline, WorldMap,
} from "./types";

export interface Page {
  limit: number;
  offset: number;
}

export interface Source {
  /** Whether SPARQL can be asked. */
  readonly live: boolean;
  /** Whether a thing can be shown: a part of a graph names some that it does not hold. */
  has(iri: string): boolean;
  overview(): Promise<Overview>;
  search(q: string, limit: number, kinds?: readonly string[]): Promise<Found>;
  thing(iri: string): Promise<Thing>;
  rows(filters: Params, page: Page, sort?: string | null): Promise<{ total: number; rows: Row[] }>;
  timeline(filters: Params): Promise<Timeline>;
  map(filters: Params): Promise<WorldMap>;
  facets(filters: Params): Promise<Facets>;
  network(iris: readonly string[], limit: number, filters: Params): Promise<Network>;
  between(a: string, b: string, filters: Params): Promise<Between>;
  articles(filters: Params, page: Page): Promise<{ total: number; articles: ArticleRow[] }>;
  article(iri: string): Promise<Article>;
  queries(): Promise<NamedQuery[]>;
  query(name: string, parameters: Record<string, string>): Promise<Results>;
  sparql(text: string): Promise<Results | string>;
  /** The address of a download of what the filters leave; null where this source has none. */
  download(filters: Params, format: string): string | null;
  /** What it holds of the rows that filters leave as RDF, where that is made here. */
  turtle?(filters: Params): Promise<string>;
}

/** What went wrong, in a line that a reader understands. */
export class SourceError extends Error {}
