import { render } from "preact";
import { App } from "./app";
import { embedded } from "./embedded/source";
import { http } from "./http";
import { SourceProvider } from "./nav";

const root = document.getElementById("app");
const file = document.getElementById("graph")?.textContent;
if (root) {
  render(
    <SourceProvider value={file ? embedded(file) : http}>
      <App />
    </SourceProvider>,
    root,
  );
}
