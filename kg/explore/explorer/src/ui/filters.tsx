/** The filters: what is set, and a panel to set more; every choice is a link. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { navigate, To, useLoaded, useSource } from "../nav";
import { all, changed, filters, FILTERS, format, one, toggled, type Filter, type State } from "../state";
import { capital, kindName, QUADS, reality, rootName, span, voice } from "../words";
import { Combobox } from "./combobox";

const TITLES: [Filter, string][] = [
  ["kind", "What"], ["root", "Type of event"], ["reality", "Reality"], ["voice", "Told by"], ["publisher", "Publisher"],
];
const ACTORS = ["Person", "Country", "Government", "Organization", "IntergovernmentalOrganization", "ArmedGroup", "Media", "Group"];

export function valueName(name: string, value: string): string {
  if (name === "quad") return QUADS[value] ?? value;
  if (name === "reality") return capital(reality(value));
  if (name === "voice") return value === "article" ? "The articles themselves" : value === "reported" ? "Somebody they cite" : capital(voice(value));
  if (name === "root") return rootName(value);
  if (name === "kind") return kindName(value);
  if (name === "sources") return `at least ${value} independent sources`;
  if (name === "confidence") return `at least ${Math.round(100 * Number(value))} % sure`;
  if (name === "disputed") return "Disputed";
  if (name === "single") return "Only one source tells it";
  if (name === "q") return `“${value}”`;
  return value;
}

/** The label of a thing, by its IRI. */
export function NameOf({ iri }: { iri: string }): JSX.Element {
  const source = useSource();
  const { value } = useLoaded(`name ${iri}`, () => source.thing(iri));
  return <>{value?.label ?? iri.split("/").at(-1)}</>;
}

/** What is set, each with a way to take it out. */
export function Chips({ state }: { state: State }): JSX.Element | null {
  const set = FILTERS.flatMap((name) => (name === "from" || name === "until" ? [] : all(state.params, name).map((value) => ({ name, value }))));
  const from = one(state.params, "from");
  const until = one(state.params, "until");
  if (!set.length && !from && !until) return null;
  return (
    <ul class="chips" aria-label="Filters that are set">
      {(from || until) && (
        <li><To to={changed(state, { from: null, until: null, zoom: null })} aria-label="Take out the dates">{from ? span(from, until) : `until ${until}`} <b aria-hidden="true">×</b></To></li>
      )}
      {set.map(({ name, value }) => (
        <li key={name + value}>
          <To to={changed(state, { [name]: all(state.params, name).filter((v) => v !== value) })}>
            <span class="visually-hidden">Take out: </span>
            {name === "about" ? <>about <NameOf iri={value} /></> : name === "speaker" ? <>said by <NameOf iri={value} /></> : name === "place" ? <>in <NameOf iri={value} /></> : valueName(name, value)} <b aria-hidden="true">×</b>
          </To>
        </li>
      ))}
      <li class="clear"><To to={changed(state, Object.fromEntries(FILTERS.map((name) => [name, null])))}>Clear all</To></li>
    </ul>
  );
}

export function FilterPanel({ state, without = [] }: { state: State; without?: readonly Filter[] }): JSX.Element {
  const source = useSource();
  const set = filters(state.params);
  const { value: facets } = useLoaded(`facets ${format({ view: "start", params: set })}`, () => source.facets(set));
  const change = (name: string, value: string | string[] | null): void => navigate(changed(state, { [name]: value }));
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <Typed label="Words in the text" value={one(state.params, "q") ?? ""} set={(value) => change("q", value)} />
      {state.view === "between" && <div class="two">
        <Typed label="From" type="date" value={one(state.params, "from") ?? ""} set={(value) => change("from", value)} />
        <Typed label="Until" type="date" value={one(state.params, "until") ?? ""} set={(value) => change("until", value)} />
      </div>}
      <fieldset>
        <legend>Quad class</legend>
        {Object.entries(QUADS).map(([quad, name]) => (
          <label class="check" key={quad}>
            <input type="checkbox" checked={all(state.params, "quad").includes(quad)} onChange={() => change("quad", toggled(state.params, "quad", quad))} />
            <span class={`dot q${quad}`} aria-hidden="true" />{name}
          </label>
        ))}
      </fieldset>
      {TITLES.filter(([name]) => !without.includes(name)).map(([name, title]) => (
        <Choices key={name} title={title} name={name} state={state} options={facets?.[name] ?? []} />
      ))}
      {!without.includes("about") && (
        <Combobox label="About" placeholder="an actor" kinds={ACTORS} onPick={(hit) => change("about", [...all(state.params, "about"), hit.iri])} onText={() => undefined} />
      )}
      {!without.includes("place") && (
        <Combobox label="Where" placeholder="a place" kinds={["Place", "Facility", "Country"]} onPick={(hit) => change("place", hit.iri)} onText={() => undefined} />
      )}
      <Typed label="Independent sources, at least" type="number" min="1" value={one(state.params, "sources") ?? ""} set={(value) => change("sources", value)} />
      <Typed label="Confidence, at least (0 to 1)" type="number" min="0" max="1" step="0.05" value={one(state.params, "confidence") ?? ""} set={(value) => change("confidence", value)} />
      <label class="check"><input type="checkbox" checked={state.params.has("disputed")} onChange={() => change("disputed", state.params.has("disputed") ? null : "1")} />Disputed</label>
      <label class="check"><input type="checkbox" checked={state.params.has("single")} onChange={() => change("single", state.params.has("single") ? null : "1")} />Only one source tells it</label>
    </form>
  );
}

const FEW = 8;

function Choices(props: { title: string; name: Filter; state: State; options: { value: string; count: number }[] }): JSX.Element | null {
  const [whole, setWhole] = useState(false);
  const chosen = all(props.state.params, props.name);
  const missing = chosen.filter((v) => !props.options.some((o) => o.value === v)).map((value) => ({ value, count: 0 }));
  const options = [...props.options, ...missing];
  if (!options.length) return null;
  const shown = whole ? options : options.filter((o, n) => n < FEW || chosen.includes(o.value));
  return (
    <fieldset>
      <legend>{props.title}</legend>
      {shown.map(({ value, count }) => (
        <label class="check" key={value}>
          <input
            type="checkbox" checked={chosen.includes(value)}
            onChange={() => navigate(changed(props.state, { [props.name]: toggled(props.state.params, props.name, value) }))}
          />
          {valueName(props.name, value)} <span class="count">{count.toLocaleString("en-GB")}</span>
        </label>
      ))}
      {options.length > shown.length && <button type="button" class="link" onClick={() => setWhole(true)}>{options.length - shown.length} more</button>}
    </fieldset>
  );
}

/** A box whose value is taken when it is left or Enter is pressed. */
export function Typed(props: { label: string; value: string; set: (value: string | null) => void; type?: "text" | "date" | "number"; min?: string; max?: string; step?: string }): JSX.Element {
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  const done = (value: string): void => {
    if (value.trim() !== props.value) props.set(value.trim() || null);
  };
  const { label, set: _, value: __, type = "text", ...rest } = props;
  return (
    <label class="typed">
      <span>{label}</span>
      <input
        {...rest} {...({ type } as { type: "text" })} value={text} onInput={(event) => setText(event.currentTarget.value)}
        onChange={(event) => done(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && done(event.currentTarget.value)}
      />
    </label>
  );
}
