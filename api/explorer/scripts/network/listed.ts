// The same without a drawing: every link as a line, and what the marks of the drawing mean.

import { button, element, nameOf } from "../elements.js";
import type { Diagram } from "./diagram.js";

/** Every party with its links, for those who read lists or have no pointer. */
export function listOf(diagram: Diagram, choose: (id: string) => void): HTMLElement {
  const names = new Map(diagram.parties.map((one) => [one.id, one.names[0] ?? ""]));
  const of = new Map<string, string[]>();
  for (const link of diagram.links) {
    if (!link.text) continue;
    const line = `→ ${names.get(link.target) ?? ""}: ${link.text}${link.behind}`;
    of.set(link.source, [...(of.get(link.source) ?? []), line]);
  }
  const lines = diagram.parties.map((party) => {
    const name = button(party.names[0] ?? "", () => choose(party.id), { class: "plain" });
    const said = (of.get(party.id) ?? []).map((line) => element("li", {}, nameOf(line)));
    return element("li", {}, name, ...(said.length ? [element("ul", {}, ...said)] : []));
  });
  return element("details", { class: "listed" }, element("summary", {}, diagram.words.list), element("ul", {}, ...lines));
}

/** What the marks mean that occur in the drawing. */
export function keysOf(diagram: Diagram): HTMLElement {
  const marks = diagram.keys.map((one) =>
    element("li", {}, element("span", { class: `mark ${one.of}-${one.code}`, "aria-hidden": "true" }), one.text),
  );
  const beyond = diagram.parties.some((one) => one.beyond > 0);
  const more = beyond ? [element("li", {}, element("b", {}, "+1, +2 … "), diagram.words.beyond)] : [];
  return element("ul", { class: "marks", "aria-label": diagram.words.key }, ...marks, ...more);
}
