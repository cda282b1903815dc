/** The articles: a list to filter. */

import type { JSX } from "preact";
import { navigate, To, useLoaded, useSource } from "../nav";
import { all, changed, filters, format, go, one, type State } from "../state";
import { day, number, webAddress } from "../words";
import { Typed } from "../ui/filters";
import { articleName, Pager, Wait } from "../ui/parts";

const LIMIT = 50;

export function ArticlesView({ state }: { state: State }): JSX.Element {
  const source = useSource();
  const set = filters(state.params);
  const offset = Number(one(state.params, "offset") ?? 0) || 0;
  const found = useLoaded(`articles ${format({ view: "start", params: set })} ${offset}`, () => source.articles(set, { limit: LIMIT, offset }));
  const overview = useLoaded("overview", () => source.overview());
  const set_ = (name: string) => (value: string | null): void => navigate(changed(state, { [name]: value }));
  return (
    <>
      <h1 tabIndex={-1}>Articles {found.value && <span class="count">{number(found.value.total)}</span>}</h1>
      <form class="bar" aria-label="Filter the articles" onSubmit={(event) => event.preventDefault()}>
        <Typed label="Words" value={one(state.params, "q") ?? ""} set={set_("q")} />
        <label class="typed"><span>Publisher</span>
          <select value={all(state.params, "publisher")[0] ?? ""} onChange={(event) => set_("publisher")(event.currentTarget.value || null)}>
            <option value="">All</option>
            {(overview.value?.publishers ?? []).map((p) => <option value={p.label} key={p.label}>{p.label} ({p.articles})</option>)}
          </select>
        </label>
        <Typed label="Published from" type="date" value={one(state.params, "from") ?? ""} set={set_("from")} />
        <Typed label="Until" type="date" value={one(state.params, "until") ?? ""} set={set_("until")} />
      </form>
      <Wait of={found}>
        {(data) => (
          <>
            <div class="scroll" tabIndex={0} role="region" aria-label="List of articles">
              <table class="data articles">
                <thead><tr><th scope="col">Article</th><th scope="col">Publisher</th><th scope="col">Published</th><th scope="col" class="n">Words</th><th scope="col" class="n">Events</th><th scope="col" class="n">Statements</th><th scope="col">Elsewhere</th></tr></thead>
                <tbody>
                  {data.articles.map((article) => {
                    const url = webAddress(article.url);
                    return (
                      <tr key={article.iri}>
                        <th scope="row"><To to={go("article", { iri: article.iri })}>{articleName(article)}</To></th>
                        <td>{article.publisher ?? <span class="faint">not named</span>}</td>
                        <td class="nowrap">{article.published ? day(article.published) : <span class="faint">no date</span>}</td>
                        <td class="n">{number(article.words)}</td><td class="n">{number(article.events)}</td><td class="n">{number(article.statements)}</td>
                        <td>{url && <a href={url} rel="noopener noreferrer" target="_blank">as published<span class="visually-hidden"> (opens a new tab)</span></a>}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
            <Pager total={data.total} offset={offset} limit={LIMIT} to={(at) => changed(state, { offset: at || null })} />
          </>
        )}
      </Wait>
    </>
  );
}
