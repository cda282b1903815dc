/** Colours of kinds; those of quad classes stand in the style sheet. */

const KINDS: Record<string, string> = {
  Person: "#4c78a8", Country: "#2f9e83", Government: "#3f9c8c", Organization: "#7a8fb8",
  IntergovernmentalOrganization: "#5f7fc4", ArmedGroup: "#8d6e97", Media: "#8794ad", Group: "#7ba5c9",
  Place: "#93a36f", Facility: "#8d9c70", Office: "#a58fbb", Agreement: "#a08d6e",
};

export const colourOf = (kind: string): string => KINDS[kind] ?? "#999999";

export interface Colours {
  ink: string;
  line: string;
  paper: string;
  font: string;
  cooperation: string;
  conflict: string;
  neither: string;
}

/** The colours of the style sheet, for what is drawn on a canvas. */
export function styleOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const get = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: get("--ink"), line: get("--line"), paper: get("--paper"), font: style.fontFamily,
    cooperation: get("--q1"), conflict: get("--q3"), neither: get("--rule"),
  };
}
