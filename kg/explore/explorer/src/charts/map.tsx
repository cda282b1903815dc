/** Places on Natural Earth's coast lines; no tiles from anywhere. */

import { max } from "d3-array";
import { geoNaturalEarth1, geoPath, type GeoProjection } from "d3-geo";
import { scaleSqrt } from "d3-scale";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior, type ZoomTransform } from "d3-zoom";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-110m.json";
import { To } from "../nav";
import type { State } from "../state";
import type { Quads, Ref } from "../types";
import { number } from "../words";

export interface Spot extends Ref {
  lat: number | null;
  lon: number | null;
  count: number;
  quads?: Quads;
}

interface Props {
  places: readonly Spot[];
  width: number;
  to: (place: Spot) => State;
}

const ATLAS = world as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
const LAND = feature(ATLAS, ATLAS.objects.land);
const BORDERS = mesh(ATLAS, ATLAS.objects.countries, (a, b) => a !== b);
const MOST = 400;
const LABELLED = 7;

/** The transform that shows all of `points` with room around them, no nearer than `nearest`. */
export function fitted(points: readonly [number, number][], width: number, height: number, nearest = 5): ZoomTransform {
  if (!points.length) return zoomIdentity;
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.max(1, Math.min(nearest, width / (x1 - x0 + 90), height / (y1 - y0 + 60)));
  const tx = Math.min(0, Math.max(width - k * width, width / 2 - (k * (x0 + x1)) / 2));
  const ty = Math.min(0, Math.max(height - k * height, height / 2 - (k * (y0 + y1)) / 2));
  return zoomIdentity.translate(tx, ty).scale(k);
}

export function WorldMap({ places, width, to }: Props): JSX.Element {
  const height = Math.round(Math.min(380, Math.max(210, width * 0.5)));
  const svg = useRef<SVGSVGElement>(null);
  const tool = useRef<ZoomBehavior<SVGSVGElement, unknown> | null>(null);
  const [view, setView] = useState<ZoomTransform>(zoomIdentity);
  const projection = useMemo<GeoProjection>(() => geoNaturalEarth1().fitSize([width, height], LAND), [width, height]);
  const [land, borders] = useMemo(() => {
    const path = geoPath(projection).digits(1);
    return [path(LAND) ?? "", path(BORDERS) ?? ""];
  }, [projection]);
  const spots = useMemo(
    () => places.slice(0, MOST).flatMap((place) => {
      const at = place.lat === null || place.lon === null ? null : projection([place.lon, place.lat]);
      return at ? [{ place, x: at[0], y: at[1] }] : [];
    }),
    [places, projection],
  );
  const home = useMemo(() => fitted(spots.map((s) => [s.x, s.y]), width, height), [spots, width, height]);
  useEffect(() => {
    if (!svg.current) return;
    const behaviour = zoom<SVGSVGElement, unknown>().scaleExtent([1, 30]).translateExtent([[0, 0], [width, height]])
      .filter((event: Event) => event.type !== "wheel" || (event as WheelEvent).ctrlKey || document.activeElement === svg.current)
      .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => setView(event.transform));
    tool.current = behaviour;
    select(svg.current).call(behaviour).on("dblclick.zoom", null);
    select(svg.current).call(behaviour.transform, home);
  }, [home]);
  const by = (factor: number): void => {
    if (svg.current && tool.current) select(svg.current).call(tool.current.scaleBy, factor);
  };
  const show = (transform: ZoomTransform): void => {
    if (svg.current && tool.current) select(svg.current).call(tool.current.transform, transform);
  };
  const radius = scaleSqrt([0, max(places, (p) => p.count) ?? 1], places.length > 100 ? [1.5, 9] : [2.5, 16]);
  return (
    <div class="map">
      <svg class="chart" ref={svg} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Map of places; the same places stand in the list beside it">
        <rect class="sea" width={width} height={height} />
        <g transform={view.toString()}>
          <path class="land" d={land} />
          <path class="border" d={borders} />
        </g>
        {spots.map(({ place, x, y }, n) => {
          const [px, py] = view.apply([x, y]);
          if (px < -20 || py < -20 || px > width + 20 || py > height + 20) return null;
          const r = radius(place.count);
          return (
            <To key={place.iri} to={to(place)} class="spot" aria-label={`${place.label}: ${place.count}`} tabIndex={n < 25 ? 0 : -1}>
              <title>{`${place.label}: ${number(place.count)}`}</title>
              <circle cx={px} cy={py} r={r} />
              {n < LABELLED && <text x={px + r + 3} y={py + 4}>{place.label}</text>}
            </To>
          );
        })}
      </svg>
      <div class="zoom">
        <button type="button" aria-label="Zoom in" onClick={() => by(1.6)}>+</button>
        <button type="button" aria-label="Zoom out" onClick={() => by(1 / 1.6)}>−</button>
        <button type="button" aria-label="Show the whole world" onClick={() => show(zoomIdentity)}>◯</button>
      </div>
    </div>
  );
}
