/** Cutting a text at the ends of its marks, which may lie in and across one another. */

import type { Mark } from "../types";

export interface Segment {
  start: number;
  end: number;
  text: string;
  /** The marks over it, the narrowest first. */
  marks: Mark[];
}

/** Offsets are code points, as the graph has them; JavaScript counts otherwise beyond the basic plane. */
export function segments(text: string, marks: readonly Mark[], from = 0, until = Number.POSITIVE_INFINITY): Segment[] {
  const points = Array.from(text);
  const last = Math.min(points.length, until);
  const within = marks.filter((m) => m.start < last && m.end > from && m.end > m.start);
  const cuts = new Set([from, last]);
  for (const mark of within) {
    if (mark.start > from) cuts.add(mark.start);
    if (mark.end < last) cuts.add(mark.end);
  }
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(0, -1).map((start, n) => {
    const end = at[n + 1] ?? last;
    const over = within.filter((m) => m.start <= start && m.end >= end).sort((a, b) => a.end - a.start - (b.end - b.start));
    return { start, end, text: points.slice(start, end).join(""), marks: over };
  });
}

/** The paragraphs of a text as spans of code points, without blank ones. */
export function paragraphs(text: string): [number, number][] {
  const found: [number, number][] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + Array.from(line).length;
    if (line.trim()) found.push([start, end]);
    start = end + 1;
  }
  return found;
}
