/** The frame around every view: search, the ways, what is filtered, what leaves the page. */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { navigate, To, useRoute, useSource } from "./nav";
import { FILTERS, format, go, type State, type View } from "./state";
import { Combobox } from "./ui/combobox";
import { Chips, FilterPanel } from "./ui/filters";
import { OutMenu } from "./ui/out";
import { ThemeButton } from "./ui/theme";
import { ArticleView } from "./views/article";
import { ArticlesView } from "./views/articles";
import { BetweenView } from "./views/between";
import { RowsView } from "./views/rows";
import { hitState, SearchView } from "./views/search";
import { SparqlView } from "./views/sparql";
import { Start } from "./views/start";
import { ThingView } from "./views/thing";

const VIEWS: Record<View, (props: { state: State }) => JSX.Element> = {
  start: Start, thing: ThingView, rows: RowsView, between: BetweenView, articles: ArticlesView, article: ArticleView, search: SearchView, sparql: SparqlView,
};
const WAYS: [View, string][] = [["start", "Start"], ["rows", "Events and statements"], ["between", "Between two"], ["articles", "Articles"], ["sparql", "SPARQL"]];
/** Views that the filters speak of. */
const FILTERED: readonly View[] = ["start", "rows", "thing", "between"];

export function App(): JSX.Element {
  const state = useRoute();
  const source = useSource();
  const Shown = VIEWS[state.view];
  const [wide, setWide] = useState(false);
  const filtered = FILTERED.includes(state.view);
  const panel = filtered && (wide || (state.view === "rows" && innerWidth > 900));
  useFocus(state);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>To the content</a>
      <header class="top">
        <To class="brand" to={go("start")}>kg</To>
        <div class="find" role="search">
          <Combobox label="Search" hideLabel hot placeholder="Search actors, events, what was said …" onPick={(hit) => navigate(hitState(hit))} onText={(q) => navigate(go("search", { q }))} />
        </div>
        <nav aria-label="Views">
          {WAYS.filter(([view]) => view !== "sparql" || source.live).map(([view, name]) => (
            <To key={view} to={go(view)} {...(state.view === view ? { "aria-current": "page" as const } : {})}>{name}</To>
          ))}
        </nav>
        <ThemeButton />
      </header>
      <div class="under-top">
        {filtered && <button type="button" class="quiet" aria-expanded={panel} onClick={() => setWide(!wide)}>Filters</button>}
        {filtered && <Chips state={state} />}
        <OutMenu state={state} />
      </div>
      <div class={panel ? "body with-panel" : "body"}>
        {panel && <Side><FilterPanel state={state} /></Side>}
        <main id="main" tabIndex={-1} class={`view-${state.view}`}><Shown state={state} key={state.view + (state.params.get("iri") ?? "")} /></main>
      </div>
    </>
  );
}

const Side = ({ children }: { children: ComponentChildren }): JSX.Element => <div class="side-panel">{children}</div>;

/** A new view begins at its top, with the focus where a screen reader goes on; a change of filters leaves all in place. */
function useFocus(state: State): void {
  const first = useRef(true);
  const parameters = [...state.params].filter(([name]) => ![...FILTERS, "offset", "sort", "zoom", "open", "hide"].includes(name) || (state.view === "search" && name === "q"));
  const key = format({ view: state.view, params: new Map(parameters) });
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [key]);
  useEffect(() => {
    const named = (): void => {
      const heading = document.querySelector("h1")?.textContent?.trim();
      const title = heading ? `${heading} · kg` : "kg";
      if (document.title !== title) document.title = title;
    };
    const watch = new MutationObserver(named);
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    named();
    return () => watch.disconnect();
  }, []);
}
