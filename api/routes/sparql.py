"""``/sparql``: the SPARQL 1.1 Protocol, read only."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.errors import TooLargeError
from api.negotiation import choose
from api.settings import Settings
from api.sparql.protocol import (
    DESCRIPTIONS,
    GRAPHS,
    RESULTS,
    description,
    guarded,
    media,
    most_bytes,
    read,
)
from api.sparql.workers import Workers
from api.web.dependencies import ReleaseDep, SettingsDep, WorkersDep
from api.web.description import files
from api.web.leaving import while_connected
from api.web.responses import unchanged, written
from graph.releases.release import Release

router = APIRouter(tags=["SPARQL"])

PARAMETERS = {
    "parameters": [
        {
            "name": "query",
            "in": "query",
            "schema": {"type": "string"},
            "description": "Without it, the service description.",
            "example": "SELECT ?firm ?verdict WHERE { ?a a z:Assessment ; z:firm ?firm ; "
            "z:verdict ?verdict } LIMIT 10",
        },
        *(
            {"name": f"{kind}-graph-uri", "in": "query", "schema": {"type": "string"}}
            for kind in ("default", "named")
        ),
    ]
}
BODIES = {
    "requestBody": {
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}},
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": {"query": {"type": "string"}}}
            },
        }
    }
}
WRITTEN = files(*RESULTS, *GRAPHS)


@router.get("/sparql", responses=WRITTEN, openapi_extra=PARAMETERS, summary="Query")
async def query(
    request: Request, release: ReleaseDep, workers: WorkersDep, settings: SettingsDep
) -> Response:
    """The answer to a query; without one, what this service can do."""
    return await _answer(request, release, workers, settings, b"")


@router.post("/sparql", responses=WRITTEN, openapi_extra=BODIES, summary="Query, in the body")
async def posted(
    request: Request, release: ReleaseDep, workers: WorkersDep, settings: SettingsDep
) -> Response:
    """The same for a query too long for an address."""
    body = await _body(request, most_bytes(settings.query_length))
    return await _answer(request, release, workers, settings, body)


async def _answer(
    request: Request, release: Release, workers: Workers, settings: Settings, body: bytes
) -> Response:
    content_type = request.headers.get("content-type", "")
    longest = settings.query_length
    asked = read(request.method, request.url.query, content_type, body, longest=longest)
    accept = request.headers.get("accept")
    if asked.query is None:
        best = choose(accept, DESCRIPTIONS)
        about = description(release, str(request.url.replace(query="")), best)
        return _varies(written(request, release, about, best))
    safe = guarded(asked, longest=longest, deepest=settings.query_depth)
    wanted = media(safe.form, accept)
    known = unchanged(request, release, wanted)
    if known is not None:
        return _varies(known)
    content = await while_connected(request.receive, workers.answer(safe, wanted))
    return _varies(written(request, release, content, wanted))


def _varies(response: Response) -> Response:
    response.headers["Vary"] = "Accept"
    return response


async def _body(request: Request, most: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLargeError(f"the body has more than the {most} bytes that are read")
    return bytes(body)
