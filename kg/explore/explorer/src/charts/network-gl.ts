/** The network by WebGL: sigma over graphology. */

import Sigma from "sigma";
import type { Network } from "../types";
import { colourOf, styleOf } from "./colours";
import { layout } from "./layout";
import type { Drawing } from "./network";

export function drawGl(box: HTMLElement, data: Network, core: readonly string[], choose: (iri: string | null) => void): Drawing {
  const graph = layout(data, core);
  const wide = box.clientWidth / Math.max(1, box.clientHeight);
  graph.updateEachNodeAttributes((_, a) => ({ ...a, x: a.x * wide }));
  const colours = styleOf(box);
  let over: string | null = null;
  const sigma = new Sigma(graph, box, {
    allowInvalidContainer: true,
    labelColor: { color: colours.ink },
    labelFont: colours.font,
    labelSize: 12,
    labelDensity: 1.2,
    labelRenderedSizeThreshold: graph.order > 80 ? 7 : 3,
    stagePadding: 55,
    minCameraRatio: 0.05,
    maxCameraRatio: 4,
    zIndex: true,
    defaultDrawNodeHover: () => undefined,
    nodeReducer: (node, attributes) => {
      const dim = over !== null && node !== over && !graph.areNeighbors(node, over);
      return {
        ...attributes,
        color: dim ? colours.line : colourOf(String(attributes.kind)),
        label: dim ? "" : attributes.label,
        forceLabel: attributes.core || node === over || (over !== null && !dim),
      };
    },
    edgeReducer: (edge, attributes) => ({
      ...attributes,
      color: colours[attributes.tone],
      hidden: over !== null && !graph.hasExtremity(edge, over),
    }),
  });
  const look = (node: string | null): void => {
    over = node;
    sigma.refresh({ skipIndexation: true });
  };
  sigma.on("enterNode", ({ node }) => look(node));
  sigma.on("leaveNode", () => look(null));
  sigma.on("clickNode", ({ node }) => choose(node));
  sigma.on("clickStage", () => choose(null));
  // A wheel over the picture scrolls the page unless Ctrl is held.
  sigma.getMouseCaptor().on("wheel", (event) => {
    if (!(event.original as WheelEvent).ctrlKey) event.preventSigmaDefault();
  });
  const camera = sigma.getCamera();
  return {
    zoom: (factor) => {
      if (factor === 0) camera.setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
      else camera.setState({ ratio: camera.getState().ratio / factor });
    },
    kill: () => sigma.kill(),
  };
}
