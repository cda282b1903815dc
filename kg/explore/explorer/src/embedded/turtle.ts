/** What a file holds of some rows as RDF in Turtle: the terms of the graph, and no triple that the graph has not. */

import type { ArticleRow, Place, Reading, Ref, Row, Thing } from "../types";
import { isSaid } from "../words";

/** What the file holds, by IRI. */
export interface Known {
  things: ReadonlyMap<string, Thing>;
  articles: ReadonlyMap<string, ArticleRow>;
}

const PREFIXES: Record<string, string> = {
  geo84: "http://www.w3.org/2003/01/geo/wgs84_pos#",
  kg: "https://w3id.org/geopolitical-kg/ontology#",
  nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
  owl: "http://www.w3.org/2002/07/owl#",
  plover: "https://w3id.org/geopolitical-kg/plover#",
  prov: "http://www.w3.org/ns/prov#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "https://schema.org/",
  sem: "http://semanticweb.cs.vu.nl/2009/11/sem/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  geo: "http://www.opengis.net/ont/geosparql#",
  org: "http://www.w3.org/ns/org#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
/** By the length of a date as it is told. */
const DATES: Record<number, string> = { 4: "gYear", 7: "gYearMonth", 10: "date" };

const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
const node = (iri: string): string => `<${iri.replace(/[\u0000-\u0020<>"{}|\\^`]/g, code)}>`;
const text = (value: string): string => `"${value.replace(/["\\\u0000-\u001f\u007f]/g, code)}"`;
const typed = (value: string | number | boolean, type: string): string => `${text(String(value))}^^xsd:${type}`;
const term = (name: string): string => (/^[a-z0-9]+:[A-Za-z0-9]+$/.test(name) ? name : node(name));

/** Triples by subject, each once. */
class Triples {
  private readonly found = new Map<string, Set<string>>();

  add(subject: string, predicate: string, ...values: readonly (string | null)[]): void {
    for (const value of values) {
      if (value === null) continue;
      const told = this.found.get(subject) ?? new Set();
      this.found.set(subject, told.add(`${predicate} ${value}`));
    }
  }

  toString(): string {
    const head = Object.entries(PREFIXES).map(([name, iri]) => `@prefix ${name}: <${iri}> .\n`);
    const about = [...this.found].sort(([a], [b]) => (a < b ? -1 : 1));
    return `${head.join("")}\n${about.map(([subject, told]) => `${node(subject)} ${[...told].sort().join(" ;\n  ")} .\n`).join("\n")}`;
  }
}

/** `rows` with who and what they name, the articles that tell them, and the characters that say so. */
export function turtle(rows: readonly Row[], known: Known): string {
  const out = new Triples();
  for (const row of rows) {
    const thing = known.things.get(row.iri);
    about(out, row, thing);
    (isSaid(row) ? statement : deed)(out, row);
    dated(out, row);
    out.add(row.iri, "sem:hasPlace", ...iris(row.place));
    out.add(row.iri, "kg:articleCount", typed(row.articles, "integer"));
    out.add(row.iri, "kg:independentSourceCount", typed(row.sources, "integer"));
    out.add(row.iri, "kg:concerns", ...iris(thing?.concerns ?? []));
    out.add(row.iri, "kg:reports", ...iris(thing?.reports ?? []));
    for (const reading of thing?.readings ?? []) told(out, row, reading, known);
    const named = [row.source, row.target, row.participant, row.speaker, row.addressee, row.mention ?? [], row.medium ? [row.medium] : [], thing?.concerns ?? [], thing?.reports ?? []];
    for (const ref of named.flat()) about(out, ref, known.things.get(ref.iri));
    for (const place of row.place) placed(out, place, known);
  }
  return out.toString();
}

const iris = (refs: readonly Ref[]): string[] => refs.map((ref) => node(ref.iri));

function about(out: Triples, ref: Ref, thing: Thing | undefined): void {
  out.add(ref.iri, "rdfs:label", text(ref.label));
  out.add(ref.iri, "a", ...(thing?.types ?? []).map(term));
  out.add(ref.iri, "skos:altLabel", ...(thing?.names ?? []).map(text));
  out.add(ref.iri, "owl:sameAs", ...(thing?.same_as ?? []).map(node));
  out.add(ref.iri, "kg:country", thing?.country ? text(thing.country) : null);
}

function placed(out: Triples, place: Place, known: Known): void {
  about(out, place, known.things.get(place.iri));
  if (place.lat === null || place.lon === null) return;
  out.add(place.iri, "geo84:lat", typed(place.lat, "decimal"));
  out.add(place.iri, "geo84:long", typed(place.lon, "decimal"));
}

function deed(out: Triples, row: Row): void {
  out.add(row.iri, "kg:eventType", row.root && `plover:${row.root}`);
  out.add(row.iri, "kg:cameo", row.cameo && text(row.cameo));
  out.add(row.iri, "kg:factuality", row.reality && `kg:${row.reality}`);
  out.add(row.iri, "kg:voice", row.voice && `kg:${row.voice}`);
  out.add(row.iri, "kg:confidence", row.confidence === null ? null : typed(row.confidence, "decimal"));
  for (const role of ["source", "target", "participant"] as const) {
    out.add(row.iri, `kg:${role}`, ...iris(row[role]));
    if (row.kind === "event") out.add(row.iri, "sem:hasActor", ...iris(row[role]));
  }
}

function statement(out: Triples, row: Row): void {
  out.add(row.iri, "kg:speechAct", row.act && `kg:${row.act}`);
  out.add(row.iri, "kg:text", row.text === null ? null : text(row.text));
  out.add(row.iri, "kg:isNegated", typed(row.negated ?? false, "boolean"));
  out.add(row.iri, "kg:addressee", ...iris(row.addressee));
  out.add(row.iri, "kg:medium", row.medium && node(row.medium.iri));
  out.add(row.iri, "schema:mentions", ...iris(row.mention ?? []));
  for (const speaker of row.speaker) {
    out.add(row.iri, "kg:speaker", node(speaker.iri));
    out.add(row.iri, "sem:hasActor", node(speaker.iri));
    out.add(speaker.iri, "kg:said", node(row.iri));
  }
}

function dated(out: Triples, row: Row): void {
  const ends = [["kg:start", row.start], ["sem:hasEarliestBeginTimeStamp", row.start], ["kg:end", row.end], ["sem:hasLatestEndTimeStamp", row.end]] as const;
  for (const [name, day] of ends) out.add(row.iri, name, day && typed(day, "date"));
  if (row.precision === null) return;
  out.add(row.iri, "kg:datePrecision", text(row.precision));
  out.add(row.iri, "kg:dateAssumed", typed(row.assumed, "boolean"));
}

/** One article's version, where it stands, and the article. */
function told(out: Triples, row: Row, reading: Reading, known: Known): void {
  const { iri, id, title, published, url } = known.articles.get(reading.article.iri) ?? reading.article;
  const characters = `${iri}#char=${reading.start},${reading.end}`;
  out.add(row.iri, "kg:reading", node(reading.iri));
  out.add(row.iri, "prov:wasDerivedFrom", node(characters));
  out.add(reading.iri, "a", "kg:Reading");
  out.add(reading.iri, "prov:wasDerivedFrom", node(characters));
  out.add(reading.iri, "kg:inArticle", node(iri));
  out.add(characters, "a", "kg:Mention", "nif:Phrase");
  out.add(characters, "nif:anchorOf", text(reading.sentence[1]));
  out.add(characters, "nif:beginIndex", typed(reading.start, "nonNegativeInteger"));
  out.add(characters, "nif:endIndex", typed(reading.end, "nonNegativeInteger"));
  out.add(characters, "kg:inArticle", node(iri));
  out.add(iri, "a", "kg:Article", "schema:NewsArticle", "prov:Entity");
  out.add(iri, "rdfs:label", text(title ?? id));
  out.add(iri, "schema:identifier", text(id));
  out.add(iri, "schema:headline", title && text(title));
  out.add(iri, "schema:url", url && typed(url, "anyURI"));
  const kind = DATES[published?.length ?? 0];
  out.add(iri, "schema:datePublished", published && kind ? typed(published, kind) : null);
}
