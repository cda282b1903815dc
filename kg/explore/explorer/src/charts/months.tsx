/** Conflict and cooperation of two by month, back to back. */

import { max } from "d3-array";
import { scaleBand, scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import type { Month } from "../types";
import { counted, day } from "../words";

const HEIGHT = 140;
const AXIS = 18;

export function Months({ months, width }: { months: readonly Month[]; width: number }): JSX.Element {
  if (!months.length) return <p class="faint">Nothing between them has a date.</p>;
  const names = months.map((m) => m.month);
  const x = scaleBand(names, [0, width]).padding(0.15);
  const wide = Math.min(48, x.bandwidth());
  const top = max(months, (m) => m.cooperation) || 0;
  const bottom = max(months, (m) => m.conflict) || 0;
  const y = scaleLinear([-(bottom || 1), top || 1], [HEIGHT - AXIS - 4, 6]);
  const every = Math.ceil(names.length / Math.max(1, Math.floor(width / 70)));
  return (
    <svg class="chart" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label="Cooperation above, conflict below the line, by month">
      {months.map((month, n) => {
        const left = (x(month.month) ?? 0) + (x.bandwidth() - wide) / 2;
        return (
          <g key={month.month}>
            <title>{`${day(month.month)}: ${month.cooperation} of cooperation, ${month.conflict} of conflict, ${counted(month.statements, "statement")}`}</title>
            <rect class="q2" x={left} width={wide} y={y(month.cooperation)} height={y(0) - y(month.cooperation)} />
            <rect class="q4" x={left} width={wide} y={y(0)} height={y(-month.conflict) - y(0)} />
            {n % every === 0 && <text x={left + wide / 2} y={HEIGHT - 3} text-anchor="middle">{day(month.month)}</text>}
          </g>
        );
      })}
      <line class="axis" x1={0} x2={width} y1={y(0)} y2={y(0)} />
    </svg>
  );
}
