/** A network of actors: by WebGL over what a server knows, by pyvis's network in a file. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { To } from "../nav";
import { go } from "../state";
import type { Network as Data } from "../types";
import { counted, kindName } from "../words";
import { save, savePng } from "../ui/download";
import { drawGl } from "./network-gl";
import { drawn, hasPyvis } from "./network-vis";
import { networkSvg } from "./network-svg";
import { layout } from "./layout";

export interface Drawing {
  /** Zoom by a factor; 0 shows all. */
  zoom(factor: number): void;
  kill(): void;
}

interface Props {
  data: Data;
  /** What is in the middle. */
  of: readonly string[];
  onOpen?: (iri: string) => void;
}


export function NetworkView({ data, of, onOpen }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const key = data.nodes.map((n) => n.iri).join(" ");
  useEffect(() => {
    if (!box.current) return;
    try {
      drawing.current = hasPyvis() ? drawn(box.current, data, of, setChosen) : drawGl(box.current, data, of, setChosen);
    } catch {
      setFailed(true);
    }
    return () => {
      drawing.current?.kill();
      drawing.current = null;
    };
  }, [key]);
  const node = data.nodes.find((n) => n.iri === chosen);
  const picture = (): string => networkSvg(layout(data, of), 900, 600);
  return (
    <div class="network">
      <div class="zoom above">
        <button type="button" aria-label="Zoom in" onClick={() => drawing.current?.zoom(1.5)}>+</button>
        <button type="button" aria-label="Zoom out" onClick={() => drawing.current?.zoom(1 / 1.5)}>−</button>
        <button type="button" aria-label="Show all" onClick={() => drawing.current?.zoom(0)}>◯</button>
        <button type="button" onClick={() => save("network.svg", picture(), "image/svg+xml")}>SVG</button>
        <button type="button" onClick={() => void savePng("network.png", picture(), 900, 600)}>PNG</button>
      </div>
      {failed ? <p class="faint">This browser draws no WebGL. The list beside says the same.</p> : (
        <div class="canvas" ref={box} role="img" aria-label={`Network of ${counted(data.nodes.length, "actor")}; the same actors stand in the lists beside it`} />
      )}
      <p class="chosen" aria-live="polite">
        {node ? (
          <>
            <strong>{node.label}</strong> <span class="faint">{kindName(node.kind)}</span>{" "}
            <To to={go("thing", { iri: node.iri })}>Open</To>
            {of[0] && of[0] !== node.iri && <>{" · "}<To to={go("between", { a: of[0], b: node.iri })}>Between the two</To></>}
            {onOpen && !of.includes(node.iri) && <>{" · "}<button type="button" class="link" onClick={() => onOpen(node.iri)}>Open the network further from here</button></>}
          </>
        ) : <span class="faint">Choose a point to read more.</span>}
      </p>
    </div>
  );
}

