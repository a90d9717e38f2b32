// What a reader has chosen, as an address says it: behind "#graph", so that a link shows the same.

export interface State {
  readonly basis: string;
  readonly day: string; // a year; nothing: as the page was asked for
  readonly hops: number;
  readonly most: number;
  readonly opened: readonly string[];
  readonly without: readonly string[]; // kinds of link that are not shown
}

const FIRST: State = { basis: "economic", day: "", hops: 1, most: 60, opened: [], without: ["programme"] };
const NOTHING = "nothing"; // is left out

/** The state that an address has. */
export function fromHash(hash: string): State {
  const said = new URLSearchParams(hash.split("?")[1] ?? "");
  const number = (name: string, otherwise: number): number => {
    const given = Number(said.get(name));
    return Number.isInteger(given) && given > 0 ? given : otherwise;
  };
  return {
    basis: said.get("basis") ?? FIRST.basis,
    day: said.get("day") ?? FIRST.day,
    hops: number("hops", FIRST.hops),
    most: number("most", FIRST.most),
    opened: said.getAll("opened"),
    without: said.has("without") ? said.getAll("without").filter((one) => one !== NOTHING) : FIRST.without,
  };
}

/** The same as the end of an address; what nobody chose is left out. */
export function inHash(state: State): string {
  const said = new URLSearchParams();
  if (state.basis !== FIRST.basis) said.set("basis", state.basis);
  if (state.day) said.set("day", state.day);
  if (state.hops !== FIRST.hops) said.set("hops", String(state.hops));
  if (state.most !== FIRST.most) said.set("most", String(state.most));
  for (const one of state.opened) said.append("opened", one);
  if (state.without.join() !== FIRST.without.join()) {
    for (const one of state.without.length ? state.without : [NOTHING]) said.append("without", one);
  }
  const query = said.toString();
  return query ? `#graph?${query}` : "#graph";
}

/** The question to the server; its address already has the reader's language, home and release. */
export function questionOf(address: string, state: State): URL {
  const asked = new URL(address, location.href);
  asked.searchParams.set("basis", state.basis);
  asked.searchParams.set("hops", String(state.hops));
  asked.searchParams.set("most", String(state.most));
  if (state.day) asked.searchParams.set("as_of", state.day);
  for (const one of state.opened) asked.searchParams.append("opened", one);
  for (const one of state.without) asked.searchParams.append("without", one);
  return asked;
}
