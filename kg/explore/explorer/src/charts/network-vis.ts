/** The network as pyvis wrote it into the file: positions stand in the data, nothing moves by itself. */

import type { Network } from "../types";
import { colourOf, styleOf, type Colours } from "./colours";
import { tone } from "./layout";
import type { Drawing } from "./network";

interface VisNode {
  id: string;
  x: number;
  y: number;
  [name: string]: unknown;
}

interface VisNetwork {
  on(event: string, done: (event: { nodes: string[] }) => void): void;
  once(event: string, done: () => void): void;
  fit(options?: object): void;
  getScale(): number;
  moveTo(options: { scale: number }): void;
  selectNodes(ids: string[]): void;
  destroy(): void;
}

declare global {
  interface Window {
    vis?: { Network: new (box: HTMLElement, data: object, options: object) => VisNetwork };
  }
}

interface Pyvis {
  nodes: VisNode[];
  edges: { from: string; to: string }[];
  options: Record<string, unknown> | string;
}

let read: Pyvis | null | undefined;

/** What pyvis wrote, where the page is such a file. */
export function pyvis(): Pyvis | null {
  if (read === undefined) {
    const text = document.getElementById("pyvis")?.textContent;
    read = text ? (JSON.parse(text) as Pyvis) : null;
    if (read && typeof read.options === "string") read.options = JSON.parse(read.options) as Record<string, unknown>;
  }
  return read;
}

export const hasPyvis = (): boolean => window.vis !== undefined && pyvis() !== null;

export function drawn(box: HTMLElement, data: Network, core: readonly string[], choose: (iri: string | null) => void): Drawing {
  const all = pyvis();
  if (!all || !window.vis) throw new Error("no pyvis");
  const nodes = core.length ? around(data, core, all.nodes) : all.nodes;
  const edges = core.length ? tied(data, styleOf(box)) : all.edges;
  const colours = styleOf(box);
  const font = { color: colours.ink, face: colours.font, size: 14, strokeWidth: 4, strokeColor: colours.paper };
  const given = all.options as Record<string, object>;
  const options = { ...given, nodes: { ...given.nodes, font } };
  const network = new window.vis.Network(box, { nodes, edges }, options);
  network.on("click", (event) => choose(event.nodes[0] ?? null));
  network.selectNodes(core.filter((iri) => nodes.some((n) => n.id === iri)));
  network.once("afterDrawing", () => network.fit());
  return {
    zoom: (factor) => (factor === 0 ? network.fit() : network.moveTo({ scale: network.getScale() * factor })),
    kill: () => network.destroy(),
  };
}

const RING = 14;

/** A neighbourhood in rings: those in the middle, around them who deals with them most. */
export function around(data: Network, core: readonly string[], known: readonly VisNode[]): VisNode[] {
  const inner = data.nodes.filter((n) => core.includes(n.iri));
  const outer = data.nodes.filter((n) => !core.includes(n.iri));
  const made = (node: Network["nodes"][number], x: number, y: number): VisNode => {
    const drawn = known.find((n) => n.id === node.iri);
    const label = node.label.length > 32 ? `${node.label.slice(0, 31)}…` : node.label;
    return { label, title: `${node.label}: ${node.kind}`, color: colourOf(node.kind), size: 9, ...drawn, id: node.iri, x, y };
  };
  const place = (n: number, of: number, ring: number): [number, number] => {
    const turn = ((n + (ring % 2) / 2) / of) * 2 * Math.PI - Math.PI / 2;
    return [Math.round(Math.cos(turn) * (210 + 190 * ring)), Math.round(Math.sin(turn) * (170 + 130 * ring))];
  };
  return [
    ...inner.map((node, n) => made(node, ...((inner.length === 1 ? [0, 0] : [(n - (inner.length - 1) / 2) * 120, (n % 2) * 60 - 30]) as [number, number]))),
    ...outer.map((node, n) => {
      const ring = Math.floor(n / RING);
      return made(node, ...place(n % RING, Math.min(RING, outer.length - ring * RING), ring));
    }),
  ];
}

const tied = (data: Network, colours: Colours): { from: string; to: string }[] =>
  data.edges.map((edge) => ({ from: edge.source, to: edge.target, color: colours[tone(edge.quads)], width: Math.min(6, 1 + 0.6 * Math.sqrt(edge.count + edge.statements)) }));
