/** A box to type a name in, with suggestions: the combobox pattern of ARIA 1.2. */

import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useSource } from "../nav";
import type { Hit } from "../types";
import { kindName } from "../words";

interface Props {
  label: string;
  placeholder: string;
  kinds?: readonly string[];
  value?: string;
  hideLabel?: boolean;
  /** Keys `/` bring the focus here. */
  hot?: boolean;
  onPick: (hit: Hit) => void;
  /** What Enter does where no suggestion is chosen; without it the first suggestion is meant. */
  onText?: (text: string) => void;
}

const WAIT = 120;

export function Combobox(props: Props): JSX.Element {
  const source = useSource();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(props.value ?? "");
  const [hits, setHits] = useState<Hit[]>([]);
  const [total, setTotal] = useState(0);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [typed, setTyped] = useState(false);

  useEffect(() => setText(props.value ?? ""), [props.value]);
  useEffect(() => {
    if (!props.hot) return;
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== "/" || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, [props.hot]);
  useEffect(() => {
    const wanted = text.trim();
    if (!typed || !wanted) {
      setHits([]);
      setOpen(false);
      return;
    }
    let live = true;
    const timer = setTimeout(() => {
      source.search(wanted, 8, props.kinds ?? []).then(
        (found) => {
          if (!live) return;
          setHits(found.results);
          setTotal(found.total);
          setAt(-1);
          setOpen(true);
        },
        () => live && setHits([]),
      );
    }, WAIT);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [text, typed]);

  const pick = (hit: Hit): void => {
    setOpen(false);
    setTyped(false);
    setText(props.onText ? "" : hit.label);
    props.onPick(hit);
  };
  const enter = (): void => {
    const hit = hits[at] ?? (props.onText ? undefined : hits[0]);
    if (hit) pick(hit);
    else if (props.onText && text.trim()) {
      setOpen(false);
      setTyped(false);
      props.onText(text.trim());
    }
  };
  const key = (event: KeyboardEvent): void => {
    const moves: Record<string, () => void> = {
      ArrowDown: () => setAt(hits.length ? (at + 1) % hits.length : -1),
      ArrowUp: () => setAt(at <= 0 ? hits.length - 1 : at - 1),
      Enter: enter,
      Escape: () => (open ? setOpen(false) : setText("")),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  return (
    <div class="combobox">
      <label for={`${id}-in`} class={props.hideLabel ? "visually-hidden" : ""}>{props.label}</label>
      <input
        id={`${id}-in`} ref={input} type="text" role="combobox" autocomplete="off" spellcheck={false}
        aria-autocomplete="list" aria-expanded={open && hits.length > 0} aria-controls={`${id}-list`}
        {...(open && at >= 0 ? { "aria-activedescendant": `${id}-${at}` } : {})}
        placeholder={props.placeholder} value={text}
        onInput={(event) => { setTyped(true); setText(event.currentTarget.value); }}
        onKeyDown={key} onBlur={() => setOpen(false)} onFocus={() => typed && hits.length && setOpen(true)}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={`${props.label}: suggestions`} hidden={!open || !hits.length}>
        {hits.map((hit, n) => (
          <li
            key={hit.iri} id={`${id}-${n}`} role="option" aria-selected={n === at}
            onMouseDown={(event) => { event.preventDefault(); pick(hit); }}
          >
            <span class="suggested">{hit.label}</span>
            <span class="faint kind">{kindName(hit.kind)}</span>
            {tells(hit) && <span class="snippet faint">{snippet(hit)}</span>}
          </li>
        ))}
      </ul>
      <span class="visually-hidden" role="status">{open ? `${hits.length} suggestions of ${total}` : ""}</span>
    </div>
  );
}

/** Whether what was found says more than the label does. */
export const tells = (hit: Hit): boolean => hit.snippet.length > 0 && hit.snippet.map((p) => p.text).join("") !== hit.label;

/** A passage with what was found in bold. */
export const snippet = (hit: Hit): JSX.Element[] =>
  hit.snippet.map((part, n) => (part.hit ? <b key={n}>{part.text}</b> : <span key={n}>{part.text}</span>));
