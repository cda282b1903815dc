/** The JSON of the API (`/api/openapi.json`), as the page uses it. */

export interface Ref {
  iri: string;
  label: string;
  kind: string;
}

export interface Place extends Ref {
  lat: number | null;
  lon: number | null;
}

/** Counts by PLOVER's quad class: "1" verbal and "2" material cooperation, "3" verbal and "4" material conflict. */
export type Quads = Record<string, number>;

export interface Quantity {
  of: string;
  min: number | null;
  max: number | null;
  unit: string | null;
}

/** A merged event, proposition or statement. */
export interface Row {
  iri: string;
  kind: string;
  label: string;
  root: string | null;
  quad: number | null;
  cameo: string | null;
  act: string | null;
  text: string | null;
  source: Ref[];
  target: Ref[];
  participant: Ref[];
  speaker: Ref[];
  addressee: Ref[];
  /** Who and what the words of a statement name. */
  mention?: Ref[];
  medium: Ref | null;
  place: Place[];
  start: string | null;
  end: string | null;
  precision: string | null;
  assumed: boolean;
  negated?: boolean | null;
  reality: string | null;
  voice: string | null;
  confidence: number | null;
  articles: number;
  sources: number;
  publishers: string[];
  quantities: Quantity[];
  disputed: boolean;
}

export interface ArticleRow {
  iri: string;
  id: string;
  title: string | null;
  publisher: string | null;
  published: string | null;
  url: string | null;
  words: number;
  events: number;
  statements: number;
}

/** Before, at and after the characters that count. */
export type Sentence = [string, string, string];

export interface Link {
  publisher?: string | null;
  speaker?: Ref[];
  /** The article's own words for a speaker who may be no thing of the graph: "two officials". */
  words?: string | null;
  act: string | null;
}

/** One article's version of an event or statement; `chain` runs from the outermost teller inwards. */
export interface Reading {
  iri: string;
  id: string;
  article: ArticleRow;
  voice: string | null;
  reality: string | null;
  sentence: Sentence;
  start: number;
  end: number;
  text: string | null;
  chain: Link[];
  differs: string[];
}

export interface Disagreement {
  iri: string;
  on: string;
  sides: { value: string; reading: string; article: ArticleRow }[];
}

export interface Fact {
  property: string;
  label: string;
  value: string;
  iri?: string;
}

export interface RelationRow {
  predicate: string;
  out: boolean;
  other: Ref;
  articles: number;
  sources: number;
}

export interface Partner extends Ref {
  count: number;
  quads: Quads;
  statements?: number;
}

export interface Thing extends Ref {
  types: string[];
  names: string[];
  same_as: string[];
  country: string | null;
  note: string | null;
  facts: Fact[];
  counts: Record<string, number>;
  offices: { office: Ref; from: string | null; until: string | null }[];
  holders: { person: Ref; from: string | null; until: string | null }[];
  relations: RelationRow[];
  partners: Partner[];
  merged: string[];
  apart: string[];
  row?: Row | null;
  readings?: Reading[] | null;
  disagreements: Disagreement[];
  concerns: Ref[];
  concerned_by: Ref[];
  reports: Ref[];
  reported_by: Ref[];
}

export interface Overview {
  title: string;
  counts: Record<string, number>;
  first: string | null;
  last: string | null;
  actors: (Ref & { events: number; statements: number })[];
  publishers: { label: string; articles: number }[];
  roots: { root: string; quad: number; count: number }[];
  built: string | null;
  /** Of how many rows a file holds how many. */
  part?: { rows: number; of: number };
}

export interface Hit extends Ref {
  note: string | null;
  matched: string | null;
  snippet: { text: string; hit: boolean }[];
  weight: number;
}

export interface Found {
  total: number;
  kinds: Record<string, number>;
  results: Hit[];
}

export interface Bin {
  start: string;
  end: string;
  quads: Quads;
  statements: number;
}

export interface Timeline {
  by: string;
  bins: Bin[];
  undated: number;
  /** Rows whose days no one bin holds. */
  wider?: number;
}

export interface WorldMap {
  places: (Place & { count: number; quads: Quads })[];
  unplaced: number;
}

export interface Facet {
  value: string;
  count: number;
}

export type Facets = Record<string, Facet[]>;

export interface Edge {
  source: string;
  target: string;
  count: number;
  quads: Quads;
  statements: number;
  relations: string[];
}

export interface Network {
  nodes: (Ref & { weight: number; degree: number })[];
  edges: Edge[];
}

export interface Month {
  month: string;
  cooperation: number;
  conflict: number;
  statements: number;
}

export interface Between {
  total: number;
  rows: Row[];
  months: Month[];
  relations: RelationRow[];
  paths: Ref[][];
}

export interface Evidence {
  article: ArticleRow;
  start: number;
  end: number;
  sentence: Sentence;
  reading: string;
}

export interface Mark {
  start: number;
  end: number;
  kind: string;
  iri: string | null;
  label: string | null;
  type: string | null;
}

export interface Article extends ArticleRow {
  text: string;
  sentences: [number, number][];
  marks: Mark[];
}

export interface NamedQuery {
  name: string;
  says: string;
  parameters: { name: string; type: string; needed: boolean; says: string }[];
  sparql: string;
}

export interface Term {
  type: string;
  value: string;
  datatype?: string;
}

/** SPARQL 1.1 Query Results JSON. */
export interface Results {
  head: { vars?: string[] };
  results?: { bindings: Record<string, Term>[] };
  boolean?: boolean;
}
