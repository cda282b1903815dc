/** All that passes between two actors. */

import type { JSX } from "preact";
import { Months } from "../charts/months";
import { navigate, To, useLoaded, useSource } from "../nav";
import { changed, filters, format, go, one, type State } from "../state";
import type { Ref } from "../types";
import { number, predicate } from "../words";
import { Combobox } from "../ui/combobox";
import { Figure } from "../ui/figure";
import { NameOf } from "../ui/filters";
import { RefLink, Section, Wait } from "../ui/parts";
import { Rows } from "../ui/rows";
import { Relations } from "./actor";

export function BetweenView({ state }: { state: State }): JSX.Element {
  const a = one(state.params, "a");
  const b = one(state.params, "b");
  return (
    <>
      <h1 tabIndex={-1}>{a && b ? <>Between <NameOf iri={a} /> and <NameOf iri={b} /></> : "Between two"}</h1>
      <div class="pair">
        <Chosen state={state} name="a" label="One" iri={a} />
        <To class="button" to={changed(state, { a: b, b: a })} aria-label="Change places">⇄</To>
        <Chosen state={state} name="b" label="The other" iri={b} />
      </div>
      {a && b && <Passing state={state} a={a} b={b} />}
    </>
  );
}

function Chosen({ state, name, label, iri }: { state: State; name: string; label: string; iri: string | null }): JSX.Element {
  const source = useSource();
  const thing = useLoaded(`chosen ${iri}`, () => (iri ? source.thing(iri) : Promise.resolve(null)));
  return <Combobox label={label} placeholder="an actor" value={thing.value?.label ?? ""} onPick={(hit) => navigate(changed(state, { [name]: hit.iri }))} />;
}

function Passing({ state, a, b }: { state: State; a: string; b: string }): JSX.Element {
  const source = useSource();
  const set = filters(state.params);
  const found = useLoaded(`between ${a} ${b} ${format({ view: "start", params: set })}`, () => source.between(a, b, set));
  return (
    <Wait of={found}>
      {(data) => (
        <div class="columns">
          <div>
            <Figure title="By month" file="between">{(width) => <Months months={data.months} width={width} />}</Figure>
            <Section title="What passes between them" count={<To to={{ view: "rows", params: new Map([...set, ["about", [a, b]]]) }}>{number(data.total)}</To>}>
              <Rows rows={data.rows} />
            </Section>
          </div>
          <aside>
            <Relations of={data.relations} />
            <Section title="Shortest ways">
              {data.paths.length ? <ol class="paths">{data.paths.map((path) => <li key={path.map((r) => r.iri).join()}><Path of={path} /></li>)}</ol> : <p class="faint">None leads from one to the other.</p>}
            </Section>
            <p class="more">All about <To to={go("thing", { iri: a })}><NameOf iri={a} /></To> · <To to={go("thing", { iri: b })}><NameOf iri={b} /></To></p>
          </aside>
        </div>
      )}
    </Wait>
  );
}

/** A way: actors, and between them what ties them. */
function Path({ of }: { of: readonly Ref[] }): JSX.Element {
  return (
    <ol class="path">
      {of.map((ref, n) => (
        <li key={ref.iri + n} class={n % 2 ? "tie" : "node"}>
          {n % 2 && ref.kind === "Relation" ? <span class="faint">{predicate(ref.label)}</span> : <RefLink of={ref} />}
        </li>
      ))}
    </ol>
  );
}
