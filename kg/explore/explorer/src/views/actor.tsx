/** An actor, place or office: names, offices over time, with whom it deals, what it does and says. */

import type { JSX } from "preact";
import { NetworkView } from "../charts/network";
import { navigate, To, useLoaded, useSource } from "../nav";
import { all, changed, filters, format, go, one, type State } from "../state";
import type { Partner, RelationRow, Thing } from "../types";
import { counted, kindName, number, predicate, span, webAddress } from "../words";
import { Pager, RefLink, Section, Wait } from "../ui/parts";
import { Rows } from "../ui/rows";
import { TimeFigure } from "../ui/time";
import { sums } from "../charts/bins";

const LIMIT = 20;

export function ActorView({ thing, state }: { thing: Thing; state: State }): JSX.Element {
  const place = thing.kind === "Place" || thing.kind === "Facility";
  return (
    <article>
      <p class="eyebrow">{kindName(thing.kind)}{thing.country && <> · {thing.country}</>}</p>
      <h1 tabIndex={-1}>{thing.label}</h1>
      {thing.note && thing.note !== thing.country && <p class="lede">{thing.note}</p>}
      <Names of={thing} />
      <div class="columns">
        <div>
          {!place && <TimeFigure state={state} title="What it does and says, in time" about={thing.iri} />}
          <Doings thing={thing} state={state} by={place ? "place" : "about"} />
        </div>
        <aside>
          <Terms title="Offices" of={thing.offices.map((o) => ({ ref: o.office, from: o.from, until: o.until }))} />
          <Terms title="Who held it" of={thing.holders.map((o) => ({ ref: o.person, from: o.from, until: o.until }))} />
          {!place && <Neighbourhood thing={thing} state={state} />}
          <Partners thing={thing} of={thing.partners} />
          <Relations of={thing.relations} />
          <Lines title="Why these are one" of={thing.merged} />
          <Lines title="What was kept apart" of={thing.apart} />
          <p class="faint small iri">{thing.iri}</p>
        </aside>
      </div>
    </article>
  );
}

function Names({ of }: { of: Thing }): JSX.Element {
  const others = of.names.filter((name) => name !== of.label);
  return (
    <ul class="inline names">
      {others.length > 0 && <li><span class="faint">also</span> {others.slice(0, 12).join(", ")}{others.length > 12 && " …"}</li>}
      {of.same_as.map((iri) => {
        const url = webAddress(iri);
        return url && <li key={iri}><a href={url} rel="noopener noreferrer" target="_blank">{/wikidata/.test(url) ? "Wikidata" : /geonames/.test(url) ? "GeoNames" : new URL(url).host}<span class="visually-hidden"> (opens a new tab)</span></a></li>;
      })}
      {of.facts.filter((f) => !/label|country|type|sameas|sector|iso3166|geo84|geonames|^org:/i.test(f.property)).slice(0, 6).map((fact) => (
        <li key={fact.property + fact.value}><span class="faint">{fact.label}</span> {fact.iri ? <To to={go("thing", { iri: fact.iri })}>{fact.value}</To> : fact.value}</li>
      ))}
    </ul>
  );
}

function Doings({ thing, state, by }: { thing: Thing; state: State; by: "about" | "place" }): JSX.Element {
  const source = useSource();
  const kinds: [string, string, number][] = [
    ["event", "Events", thing.counts.events ?? 0], ["proposition", "Planned or reported", thing.counts.propositions ?? 0], ["statement", "Says", thing.counts.statements ?? 0],
  ];
  const set = new Map([...filters(state.params), [by, [thing.iri]]] as [string, readonly string[]][]);
  const offset = Number(one(state.params, "offset") ?? 0) || 0;
  const rows = useLoaded(`of ${format({ view: "start", params: set })} ${offset}`, () => source.rows(set, { limit: LIMIT, offset }, "-date"));
  const kind = one(state.params, "kind");
  return (
    <Section title="Events and statements" count={rows.value && <To to={{ view: "rows", params: set }}>{number(rows.value.total)}</To>}>
      <ul class="chips" aria-label="By kind">
        <li><To to={changed(state, { kind: null, speaker: null })} {...(kind ? {} : { "aria-current": "true" })}>All</To></li>
        {kinds.filter(([, , n]) => n > 0).map(([value, name, n]) => <li key={value}><To to={changed(state, { kind: value, speaker: value === "statement" ? thing.iri : null })} {...(kind === value ? { "aria-current": "true" } : {})}>{name} <span class="count">{number(n)}</span></To></li>)}
        {(thing.counts.about ?? 0) > 0 && <li class="faint">named in {counted(thing.counts.about ?? 0, "statement")}</li>}
      </ul>
      <Wait of={rows}>{(found) => <><Rows rows={found.rows} /><Pager total={found.total} offset={offset} limit={LIMIT} to={(at) => changed(state, { offset: at || null })} /></>}</Wait>
    </Section>
  );
}

function Terms({ title, of }: { title: string; of: { ref: { iri: string; label: string; kind: string }; from: string | null; until: string | null }[] }): JSX.Element | null {
  if (!of.length) return null;
  return (
    <Section title={title}>
      <ul class="plain terms">{of.map(({ ref, from, until }, n) => <li key={ref.iri + n}><RefLink of={ref} /> {(from || until) && <span class="faint">{span(from, until)}</span>}</li>)}</ul>
    </Section>
  );
}

function Neighbourhood({ thing, state }: { thing: Thing; state: State }): JSX.Element {
  const source = useSource();
  const core = [thing.iri, ...all(state.params, "open")];
  const set = filters(state.params);
  const network = useLoaded(`network ${core.join(" ")} ${format({ view: "start", params: set })}`, () => source.network(core, 30 + 15 * core.length, set));
  const open = (iri: string): void => navigate(changed(state, { open: [...all(state.params, "open"), iri] }));
  return (
    <Section title="With whom" tools={core.length > 1 && <To to={changed(state, { open: null })}>Back to {thing.label} alone</To>}>
      <Wait of={network}>{(data) => (data.nodes.length > 1 ? <NetworkView data={data} of={core} onOpen={open} /> : <p class="faint">With nobody that is named.</p>)}</Wait>
    </Section>
  );
}

function Partners({ thing, of }: { thing: Thing; of: readonly Partner[] }): JSX.Element | null {
  if (!of.length) return null;
  return (
    <Section title="Deals with">
      <table class="ranked">
        <thead><tr><th scope="col">Partner</th><th scope="col" class="n">Cooperation</th><th scope="col" class="n">Conflict</th><th scope="col" class="n">Said</th><td /></tr></thead>
        <tbody>
          {of.slice(0, 15).map((partner) => (
            <tr key={partner.iri}>
              <td><RefLink of={partner} /></td>
              <td class="n">{sums(partner).cooperation}</td>
              <td class="n">{sums(partner).conflict}</td>
              <td class="n">{partner.statements ?? 0}</td>
              <td class="n"><To to={go("between", { a: thing.iri, b: partner.iri })} aria-label={`Between ${thing.label} and ${partner.label}`}>between</To></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

export function Relations({ of }: { of: readonly RelationRow[] }): JSX.Element | null {
  if (!of.length) return null;
  return (
    <Section title="Ties">
      <ul class="plain">{of.map((tie) => (
        <li key={tie.predicate + tie.out + tie.other.iri}>
          {tie.out ? <><span class="faint">{predicate(tie.predicate)}</span> <RefLink of={tie.other} /></> : <><RefLink of={tie.other} /> <span class="faint">{predicate(tie.predicate)} it</span></>}
          <span class="count"> {counted(tie.articles, "article")}</span>
        </li>
      ))}</ul>
    </Section>
  );
}

function Lines({ title, of }: { title: string; of: readonly string[] }): JSX.Element | null {
  if (!of.length) return null;
  return (
    <Section title={title}>
      <details><summary>{counted(of.length, "line")}</summary><ul class="plain small">{of.map((line) => <li key={line}>{line}</li>)}</ul></details>
    </Section>
  );
}
