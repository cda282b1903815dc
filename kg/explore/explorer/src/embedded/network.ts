/** Who deals with whom, over rows that the page holds. */

import { isSaid } from "../words";
import type { Edge, Network, Partner, Quads, Ref, RelationRow, Row, Thing } from "../types";

const between = (row: Row): [Ref[], Ref[]] =>
  isSaid(row) ? [row.speaker, [...row.addressee, ...(row.mention ?? [])]] : row.participant.length ? [row.participant, row.participant] : [row.source, row.target];

/** Each pair of a row once, by sorted IRIs. */
function pairs(row: Row): [Ref, Ref][] {
  const [left, right] = between(row);
  const found = new Map<string, [Ref, Ref]>();
  for (const a of left) for (const b of right) {
    if (a.iri === b.iri) continue;
    const pair: [Ref, Ref] = a.iri < b.iri ? [a, b] : [b, a];
    found.set(`${pair[0].iri} ${pair[1].iri}`, pair);
  }
  return [...found.values()];
}

const refOf = ({ iri, label, kind }: Ref): Ref => ({ iri, label, kind });

export interface Ties {
  refs: Map<string, Ref>;
  edges: Map<string, Edge>;
  next: Map<string, Set<string>>;
}

export function tiesOf(rows: readonly Row[], things: Iterable<Thing> = []): Ties {
  const ties: Ties = { refs: new Map(), edges: new Map(), next: new Map() };
  const edge = (a: Ref, b: Ref): Edge => {
    const [source, target] = a.iri < b.iri ? [a, b] : [b, a];
    for (const [one, other] of [[a, b], [b, a]] as const) {
      ties.refs.set(one.iri, one);
      ties.next.set(one.iri, (ties.next.get(one.iri) ?? new Set()).add(other.iri));
    }
    const key = `${source.iri} ${target.iri}`;
    const found = ties.edges.get(key) ?? { source: source.iri, target: target.iri, count: 0, quads: {} as Quads, statements: 0, relations: [] };
    ties.edges.set(key, found);
    return found;
  };
  for (const row of rows) for (const [a, b] of pairs(row)) {
    const found = edge(refOf(a), refOf(b));
    if (isSaid(row)) found.statements += 1;
    else {
      found.count += 1;
      if (row.quad !== null) found.quads[row.quad] = (found.quads[row.quad] ?? 0) + 1;
    }
  }
  for (const thing of things) for (const relation of thing.relations) {
    const found = edge(refOf(thing), relation.other);
    if (!found.relations.includes(relation.predicate)) found.relations.push(relation.predicate);
  }
  return ties;
}

/** The neighbourhood of `core`; of nobody, the best connected. Ties of events and words alone. */
export function networkOf(ties: Ties, core: readonly string[], limit: number): Network {
  const weight = (iri: string): number =>
    [...(ties.next.get(iri) ?? [])].reduce((sum, other) => sum + count(ties, iri, other), 0);
  const near = (iri: string): number => core.reduce((sum, one) => sum + (one === iri ? Number.MAX_SAFE_INTEGER : count(ties, one, iri)), 0);
  const reached = core.length ? new Set([...core, ...core.flatMap((iri) => [...(ties.next.get(iri) ?? [])])]) : new Set(ties.refs.keys());
  const ranked = [...reached].filter((iri) => ties.refs.has(iri)).map((iri) => ({ iri, near: near(iri), weight: weight(iri) }));
  ranked.sort((a, b) => b.near - a.near || b.weight - a.weight || (a.iri < b.iri ? -1 : 1));
  const shown = new Set(ranked.slice(0, limit).map((r) => r.iri));
  return {
    nodes: ranked.filter((r) => shown.has(r.iri)).map((r) => ({ ...ties.refs.get(r.iri)!, weight: r.weight, degree: ties.next.get(r.iri)?.size ?? 0 })),
    edges: [...ties.edges.values()].filter((e) => shown.has(e.source) && shown.has(e.target)),
  };
}

/** With whom a thing deals, the most often first. */
export function partnersOf(ties: Ties, iri: string): Partner[] {
  const partners = [...(ties.next.get(iri) ?? [])].map((other) => {
    const edge = ties.edges.get(iri < other ? `${iri} ${other}` : `${other} ${iri}`)!;
    return { ...ties.refs.get(other)!, count: edge.count + edge.statements, quads: edge.quads, statements: edge.statements };
  });
  return partners.sort((a, b) => b.count - a.count || (a.iri < b.iri ? -1 : 1));
}

function count(ties: Ties, a: string, b: string): number {
  const edge = ties.edges.get(a < b ? `${a} ${b}` : `${b} ${a}`);
  return edge ? edge.count + edge.statements + edge.relations.length : 0;
}

/** The shortest ways from `a` to `b`, at most five, none longer than four steps. */
export function pathsOf(ties: Ties, a: string, b: string): Ref[][] {
  let fronts: string[][] = [[a]];
  const seen = new Set([a]);
  for (let step = 0; step < 4 && fronts.length; step += 1) {
    const longer = fronts.flatMap((way) => [...(ties.next.get(way.at(-1)!) ?? [])].sort().filter((iri) => !seen.has(iri)).map((iri) => [...way, iri]));
    const arrived = longer.filter((way) => way.at(-1) === b);
    if (arrived.length) return arrived.slice(0, 5).map((way) => way.map((iri) => ties.refs.get(iri)!));
    for (const way of longer) seen.add(way.at(-1)!);
    fronts = longer.slice(0, 5000);
  }
  return [];
}

export const relationsBetween = (thing: Thing | undefined, other: string): RelationRow[] =>
  (thing?.relations ?? []).filter((relation) => relation.other.iri === other);
