// The page for queries: an editor that knows SPARQL and our words, and the answer as a table below.
// A query stands in the address after #, so that a link shares it; the server never sees that part.

import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import { button, element } from "./elements.js";
import { shown, type Words } from "./query/results.js";
import { completeTerms } from "./query/completing.js";

const SHARED = "#query=";
const TABLE = "table"; // shown here; every other format is written by the server as a file
const ACCEPTED = "application/sparql-results+json, text/turtle;q=0.9";

/** Put an editor in the place of the form's field, and answers into the page. */
export function openEditor(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLTextAreaElement>("textarea");
  const format = form.querySelector<HTMLSelectElement>("select");
  const results = document.querySelector<HTMLElement>("#results");
  if (field && format && results) new QueryPage(form, field, format, results);
}

class QueryPage {
  private readonly editor: Yasqe;
  private readonly words: Words;
  private running: AbortController | null = null;

  constructor(
    form: HTMLFormElement,
    private readonly field: HTMLTextAreaElement,
    format: HTMLSelectElement,
    private readonly results: HTMLElement,
  ) {
    this.words = wordsOf(form);
    format.prepend(element("option", { value: TABLE, selected: true }, this.words.table));
    format.value = TABLE;
    const label = form.querySelector(`label[for="${field.id}"]`)?.textContent ?? "";
    this.editor = editorIn(field, sharedIn(location.hash) ?? field.value, label, () => form.requestSubmit());
    form.addEventListener("submit", (event) => {
      this.field.value = this.editor.getValue();
      if (format.value !== TABLE) return;
      event.preventDefault();
      void this.ask();
    });
    window.addEventListener("hashchange", () => {
      const shared = sharedIn(location.hash);
      if (shared !== null && shared !== this.editor.getValue()) this.editor.setValue(shared);
    });
  }

  private async ask(): Promise<void> {
    this.running?.abort();
    const running = (this.running = new AbortController());
    const query = this.field.value;
    history.replaceState(null, "", SHARED + encodeURIComponent(query));
    const stop = button(this.words.stop, () => running.abort());
    this.say(element("p", { class: "quiet", role: "status" }, `${this.words.waiting} `, stop));
    try {
      const answer = await fetch("/sparql", {
        method: "POST",
        body: query,
        headers: { "Content-Type": "application/sparql-query", Accept: ACCEPTED },
        signal: running.signal,
      });
      this.say(...(await shown(answer, query, this.words)));
    } catch {
      if (this.running !== running) return; // asked again meanwhile
      const reason = running.signal.aborted ? this.words.stopped : this.words.failed;
      this.say(element("p", { class: "pending", role: "status" }, reason));
    }
  }

  private say(...parts: readonly Node[]): void {
    this.results.replaceChildren(...parts);
  }
}

function editorIn(field: HTMLTextAreaElement, text: string, label: string, ask: () => void): Yasqe {
  const place = field.parentElement as HTMLElement;
  completeTerms(Yasqe);
  Object.assign(Yasqe.defaults, { createShareableLink: null }); // the page's own address is the link
  const editor = new Yasqe(place, {
    value: text,
    persistenceId: null, // the page's own query stands in it, not the one of another day
    consumeShareLink: null, // it would also take an address of another service out of the link
    prefixCcApi: null, // nothing is asked elsewhere
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto", // it grows with the query: a box that scrolls is closed to the keyboard
    lineWrapping: true,
    collapsePrefixesOnLoad: false,
    screenReaderLabel: label,
    extraKeys: { "Ctrl-Enter": ask, "Cmd-Enter": ask, Tab: false, "Shift-Tab": false },
  } as ConstructorParameters<typeof Yasqe>[1]);
  field.hidden = true;
  place.addEventListener("click", () => editor.focus()); // below the last line too
  return editor;
}

function sharedIn(hash: string): string | null {
  if (!hash.startsWith(SHARED)) return null;
  try {
    return decodeURIComponent(hash.slice(SHARED.length));
  } catch {
    return null; // cut short on its way here
  }
}

function wordsOf(form: HTMLFormElement): Words {
  const said = (name: string): string => form.dataset[name] ?? "";
  return {
    waiting: said("waiting"), failed: said("failed"), stop: said("stop"), stopped: said("stopped"),
    rows: said("rows"), first: said("first"), yes: said("yes"), no: said("no"), table: said("table"),
    graph: said("graph"),
  };
}
