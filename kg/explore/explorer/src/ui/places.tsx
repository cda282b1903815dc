/** The map of whatever the filters leave, with the places as a list. */

import type { JSX } from "preact";
import { WorldMap } from "../charts/map";
import { To, useLoaded, useSource } from "../nav";
import { filters, format, type State } from "../state";
import { number } from "../words";
import { Figure } from "./figure";
import { Wait } from "./parts";

export function MapFigure({ state, about }: { state: State; about?: string }): JSX.Element {
  const source = useSource();
  const set = new Map(filters(state.params));
  if (about) set.set("about", [about]);
  const data = useLoaded(`map ${format({ view: "start", params: set })}`, () => source.map(set));
  const to = (place: { iri: string }): State => ({ view: "rows", params: new Map([...set, ["place", [place.iri]]]) });
  const note = data.value && (
    <>
      <ul class="inline" aria-label="Places">
        {data.value.places.slice(0, 12).map((place) => <li key={place.iri}><To to={to(place)}>{place.label}</To> <span class="count">{number(place.count)}</span></li>)}
      </ul>
      {data.value.unplaced > 0 && <p class="faint says">{number(data.value.unplaced)} name no place that is known.</p>}
    </>
  );
  return (
    <Figure title="Where" file="map" note={note}>
      {(width) => <Wait of={data}>{(map) => <WorldMap places={map.places} width={width} to={to} />}</Wait>}
    </Figure>
  );
}
