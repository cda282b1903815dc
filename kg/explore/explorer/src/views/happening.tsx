/** An event, proposition or statement: who, whom, where, when, how sure, and who says so in which words. */

import type { ComponentChildren, JSX } from "preact";

import type { Disagreement, Reading, Ref, Row, Thing } from "../types";
import { capital, counted, day, kindName, isSaid, kindOf, percent, quantity, QUADS, quoted, reality, rootName, spaced, span, voice } from "../words";
import { Flags } from "../ui/rows";
import { Chain, Cited, citationOf, QuadDot, Quoted, RefLink, Refs, Section } from "../ui/parts";

export function HappeningView({ thing, row }: { thing: Thing; row: Row }): JSX.Element {
  const readings = thing.readings ?? [];
  const said = isSaid(row);
  return (
    <article>
      <p class="eyebrow"><QuadDot quad={said ? 0 : row.quad} />{kindName(row.kind)}{row.root && <> · {rootName(row.root)}</>}{!said && row.quad !== null && <> · {QUADS[String(row.quad)]}</>} <Flags row={row} /></p>
      <h1 tabIndex={-1} class={said ? "quote" : ""}>{said ? quoted(row.text ?? row.label) : <Parties row={row} />}</h1>
      <div class="columns">
        <div>
          <Section title="Who says so" count={counted(readings.length, "reading")}>
            <ul class="readings">{readings.map((reading) => <ReadingItem reading={reading} key={reading.iri} />)}</ul>
          </Section>
          <Differing readings={readings} disagreements={thing.disagreements} />
        </div>
        <aside>
          <Section title="In short"><Facts row={row} /></Section>
          <Tied title="It is planned or denied here" of={thing.concerned_by} />
          <Tied title="What it plans or denies" of={thing.concerns} />
          <Tied title="What it reports" of={thing.reports} />
          <Tied title="Who reports it" of={thing.reported_by} />
          {thing.merged.length > 0 && <Section title="Why these are one"><ul class="plain small">{thing.merged.map((line) => <li key={line}>{line}</li>)}</ul></Section>}
          {thing.apart.length > 0 && <Section title="What was kept apart"><ul class="plain small">{thing.apart.map((line) => <li key={line}>{line}</li>)}</ul></Section>}
          <p class="faint small iri">{thing.iri}</p>
        </aside>
      </div>
    </article>
  );
}

/** Who, and whom or with whom; what the graph calls it where nobody is named. */
function Parties({ row }: { row: Row }): JSX.Element {
  if (row.participant.length) return <>{row.participant.map((r) => r.label).join(", ")}</>;
  if (!row.source.length && !row.target.length) return <>{row.label}</>;
  const names = (refs: readonly Ref[]): string => refs.map((r) => r.label).join(", ") || "somebody not named";
  return <>{names(row.source)}{row.target.length > 0 && <> → {names(row.target)}</>}</>;
}

function Facts({ row }: { row: Row }): JSX.Element {
  const said = isSaid(row);
  const facts: [string, ComponentChildren][] = [
    ["Who", said ? <Refs of={row.speaker} none="nobody named" /> : row.participant.length ? null : <Refs of={row.source} none="nobody named" />],
    ["Between", row.participant.length ? <Refs of={row.participant} /> : null],
    ["Whom", said ? (row.addressee.length ? <Refs of={row.addressee} /> : null) : row.target.length ? <Refs of={row.target} /> : null],
    ["How", said ? kindOf(row) : null],
    ["Where", row.place.length ? <Refs of={row.place} /> : null],
    ["When", <>{span(row.start, row.end, row.precision)}{row.assumed && <span class="faint"> (assumed: only the date of publication speaks for it)</span>}</>],
    ["Through", row.medium ? <RefLink of={row.medium} /> : null],
    ["Type", row.root ? <>{rootName(row.root)}{row.cameo && <span class="faint"> · CAMEO {row.cameo}</span>}</> : null],
    ["Reality", row.reality ? capital(row.reality === "actual" && row.voice === "reported" ? "said to have happened" : reality(row.reality)) : null],
    ["Told by", row.voice ? capital(voice(row.voice)) : null],
    ["How much", row.quantities.length ? row.quantities.map((q) => quantity(q.of, q.min, q.max, q.unit)).join("; ") : null],
    ["Told in", <>{counted(row.articles, "article")}, {counted(row.sources, "independent source")}</>],
    ["By", row.publishers.length ? row.publishers.join(", ") : null],
    ["How sure", row.confidence === null ? null : <><meter min={0} max={1} value={row.confidence} aria-label="Confidence" /> {percent(row.confidence)} that it was read rightly</>],
    ["Disputed", row.disputed ? "Yes: see what differs" : null],
  ];
  return <dl class="facts">{facts.filter(([, value]) => value !== null).map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}:`}>{value}</dd>])}</dl>;
}

function ReadingItem({ reading }: { reading: Reading }): JSX.Element {
  const flags = [reading.voice === "reported" ? "only reported" : null, reading.reality && reading.reality !== "actual" ? reality(reading.reality) : null].filter((f) => f !== null);
  return (
    <li>
      <Chain chain={reading.chain} />
      <Quoted sentence={reading.sentence} />
      {citationOf(reading)} {flags.map((flag) => <span class="flag" key={flag}>{flag}</span>)}
    </li>
  );
}

/** What articles say differently, side by side. */
function Differing({ readings, disagreements }: { readings: Reading[]; disagreements: Disagreement[] }): JSX.Element | null {
  if (!disagreements.length) return null;
  // A side may be one value of a reading, an amount: #v9.killed is of #v9.
  const readingOf = (iri: string): Reading | undefined => readings.find((r) => r.iri === iri || iri.startsWith(`${r.iri}.`));
  return (
    <Section title="What differs">
      {disagreements.map((disagreement) => (
        <div key={disagreement.iri} class="differs">
          <h3>{capital(spaced(disagreement.on.replace(/^.*[:#]/, "")))}</h3>
          <div class="sides">
            {disagreement.sides.map((side) => {
              const reading = readingOf(side.reading);
              return (
                <div class="side" key={side.reading}>
                  <p class="value">{shownValue(side.value)}</p>
                  {reading ? <><Quoted sentence={reading.sentence} />{citationOf(reading)}</>
                    : <Cited article={side.article} />}
                </div>
              );
            })}
          </div>
        </div>
      ))}
    </Section>
  );
}

const shownValue = (value: string): string => (/^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value.replace(/^.*#/, ""));

function Tied({ title, of }: { title: string; of: readonly Ref[] }): JSX.Element | null {
  if (!of.length) return null;
  return <Section title={title}><ul class="plain">{of.map((ref) => <li key={ref.iri}><RefLink of={ref} kind /></li>)}</ul></Section>;
}

