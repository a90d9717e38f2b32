// How parties and links look: an origin has a colour and stands in words in the box, a kind of party
// has a form, a kind of link a stroke. Nothing is said by colour alone.

import type cytoscape from "cytoscape";

import type { Colours } from "./colours.js";

const FORMS: Readonly<Record<string, cytoscape.Css.NodeShape>> = {
  firm: "rectangle", company: "round-rectangle", person: "ellipse", fund: "barrel",
  publicBody: "cut-rectangle", round: "rectangle", list: "bottom-round-rectangle",
  rest: "rectangle", folded: "rectangle",
};
const ORIGINS = ["home_state", "home_other", "associated", "foreign_state", "foreign_other", "float", "open"];

/** The sheet of styles of the drawing in some colours. */
export function looks(colour: Colours): cytoscape.StylesheetJson {
  return [
    { selector: "node", style: {
      label: "data(text)", width: "data(wide)", height: "data(high)", shape: "round-rectangle",
      "background-color": colour.paper, "border-width": 2, "border-color": colour.soft, color: colour.ink,
      "font-size": 12, "font-family": "system-ui, sans-serif", "text-wrap": "wrap", "text-valign": "center",
      "text-halign": "center", "line-height": 1.2, "text-max-width": "400px",
    } },
    ...Object.entries(FORMS).map(([kind, shape]) => ({ selector: `node[kind="${kind}"]`, style: { shape } })),
    ...ORIGINS.map((origin) => ({ selector: `node[origin="${origin}"]`, style: { "border-color": colour.of(origin), "border-width": 3 } })),
    { selector: 'node[kind="firm"]', style: { "border-width": 4, "border-color": colour.ink, "font-weight": "bold" } },
    { selector: 'node[kind="rest"], node[kind="folded"]', style: { "border-style": "dashed", "background-color": colour.raised } },
    { selector: 'node[kind="round"]', style: { "border-style": "double", "border-width": 4 } },
    { selector: "edge", style: {
      width: "data(wide)", "line-color": colour.soft, "target-arrow-color": colour.soft, "target-arrow-shape": "triangle",
      "arrow-scale": 0.9, "curve-style": "bezier", "source-label": "data(text)", "source-text-offset": "data(offset)", "font-size": 12,
      "font-weight": "bold", "font-family": "system-ui, sans-serif", color: colour.ink, "text-background-color": colour.paper,
      "text-background-opacity": 0.9, "text-background-padding": "2px", "text-wrap": "wrap", "text-max-width": "112px",
    } },
    { selector: "edge.level", style: {
      "curve-style": "unbundled-bezier", "edge-distances": "endpoints", "source-endpoint": "data(tail)", "target-endpoint": "data(head)",
      "control-point-weights": "data(weights)", "control-point-distances": "data(distances)",
    } },
    { selector: "edge.past", style: {
      "curve-style": "round-segments", "edge-distances": "endpoints", "source-endpoint": "data(tail)", "target-endpoint": "data(head)",
      "segment-weights": "data(weights)", "segment-distances": "data(distances)", "segment-radii": "40",
    } },
    { selector: "edge[?atTarget]", style: { "source-label": "", "target-label": "data(text)", "target-text-offset": "data(offset)" } },
    { selector: "edge[?perhaps]", style: { opacity: 0.75 } },
    { selector: 'edge[kind="unsized"]', style: { "line-style": "solid", "target-arrow-shape": "vee" } },
    { selector: 'edge[kind="contract"]', style: { "line-style": "dashed", "line-dash-pattern": [9, 4], "line-color": colour.ink, "target-arrow-color": colour.ink } },
    { selector: 'edge[kind="control"]', style: { "line-style": "dashed", "line-dash-pattern": [4, 4], "target-arrow-shape": "diamond" } },
    { selector: 'edge[kind="lastKnown"]', style: { "line-opacity": 0.45, "font-style": "italic", "font-weight": "normal", color: colour.soft } },
    { selector: 'edge[kind="money"]', style: { "line-style": "dashed", "line-dash-pattern": [1, 4], "line-cap": "round", width: 3, "target-arrow-shape": "circle" } },
    { selector: "edge[?doubted]", style: { "target-arrow-shape": "circle", "target-arrow-fill": "hollow", width: 1.5, "font-style": "italic", "font-weight": "normal" } },
    { selector: 'edge[kind="programme"]', style: { "target-arrow-shape": "tee", width: 1 } },
    { selector: 'edge[kind="rest"], edge[kind="folded"]', style: { "line-style": "dotted", width: 2, "target-arrow-shape": "none" } },
    { selector: ":selected", style: { "overlay-color": colour.ink, "overlay-opacity": 0.12, "overlay-padding": 4 } },
  ] as cytoscape.StylesheetJson;
}
