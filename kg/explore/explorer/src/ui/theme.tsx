/** Light, dark, or as the system has it. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

const KEY = "kg:theme";
const NEXT: Record<string, string> = { system: "dark", dark: "light", light: "system" };

function kept(): string {
  try {
    return localStorage.getItem(KEY) ?? "system";
  } catch {
    return "system";
  }
}

export function ThemeButton(): JSX.Element {
  const [theme, setTheme] = useState(kept);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      /* a file on a disk may keep nothing */
    }
  }, [theme]);
  return <button type="button" class="quiet theme" onClick={() => setTheme(NEXT[theme] ?? "system")} aria-label={`Colours: ${theme}. Change.`} title={`Colours: ${theme}`}>{theme === "dark" ? "☾" : theme === "light" ? "☀" : "◐"}</button>;
}
