/** A view is a link: all of its state stands in the query string, in one order, and nowhere else. */

export const FILTERS = [
  "kind", "root", "quad", "reality", "voice", "from", "until", "place", "publisher", "about", "speaker", "sources",
  "confidence", "q", "disputed", "single",
] as const;
export type Filter = (typeof FILTERS)[number];

export const VIEWS = ["start", "thing", "rows", "between", "articles", "article", "search", "sparql"] as const;
export type View = (typeof VIEWS)[number];

/** Name → values; a name without values is absent. */
export type Params = ReadonlyMap<string, readonly string[]>;

export interface State {
  view: View;
  params: Params;
}

export type Change = Record<string, string | readonly string[] | number | null | undefined>;

const isView = (text: string | null): text is View => VIEWS.includes(text as View);

/** Reads `?view=rows&about=…`; a thing's own address (`/id/person/…`) is that thing. Unknown views are the start. */
export function parse(query: string, path = "/"): State {
  const found = new URLSearchParams(query);
  const params = new Map<string, string[]>();
  for (const [name, value] of found) {
    if (name !== "view" && value !== "") params.set(name, [...(params.get(name) ?? []), value]);
  }
  const asked = found.get("view");
  if (isView(asked)) return { view: asked, params };
  const own = /([^/]+)\/([^/]+)$/.exec(path);
  if (asked === null && own && !params.has("iri")) {
    params.set("iri", [decodeURIComponent(own[0])]);
    return { view: own[1] === "article" ? "article" : "thing", params };
  }
  return { view: "start", params };
}

/** The query string of a state, names sorted: the same view is the same link. */
export function format(state: State): string {
  const query = new URLSearchParams();
  if (state.view !== "start") query.append("view", state.view);
  for (const name of [...state.params.keys()].sort()) {
    for (const value of state.params.get(name) ?? []) query.append(name, value);
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

function values(value: Change[string]): string[] {
  if (value === null || value === undefined || value === "") return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** `state` with some parameters changed; null takes one out. A change of what is shown starts at its first page. */
export function changed(state: State, change: Change): State {
  const params = new Map(state.params);
  if (!("offset" in change)) params.delete("offset");
  for (const [name, value] of Object.entries(change)) {
    const list = values(value);
    if (list.length) params.set(name, list);
    else params.delete(name);
  }
  return { view: state.view, params };
}

/** A view with these parameters alone. */
export function go(view: View, change: Change = {}): State {
  return changed({ view, params: new Map() }, change);
}

export const one = (params: Params, name: string): string | null => params.get(name)?.[0] ?? null;
export const all = (params: Params, name: string): readonly string[] => params.get(name) ?? [];

/** The filters of a state alone. */
export function filters(params: Params, without: readonly Filter[] = []): Params {
  return new Map(
    FILTERS.filter((name) => !without.includes(name) && params.has(name)).map((name) => [name, params.get(name) ?? []]),
  );
}

/** `params` with one value put in, or taken out where it is there. */
export function toggled(params: Params, name: string, value: string): string[] {
  const now = all(params, name);
  return now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
}
