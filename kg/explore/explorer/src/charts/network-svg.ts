/** A network as an SVG file. */

import { colourOf, styleOf } from "./colours";
import type { Drawn } from "./layout";

const SVG = "http://www.w3.org/2000/svg";

function element(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

export function networkSvg(graph: Drawn, width: number, height: number): string {
  const colours = styleOf(document.body);
  const points = graph.mapNodes((_, a) => a);
  const [x0, x1] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
  const [y0, y1] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
  const scale = Math.min((width - 160) / (x1 - x0 || 1), (height - 60) / (y1 - y0 || 1));
  const at = (p: { x: number; y: number }): [number, number] => [
    Math.round(width / 2 + (p.x - (x0 + x1) / 2) * scale), Math.round(height / 2 - (p.y - (y0 + y1) / 2) * scale),
  ];
  const svg = element("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": "sans-serif", "font-size": 12 });
  svg.append(element("rect", { width, height, fill: colours.paper }));
  graph.forEachEdge((_, a, _s, _t, from, to) => {
    const [[ax, ay], [bx, by]] = [at(from), at(to)];
    svg.append(element("line", { x1: ax, y1: ay, x2: bx, y2: by, stroke: colours[a.tone], "stroke-width": a.size }));
  });
  graph.forEachNode((_, a) => {
    const [x, y] = at(a);
    svg.append(element("circle", { cx: x, cy: y, r: a.size, fill: colourOf(a.kind) }));
    svg.append(element("text", { x: x + a.size + 3, y: y + 4, fill: colours.ink }, a.label));
  });
  return new XMLSerializer().serializeToString(svg);
}
