// The way to a firm's graph. Its script is large, so it is loaded when a reader asks for the graph,
// or comes by an address that has one in it.

import { element } from "./elements.js";

const STATE = "#graph";

/** Show the button that opens the graph, and open it where the address says so. */
export function offerNetwork(place: HTMLElement): void {
  const opener = place.querySelector<HTMLButtonElement>("button");
  if (!opener) return;
  place.hidden = false;
  const open = async (): Promise<void> => {
    opener.disabled = true;
    document.head.append(element("link", { rel: "stylesheet", href: "/static/network.css" }));
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
