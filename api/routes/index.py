"""The ways in, listed."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request, Response

from api.web.dependencies import served
from api.web.responses import JSON

router = APIRouter(tags=["index"])

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
    "health": "/healthz",
    "readiness": "/readyz",
}

#: What is asked with a body.
POSTED = {
    "whom a list reaches": "/api/screen",
    "what if": "/api/whatif",
    "how domestic, on a graph of your own": "/api/classify",
}


@router.get("/", summary="The ways in", include_in_schema=False)
@router.get("/api", summary="The ways in")
def index(request: Request) -> Response:
    """What there is to ask, and where."""
    release = served(request).release
    body = {
        "zizhu": "How domestic is this firm, by whose definition, and what would settle it?",
        "release": release.id if release else None,
        "data_date": release.data_date.isoformat() if release else None,
        "days": release.days.written() if release else None,
        "ways": WAYS,
        "posted": POSTED,
    }
    return Response(msgspec.json.encode(body), media_type=JSON)
