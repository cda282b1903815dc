/** The small parts that every view is made of. */

import type { ComponentChildren, JSX } from "preact";
import { To, useSource, type Loaded } from "../nav";
import { go, type State } from "../state";
import type { ArticleRow, Link, Reading, Ref, Sentence } from "../types";
import { act, day, kindName, webAddress } from "../words";

export function RefLink({ of, kind = false }: { of: Ref; kind?: boolean }): JSX.Element {
  const source = useSource();
  const name = of.label || of.iri;
  return (
    <>
      {source.has(of.iri) ? <To class="ref" to={go("thing", { iri: of.iri })}>{name}</To> : <span>{name}</span>}
      {kind && <span class="faint"> {kindName(of.kind)}</span>}
    </>
  );
}

export function Refs({ of, none = null }: { of: readonly Ref[]; none?: ComponentChildren }): JSX.Element {
  if (!of.length) return <>{none}</>;
  return (
    <>
      {of.map((ref, at) => (
        <span key={ref.iri}>
          {at > 0 && ", "}
          <RefLink of={ref} />
        </span>
      ))}
    </>
  );
}

/** A sentence with the words that count marked. */
export function Quoted({ sentence }: { sentence: Sentence }): JSX.Element {
  const [before, at, after] = sentence;
  return <q class="sentence">{before}<mark>{at}</mark>{after}</q>;
}

/** Who told it to whom, the outermost first. */
export function Chain({ chain }: { chain: readonly Link[] }): JSX.Element | null {
  if (!chain.length) return null;
  return (
    <ol class="chain" aria-label="Who says so">
      {chain.map((link, at) => (
        <li key={at}>
          {link.speaker?.length ? <Refs of={link.speaker} /> : <span>{link.publisher || link.words || "somebody not named"}</span>}
          {link.act && <span class="faint"> {act(link.act)}</span>}
        </li>
      ))}
    </ol>
  );
}

export const articleName = (article: ArticleRow): string => article.title || article.id;

/** Where a reading or a piece of evidence stands: the article here, and where it was published. */
export function Cited({ article, start, end }: { article: ArticleRow; start?: number; end?: number }): JSX.Element {
  const url = webAddress(article.url);
  const at = start === undefined ? null : `${start}-${end ?? start}`;
  return (
    <cite class="cited">
      <To to={go("article", { iri: article.iri, at })}>{articleName(article)}</To>
      {[article.publisher, article.published && day(article.published)].filter(Boolean).map((part) => (
        <span class="faint" key={part}> · {part}</span>
      ))}
      {url && (
        <> · <a href={url} rel="noopener noreferrer" target="_blank">as published<span class="visually-hidden"> (opens a new tab)</span></a></>
      )}
    </cite>
  );
}

export const citationOf = (reading: Reading): JSX.Element => (
  <Cited article={reading.article} start={reading.start} end={reading.end} />
);

/** What a load gives: the thing, what went wrong, or that it is on its way. */
export function Wait<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }): JSX.Element {
  if (of.error) return <p class="problem" role="alert">{of.error}</p>;
  if (of.value === null) return <p class="faint waiting" role="status">Loading …</p>;
  return <div class={of.busy ? "busy" : ""} aria-busy={of.busy}>{children(of.value)}</div>;
}

export function Section(props: {
  title: string; id?: string; count?: ComponentChildren; tools?: ComponentChildren; class?: string; children: ComponentChildren;
}): JSX.Element {
  return (
    <section class={`panel ${props.class ?? ""}`} aria-label={props.title} {...(props.id ? { id: props.id } : {})}>
      <header>
        <h2>{props.title}{props.count !== undefined && <> <span class="count">{props.count}</span></>}</h2>
        {props.tools && <div class="tools">{props.tools}</div>}
      </header>
      {props.children}
    </section>
  );
}

/** Earlier and later pages of a list. */
export function Pager(props: { total: number; offset: number; limit: number; to: (offset: number) => State }): JSX.Element | null {
  const { total, offset, limit } = props;
  if (total <= limit) return null;
  const link = (at: number, text: string): JSX.Element =>
    at < 0 || at >= total ? <span class="faint">{text}</span> : <To to={props.to(at)}>{text}</To>;
  return (
    <nav class="pager" aria-label="Pages">
      {link(offset - limit, "← Earlier in the list")}
      <span>{offset + 1}–{Math.min(total, offset + limit)} of {total.toLocaleString("en-GB")}</span>
      {link(offset + limit, "Further →")}
    </nav>
  );
}

export function QuadDot({ quad }: { quad: number | null }): JSX.Element {
  return <span class={`dot q${quad ?? 0}`} aria-hidden="true" />;
}
