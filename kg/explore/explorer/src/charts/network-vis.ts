/** The network as pyvis wrote it into the file: positions stand in the data, nothing moves by itself. */

import type { Network } from "../types";
import { styleOf } from "./colours";
import type { Drawing } from "./network";

interface VisNode {
  id: string;
  x: number;
  y: number;
  [name: string]: unknown;
}

interface VisNetwork {
  on(event: string, done: (event: { nodes: string[] }) => void): void;
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
  options: Record<string, unknown>;
}

let read: Pyvis | null | undefined;

/** What pyvis wrote, where the page is such a file. */
export function pyvis(): Pyvis | null {
  if (read === undefined) {
    const text = document.getElementById("pyvis")?.textContent;
    read = text ? (JSON.parse(text) as Pyvis) : null;
  }
  return read;
}

export const hasPyvis = (): boolean => window.vis !== undefined && pyvis() !== null;

export function drawn(box: HTMLElement, data: Network, core: readonly string[], choose: (iri: string | null) => void): Drawing {
  const all = pyvis();
  if (!all || !window.vis) throw new Error("no pyvis");
  const wanted = new Set(data.nodes.map((n) => n.iri));
  const nodes = all.nodes.filter((n) => wanted.has(n.id));
  const edges = all.edges.filter((e) => wanted.has(e.from) && wanted.has(e.to));
  const colours = styleOf(box);
  const font = { color: colours.ink, face: colours.font, size: 14, strokeWidth: 4, strokeColor: colours.paper };
  const options = { ...all.options, nodes: { ...(all.options.nodes as object), font } };
  const network = new window.vis.Network(box, { nodes, edges }, options);
  network.on("click", (event) => choose(event.nodes[0] ?? null));
  network.selectNodes(core.filter((iri) => nodes.some((n) => n.id === iri)));
  network.fit();
  return {
    zoom: (factor) => (factor === 0 ? network.fit() : network.moveTo({ scale: network.getScale() * factor })),
    kill: () => network.destroy(),
  };
}
