/** Search over what the page holds: names first, then texts; the last word may be the beginning of one. */

import { isSaid } from "../words";
import type { Article, Found, Hit, Row, Thing } from "../types";

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text: string): string[] => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** Whether all words of the query are words of the text, the last one perhaps begun. */
export function begins(query: readonly string[], text: string): boolean {
  const words = wordsOf(text);
  return query.every((word, n) => words.some((w) => (n === query.length - 1 ? w.startsWith(word) : w === word)));
}

/** 0 the name itself, 1 another name, 2 the beginning of a name, 3 words of one; null for none. */
export function rank(q: string, label: string, names: readonly string[]): { rank: number; matched: string } | null {
  const wanted = wordsOf(q).join(" ");
  const query = wordsOf(q);
  const known = [label, ...names];
  const same = known.findIndex((name) => wordsOf(name).join(" ") === wanted);
  if (same >= 0) return { rank: same === 0 ? 0 : 1, matched: known[same]! };
  const begun = known.find((name) => plain(name).startsWith(plain(q.trim())));
  if (begun) return { rank: 2, matched: begun };
  const words = known.find((name) => begins(query, name));
  return words ? { rank: 3, matched: words } : null;
}

/** The part of a text around the first word found, cut at what was found. */
export function snippetOf(text: string, q: string): Hit["snippet"] {
  const query = wordsOf(q);
  const parts = text.split(/([^\p{L}\p{N}]+)/u);
  const hit = (part: string): boolean => query.some((word) => plain(part).startsWith(word)) && /[\p{L}\p{N}]/u.test(part);
  const first = Math.max(0, parts.findIndex(hit) - 12);
  return parts.slice(first, first + 60).map((part) => ({ text: part, hit: hit(part) }));
}

const NARROW = new Set(["Office", "Facility"]);

export function searched(q: string, limit: number, kinds: readonly string[], held: { things: Thing[]; rows: Row[]; articles: Article[] }): Found {
  const query = wordsOf(q);
  const hits: (Hit & { rank: number })[] = [];
  for (const thing of held.things) {
    if (thing.row) continue;
    const weight = (thing.counts.events ?? 0) + (thing.counts.statements ?? 0) + (thing.counts.propositions ?? 0) + (thing.counts.about ?? 0);
    const found = query.length ? rank(q, thing.label, thing.names) : { rank: 0, matched: thing.label };
    if (found) hits.push({ ...refOf(thing), note: thing.note, matched: "name", snippet: snippetOf(found.matched, q), weight, rank: found.rank });
  }
  if (query.length) {
    for (const row of held.rows) {
      const text = isSaid(row) ? (row.text ?? row.label) : row.label;
      const whole = `${row.label} ${row.text ?? ""}`;
      if (begins(query, whole)) hits.push({ ...refOf(row), note: null, matched: null, snippet: snippetOf(begins(query, text) ? text : whole, q), weight: row.sources, rank: 5 });
    }
    for (const article of held.articles) {
      if (article.title && begins(query, article.title)) hits.push({ iri: article.iri, label: article.title, kind: "Article", note: article.publisher, matched: null, snippet: [], weight: 0, rank: 6 });
    }
  }
  const kept = kinds.length ? hits.filter((hit) => kinds.includes(hit.kind)) : hits;
  const counts: Record<string, number> = {};
  for (const hit of hits) counts[hit.kind] = (counts[hit.kind] ?? 0) + 1;
  const order = (hit: Hit & { rank: number }): number => hit.rank * 2 + (NARROW.has(hit.kind) ? 3 : 0);
  kept.sort((a, b) => order(a) - order(b) || b.weight - a.weight || (a.iri < b.iri ? -1 : 1));
  return { total: kept.length, kinds: counts, results: kept.slice(0, limit) };
}

const refOf = ({ iri, label, kind }: { iri: string; label: string; kind: string }): { iri: string; label: string; kind: string } => ({ iri, label, kind });
