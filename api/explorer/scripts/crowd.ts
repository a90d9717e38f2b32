// The drawing of many parties, by sigma on WebGL: each is a point, with its name where there is room.

import Graph from "graphology";
import Sigma from "sigma";

import { element } from "./elements.js";
import { colours } from "./network/colours.js";
import type { Diagram, Word } from "./network/diagram.js";
import type { Drawing } from "./network/drawing.js";

/** An empty drawing in a frame; the elements of a canvas that has no size yet would fail. */
export async function draw(frame: HTMLElement): Promise<Drawing> {
  return new Points(frame);
}

class Points implements Drawing {
  readonly points = true;
  words = {} as Record<Word, string>;
  private readonly canvas = element("div", { class: "canvas", role: "application", tabindex: "0" });
  private graph = new Graph({ multi: true, type: "directed" });
  private sigma: Sigma | null = null;
  private diagram: Diagram | null = null;
  private selected = "";

  constructor(frame: HTMLElement) {
    frame.append(this.canvas);
    frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    }, { capture: true, passive: true });
  }

  show(diagram: Diagram, choose: (id: string) => void, open: (party: string) => void): void {
    this.words = diagram.words;
    this.diagram = diagram;
    this.canvas.setAttribute("aria-label", `${diagram.words.graph} ${diagram.firm.name}`);
    this.end();
    this.graph = new Graph({ multi: true, type: "directed" });
    const colour = colours();
    for (const one of diagram.parties) {
      this.graph.addNode(one.id, {
        x: one.x, y: -one.y, label: one.names[0] ?? "", color: colour.of(one.origin),
        size: one.id === diagram.firm.id ? 12 : 5, forceLabel: one.id === diagram.firm.id,
      });
    }
    for (const one of diagram.links) {
      this.graph.addEdgeWithKey(one.id, one.source, one.target, {
        label: one.text, size: 1 + 4 * one.lower, color: colour.line,
      });
    }
    this.sigma = new Sigma(this.graph, this.canvas, {
      renderEdgeLabels: true, defaultEdgeType: "arrow", labelColor: { color: colour.ink },
      edgeLabelColor: { color: colour.ink }, labelSize: 12, edgeLabelSize: 12, zIndex: true,
      allowInvalidContainer: true, labelFont: "system-ui, sans-serif",
      nodeReducer: (id, data) => (id === this.selected ? { ...data, highlighted: true } : data),
    });
    this.sigma.on("clickNode", ({ node }) => {
      this.choose(node);
      choose(node);
    });
    this.sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      open(node);
    });
  }

  choose(id: string): void {
    this.selected = id;
    this.sigma?.refresh();
  }

  whole(): void {
    void this.sigma?.getCamera().animatedReset();
  }

  zoom(by: number): void {
    void this.sigma?.getCamera().animatedZoom(by);
  }

  recolour(): void {
    if (!this.sigma || !this.diagram) return;
    const colour = colours();
    for (const one of this.diagram.parties) this.graph.setNodeAttribute(one.id, "color", colour.of(one.origin));
    this.sigma.setSetting("labelColor", { color: colour.ink });
    this.sigma.refresh();
  }

  end(): void {
    this.sigma?.kill();
    this.sigma = null;
  }
}
