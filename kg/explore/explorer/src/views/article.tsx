/** An article's whole text with all that was found in it. */

import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { navigate, To, useLoaded, useSource } from "../nav";
import { all, changed, go, one, toggled, type State } from "../state";
import type { Article, Mark } from "../types";
import { counted, day, kindName, webAddress } from "../words";
import { articleName, Wait } from "../ui/parts";
import { paragraphs, segments, type Segment } from "../ui/segments";

const KINDS: [string, string][] = [
  ["name", "Names"], ["nominal", "Descriptions"], ["pronoun", "Pronouns"], ["event", "Events"], ["statement", "What is said"], ["source", "Who says it"], ["cue", "Words of saying"],
];

export function ArticleView({ state }: { state: State }): JSX.Element {
  const source = useSource();
  const iri = one(state.params, "iri") ?? "";
  const article = useLoaded(`article ${iri}`, () => source.article(iri));
  return <Wait of={article}>{(data) => <Read article={data} state={state} />}</Wait>;
}

function Read({ article, state }: { article: Article; state: State }): JSX.Element {
  const url = webAddress(article.url);
  const hidden = all(state.params, "hide");
  const at = one(state.params, "at")?.split("-").map(Number);
  const spot: [number, number] | null = at?.length === 2 && at.every(Number.isFinite) ? [at[0]!, at[1]!] : null;
  const parts = useMemo(() => {
    const marks = article.marks.filter((mark) => !hidden.includes(mark.kind));
    const spotted = spot ? [...marks, { start: spot[0], end: spot[1], kind: "at", iri: null, label: null, type: null }] : marks;
    return paragraphs(article.text).map(([start, end]) => segments(article.text, spotted, start, end));
  }, [article, hidden.join(), spot?.join()]);
  const firstAt = parts.flat().find((s) => s.marks.some((m) => m.kind === "at"));
  useEffect(() => {
    document.getElementById("at")?.scrollIntoView({ block: "center" });
  }, [article.iri, spot?.join()]);
  const count = (kind: string): number => article.marks.filter((m) => m.kind === kind).length;
  return (
    <article>
      <p class="eyebrow">Article{article.publisher && <> · {article.publisher}</>}{article.published && <> · {day(article.published)}</>}</p>
      <h1 tabIndex={-1}>{articleName(article)}</h1>
      <p class="faint">{counted(article.words, "word")}, {counted(article.events, "event")}, {counted(article.statements, "statement")}{url && <> · <a href={url} rel="noopener noreferrer" target="_blank">as published<span class="visually-hidden"> (opens a new tab)</span></a></>}</p>
      <fieldset class="marks"><legend class="visually-hidden">What is marked</legend>
        {KINDS.filter(([kind]) => count(kind)).map(([kind, name]) => (
          <label class="check" key={kind}>
            <input type="checkbox" checked={!hidden.includes(kind)} onChange={() => navigate(changed(state, { hide: toggled(state.params, "hide", kind) }), true)} />
            <span class={`m-${kind}`}>{name}</span> <span class="count">{count(kind)}</span>
          </label>
        ))}
      </fieldset>
      <div class="text">{parts.map((paragraph, n) => <p key={n}>{paragraph.map((s) => <Piece segment={s} key={s.start} first={s === firstAt} />)}</p>)}</div>
    </article>
  );
}

function Piece({ segment, first }: { segment: Segment; first: boolean }): JSX.Element {
  const { marks, text } = segment;
  const classes = [...new Set(marks.map((m) => `m-${m.kind}`))].join(" ");
  const linked = marks.find((m) => m.iri !== null);
  const id = first ? { id: "at" } : {};
  if (!marks.length) return <>{text}</>;
  if (!linked?.iri) return <span class={classes} {...id}>{text}</span>;
  return <To class={classes} to={go("thing", { iri: linked.iri })} title={titleOf(linked)} {...id}>{text}</To>;
}

const titleOf = (mark: Mark): string => [mark.label, mark.type && kindName(mark.type)].filter(Boolean).join(" · ");
