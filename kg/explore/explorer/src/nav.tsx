/** Links and the address bar: the query string on a server, the fragment in a file on a disk. */

import type { ComponentChildren, JSX } from "preact";
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Source } from "./source";
import { format, parse, type State } from "./state";

const onDisk = location.protocol === "file:";
const MOVED = "kg:moved";

export function current(): State {
  const hash = location.hash.slice(1);
  return onDisk || hash.startsWith("?") ? parse(hash.startsWith("?") ? hash : "") : parse(location.search, location.pathname);
}

export const href = (state: State): string => (onDisk ? `#${format(state) || "?"}` : `/${format(state)}`);

/** Show a view; `replace` leaves no step to go back to. */
export function navigate(state: State, replace = false): void {
  if (onDisk && !replace) location.hash = format(state) || "?";
  else history[replace ? "replaceState" : "pushState"](null, "", href(state));
  dispatchEvent(new Event(MOVED));
}

export function useRoute(): State {
  const [state, setState] = useState(current);
  useEffect(() => {
    const moved = (): void => setState(current());
    for (const event of ["popstate", "hashchange", MOVED]) addEventListener(event, moved);
    return () => {
      for (const event of ["popstate", "hashchange", MOVED]) removeEventListener(event, moved);
    };
  }, []);
  return state;
}

const SourceContext = createContext<Source | null>(null);
export const SourceProvider = SourceContext.Provider;
export function useSource(): Source {
  const source = useContext(SourceContext);
  if (!source) throw new Error("no source");
  return source;
}

interface ToProps {
  to: State;
  children?: ComponentChildren;
  class?: string;
  title?: string;
  id?: string;
  tabIndex?: number;
  "aria-label"?: string;
  "aria-current"?: "page" | "true";
}

/** A link to a view: a real address, followed without loading the page anew. */
export function To({ to, children, ...rest }: ToProps): JSX.Element {
  const follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a {...rest} href={href(to)} onClick={follow}>
      {children}
    </a>
  );
}

export interface Loaded<T> {
  value: T | null;
  error: string | null;
  busy: boolean;
}

/** The outcome of `load`, anew whenever `key` changes; the last value stays until the next is there. */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { key: string }>({ value: null, error: null, busy: true, key });
  useEffect(() => {
    let wanted = true;
    setState((last) => ({ ...last, busy: true, error: null, key }));
    load().then(
      (value) => wanted && setState({ value, error: null, busy: false, key }),
      (error: unknown) => wanted && setState({ value: null, error: error instanceof Error ? error.message : String(error), busy: false, key }),
    );
    return () => {
      wanted = false;
    };
  }, [key]);
  return state;
}
