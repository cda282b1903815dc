/** Events, propositions and statements in a list: when, who, what, whom, and how many say so. */

import type { JSX } from "preact";
import { To } from "../nav";
import { go } from "../state";
import type { Ref, Row } from "../types";
import { counted, isSaid, kindOf, percent, QUADS, quoted, reality, span } from "../words";
import { QuadDot, Refs } from "./parts";

const parties = (row: Row): Ref[] => (isSaid(row) ? row.speaker : row.participant.length ? row.participant : row.source);
const others = (row: Row): Ref[] => (isSaid(row) ? row.addressee : row.participant.length ? [] : row.target);

/** What is not plainly so is said beside the date: planned, denied, only reported, assumed, disputed. */
export function Flags({ row }: { row: Row }): JSX.Element {
  const flags = [
    row.reality && row.reality !== "actual" ? reality(row.reality) : null,
    row.voice === "reported" ? "only reported" : null,
    row.negated ? "said not to be so" : null,
    row.disputed ? "disputed" : null,
  ].filter((flag) => flag !== null);
  return <>{flags.map((flag) => <span class={`flag ${flag === "disputed" ? "hot" : ""}`} key={flag}>{flag}</span>)}</>;
}

export function RowItem({ row }: { row: Row }): JSX.Element {
  const said = isSaid(row);
  const quad = said ? "said" : (QUADS[String(row.quad)] ?? "");
  return (
    <li class="row">
      <div class="when">
        <span>{span(row.start, row.end, row.precision)}</span>
        {row.assumed && <span class="faint" title="Only the date of publication speaks for this date"> assumed</span>}
      </div>
      <div class="what">
        <div class="who">
          <span class="act" title={quad}><QuadDot quad={said ? 0 : row.quad} />{kindOf(row)}</span>
          <span><Refs of={parties(row)} none={<span class="faint">nobody named</span>} />
            {others(row).length > 0 && <><span class="faint"> → </span><Refs of={others(row)} /></>}
            {row.place.length > 0 && <span class="faint"> in <Refs of={row.place} /></span>}
          </span>
          <Flags row={row} />
        </div>
        <To class="told" to={go("thing", { iri: row.iri })}>{said ? quoted(row.text ?? row.label) : (row.text ?? row.label)}</To>
      </div>
      <div class="sure">
        <span>{counted(row.articles, "article")}</span>
        <span class="faint">{counted(row.sources, "source")}{row.confidence !== null && <> · {percent(row.confidence)}</>}</span>
      </div>
    </li>
  );
}

export function Rows({ rows }: { rows: readonly Row[] }): JSX.Element {
  if (!rows.length) return <p class="faint">Nothing here.</p>;
  return <ol class="rows">{rows.map((row) => <RowItem row={row} key={row.iri} />)}</ol>;
}
