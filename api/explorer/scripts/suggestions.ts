// Whom a name still being written may mean, under a field. Keys as the combobox pattern of the ARIA
// practices has them; who is only alike is proposed and never taken: Enter without a choice sends the
// form, as it does without this script.

import { element, nameOf } from "./elements.js";

interface Found {
  readonly id: string;
  readonly name: string;
  readonly other: string;
  readonly said: string;
  readonly answers: boolean;
  readonly href: string;
}

interface Suggested {
  readonly asked: string;
  readonly found: readonly Found[];
  readonly said: string;
}

const PAUSE = 120; // milliseconds of no key before the server is asked
let numbered = 0;

/** What a choice means to a field. */
type Choose = (found: Found, form: HTMLFormElement, field: HTMLInputElement) => void;

/** Put suggestions under a field of a form; what else is asked of them says which ones it takes. */
export function suggestUnder(field: HTMLInputElement, choose: Choose, asking: Readonly<Record<string, string>> = {}): void {
  const form = field.form;
  if (form) new Suggestions(form, field, (found) => choose(found, form, field), asking);
}

/** To the page of whoever was chosen. */
export function openPage(found: Found): void {
  location.assign(found.href);
}

/** To the comparison of the firms that are there already with the one that was chosen. */
export function addToComparison(found: Found, form: HTMLFormElement, field: HTMLInputElement): void {
  const address = new URL(form.action);
  for (const input of form.querySelectorAll("input")) {
    const value = input === field ? found.id : input.value;
    if (!address.searchParams.getAll(input.name).includes(value)) address.searchParams.append(input.name, value);
  }
  location.assign(address);
}

class Suggestions {
  private readonly list: HTMLUListElement;
  private readonly status = element("p", { class: "unseen", role: "status" });
  private readonly id = `suggestions-${++numbered}`;
  private found: readonly Found[] = [];
  private active = -1;
  private running: AbortController | null = null;
  private timer = 0;

  constructor(
    form: HTMLFormElement,
    private readonly field: HTMLInputElement,
    private readonly choose: (found: Found) => void,
    private readonly asking: Readonly<Record<string, string>>,
  ) {
    const label = form.querySelector("label")?.textContent ?? "";
    this.list = element("ul", { id: this.id, class: "suggestions", role: "listbox", hidden: true, "aria-label": label });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.id,
    })) field.setAttribute(name, value);
    form.append(this.list, this.status);
    field.addEventListener("input", () => this.ask());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("focus", () => this.field.value.trim() && this.ask());
    field.addEventListener("blur", () => this.close());
    // A press must not take the focus away before the click has chosen.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  private ask(): void {
    window.clearTimeout(this.timer);
    this.running?.abort();
    const text = this.field.value.trim();
    if (!text) {
      this.close();
      return;
    }
    this.timer = window.setTimeout(() => void this.fetched(text), PAUSE);
  }

  private async fetched(text: string): Promise<void> {
    const running = (this.running = new AbortController());
    const asked = new URL("/suggest", location.href);
    asked.searchParams.set("q", text);
    for (const [name, value] of Object.entries(this.asking)) asked.searchParams.set(name, value);
    for (const name of ["language", "as_of", "home", "release"]) {
      const kept = new URLSearchParams(location.search).get(name);
      if (kept) asked.searchParams.set(name, kept);
    }
    try {
      const answer = await fetch(asked, { signal: running.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const suggested = (await answer.json()) as Suggested;
      if (document.activeElement === this.field) this.show(suggested);
    } catch {
      // Left for a newer text, or the server is gone: the form can still be sent.
      if (!running.signal.aborted) this.close();
    }
  }

  private show(suggested: Suggested): void {
    this.found = suggested.found;
    this.status.textContent = suggested.said;
    this.list.replaceChildren(...this.found.map((one, place) => this.option(one, place)));
    this.mark(-1);
    this.list.hidden = this.found.length === 0;
    this.field.setAttribute("aria-expanded", String(this.found.length > 0));
  }

  private option(one: Found, place: number): HTMLLIElement {
    const made = element(
      "li",
      { role: "option", id: `${this.id}-${place}`, "aria-selected": "false" },
      nameOf(one.name),
      ...(one.other ? [" ", nameOf(one.other)] : []),
      element("span", { class: "quiet" }, ` ${one.said}`),
    );
    if (one.answers) made.classList.add("answers");
    made.addEventListener("click", () => this.choose(one));
    return made;
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return; // Enter and arrows belong to the writing of Chinese
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.ask();
      else this.step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && open) {
      const chosen = this.found[this.active];
      if (chosen) {
        event.preventDefault();
        this.choose(chosen);
      }
    }
  }

  private step(by: number): void {
    const places = this.found.length + 1; // one of them is the field itself
    this.mark(((this.active + 1 + by + places) % places) - 1);
  }

  private mark(place: number): void {
    this.active = place;
    [...this.list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
    if (place < 0) this.field.removeAttribute("aria-activedescendant");
    else {
      this.field.setAttribute("aria-activedescendant", `${this.id}-${place}`);
      this.list.children[place]?.scrollIntoView({ block: "nearest" });
    }
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.running?.abort();
    this.list.hidden = true;
    this.status.textContent = "";
    this.field.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}
