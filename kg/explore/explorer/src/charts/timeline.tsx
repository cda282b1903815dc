/** Events by time: cooperation above the line, conflict below it; statements in a strip of their own. */

import { max } from "d3-array";
import { brushX, type D3BrushEvent } from "d3-brush";
import { scaleLinear, scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Bin, Timeline as Data } from "../types";
import { counted, day, span } from "../words";
import { bound, sums, ticksOf } from "./bins";

interface Props {
  data: Data;
  width: number;
  from: string | null;
  until: string | null;
  onBrush: (from: string | null, until: string | null) => void;
}

const HEIGHT = 148;
const STRIP = 22;
const AXIS = 18;

const DAY = 86_400_000;
const WIDEST = 44;
const time = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

export function Timeline({ data, width, from, until, onBrush }: Props): JSX.Element {
  const brush = useRef<SVGGElement>(null);
  const { bins } = data;
  const first = bins[0];
  const last = bins.at(-1);
  const [begin, end] = padded(first ? time(first.start) : 0, last ? time(last.end) + DAY : DAY, data.by, width);
  const x = scaleUtc([begin, end], [0, width]);
  const top = max(bins, (bin) => sums(bin).cooperation) || 0;
  const bottom = max(bins, (bin) => sums(bin).conflict) || 0;
  const y = scaleLinear([-(bottom || 1), top || 1], [HEIGHT - AXIS - STRIP - 6, 6]);
  const strip = scaleLinear([0, max(bins, (bin) => bin.statements) || 1], [0, STRIP]);
  const floor = HEIGHT - AXIS;

  useEffect(() => {
    if (!brush.current || !first) return;
    const tool = brushX<unknown>().extent([[0, 0], [width, HEIGHT - AXIS]]).on("end", (event: D3BrushEvent<unknown>) => {
      if (!event.sourceEvent) return;
      const chosen = event.selection as [number, number] | null;
      if (!chosen) return onBrush(null, null);
      const [a, b] = bound(bins, iso(x.invert(chosen[0]).getTime()), iso(x.invert(chosen[1]).getTime()));
      onBrush(a, b);
    });
    const group = select(brush.current);
    group.call(tool);
    const shown = from || until
      ? [Math.max(0, x(from ? time(from) : x.domain()[0]!.getTime())), Math.min(width, x(until ? time(until) + DAY : x.domain()[1]!.getTime()))] as [number, number]
      : null;
    group.call(tool.move, shown && shown[1] > shown[0] ? shown : null);
  }, [data, width, from, until]);

  if (!first) return <p class="faint">Nothing here has a date.</p>;
  const bar = (bin: Bin): JSX.Element => {
    const left = x(time(bin.start));
    const wide = Math.max(1, x(time(bin.end) + DAY) - left - (bins.length < width / 3 ? 1 : 0));
    const q = (name: string): number => bin.quads[name] ?? 0;
    const part = (quad: string, low: number, high: number): JSX.Element | null =>
      high === low ? null : <rect class={`q${quad}`} x={left} width={wide} y={Math.min(y(low), y(high))} height={Math.abs(y(high) - y(low))} />;
    return (
      <g key={bin.start}>
        <title>{told(bin)}</title>
        {part("2", 0, q("2"))}{part("1", q("2"), q("2") + q("1"))}
        {part("4", 0, -q("4"))}{part("3", -q("4"), -q("4") - q("3"))}
        {bin.statements > 0 && <rect class="q0" x={left} width={wide} y={floor - strip(bin.statements)} height={strip(bin.statements)} />}
      </g>
    );
  };
  return (
    <svg class="chart timeline" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img"
      aria-label={`${counted(bins.length, data.by)} from ${day(first.start)} to ${day(last?.end ?? first.end)}: cooperation above, conflict below the line`}>
      <g>{bins.map(bar)}</g>
      <line class="axis" x1={0} x2={width} y1={y(0)} y2={y(0)} />
      <line class="axis" x1={0} x2={width} y1={floor} y2={floor} />
      {ticksOf(x, width).map(({ at, text }) => (
        <g key={text + at}>
          <line class="axis" x1={at} x2={at} y1={floor} y2={floor + 4} />
          <text x={Math.min(Math.max(at, 22), width - 22)} y={HEIGHT - 3} text-anchor="middle">{text}</text>
        </g>
      ))}
      <g class="brush" ref={brush} />
    </svg>
  );
}

/** A stretch of time so long that no bin is wider than a finger or two. */
function padded(begin: number, end: number, by: string, width: number): [number, number] {
  const least = (width / WIDEST) * ({ day: 1, month: 30, year: 365 }[by] ?? 1) * DAY;
  const missing = Math.max(0, Math.round((least - (end - begin)) / 2 / DAY) * DAY);
  return [begin - missing, end + missing];
}

/** A bin in words. */
export function told(bin: Bin): string {
  const { cooperation, conflict } = sums(bin);
  return `${span(bin.start, bin.end)}: ${cooperation} of cooperation, ${conflict} of conflict, ${counted(bin.statements, "statement")}`;
}
