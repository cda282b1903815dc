/** How values of the graph are put into words. */

import type { Row } from "./types";

export const QUADS: Record<string, string> = {
  "1": "Verbal cooperation",
  "2": "Material cooperation",
  "3": "Verbal conflict",
  "4": "Material conflict",
};

const REALITY: Record<string, string> = {
  actual: "happened",
  planned: "planned",
  possible: "possible",
  requested: "asked for",
  negated: "denied or did not happen",
};

const VOICE: Record<string, string> = { article: "the articles themselves", reported: "only somebody whom they cite" };

const PREDICATES: Record<string, string> = {
  holdsOffice: "holds the office", officeOf: "is an office of", memberOf: "is a member of", headOf: "heads",
  partOf: "is part of", locatedIn: "lies in", citizenOf: "is a citizen of", represents: "represents",
  alliedWith: "is allied with", opposes: "opposes", controls: "controls",
};

const ROOTS: Record<string, string> = {
  AGREE: "agrees with", CONSULT: "meets or talks with", SUPPORT: "supports", COOPERATE: "cooperates with", AID: "aids",
  CONCEDE: "concedes to", YIELD: "yields to", REQUEST: "asks of", ACCUSE: "accuses", REJECT: "refuses",
  THREATEN: "threatens", PROTEST: "protests against", SANCTION: "sanctions", MOBILIZE: "mobilises against",
  COERCE: "coerces", ASSAULT: "attacks", RETREAT: "gives way to",
};

const ACTS: Record<string, string> = {
  assert: "said", deny: "denied", demand: "demanded", promise: "promised", threaten: "threatened", propose: "proposed",
  ask: "asked", believe: "believes", want: "wants", intend: "intends", decide: "decided", support: "supported",
  oppose: "opposed", decline: "declined", report: "reports",
};

/** `fooBar` and `foo_bar` as words. */
export const spaced = (text: string): string =>
  text.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/_/g, " ").toLowerCase();

export const reality = (value: string): string => REALITY[value] ?? spaced(value);
export const voice = (value: string): string => VOICE[value] ?? spaced(value);
export const predicate = (value: string): string => PREDICATES[value] ?? spaced(value);
export const rootVerb = (root: string): string => ROOTS[root] ?? spaced(root);
export const act = (value: string): string => ACTS[value] ?? spaced(value);
export const rootName = (root: string): string => root.charAt(0) + root.slice(1).toLowerCase();
export const kindName = (kind: string): string =>
  kind === "IntergovernmentalOrganization" ? "Intergovernmental organisation" : capital(spaced(kind).replace("organiz", "organis"));
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const number = (value: number): string => value.toLocaleString("en-GB");
export const counted = (value: number, name: string, several = `${name}s`): string =>
  `${number(value)} ${value === 1 ? name : several}`;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An ISO date or the beginning of one: `2025-02-12` → 12 Feb 2025. */
export function day(iso: string): string {
  const [year = "", month, date] = iso.split("-");
  const name = month ? (MONTHS[Number(month) - 1] ?? month) : null;
  return [date ? String(Number(date)) : null, name, String(Number(year) || year)].filter(Boolean).join(" ");
}

/** First and last possible day in as few words as they need. */
export function span(start: string | null, end: string | null, precision: string | null = null): string {
  if (!start && !end) return "no date";
  if (!start) return `until ${day(end ?? "")}`;
  if (precision === "year") return day(start.slice(0, 4));
  if (precision === "month") return day(start.slice(0, 7));
  if (!end) return `from ${day(start)}`;
  if (start === end) return day(start);
  if (/-01-01$/.test(start) && end === `${start.slice(0, 4)}-12-31`) return day(start.slice(0, 4));
  const shared = start.slice(0, 7) === end.slice(0, 7) ? 2 : start.slice(0, 4) === end.slice(0, 4) ? 1 : 0;
  const first = day(start).split(" ");
  return `${first.slice(0, first.length - shared).join(" ")}${shared === 2 ? "–" : " – "}${day(end)}`;
}

export const percent = (value: number): string => `${Math.round(value * 100)} %`;

/** What a row is, in one or two words. */
export function kindOf(row: Row): string {
  if (isSaid(row)) return row.act ? act(row.act) : "said";
  return row.root ? rootName(row.root) : spaced(row.kind);
}

/** `3600 s` as a duration, all else with its unit. */
export function quantity(of: string, min: number | null, max: number | null, unit: string | null): string {
  const shown = (n: number): string => (unit === "s" ? duration(n) : number(n));
  const range = min !== null && max !== null && min !== max ? `${shown(min)} to ${shown(max)}`
    : min !== null && max === null ? `at least ${shown(min)}` : max !== null && min === null ? `at most ${shown(max)}`
    : min !== null ? shown(min) : "some";
  const what = unit === null || unit === "s" || unit === of ? "" : ` ${unit}`;
  return of === "duration" ? range : `${range}${what} (${spaced(of)})`;
}

function duration(seconds: number): string {
  const parts: [number, string][] = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];
  const words: string[] = [];
  let rest = Math.round(seconds);
  for (const [size, name] of parts) {
    const count = Math.floor(rest / size);
    if (count) words.push(counted(count, name));
    rest -= count * size;
  }
  return words.slice(0, 2).join(" ") || "0 seconds";
}

/** The address as a link, only where it is http or https; everything else stays text. */
export function webAddress(url: string | null | undefined): string | null {
  if (!url) return null;
  try {
    const parsed = new URL(url.trim());
    return parsed.protocol === "http:" || parsed.protocol === "https:" ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Words said, in quotation marks unless they bring their own. */
export const quoted = (text: string): string => (/["“”«»]/.test(text) ? text : `“${text}”`);

/** Whether a row is what somebody said, not what happened. */
export const isSaid = (row: Row): boolean => row.kind.toLowerCase() === "statement";
