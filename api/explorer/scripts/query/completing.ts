// Our classes and properties, proposed while a query is written (Ctrl-Space); the server names them
// when they are asked for the first time.

import type Yasqe from "@zazuko/yasqe";

const OURS = "https://w3id.org/zizhu/ns#";
const PREFIX = "z:";

let known: Promise<readonly string[]> | null = null;

/** Let editors propose words of ours for what begins with z:, and nothing that others would be asked for. */
export function completeTerms(editors: typeof Yasqe): void {
  const terms = {
    name: "terms",
    bulk: false,
    autoShow: true, // or the editor would say in English how to ask for them
    isValidCompletionPosition: (editor: Yasqe) => editor.getCompleteToken().string.startsWith(PREFIX),
    get: async (editor: Yasqe) => {
      const begun = editor.getCompleteToken().string.toLowerCase();
      return (await (known ??= asked())).filter((term) => term.toLowerCase().startsWith(begun));
    },
  };
  editors.registerAutocompleter(terms, false);
  // The others ask services elsewhere. Lists are joined place by place with an editor's own settings.
  editors.defaults.autocompleters = ["variables", "terms"];
}

async function asked(): Promise<readonly string[]> {
  try {
    const answer = await fetch("/ontology.jsonld");
    if (!answer.ok) throw new Error(String(answer.status));
    const nodes = (await answer.json()) as readonly { readonly "@id"?: string }[];
    return nodes
      .flatMap((node) => (node["@id"]?.startsWith(OURS) ? [PREFIX + node["@id"].slice(OURS.length)] : []))
      .sort();
  } catch {
    known = null; // asked again the next time
    return [];
  }
}
