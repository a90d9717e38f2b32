// What stands beside the drawing: of the chosen party or link, what was read and on what it rests.

import { button, element, nameOf } from "../elements.js";
import type { Diagram, Link, Party } from "./diagram.js";

const MOST = 12; // links of a party and claims of a link that are listed

export class Panel {
  readonly element = element("div", { class: "chosen", tabindex: "-1", "aria-live": "polite", hidden: true });

  constructor(private readonly open: (party: string, open: boolean) => void) {}

  /** Nothing is chosen. */
  clear(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  /** Show a party or a link by its id. */
  show(diagram: Diagram, id: string): void {
    const party = diagram.parties.find((one) => one.id === id);
    const link = diagram.links.find((one) => one.id === id);
    const parts = party ? this.ofParty(diagram, party) : link ? ofLink(diagram, link) : [];
    const close = button("×", () => this.clear(), { class: "close", "aria-label": diagram.words.close });
    this.element.hidden = parts.length === 0;
    this.element.replaceChildren(close, ...parts);
  }

  private ofParty(diagram: Diagram, party: Party): Node[] {
    const words = diagram.words;
    const parts: Node[] = [heading(party)];
    if (party.about) parts.push(element("p", { class: "quiet" }, party.about));
    if (party.beyond) parts.push(element("p", { class: "quiet" }, `${party.beyond} ${words.beyond}`));
    const actions: (Node | string)[] = [];
    if (party.href && party.id !== diagram.firm.id) {
      const text = party.opened ? words.shut : words.open;
      actions.push(button(text, () => this.open(party.id, !party.opened)), " ");
    }
    if (party.href) actions.push(element("a", { href: party.href }, words.page));
    if (actions.length) parts.push(element("p", {}, ...actions));
    const links = diagram.links.filter((one) => one.text && (one.source === party.id || one.target === party.id));
    const lines = links.slice(0, MOST).map((one) => {
      const rests = button(words.claims, () => this.show(diagram, one.id), { class: "plain" });
      return element("li", {}, ...sentence(diagram, one), ...(one.claims.length ? [" ", rests] : []));
    });
    if (lines.length) parts.push(element("ul", {}, ...lines));
    return parts;
  }
}

function ofLink(diagram: Diagram, link: Link): Node[] {
  const claims = link.claims.slice(0, MOST).map((one) => element("li", {}, element("a", { href: one.href }, nameOf(one.text))));
  const rests = claims.length ? [element("h4", {}, diagram.words.claims), element("ul", {}, ...claims)] : [];
  return [element("p", {}, ...sentence(diagram, link)), ...rests];
}

function heading(party: Party): HTMLElement {
  const names = party.names.flatMap((one, place) => (place ? [" ", nameOf(one)] : [nameOf(one)]));
  return element("h3", {}, ...names);
}

/** A link as a line: from whom, what, to whom; then when and how sure. */
export function sentence(diagram: Diagram, link: Link): (Node | string)[] {
  const name = (id: string): Node => nameOf(diagram.parties.find((one) => one.id === id)?.names[0] ?? id);
  const behind = link.behind ? [element("span", { class: "quiet" }, link.behind)] : [];
  return [name(link.source), " → ", name(link.target), ": ", element("b", {}, link.text), ...behind];
}
