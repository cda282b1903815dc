/** The timeline of whatever the filters leave, to brush, to read as a table, to zoom into. */

import type { JSX } from "preact";
import { Timeline } from "../charts/timeline";
import { sums } from "../charts/bins";
import { navigate, To, useLoaded, useSource } from "../nav";
import { changed, filters, format, one, type State } from "../state";
import { number, QUADS, span } from "../words";
import { Typed } from "./filters";
import { Figure } from "./figure";
import { Wait } from "./parts";

export function TimeFigure({ state, title = "In time", about }: { state: State; title?: string; about?: string }): JSX.Element {
  const source = useSource();
  const zoomed = state.params.has("zoom");
  const set = new Map(filters(state.params, zoomed ? [] : ["from", "until"]));
  if (about) set.set("about", [about]);
  const data = useLoaded(`time ${format({ view: "start", params: set })}`, () => source.timeline(set));
  const [from, until] = [one(state.params, "from"), one(state.params, "until")];
  const chosen = from !== null || until !== null;
  const note = data.value && (
    <>
      <div class="under">
        <ul class="legend" aria-label="Colours">
          {Object.entries(QUADS).map(([quad, name]) => <li key={quad}><span class={`dot q${quad}`} aria-hidden="true" />{name}</li>)}
          <li><span class="dot q0" aria-hidden="true" />Statements</li>
        </ul>
        <div class="dates">
          <Typed label="From" type="date" value={from ?? ""} set={(value) => navigate(changed(state, { from: value }))} />
          <Typed label="Until" type="date" value={until ?? ""} set={(value) => navigate(changed(state, { until: value }))} />
        </div>
      </div>
      <p class="faint says">
        Drag over the chart to choose a period.{" "}
        {chosen && <>
          <To to={changed(state, { zoom: zoomed ? null : "1" })}>{zoomed ? "Show the time around it" : "Look closer"}</To>{" · "}
          <To to={changed(state, { from: null, until: null, zoom: null })}>All of the time</To>{" · "}
          {state.view !== "rows" && <To to={{ view: "rows", params: about ? new Map([...filters(state.params), ["about", [about]]]) : filters(state.params) }}>Read what happened then</To>}{" "}
        </>}
        {(data.value.wider ?? 0) > 0 && <>{number(data.value.wider ?? 0)} lie somewhere within a longer time. </>}
        {data.value.undated > 0 && <>{number(data.value.undated)} have no date.</>}
      </p>
      <details class="table"><summary>As a table</summary>
        <table class="data">
          <thead><tr><th scope="col">When</th><th scope="col" class="n">Cooperation</th><th scope="col" class="n">Conflict</th><th scope="col" class="n">Statements</th></tr></thead>
          <tbody>
            {data.value.bins.filter((b) => b.statements || Object.values(b.quads).some(Boolean)).map((bin) => (
              <tr key={bin.start}>
                <th scope="row"><To to={changed({ ...state, view: "rows" }, { from: bin.start, until: bin.end, ...(about ? { about, iri: null } : {}) })}>{span(bin.start, bin.end)}</To></th>
                <td class="n">{sums(bin).cooperation}</td><td class="n">{sums(bin).conflict}</td><td class="n">{bin.statements}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
  return (
    <Figure title={title} file="timeline" note={note}>
      {(width) => <Wait of={data}>{(time) => (
        <Timeline data={time} width={width} from={from} until={until} onBrush={(a, b) => navigate(changed(state, { from: a, until: b, ...(a ? {} : { zoom: null }) }))} />
      )}</Wait>}
    </Figure>
  );
}
