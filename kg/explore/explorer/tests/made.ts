/** A small invented graph. */

import type { Article, Ref, Row } from "../src/types";

export const ref = (name: string, kind = "Country"): Ref => ({ iri: `https://g/id/${name.toLowerCase()}`, label: name, kind });

export const row = (iri: string, more: Partial<Row> = {}): Row => ({
  iri: `https://g/id/${iri}`, kind: "event", label: iri, root: "ACCUSE", quad: 3, cameo: null, act: null, text: null, source: [], target: [],
  participant: [], speaker: [], addressee: [], mention: [], medium: null, place: [], start: null, end: null, precision: null, assumed: false,
  reality: "actual", voice: "article", confidence: 0.8, articles: 1, sources: 1, publishers: [], quantities: [], disputed: false, ...more,
});

export const ARNE = ref("Arne", "Person");
export const NORWAY = ref("Norway");
export const CHILE = ref("Chile");
export const OSLO = { ...ref("Oslo", "Place"), lat: 59.9, lon: 10.7 };

export const ROWS: Row[] = [
  row("treaty", { root: "AGREE", quad: 1, participant: [NORWAY, CHILE], place: [OSLO], start: "2025-02-12", end: "2025-02-12", sources: 3, articles: 4, publishers: ["Meridian"], text: "Norway and Chile signed a treaty in Oslo." }),
  row("charge", { source: [CHILE], target: [NORWAY], start: "2025-02-14", end: "2025-02-14", disputed: true, text: "Chile accused Norway of delay." }),
  row("month", { root: "AID", quad: 2, source: [NORWAY], target: [CHILE], start: "2025-02-01", end: "2025-02-28", precision: "month" }),
  row("plan", { kind: "proposition", reality: "planned", root: "CONSULT", quad: 1, participant: [ARNE, CHILE] }),
  row("words", { kind: "statement", root: null, quad: null, act: "assert", text: "the treaty would hold", speaker: [ARNE], mention: [CHILE], start: "2025-02-12", end: "2025-02-12", confidence: null, reality: null, voice: null }),
];

export const ARTICLE: Article = {
  iri: "https://g/id/article/a", id: "a", title: "Treaty <script>alert(1)</script>", publisher: "Meridian", published: "2025-02-13", url: "javascript:alert(1)",
  words: 9, events: 1, statements: 1, text: "Norway and Chile signed a treaty in Oslo.", sentences: [[0, 41]], marks: [],
};
