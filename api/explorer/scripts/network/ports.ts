// Where links leave and reach boxes: each at a place of its own on the sides that face each other,
// in the order of what comes next on its way, in a curve that is level at both ends. A link that has
// other boxes between its ends goes by the points at which the server leads it past them.

import type { Diagram, Link, Party } from "./diagram.js";

export interface Ports {
  readonly source: string;
  readonly target: string;
  readonly weights: string;
  readonly distances: string;
  readonly atTarget: boolean; // its figure stands where fewer links meet
  readonly bends: boolean; // it goes by points, and not in one curve
}

type Point = readonly [number, number];
const BESIDE = 5; // pixels between links that go the same way

interface Ends {
  readonly link: Link;
  readonly from: Party;
  readonly to: Party;
}

/** The places of every link that runs from left to right; others are drawn straight. */
export function portsOf(diagram: Diagram): ReadonlyMap<string, Ports> {
  const parties = new Map(diagram.parties.map((one) => [one.id, one]));
  const ends: Ends[] = [];
  for (const link of diagram.links) {
    const from = parties.get(link.source);
    const to = parties.get(link.target);
    if (from && to && from.x + from.wide / 2 < to.x - to.wide / 2) ends.push({ link, from, to });
  }
  const leaving = spread(ends, (one) => one.from, (one) => one.link.past[0]?.[1] ?? one.to.y);
  const coming = spread(ends, (one) => one.to, (one) => one.link.past.at(-1)?.[1] ?? one.from.y);
  const count = (side: (one: Ends) => Party, party: Party): number => ends.filter((one) => side(one) === party).length;
  const many = new Map(diagram.parties.map((one) => [one, [count((end) => end.from, one), count((end) => end.to, one)] as const]));
  const alike = new Map<string, number>(); // links with the same ends, counted as they come
  return new Map(ends.map((one) => {
    const atTarget = (many.get(one.from)?.[0] ?? 0) > (many.get(one.to)?.[1] ?? 0);
    const pair = `${one.from.id} ${one.to.id}`;
    const before = alike.get(pair) ?? 0;
    alike.set(pair, before + 1);
    return [one.link.id, way(one, leaving.get(one.link.id) ?? 0, coming.get(one.link.id) ?? 0, atTarget, before * BESIDE)];
  }));
}

/** How far from the middle of its side each link stands, by the height of its other end. */
function spread(ends: readonly Ends[], side: (one: Ends) => Party, other: (one: Ends) => number): Map<string, number> {
  const at = new Map<Party, Ends[]>();
  for (const one of ends) at.set(side(one), [...(at.get(side(one)) ?? []), one]);
  const found = new Map<string, number>();
  for (const [party, there] of at) {
    there.sort((one, two) => other(one) - other(two));
    there.forEach((one, place) => {
      found.set(one.link.id, party.high * ((place + 0.5) / there.length - 0.5));
    });
  }
  return found;
}

/** The way of a link from its place on one box to that on the other. */
function way({ link, from, to }: Ends, out: number, into: number, atTarget: boolean, lower: number): Ports {
  const start: Point = [from.x + from.wide / 2, from.y + out];
  const end: Point = [to.x - to.wide / 2, to.y + into];
  const middle = (start[0] + end[0]) / 2;
  const bends = link.past.length > 0;
  const points: readonly Point[] = bends
    ? link.past.map(([x, y]) => [x, y + lower])
    : [[middle, start[1]], [middle, end[1]]]; // the control points of a curve level at both ends
  const along = points.map((point) => beside(start, end, point));
  return {
    source: `${from.wide / 2}px ${out}px`,
    target: `${-to.wide / 2}px ${into}px`,
    weights: along.map(([weight]) => weight).join(" "),
    distances: along.map(([, distance]) => distance).join(" "),
    atTarget,
    bends,
  };
}

/** A point as Cytoscape.js wants it: how far along the line between two ends, and how far off it. */
function beside([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): Point {
  const wide = bx - ax;
  const high = by - ay;
  const long = Math.hypot(wide, high);
  return [((x - ax) * wide + (y - ay) * high) / (long * long), ((y - ay) * wide - (x - ax) * high) / long];
}
