"""Every way in, and its address."""

from __future__ import annotations

FIRM = "/api/entities/{id}"
WAYS = {
    "find an entity": "/api/entities?q={text}",
    "an entity": FIRM,
    "the one page on it": f"{FIRM}/answer",
    "what is claimed of it": f"{FIRM}/claims",
    "how domestic, by whose definition": f"{FIRM}/classification",
    "who owns it in the end": f"{FIRM}/owners",
    "who controls it": f"{FIRM}/controllers",
    "by which chains": f"{FIRM}/chains?from={{id}}",
    "by which stakes, money and programmes": f"{FIRM}/paths?from=state",
    "its score, end by end": f"{FIRM}/score",
    "what would settle it": f"{FIRM}/unknowns",
    "which labels hold": f"{FIRM}/labels",
    "draw, export": f"{FIRM}/network?format={{json|graphml|gexf|dot|svg|png|pdf}}",
    "the file on it": f"{FIRM}/dossier",
    "every firm at once": "/api/measures?limit=100&offset=0",
    "side by side": "/api/compare?id={id}&id={id}",
    "why the verdict changed": "/api/diff?firm={id}&from=2014-12-31",
    "every label": "/api/labels",
    "definitions in use": "/api/lenses",
    "definitions in the documents": "/api/definitions",
    "every name followed": "/id/{id}",
    "what the words mean": "/ontology",
    "the release": "/api/release",
    "a source": "/api/sources/{id}",
    "spreadsheets matched": "/reconcile",
    "SPARQL": "/sparql",
    "described for machines": "/api/openapi.json",
    "described for people": "/docs",
    "health": "/healthz",
    "readiness": "/readyz",
}
