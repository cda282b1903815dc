/** A thing of the graph: an event or statement by its evidence, all else by what it does and is. */

import type { JSX } from "preact";
import { useLoaded, useSource } from "../nav";
import { one, type State } from "../state";
import { Wait } from "../ui/parts";
import { ActorView } from "./actor";
import { HappeningView } from "./happening";

export function ThingView({ state }: { state: State }): JSX.Element {
  const source = useSource();
  const iri = one(state.params, "iri") ?? "";
  const thing = useLoaded(`thing ${iri}`, () => source.thing(iri));
  return <Wait of={thing}>{(data) => (data.row ? <HappeningView thing={data} row={data.row} /> : <ActorView thing={data} state={state} />)}</Wait>;
}
