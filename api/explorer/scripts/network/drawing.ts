// The drawing of up to some hundred parties, by Cytoscape.js: boxes where the server put them.

import cytoscape from "cytoscape";

import { element } from "../elements.js";
import { colours } from "./colours.js";
import type { Diagram, Link, Party, Word } from "./diagram.js";
import { looks } from "./looks.js";
import { portsOf, type Ports } from "./ports.js";

export interface Drawing {
  readonly points: boolean; // parties are points and not boxes
  readonly words: Readonly<Record<Word, string>>;
  show(diagram: Diagram, choose: (id: string) => void, open: (party: string) => void): void;
  choose(id: string): void;
  whole(): void;
  zoom(by: number): void;
  recolour(): void;
  end(): void;
}

// Cytoscape.js puts an element of styles into the page unless one of this id is there; the policy
// of the pages would refuse it, and network.css says what it would say.
const STYLED = "__________cytoscape_stylesheet";
const LEGIBLE = 0.92; // letters of 12 pixels are then of eleven
const CURVED = 150; // parties up to whom links are curves: of more, straight lines are drawn sooner
const NARROW = 700; // pixels
const STEP = 60; // pixels that an arrow key moves by

/** An empty drawing in a frame. */
export function draw(frame: HTMLElement): Drawing {
  return new Boxes(frame);
}

class Boxes implements Drawing {
  readonly points = false;
  words = {} as Record<Word, string>;
  private readonly canvas = element("div", { class: "canvas", role: "application", tabindex: "0" });
  private readonly graph: cytoscape.Core;
  private chosen: (id: string) => void = () => undefined;
  private opened: (party: string) => void = () => undefined;
  private firm = "";

  constructor(frame: HTMLElement) {
    frame.append(element("span", { id: STYLED, hidden: true }), this.canvas);
    this.graph = cytoscape({
      container: this.canvas, style: looks(colours()), minZoom: 0.04, maxZoom: 3,
      autoungrabify: true, boxSelectionEnabled: false, selectionType: "single",
    });
    this.graph.on("tap", "node, edge", (event) => this.chosen(event.target.id()));
    this.graph.on("dbltap", "node[?known]", (event) => this.opened(event.target.id()));
    // The wheel scrolls the page; with Ctrl, and by two fingers, it comes nearer.
    frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    }, { capture: true, passive: true });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
  }

  show(diagram: Diagram, choose: (id: string) => void, open: (party: string) => void): void {
    this.words = diagram.words;
    this.chosen = choose;
    this.opened = open;
    this.canvas.setAttribute("aria-label", `${diagram.words.graph} ${diagram.firm.name}`);
    const first = this.firm === "";
    this.firm = diagram.firm.id;
    this.graph.batch(() => {
      this.graph.elements().remove();
      const ports = diagram.parties.length > CURVED ? new Map<string, Ports>() : portsOf(diagram);
      this.graph.add([...diagram.parties.map(node), ...diagram.links.map((one) => edge(one, ports.get(one.id)))]);
    });
    this.graph.layout({ name: "preset" }).run();
    if (first) this.start();
    else this.middle();
  }

  choose(id: string): void {
    this.graph.elements().unselect();
    const found = this.graph.getElementById(id);
    found.select();
    this.graph.center(found);
  }

  whole(): void {
    this.graph.fit(this.graph.elements(), 16);
  }

  zoom(by: number): void {
    const middle = { x: this.graph.width() / 2, y: this.graph.height() / 2 };
    this.graph.zoom({ level: this.graph.zoom() * by, renderedPosition: middle });
  }

  recolour(): void {
    this.graph.style(looks(colours()));
  }

  end(): void {
    this.graph.destroy();
  }

  /** All of it where its letters can then be read; otherwise the firm in the middle. */
  private start(): void {
    this.whole();
    if (this.graph.zoom() > 1) this.graph.zoom(1);
    if (this.graph.zoom() < LEGIBLE) {
      this.graph.zoom(LEGIBLE);
      this.middle();
    } else this.graph.center(this.graph.elements());
  }

  /** The firm in the middle; where that leaves no room for its holders, right of it. */
  private middle(): void {
    this.graph.center(this.graph.getElementById(this.firm));
    if (this.graph.width() < NARROW) this.graph.panBy({ x: this.graph.width() * 0.17, y: 0 });
  }

  private key(event: KeyboardEvent): void {
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP],
    };
    const move = moves[event.key];
    if (move) this.graph.panBy({ x: move[0], y: move[1] });
    else if (event.key === "+" || event.key === "=") this.zoom(1.3);
    else if (event.key === "-") this.zoom(1 / 1.3);
    else if (event.key === "0") this.whole();
    else return;
    event.preventDefault();
  }
}

function node(party: Party): cytoscape.ElementDefinition {
  const more = party.beyond ? `\n+${party.beyond}` : "";
  return {
    group: "nodes",
    data: {
      id: party.id, kind: party.kind, origin: party.origin, text: party.lines.join("\n") + more,
      wide: party.wide, high: party.high, known: party.href ? 1 : 0,
    },
    position: { x: party.x, y: party.y },
  };
}

function edge(link: Link, ports: Ports | undefined): cytoscape.ElementDefinition {
  return {
    group: "edges",
    classes: ports ? (ports.bends ? "past" : "level") : "",
    data: {
      ...ports, atTarget: ports?.atTarget ? 1 : 0, tail: ports?.source, head: ports?.target, offset: 10 + Math.min(112, textWide(link.text)) / 2,
      id: link.id, source: link.source, target: link.target, kind: link.kind, text: link.text,
      wide: 1.2 + 4 * link.lower, perhaps: link.doubted || (link.lower === 0 && link.upper > 0) ? 1 : 0,
      doubted: link.doubted ? 1 : 0,
    },
  };
}

/** About how wide a figure is in letters of twelve pixels. */
function textWide(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 12 : 7), 0);
}
