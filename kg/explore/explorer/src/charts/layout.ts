/** Where the points of a network stand: computed from the data alone, so the same view looks the same. */

import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Edge, Network } from "../types";
import { sums } from "./bins";

export interface NodeDrawn {
  x: number;
  y: number;
  size: number;
  label: string;
  kind: string;
  core: boolean;
}

export interface EdgeDrawn {
  size: number;
  tone: "cooperation" | "conflict" | "neither";
}

export type Drawn = UndirectedGraph<NodeDrawn, EdgeDrawn>;

/** The tone of an edge: what most of its events are. */
export function tone(quads: Record<string, number>): EdgeDrawn["tone"] {
  const { cooperation, conflict } = sums({ quads });
  return cooperation === conflict ? "neither" : cooperation > conflict ? "cooperation" : "conflict";
}

export function layout(data: Network, core: readonly string[]): Drawn {
  const graph: Drawn = new UndirectedGraph();
  const most = Math.max(1, ...data.nodes.map((n) => n.weight));
  data.nodes.forEach((node, n) => {
    const turn = n * 2.399963; // the golden angle: no two start at one place
    const far = 10 * Math.sqrt(n + 1);
    graph.addNode(node.iri, {
      x: far * Math.cos(turn), y: far * Math.sin(turn), label: node.label, kind: node.kind,
      size: 4 + 12 * Math.sqrt(node.weight / most), core: core.includes(node.iri),
    });
  });
  const told = (edge: Edge): number => edge.count + edge.statements;
  const loudest = Math.max(1, ...data.edges.map(told));
  for (const edge of data.edges) {
    if (edge.source === edge.target || !graph.hasNode(edge.source) || !graph.hasNode(edge.target)) continue;
    if (!graph.hasEdge(edge.source, edge.target)) {
      const size = 0.6 + Math.min(4, 1.5 * Math.sqrt(told(edge))) * Math.sqrt(told(edge) / loudest);
      graph.addEdge(edge.source, edge.target, { size, tone: tone(edge.quads) });
    }
  }
  if (graph.order > 2) {
    const settings = { ...forceAtlas2.inferSettings(graph), adjustSizes: true, gravity: 1.5, scalingRatio: 30, barnesHutOptimize: graph.order > 300 };
    forceAtlas2.assign(graph, { iterations: graph.order > 300 ? 80 : 300, settings });
  }
  return graph;
}
