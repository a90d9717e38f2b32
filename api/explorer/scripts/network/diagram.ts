// What the server says of a firm's surroundings (api/explorer/diagram.py): nothing of it is computed
// here.

export interface Claim {
  readonly text: string;
  readonly href: string;
}

export interface Party {
  readonly id: string;
  readonly kind: string;
  readonly names: readonly string[];
  readonly origin: string;
  readonly about: string;
  readonly href: string;
  readonly opened: boolean;
  readonly beyond: number;
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
  readonly lines: readonly string[];
}

export interface Link {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly kind: string;
  readonly text: string;
  readonly behind: string;
  readonly doubted: boolean; // all of it is denied, or was only planned or agreed
  readonly lower: number;
  readonly upper: number;
  readonly past: readonly (readonly [number, number])[]; // points by which it gets past other boxes
  readonly claims: readonly Claim[];
}

export interface Key {
  readonly of: "link" | "party" | "origin";
  readonly code: string;
  readonly text: string;
}

export interface Diagram {
  readonly firm: { readonly id: string; readonly name: string };
  readonly basis: string;
  readonly asOf: string;
  readonly ofWhat: string;
  readonly said: string;
  readonly found: number;
  readonly tooLarge: boolean;
  readonly years: readonly [number, number];
  readonly parties: readonly Party[];
  readonly links: readonly Link[];
  readonly keys: readonly Key[];
  readonly kinds: readonly Key[];
  readonly exports: readonly Claim[];
  readonly words: Readonly<Record<Word, string>>;
}

export type Word =
  | "basis" | "legal" | "economic" | "voting" | "hops" | "day" | "today" | "kinds" | "most"
  | "parties" | "whole" | "nearer" | "farther" | "close" | "open" | "shut" | "page" | "claims" | "list"
  | "tooLarge" | "beyond" | "key" | "graph";
