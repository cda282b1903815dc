/** The answer of a query: a table, and where it lends itself to it a chart or a map; with a way out as a file. */

import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { WorldMap, type Spot } from "../charts/map";
import { To } from "../nav";
import { go } from "../state";
import type { Results, Term } from "../types";
import { number, webAddress } from "../words";
import { csv, save } from "./download";
import { Figure } from "./figure";
import { Section } from "./parts";

const SHOWN = 500;
type Binding = Record<string, Term>;

export function Answer({ of, file }: { of: Results | string; file: string }): JSX.Element {
  const [shape, setShape] = useState<"table" | "chart" | "map">("table");
  if (typeof of === "string") {
    return <Section title="Triples" tools={<button type="button" class="quiet" onClick={() => save(`${file}.ttl`, of, "text/turtle")}>Turtle</button>}><pre class="code out" tabIndex={0}>{of.slice(0, 50_000)}</pre></Section>;
  }
  if (of.boolean !== undefined) return <p class="verdict" role="status">{of.boolean ? "Yes." : "No."}</p>;
  const vars = of.head.vars ?? [];
  const rows = of.results?.bindings ?? [];
  const chart = charted(vars, rows);
  const map = mapped(vars, rows);
  const out = (): void => save(`${file}.csv`, csv(vars, rows.map((row) => vars.map((v) => row[v]?.value ?? ""))), "text/csv;charset=utf-8");
  const tab = (name: typeof shape, text: string): JSX.Element => <button type="button" class="quiet" aria-pressed={shape === name} onClick={() => setShape(name)}>{text}</button>;
  const tools = (
    <>
      {(chart || map) && tab("table", "Table")}{chart && tab("chart", "Chart")}{map && tab("map", "Map")}
      <button type="button" class="quiet" onClick={out}>CSV</button>
      <button type="button" class="quiet" onClick={() => save(`${file}.json`, JSON.stringify(of, null, 1), "application/sparql-results+json")}>JSON</button>
    </>
  );
  if (shape === "chart" && chart) return <Figure title="Answer" file={file} tools={tools}>{(width) => <Bars of={chart} width={width} />}</Figure>;
  if (shape === "map" && map) return <Figure title="Answer" file={file} tools={tools}>{(width) => <WorldMap places={map} width={width} to={(spot) => go("thing", { iri: spot.iri })} />}</Figure>;
  return (
    <Section title="Answer" count={`${number(rows.length)} rows`} tools={tools}>
      <div class="scroll" tabIndex={0} role="region" aria-label="Rows of the answer">
        <table class="data">
          <thead><tr>{vars.map((v) => <th scope="col" key={v}>{v}</th>)}</tr></thead>
          <tbody>{rows.slice(0, SHOWN).map((row, n) => <tr key={n}>{vars.map((v) => <td key={v} class={isNumber(row[v]) ? "n" : ""}><Value of={row[v]} /></td>)}</tr>)}</tbody>
        </table>
      </div>
      {rows.length > SHOWN && <p class="faint">The first {SHOWN} are shown; the files hold all.</p>}
    </Section>
  );
}

const isNumber = (term: Term | undefined): boolean => term?.type === "literal" && /#(integer|decimal|double|float|nonNegativeInteger)$/.test(term.datatype ?? "");

function Value({ of }: { of: Term | undefined }): JSX.Element | null {
  if (!of) return null;
  if (of.type !== "uri") return <>{of.value}</>;
  if (of.value.includes("/id/")) return <To to={/\/article\/[^#]*$/.test(of.value) ? go("article", { iri: of.value }) : go("thing", { iri: of.value })}>{of.value.split("/id/").at(-1)}</To>;
  const url = webAddress(of.value);
  return url ? <a href={url} rel="noopener noreferrer" target="_blank">{of.value.split(/[#/]/).at(-1) || of.value}</a> : <>{of.value}</>;
}

/** The first name and the first number of each row, where there are both. */
export function charted(vars: readonly string[], rows: readonly Binding[]): [string, number][] | null {
  const count = vars.find((v) => rows.length > 0 && rows.every((row) => isNumber(row[v])));
  const name = vars.find((v) => v !== count && rows.some((row) => row[v]?.type === "literal" && !isNumber(row[v]))) ?? vars.find((v) => v !== count);
  if (!count || !name) return null;
  return rows.slice(0, 30).map((row) => [(row[name]?.value ?? "").split("/").at(-1) ?? "", Number(row[count]?.value)]);
}

/** Rows with `lat` and `lon` (or `long`), or with a WKT point. */
export function mapped(vars: readonly string[], rows: readonly Binding[]): Spot[] | null {
  const lat = vars.find((v) => /^lat/i.test(v));
  const lon = vars.find((v) => /^(lon|lng)/i.test(v));
  const spots = rows.flatMap((row, n): Spot[] => {
    const point = /POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)/i.exec(vars.map((v) => row[v]?.value ?? "").join(" "));
    const at = lat && lon ? [Number(row[lon]?.value), Number(row[lat]?.value)] : point ? [Number(point[1]), Number(point[2])] : null;
    if (!at || !at.every(Number.isFinite)) return [];
    const iri = vars.map((v) => row[v]).find((t) => t?.type === "uri")?.value ?? `#${n}`;
    const label = vars.map((v) => row[v]).find((t) => t?.type === "literal" && !isNumber(t) && !/POINT/i.test(t.value))?.value ?? iri.split("/").at(-1) ?? "";
    return [{ iri, label, kind: "Place", lat: at[1] ?? null, lon: at[0] ?? null, count: 1 }];
  });
  return spots.length ? spots : null;
}

function Bars({ of, width }: { of: [string, number][]; width: number }): JSX.Element {
  const room = Math.min(260, width * 0.4);
  const x = scaleLinear([0, max(of, (d) => d[1]) || 1], [0, width - room - 60]);
  const height = of.length * 22 + 6;
  return (
    <svg class="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label="The numbers of the table as bars">
      {of.map(([name, value], n) => (
        <g key={n} transform={`translate(0,${n * 22})`}>
          <text x={room - 8} y={15} text-anchor="end">{name.length > 38 ? `${name.slice(0, 37)}…` : name}</text>
          <rect class="q1" x={room} y={3} width={Math.max(0, x(value))} height={16} />
          <text x={room + Math.max(0, x(value)) + 5} y={15}>{number(value)}</text>
        </g>
      ))}
    </svg>
  );
}
