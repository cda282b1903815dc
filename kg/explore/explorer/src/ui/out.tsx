/** What leaves the page: this view's rows as a table, as RDF, or as a page of its own. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useSource } from "../nav";
import { filters, one, type Params, type State } from "../state";
import type { Row } from "../types";
import { isSaid } from "../words";
import { csv, save } from "./download";

const COLUMNS = ["iri", "kind", "root", "start", "end", "source", "target", "place", "reality", "voice", "text", "articles", "sources", "confidence", "publishers"] as const;
const names = (refs: readonly { label: string }[]): string => refs.map((r) => r.label.replace(/\|/g, "\\|")).join("|");

/** A row as the cells of a table. */
export function cells(row: Row): string[] {
  const from = isSaid(row) ? row.speaker : row.participant.length ? row.participant : row.source;
  const to = isSaid(row) ? row.addressee : row.participant.length ? row.participant : row.target;
  return [
    row.iri, row.kind, row.root ?? "", row.start ?? "", row.end ?? "", names(from), names(to), names(row.place), row.reality ?? "", row.voice ?? "",
    row.text ?? row.label, String(row.articles), String(row.sources), row.confidence === null ? "" : String(row.confidence), row.publishers.join("|"),
  ];
}

/** The filters that a view amounts to. */
export function shown(state: State): Params {
  const set = new Map(filters(state.params));
  const iri = one(state.params, "iri");
  if (state.view === "thing" && iri) set.set("about", [iri]);
  if (state.view === "between") set.set("about", ["a", "b"].flatMap((name) => one(state.params, name) ?? []));
  return set;
}

export function OutMenu({ state }: { state: State }): JSX.Element | null {
  const source = useSource();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !box.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener("click", close);
    addEventListener("keydown", close);
    return () => {
      removeEventListener("click", close);
      removeEventListener("keydown", close);
    };
  }, []);
  if (!["start", "rows", "thing", "between"].includes(state.view)) return null;
  const set = shown(state);
  const table = async (): Promise<void> => {
    const { rows } = await source.rows(set, { limit: Number.MAX_SAFE_INTEGER, offset: 0 });
    save("kg.csv", csv(COLUMNS, rows.map(cells)), "text/csv;charset=utf-8");
  };
  const rdf = async (): Promise<void> => save("kg.ttl", (await source.turtle?.(set)) ?? "", "text/turtle;charset=utf-8");
  const link = (format: string, name: string): JSX.Element | null => {
    const address = source.download(set, format);
    return address === null ? null : <li><a href={address} download>{name}</a></li>;
  };
  return (
    <div class="out-menu" ref={box}>
      <button type="button" class="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>Save this view</button>
      {open && (
        <ul>
          {link("csv", "Table (CSV)") ?? <li><button type="button" class="link" onClick={() => void table()}>Table (CSV)</button></li>}
          {link("turtle", "RDF (Turtle)") ?? <li><button type="button" class="link" onClick={() => void rdf()}>RDF (Turtle)</button></li>}
          {link("html", "One page that needs no server (HTML)")}
          <li class="faint">Pictures: the buttons SVG and PNG at each chart.</li>
        </ul>
      )}
    </div>
  );
}
