// What every page loads: suggestions in the search field, and, on a firm's page, the way to its
// graph. Pages are whole without any of it.

import { suggesting } from "./suggestions.js";
import { offerNetwork } from "./offered.js";

for (const form of document.querySelectorAll<HTMLFormElement>("form.find")) suggesting(form);
for (const place of document.querySelectorAll<HTMLElement>("[data-diagram]")) offerNetwork(place);
