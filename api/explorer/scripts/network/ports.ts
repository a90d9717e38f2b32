// Where links leave and reach boxes: each at a place of its own on the sides that face each other,
// in the order of what stands at the other end, in a curve that is level at both ends.

import type { Diagram, Link, Party } from "./diagram.js";

export interface Ports {
  readonly source: string;
  readonly target: string;
  readonly weights: string;
  readonly distances: string;
  readonly atTarget: boolean; // its figure stands where fewer links meet
}

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
  const leaving = spread(ends, (one) => one.from, (one) => one.to.y);
  const coming = spread(ends, (one) => one.to, (one) => one.from.y);
  const count = (side: (one: Ends) => Party, party: Party): number => ends.filter((one) => side(one) === party).length;
  const many = new Map(diagram.parties.map((one) => [one, [count((end) => end.from, one), count((end) => end.to, one)] as const]));
  return new Map(ends.map((one) => {
    const atTarget = (many.get(one.from)?.[0] ?? 0) > (many.get(one.to)?.[1] ?? 0);
    return [one.link.id, curve(one, leaving.get(one.link.id) ?? 0, coming.get(one.link.id) ?? 0, atTarget)];
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

/** A curve level at both ends, as the weights and distances of its two control points. */
function curve({ from, to }: Ends, out: number, into: number, atTarget: boolean): Ports {
  const wide = to.x - to.wide / 2 - (from.x + from.wide / 2);
  const high = to.y + into - (from.y + out);
  const long = Math.hypot(wide, high);
  const across = (wide * high) / 2 / long;
  const first = (wide * wide) / 2 / (long * long);
  return {
    source: `${from.wide / 2}px ${out}px`,
    target: `${-to.wide / 2}px ${into}px`,
    weights: `${first} ${1 - first}`,
    distances: `${-across} ${across}`,
    atTarget,
  };
}
