/** A chart with its name and the way out of the page. */

import type { ComponentChildren, JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Section } from "./parts";
import { save, savePng, svgText } from "./download";

interface Props {
  title: string;
  file: string;
  note?: ComponentChildren;
  tools?: ComponentChildren;
  class?: string;
  children: (width: number) => ComponentChildren;
}

/** The width of an element, kept up with. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const element = box.current;
    const watch = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    watch.observe(element);
    setWidth(Math.floor(element.clientWidth));
    return () => watch.disconnect();
  }, []);
  return [box, width];
}

export function Figure(props: Props): JSX.Element {
  const [box, width] = useWidth();
  const chart = (): SVGSVGElement | null => box.current?.querySelector("svg.chart") ?? null;
  const svg = (): void => {
    const found = chart();
    if (found) save(`${props.file}.svg`, svgText(found), "image/svg+xml");
  };
  const png = (): void => {
    const found = chart();
    if (!found) return;
    const { width: w, height: h } = found.getBoundingClientRect();
    void savePng(`${props.file}.png`, svgText(found), w, h);
  };
  return (
    <Section
      title={props.title} class={props.class ?? ""}
      tools={<>{props.tools}<button type="button" class="quiet" onClick={svg}>SVG</button><button type="button" class="quiet" onClick={png}>PNG</button></>}
    >
      <div class="figure" ref={box}>{width > 0 && props.children(width)}</div>
      {props.note}
    </Section>
  );
}
