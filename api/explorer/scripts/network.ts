// The graph on a firm's page: asks the server for parties with their places and links in words,
// shows them, and asks again when a reader opens a party, or changes the basis, the day or the size.

import { Controls } from "./network/controls.js";
import { draw, type Drawing } from "./network/drawing.js";
import type { Diagram } from "./network/diagram.js";
import { keysOf, listOf } from "./network/listed.js";
import { Panel } from "./network/panel.js";
import { fromHash, inHash, questionOf, type State } from "./network/state.js";
import { element, button } from "./elements.js";

const DRAWN_BOXES = 500; // parties of whom each has a box; more are points

/** Put the graph into its place on the page. */
export function openNetwork(place: HTMLElement): void {
  new Network(place).ask();
}

class Network {
  private state: State = fromHash(location.hash);
  private readonly status = element("p", { class: "quiet", role: "status" });
  private readonly controls: Controls;
  private readonly panel: Panel;
  private readonly frame = element("div", { class: "frame" });
  private readonly beside = element("div", { class: "beside" });
  private running: AbortController | null = null;
  private drawing: Drawing | null = null;

  constructor(private readonly place: HTMLElement) {
    this.controls = new Controls((change) => this.change(change));
    this.panel = new Panel((party, open) => this.open(party, open));
    const stage = element("div", { class: "stage" }, this.frame, this.panel.element);
    place.append(this.controls.element, this.status, stage, this.beside);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.drawing?.recolour());
  }

  /** Ask the server for what the state says, and show it. */
  ask(): void {
    this.running?.abort();
    const running = (this.running = new AbortController());
    this.status.textContent = this.place.dataset["waiting"] ?? "";
    void this.fetched(running);
  }

  private async fetched(running: AbortController): Promise<void> {
    try {
      const asked = questionOf(this.place.dataset["diagram"] ?? "", this.state);
      const answer = await fetch(asked, { signal: running.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(await reasonOf(answer));
      await this.show((await answer.json()) as Diagram);
    } catch (problem) {
      if (running.signal.aborted) return;
      const again = button(this.place.dataset["again"] ?? "↻", () => this.ask());
      const reason = problem instanceof Error && !(problem instanceof TypeError) ? problem.message : "";
      this.status.replaceChildren(`${this.place.dataset["failed"] ?? ""} ${reason} `, again);
    }
  }

  private async show(diagram: Diagram): Promise<void> {
    history.replaceState(null, "", inHash(this.state));
    this.controls.show(diagram, this.state);
    this.status.textContent = diagram.said;
    if (diagram.tooLarge) {
      this.drawing?.end();
      this.drawing = null;
      this.frame.replaceChildren(exported(diagram));
      this.beside.replaceChildren();
      this.panel.clear();
      return;
    }
    const choose = (id: string): void => this.panel.show(diagram, id);
    const points = diagram.parties.length > DRAWN_BOXES;
    if (!this.drawing || this.drawing.points !== points) {
      this.drawing?.end();
      this.frame.replaceChildren();
      this.drawing = points ? await (await import("./crowd.js")).draw(this.frame) : draw(this.frame);
    }
    this.drawing.show(diagram, choose, (id) => this.open(id, true));
    const list = listOf(diagram, (id) => {
      this.drawing?.choose(id);
      choose(id);
      this.panel.element.focus();
    });
    this.beside.replaceChildren(keysOf(diagram), list);
    this.panel.clear();
    this.controls.moving(this.drawing);
    this.frame.dataset["drawn"] = String(diagram.parties.length);
  }

  private change(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.ask();
  }

  private open(party: string, open: boolean): void {
    const others = this.state.opened.filter((one) => one !== party);
    this.change({ opened: open ? [...others, party] : others });
  }
}

async function reasonOf(answer: Response): Promise<string> {
  try {
    return String(((await answer.json()) as { detail?: string }).detail ?? "");
  } catch {
    return "";
  }
}

function exported(diagram: Diagram): HTMLElement {
  const links = diagram.exports.flatMap((one) => [" ", element("a", { href: one.href }, one.text)]);
  return element("p", { class: "pending" }, `${diagram.found} ${diagram.words.parties}. ${diagram.words.tooLarge}`, ...links);
}
