/** All events, propositions and statements that the filters leave. */

import type { JSX } from "preact";
import { navigate, useLoaded, useSource } from "../nav";
import { changed, filters, format, one, type State } from "../state";
import { number } from "../words";
import { Pager, Wait } from "../ui/parts";
import { Rows } from "../ui/rows";
import { TimeFigure } from "../ui/time";

const LIMIT = 50;
const SORTS: [string, string][] = [
  ["-date", "newest first"], ["date", "oldest first"], ["sources", "most sources first"], ["confidence", "surest first"], ["relevance", "best match first"],
];

export function RowsView({ state }: { state: State }): JSX.Element {
  const source = useSource();
  const set = filters(state.params);
  const sort = one(state.params, "sort") ?? (set.has("q") ? "relevance" : "-date");
  const offset = Number(one(state.params, "offset") ?? 0) || 0;
  const rows = useLoaded(`rows ${format({ view: "start", params: set })} ${sort} ${offset}`, () => source.rows(set, { limit: LIMIT, offset }, sort));
  return (
    <>
      <div class="headline">
        <h1 tabIndex={-1}>Events and statements {rows.value && <span class="count">{number(rows.value.total)}</span>}</h1>
        <label class="sort">Order <select value={sort} onChange={(event) => navigate(changed(state, { sort: event.currentTarget.value }))}>
          {SORTS.map(([value, name]) => <option value={value} key={value}>{name}</option>)}
        </select></label>
      </div>
      <TimeFigure state={state} />
      <Wait of={rows}>
        {(found) => <><Rows rows={found.rows} /><Pager total={found.total} offset={offset} limit={LIMIT} to={(at) => changed(state, { offset: at || null })} /></>}
      </Wait>
    </>
  );
}
