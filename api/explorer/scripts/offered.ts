// What is large is loaded only where it is used: a firm's graph when a reader asks for it, or comes
// by an address that has one in it, and the editor of queries on its own page.

import { element } from "./elements.js";

const STATE = "#graph";

/** Show the button that opens the graph, and open it where the address says so. */
export function offerNetwork(place: HTMLElement): void {
  const opener = place.querySelector<HTMLButtonElement>("button");
  if (!opener) return;
  place.hidden = false;
  const open = async (): Promise<void> => {
    opener.disabled = true;
    styled("network.css");
    try {
      const { openNetwork } = await import("./network.js");
      opener.hidden = true;
      openNetwork(place);
    } catch {
      opener.disabled = false; // the file did not come; it can be asked for again
    }
  };
  opener.addEventListener("click", () => void open());
  if (location.hash.startsWith(STATE)) void open();
}

/** Put the editor in the place of the plain field, which stays where the file does not come. */
export async function offerEditor(form: HTMLFormElement): Promise<void> {
  styled("query.css");
  styled("editor.css");
  const { openEditor } = await import("./query.js");
  openEditor(form);
}

function styled(file: string): void {
  document.head.append(element("link", { rel: "stylesheet", href: `/static/${file}` }));
}
