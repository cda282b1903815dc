/** Questions in SPARQL: the named queries with their parameters, or one's own; the answer as table, chart or map. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { navigate, useLoaded, useSource } from "../nav";
import { changed, go, one, type State } from "../state";
import type { NamedQuery, Results } from "../types";
import { Combobox } from "../ui/combobox";
import { Section, Wait } from "../ui/parts";
import { Answer } from "../ui/answer";

export function SparqlView({ state }: { state: State }): JSX.Element {
  const source = useSource();
  const queries = useLoaded("queries", () => source.queries());
  if (!source.live) return <><h1 tabIndex={-1}>SPARQL</h1><p>This file holds no SPARQL engine. <code>kg serve</code> or <code>kg query</code> answers on the whole graph.</p></>;
  return (
    <>
      <h1 tabIndex={-1}>SPARQL</h1>
      <Wait of={queries}>{(all) => <Asking queries={all} state={state} />}</Wait>
    </>
  );
}

function Asking({ queries, state }: { queries: NamedQuery[]; state: State }): JSX.Element {
  const source = useSource();
  const name = one(state.params, "name");
  const own = one(state.params, "sparql");
  const chosen = queries.find((q) => q.name === name);
  const parameters = Object.fromEntries((chosen?.parameters ?? []).flatMap((p) => { const value = one(state.params, `p.${p.name}`); return value ? [[p.name, value]] : []; }));
  const lacking = (chosen?.parameters ?? []).filter((p) => p.needed && !parameters[p.name]);
  const ready = own !== null || (chosen !== undefined && !lacking.length);
  const key = own ?? `${name} ${JSON.stringify(parameters)}`;
  const answer = useLoaded<Results | string | null>(`ask ${ready} ${key}`, () =>
    !ready ? Promise.resolve(null) : own !== null ? source.sparql(own) : source.query(name ?? "", parameters));
  return (
    <>
      <div class="columns asks">
        <Section title="Questions ready to ask">
          <ul class="questions">
            {queries.map((query) => (
              <li key={query.name}>
                <button type="button" class="link" aria-pressed={query.name === name} onClick={() => navigate(go("sparql", { name: query.name }))}>{query.name}</button>
                <span class="faint"> {query.says}</span>
                {query.name === name && query.parameters.map((p) => (
                  <Parameter key={p.name} parameter={p} value={parameters[p.name] ?? ""} set={(value) => navigate(changed(state, { [`p.${p.name}`]: value }))} />
                ))}
              </li>
            ))}
          </ul>
        </Section>
        <Own text={own ?? chosen?.sparql ?? STARTER} />
      </div>
      {lacking.length > 0 && <p class="problem">{lacking.map((p) => p.name).join(" and ")} {lacking.length > 1 ? "are" : "is"} needed.</p>}
      {ready && <Wait of={answer}>{(found) => found !== null && <Answer of={found} file={name ?? "answer"} />}</Wait>}
    </>
  );
}

const STARTER = `SELECT ?who (COUNT(?statement) AS ?statements)
WHERE { ?someone kg:said ?statement ; rdfs:label ?who }
GROUP BY ?who ORDER BY DESC(?statements) LIMIT 20`;

function Own({ text }: { text: string }): JSX.Element {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  const ask = (): void => navigate(go("sparql", { sparql: typed }));
  return (
    <Section title="Your own">
      <label class="visually-hidden" for="sparql">SPARQL query</label>
      <textarea id="sparql" class="code" rows={14} spellcheck={false} value={typed} onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask(); }} />
      <p><button type="button" class="primary" onClick={ask}>Ask</button> <span class="faint">or Ctrl+Enter. Prefixes of the graph are known; nothing can be changed.</span></p>
    </Section>
  );
}

function Parameter(props: { parameter: NamedQuery["parameters"][number]; value: string; set: (value: string | null) => void }): JSX.Element {
  const { parameter: p } = props;
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  if (p.type === "thing") {
    return <div class="parameter"><Combobox label={`${p.name}${p.needed ? " (needed)" : ""}: ${p.says}`} placeholder="a name" value={props.value.split("/").at(-1) ?? ""} onPick={(hit) => props.set(hit.iri)} onText={(typed) => props.set(typed)} />
      {props.value && <button type="button" class="link" onClick={() => props.set(null)}>take out</button>}</div>;
  }
  return (
    <label class="typed parameter"><span>{p.name}{p.needed && " (needed)"}: {p.says}</span>
      <input {...({ type: p.type === "date" ? "date" : p.type === "integer" ? "number" : "text" } as { type: "text" })} value={text}
        onInput={(event) => setText(event.currentTarget.value)} onChange={(event) => props.set(event.currentTarget.value || null)} />
    </label>
  );
}
