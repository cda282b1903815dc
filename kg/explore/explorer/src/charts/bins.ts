/** Arithmetic of bins of time. */

import type { ScaleTime } from "d3-scale";
import { utcFormat } from "d3-time-format";
import type { Bin } from "../types";

export function sums(bin: Pick<Bin, "quads">): { cooperation: number; conflict: number } {
  const q = (name: string): number => bin.quads[name] ?? 0;
  return { cooperation: q("1") + q("2"), conflict: q("3") + q("4") };
}

/** First and last day of the bins that the days from `a` to `b` touch. */
export function bound(bins: readonly Pick<Bin, "start" | "end">[], a: string, b: string): [string, string] {
  const touched = bins.filter((bin) => bin.end >= a && bin.start <= b);
  return [touched[0]?.start ?? a, touched.at(-1)?.end ?? b];
}

/** Marks of the time axis that leave each other room. */
export function ticksOf(x: ScaleTime<number, number>, width: number): { at: number; text: string }[] {
  const [first, last] = x.domain() as [Date, Date];
  const days = (last.getTime() - first.getTime()) / 86_400_000;
  const form = utcFormat(days > 1100 ? "%Y" : days > 100 ? "%b %Y" : "%-d %b");
  const ticks = x.ticks(Math.max(2, Math.floor(width / 90))).map((date) => ({ at: x(date), text: form(date) }));
  return ticks.filter((tick, n) => tick.text !== ticks[n - 1]?.text);
}
