// The switches of the graph: the basis, the day, how far it reaches, which kinds of link it shows.

import { button, element } from "../elements.js";
import type { Diagram } from "./diagram.js";
import type { Drawing } from "./drawing.js";
import type { State } from "./state.js";

const BASES = ["legal", "economic", "voting"] as const;
const HOPS = [1, 2, 3, 4, 5];
const MOST = [60, 500, 2000];

export class Controls {
  readonly element = element("div", { class: "switches" });
  private readonly moves = element("span", { class: "moves" });

  constructor(private readonly change: (change: Partial<State>) => void) {}

  /** Show the switches as they stand; the one that was touched keeps the focus. */
  show(diagram: Diagram, state: State): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.id : "";
    const words = diagram.words;
    this.element.replaceChildren(
      this.bases(diagram),
      this.day(diagram, state),
      this.select("graph-hops", words.hops, HOPS, state.hops, (hops) => ({ hops })),
      ...(diagram.found > (MOST[0] ?? 0) ? [this.select("graph-most", words.most, MOST, state.most, (most) => ({ most }))] : []),
      this.kindsOf(diagram, state),
      this.moves,
    );
    if (focused) document.getElementById(focused)?.focus();
  }

  /** Buttons that move the drawing. */
  moving(drawing: Drawing): void {
    const words = drawing.words;
    this.moves.replaceChildren(
      button(words.whole, () => drawing.whole()),
      button("+", () => drawing.zoom(1.3), { "aria-label": words.nearer }),
      button("−", () => drawing.zoom(1 / 1.3), { "aria-label": words.farther }),
    );
  }

  private bases(diagram: Diagram): HTMLElement {
    const radios = BASES.map((basis) => {
      const id = `graph-${basis}`;
      const radio = element("input", { type: "radio", name: "graph-basis", id, value: basis });
      radio.checked = diagram.basis === basis;
      radio.addEventListener("change", () => this.change({ basis }));
      return element("span", {}, radio, element("label", { for: id }, diagram.words[basis]));
    });
    return element("fieldset", {}, element("legend", {}, diagram.words.basis), ...radios);
  }

  private day(diagram: Diagram, state: State): HTMLElement {
    const [first, last] = diagram.years;
    const chosen = state.day ? Number(state.day.slice(0, 4)) : last + 1;
    const slider = element("input", {
      type: "range", id: "graph-day", min: String(Math.min(first, last)), max: String(last + 1), step: "1",
    });
    slider.value = String(chosen);
    const shown = element("output", { for: "graph-day" });
    const say = (): void => {
      const year = Number(slider.value);
      const text = year > last ? diagram.words.today : String(year);
      shown.textContent = text;
      slider.setAttribute("aria-valuetext", text);
    };
    say();
    slider.addEventListener("input", say);
    slider.addEventListener("change", () => {
      this.change({ day: Number(slider.value) > last ? "" : slider.value });
    });
    return element("span", { class: "day" }, element("label", { for: "graph-day" }, diagram.words.day), slider, shown);
  }

  private select(
    id: string, name: string, values: readonly number[], chosen: number, change: (value: number) => Partial<State>,
  ): HTMLElement {
    const made = element("select", { id }, ...values.map((one) => element("option", { value: String(one) }, String(one))));
    made.value = String(chosen);
    made.addEventListener("change", () => this.change(change(Number(made.value))));
    return element("span", {}, element("label", { for: id }, name), made);
  }

  private kindsOf(diagram: Diagram, state: State): HTMLElement {
    const there = diagram.kinds;
    const off = (): string[] => boxes.filter((one) => !one.checked).map((one) => one.value);
    const boxes = there.map((one) => {
      const box = element("input", { type: "checkbox", id: `graph-kind-${one.code}`, value: one.code });
      box.checked = !state.without.includes(one.code);
      box.addEventListener("change", () => this.change({ without: off() }));
      return box;
    });
    const lines = boxes.map((box, place) =>
      element("span", {}, box, element("label", { for: box.id }, there[place]?.text ?? "")),
    );
    return element("fieldset", {}, element("legend", {}, diagram.words.kinds), ...lines);
  }
}
