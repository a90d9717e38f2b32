// What every page loads: suggestions in the search field and in the field that adds a firm to a
// comparison, on a firm's page the way to its graph, and on the page for queries the editor. Pages are
// whole without any of it.

import { offerEditor, offerNetwork } from "./offered.js";
import { addToComparison, openPage, suggestUnder } from "./suggestions.js";

for (const field of document.querySelectorAll<HTMLInputElement>("form.find input[type=search]")) {
  suggestUnder(field, openPage);
}
for (const field of document.querySelectorAll<HTMLInputElement>("form.adding #add")) {
  suggestUnder(field, addToComparison, { firms: "true" });
}
for (const place of document.querySelectorAll<HTMLElement>("[data-diagram]")) offerNetwork(place);
for (const form of document.querySelectorAll<HTMLFormElement>("form.query")) void offerEditor(form);
