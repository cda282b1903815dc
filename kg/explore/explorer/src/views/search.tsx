/** All that a search finds, by kind. */

import type { JSX } from "preact";
import { To, useLoaded, useSource } from "../nav";
import { changed, go, one, type State } from "../state";
import type { Hit } from "../types";
import { counted, kindName, number } from "../words";
import { snippet, tells } from "../ui/combobox";
import { Wait } from "../ui/parts";

const LIMIT = 100;
const GROUPS: Record<string, string[]> = {
  actors: ["Person", "Country", "Government", "Organization", "IntergovernmentalOrganization", "ArmedGroup", "Media", "Group"],
  places: ["Place", "Facility"],
};

export const hitState = (hit: Hit): State => (hit.kind === "Article" ? go("article", { iri: hit.iri }) : go("thing", { iri: hit.iri }));

export function SearchView({ state }: { state: State }): JSX.Element {
  const source = useSource();
  const q = one(state.params, "q") ?? "";
  const group = one(state.params, "kinds") ?? "";
  const kinds = GROUPS[group] ?? [...(state.params.get("kind") ?? [])];
  const found = useLoaded(`search ${q} ${kinds.join(" ")}`, () => source.search(q, LIMIT, kinds));
  return (
    <>
      <h1 tabIndex={-1}>{q ? `Found for “${q}”` : group === "places" ? "Places" : "Actors"} {found.value && <span class="count">{number(found.value.total)}</span>}</h1>
      <Wait of={found}>
        {(data) => (
          <>
            {q && (
              <ul class="chips" aria-label="By kind">
                {kinds.length > 0 && <li><To to={changed(state, { kind: null, kinds: null })}>All kinds</To></li>}
                {Object.entries(data.kinds).map(([kind, count]) => <li key={kind}><To to={changed(state, { kind, kinds: null })}>{kindName(kind)} <span class="count">{number(count)}</span></To></li>)}
              </ul>
            )}
            {!data.results.length && <p>Nothing is called so, and no text says it.</p>}
            <ol class="hits">
              {data.results.map((hit) => (
                <li key={hit.iri}>
                  <To class="ref" to={hitState(hit)}>{hit.label}</To> <span class="faint">{kindName(hit.kind)}{hit.note && <> · {hit.note}</>}</span>
                  {tells(hit) && <div class="snippet">{snippet(hit)}</div>}
                </li>
              ))}
            </ol>
            {data.total > data.results.length && <p class="faint">The first {counted(data.results.length, "result")} are shown. A further word narrows it down.</p>}
          </>
        )}
      </Wait>
    </>
  );
}
