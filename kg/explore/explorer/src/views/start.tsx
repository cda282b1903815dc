/** The start: what the graph holds, when, where, about whom, what is disputed, what one source alone tells. */

import type { JSX } from "preact";
import { NetworkView } from "../charts/network";
import { TimeFigure } from "../ui/time";
import { MapFigure } from "../ui/places";
import { To, useLoaded, useSource } from "../nav";
import { changed, filters, format, go, type State } from "../state";
import type { Overview } from "../types";
import { counted, kindName, number, QUADS, rootName, rootVerb, span } from "../words";
import { Section, Wait, QuadDot } from "../ui/parts";
import { Rows } from "../ui/rows";

const FEW = 6;

export function Start({ state }: { state: State }): JSX.Element {
  const source = useSource();
  const overview = useLoaded("overview", () => source.overview());
  return (
    <Wait of={overview}>
      {(data) => (
        <>
          <h1 class="title" tabIndex={-1}>{data.title || `What ${counted(data.counts.articles ?? 0, "article")} ${data.counts.articles === 1 ? "says" : "say"}`}</h1>
          <Counts of={data} />
          <TimeFigure state={state} />
          <div class="columns">
            <MapFigure state={state} />
            <Actors of={data} />
          </div>
          <Everybody state={state} />
          <div class="columns even">
            <Listed state={state} title="Disputed" change={{ disputed: "1" }} says="Articles differ on these." />
            <Listed state={state} title="Told by one source only" change={{ single: "1" }} says="Nobody else confirms these." />
          </div>
          <div class="columns even">
            <Kinds of={data} />
            <Publishers of={data} />
          </div>
        </>
      )}
    </Wait>
  );
}

function Counts({ of }: { of: Overview }): JSX.Element {
  const { counts } = of;
  const rows: [string, string, State][] = [
    ["articles", "article", go("articles")], ["events", "event", go("rows", { kind: "event" })],
    ["propositions", "planned or reported", go("rows", { kind: "proposition" })], ["statements", "statement", go("rows", { kind: "statement" })],
  ];
  return (
    <>
      <ul class="counts" aria-label="What the graph holds">
        {rows.filter(([name]) => counts[name] !== undefined).map(([name, word, to]) => (
          <li key={name}>
            <To to={to}><b>{number(counts[name] ?? 0)}</b> {name === "propositions" ? word : (counts[name] === 1 ? word : `${word}s`)}</To>
          </li>
        ))}
        <li><To to={go("search", { kinds: "actors" })}><b>{number(counts.actors ?? 0)}</b> actors</To></li>
        {counts.places !== undefined && <li><To to={go("search", { kinds: "places" })}><b>{number(counts.places)}</b> places</To></li>}
      </ul>
      {of.part && of.part.rows < of.part.of && <p class="faint period">This file holds the {number(of.part.rows)} best supported of {number(of.part.of)} events and statements.</p>}
      {of.first && <p class="faint period">{span(of.first, of.last)}</p>}
    </>
  );
}

function Actors({ of }: { of: Overview }): JSX.Element {
  const most = Math.max(1, ...of.actors.map((a) => a.events + a.statements));
  return (
    <Section title="Actors that matter">
      <table class="ranked">
        <thead><tr><th scope="col">Actor</th><th scope="col" class="n">Events</th><th scope="col" class="n">Statements</th></tr></thead>
        <tbody>
          {of.actors.slice(0, 14).map((actor) => (
            <tr key={actor.iri}>
              <td>
                <To class="ref" to={go("thing", { iri: actor.iri })}>{actor.label}</To> <span class="faint">{kindName(actor.kind)}</span>
                <meter class="bar" min={0} max={most} value={actor.events + actor.statements} aria-hidden="true" />
              </td>
              <td class="n"><To to={go("rows", { about: actor.iri, kind: "event" })} aria-label={counted(actor.events, `event of ${actor.label}`, `events of ${actor.label}`)}>{number(actor.events)}</To></td>
              <td class="n"><To to={go("rows", { speaker: actor.iri, kind: "statement" })} aria-label={counted(actor.statements, `statement of ${actor.label}`, `statements of ${actor.label}`)}>{number(actor.statements)}</To></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** The actors that matter, by who deals with whom. */
function Everybody({ state }: { state: State }): JSX.Element {
  const source = useSource();
  const set = filters(state.params);
  const network = useLoaded(`network ${format({ view: "start", params: set })}`, () => source.network([], source.live ? 45 : 500, set));
  return <Section title="Who deals with whom"><Wait of={network}>{(data) => (data.nodes.length > 1 ? <NetworkView data={data} of={[]} /> : <p class="faint">Nobody deals with anybody.</p>)}</Wait></Section>;
}

function Listed(props: { state: State; title: string; says: string; change: Record<string, string> }): JSX.Element {
  const source = useSource();
  const set = filters(changed(props.state, props.change).params);
  const rows = useLoaded(`${props.title} ${format({ view: "start", params: set })}`, () => source.rows(set, { limit: FEW, offset: 0 }, "sources"));
  const to: State = { view: "rows", params: set };
  return (
    <Section title={props.title} count={rows.value && <To to={to}>{number(rows.value.total)}</To>}>
      <p class="faint says">{props.says}</p>
      <Wait of={rows}>{(found) => <><Rows rows={found.rows} />{found.total > FEW && <To class="more" to={to}>All {number(found.total)}</To>}</>}</Wait>
    </Section>
  );
}

function Kinds({ of }: { of: Overview }): JSX.Element {
  const most = Math.max(1, ...of.roots.map((r) => r.count));
  return (
    <Section title="What happens">
      <table class="ranked">
        <thead class="visually-hidden"><tr><th scope="col">Type</th><th scope="col">Count</th></tr></thead>
        <tbody>
          {of.roots.map(({ root, quad, count }) => (
            <tr key={root}>
              <td><QuadDot quad={quad} /><To to={go("rows", { root, kind: "event" })}>{rootName(root)}</To> <span class="faint">{rootVerb(root)}<span class="visually-hidden">, {QUADS[String(quad)]}</span></span>
                <meter class="bar" min={0} max={most} value={count} aria-hidden="true" /></td>
              <td class="n"><To to={go("rows", { root, kind: "event" })} aria-label={`${count} of type ${rootName(root)}`}>{number(count)}</To></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Publishers({ of }: { of: Overview }): JSX.Element {
  return (
    <Section title="Who tells it">
      {of.publishers.length === 0 && <p class="faint">No article names its publisher.</p>}
      <table class="ranked">
        <thead class="visually-hidden"><tr><th scope="col">Publisher</th><th scope="col">Articles</th></tr></thead>
        <tbody>
          {of.publishers.slice(0, 16).map(({ label, articles }) => (
            <tr key={label}>
              <td><To to={go("articles", { publisher: label })}>{label}</To></td>
              <td class="n">{counted(articles, "article")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
