// The answer to a query, as elements: a table of rows, yes or no, statements as they are written,
// or the reason why there is none.

import { element } from "../elements.js";

/** What the page says about answers, in the reader's language. */
export type Words = Readonly<
  Record<"waiting" | "failed" | "stop" | "stopped" | "rows" | "first" | "yes" | "no" | "table" | "graph", string>
>;

interface Term {
  readonly type: "uri" | "literal" | "bnode";
  readonly value: string;
  readonly datatype?: string;
  readonly "xml:lang"?: string;
}

interface Results {
  readonly head: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings: readonly Readonly<Record<string, Term>>[] };
}

const ROWS = 1000; // shown; more make a page that no browser scrolls well
const CHARACTERS = 200_000; // of statements shown
const OURS = "https://w3id.org/zizhu/";
const TERM = /^ns#([A-Za-z]\w*)$/;
// A plain name in one of our namespaces: nothing that leads up a folder, or to another server.
const NAMED = /^(id|code|lens|graph)\/((?!\.)[^/?#\\\s]+(?:\/(?!\.)[^/?#\\\s]+)*)$/u;
const NUMBER = /XMLSchema#(decimal|integer|double|float|int|long)$/;

/** What an answer of the service looks like on the page. */
export async function shown(answer: Response, query: string, words: Words): Promise<Node[]> {
  const text = await answer.text();
  if (!answer.ok) return [element("p", { class: "pending", role: "alert" }, reasonIn(text, words))];
  const release = answer.headers.get("Zizhu-Release") ?? "";
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) {
    return [heading(words.graph, release), element("pre", { tabindex: "0" }, text.slice(0, CHARACTERS))];
  }
  const found = JSON.parse(text) as Results;
  if (found.boolean !== undefined) {
    return [heading(found.boolean ? words.yes : words.no, release)];
  }
  return tableOf(found, query, release, words);
}

function tableOf(found: Results, query: string, release: string, words: Words): Node[] {
  const columns = found.head.vars ?? [];
  const rows = found.results?.bindings ?? [];
  const head = element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)));
  const body = rows
    .slice(0, ROWS)
    .map((row) => element("tr", {}, ...columns.map((name) => cellOf(row[name], name))));
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
  const parts: Node[] = [heading(`${words.rows}: ${rows.length}`, release)];
  if (rows.length > ROWS) {
    const said = words.first.replace("{shown}", String(ROWS)).replace("{rows}", String(rows.length));
    const file = `/sparql?format=csv&query=${encodeURIComponent(query)}`;
    parts.push(element("p", {}, element("a", { href: file }, said)));
  }
  return rows.length ? [...parts, element("div", { class: "wide", tabindex: "0" }, table)] : parts;
}

function heading(text: string, release: string): HTMLElement {
  const of = release ? [" ", element("span", { class: "quiet" }, release)] : [];
  return element("p", { role: "status" }, element("b", {}, text), ...of);
}

function cellOf(term: Term | undefined, name: string): HTMLElement {
  if (!term) return element("td", { "data-of": name });
  if (term.type === "uri") return element("td", { "data-of": name }, linkTo(term.value));
  const language = term["xml:lang"];
  const text = element("bdi", language ? { lang: language } : {}, term.value);
  const number = NUMBER.test(term.datatype ?? "");
  return element("td", { "data-of": name, ...(number ? { class: "number" } : {}) }, text);
}

/** A name of ours leads to its page here; another's is text unless a browser can follow it. */
function linkTo(iri: string): Node {
  const path = iri.startsWith(OURS) ? iri.slice(OURS.length) : "";
  const term = TERM.exec(path);
  if (term) return element("a", { href: `/ontology#${term[1]}` }, `z:${term[1]}`);
  const named = NAMED.exec(path);
  if (named) return element("a", { href: `/${named[0]}` }, `${named[1]}:${named[2]}`);
  return /^https?:\/\//.test(iri) ? element("a", { href: iri, rel: "noreferrer" }, iri) : element("bdi", {}, iri);
}

function reasonIn(text: string, words: Words): string {
  try {
    return String((JSON.parse(text) as { detail?: string }).detail ?? words.failed);
  } catch {
    return words.failed;
  }
}
