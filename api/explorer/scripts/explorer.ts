// What every page loads: suggestions in the search field, on a firm's page the way to its graph,
// and on the page for queries the editor. Pages are whole without any of it.

import { suggesting } from "./suggestions.js";
import { offerEditor, offerNetwork } from "./offered.js";

for (const form of document.querySelectorAll<HTMLFormElement>("form.find")) suggesting(form);
for (const place of document.querySelectorAll<HTMLElement>("[data-diagram]")) offerNetwork(place);
for (const form of document.querySelectorAll<HTMLFormElement>("form.query")) void offerEditor(form);
