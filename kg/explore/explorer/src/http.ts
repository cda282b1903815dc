/** The source that asks the server it came from. */

import { SourceError, type Page, type Source } from "./source";
import type { Params } from "./state";
import type { Results } from "./types";

const RESULTS = "application/sparql-results+json, text/turtle;q=0.9";

/** The query string of filters and further parameters, empty ones left out. */
export function queryOf(filters: Params, more: Record<string, string | number | readonly string[] | null> = {}): string {
  const query = new URLSearchParams();
  for (const [name, values] of filters) for (const value of values) query.append(name, value);
  for (const [name, value] of Object.entries(more)) {
    if (value === null || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) query.append(name, String(each));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

async function answer(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new SourceError("The server does not answer. Is it still running?");
  }
  if (response.ok) return response;
  const text = await response.text();
  let said = text.trim().split("\n")[0] ?? "";
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed && typeof parsed === "object" && "error" in parsed) said = String(parsed.error);
  } catch {
    /* the line as it is */
  }
  throw new SourceError(said || `The server said ${response.status}.`);
}

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await answer(path, init)).json()) as T;
}

const none: Params = new Map();
const paged = (page: Page) => ({ limit: page.limit, offset: page.offset || null });

export const http: Source = {
  live: true,
  has: () => true,
  overview: () => json("/api/overview"),
  search: (q, limit, kinds = []) => json(`/api/search${queryOf(none, { q, limit, kind: kinds })}`),
  thing: (iri) => json(`/api/thing${queryOf(none, { iri })}`),
  rows: (filters, page, sort = null) => json(`/api/rows${queryOf(filters, { ...paged(page), sort })}`),
  timeline: (filters) => json(`/api/timeline${queryOf(filters, { by: "auto" })}`),
  map: (filters) => json(`/api/map${queryOf(filters)}`),
  facets: (filters) => json(`/api/facets${queryOf(filters)}`),
  network: (iri, limit, filters) => json(`/api/network${queryOf(filters, { iri, limit })}`),
  between: (a, b, filters) => json(`/api/between${queryOf(filters, { a, b, limit: 200 })}`),
  articles: (filters, page) => json(`/api/articles${queryOf(filters, paged(page))}`),
  article: (iri) => json(`/api/article${queryOf(none, { iri })}`),
  queries: () => json("/api/queries"),
  query: (name, parameters) => json(`/api/query${queryOf(none, { name, ...parameters })}`),
  async sparql(text) {
    const response = await answer("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: RESULTS },
      body: text,
    });
    const type = response.headers.get("Content-Type") ?? "";
    return type.includes("json") ? ((await response.json()) as Results) : response.text();
  },
  download: (filters, format) => `/api/download${queryOf(filters, { format })}`,
};
