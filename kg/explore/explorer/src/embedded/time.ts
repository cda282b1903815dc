/** Bins of time over rows that the page holds. */

import { isSaid } from "../words";
import type { Bin, Month, Row, Timeline } from "../types";

export type By = "day" | "month" | "year";

const DAYS = 120;
const MONTHS = 120;

const dated = (row: Row): string | null => row.start ?? row.end;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** First and last day of the bin that a day is in. */
export function binOf(day: string, by: By): [string, string] {
  const [year, month] = day.split("-") as [string, string];
  if (by === "day") return [day, day];
  if (by === "year") return [`${year}-01-01`, `${year}-12-31`];
  return [`${year}-${month}-01`, iso(Date.UTC(Number(year), Number(month), 0))];
}

/** The finest bins that are few enough to see. */
export function binning(first: string, last: string): By {
  const days = (utc(last).getTime() - utc(first).getTime()) / 86_400_000;
  return days <= DAYS ? "day" : days / 30 <= MONTHS ? "month" : "year";
}

const after = (bin: [string, string]): string => iso(utc(bin[1]).getTime() + 86_400_000);

export function timelineOf(rows: readonly Row[]): Timeline {
  const days = rows.map(dated).filter((day): day is string => day !== null).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return { by: "day", bins: [], undated: rows.length };
  const by = binning(first, last);
  const bins = new Map<string, Bin>();
  for (let at = binOf(first, by); at[0] <= last; at = binOf(after(at), by)) {
    bins.set(at[0], { start: at[0], end: at[1], quads: {}, statements: 0 });
  }
  for (const row of rows) {
    const day = dated(row);
    const bin = day === null ? undefined : bins.get(binOf(day, by)[0]);
    if (!bin) continue;
    if (isSaid(row)) bin.statements += 1;
    else if (row.quad !== null) bin.quads[row.quad] = (bin.quads[row.quad] ?? 0) + 1;
  }
  return { by, bins: [...bins.values()], undated: rows.length - days.length };
}

export function monthsOf(rows: readonly Row[]): Month[] {
  const months = new Map<string, Month>();
  for (const row of rows) {
    const month = dated(row)?.slice(0, 7);
    if (!month) continue;
    const found = months.get(month) ?? { month, cooperation: 0, conflict: 0, statements: 0 };
    if (isSaid(row)) found.statements += 1;
    else if (row.quad !== null) found[row.quad <= 2 ? "cooperation" : "conflict"] += 1;
    months.set(month, found);
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}
