/** Bins of time over rows that the page holds, as the server makes them. */

import { isSaid } from "../words";
import type { Bin, Month, Row, Timeline } from "../types";

export type By = "day" | "month" | "year";

/** Up to so many days are shown by day, by month. */
const DAYS = 120;
const MONTHS = 366 * 12;

const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
const number = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** First and last day of the bin that a day is in. */
export function binOf(day: string, by: By): [string, string] {
  const [year, month] = day.split("-") as [string, string];
  if (by === "day") return [day, day];
  if (by === "year") return [`${year}-01-01`, `${year}-12-31`];
  return [`${year}-${month}-01`, iso(Date.UTC(Number(year), Number(month), 0))];
}

/** The finest bins that are few enough to see, by the first and the last of what has a day. */
export function binning(days: readonly string[]): By {
  const numbers = days.map(number);
  const span = numbers.length ? Math.max(...numbers) - Math.min(...numbers) : 0;
  return span <= DAYS ? "day" : span <= MONTHS ? "month" : "year";
}

export function timelineOf(rows: readonly Row[]): Timeline {
  const dated = rows.filter((row) => row.start !== null && row.end !== null);
  const by = binning(dated.filter((row) => row.start === row.end).map((row) => row.start!));
  const bins = new Map<string, Bin>();
  let wider = 0;
  for (const row of dated) {
    const [start, end] = binOf(row.start!, by);
    if (row.end! > end) {
      wider += 1;
      continue;
    }
    const bin = bins.get(start) ?? { start, end, quads: {}, statements: 0 };
    bins.set(start, bin);
    if (isSaid(row)) bin.statements += 1;
    else if (row.quad !== null) bin.quads[row.quad] = (bin.quads[row.quad] ?? 0) + 1;
  }
  const ordered = [...bins.values()].sort((a, b) => (a.start < b.start ? -1 : 1));
  return { by, bins: ordered, undated: rows.length - dated.length, wider };
}

/** Cooperation, conflict and statements of each month that a row's days lie within. */
export function monthsOf(rows: readonly Row[]): Month[] {
  const months = new Map<string, Month>();
  for (const row of rows) {
    const month = row.start?.slice(0, 7);
    if (!month || row.end?.slice(0, 7) !== month) continue;
    const found = months.get(month) ?? { month, cooperation: 0, conflict: 0, statements: 0 };
    if (isSaid(row)) found.statements += 1;
    else if (row.quad !== null) found[row.quad <= 2 ? "cooperation" : "conflict"] += 1;
    months.set(month, found);
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}
