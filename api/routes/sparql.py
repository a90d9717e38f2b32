"""``/sparql``: the SPARQL 1.1 Protocol, read only."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.errors import BadRequestError, TooLargeError, UnknownExampleError
from api.explorer.pages import POLICY, Reader, page
from api.linked.documents import HTML
from api.negotiation import accept_of, choose
from api.settings import Settings
from api.sparql.protocol import (
    DESCRIPTIONS,
    GRAPHS,
    NAMED,
    RESULTS,
    description,
    guarded,
    media,
    most_bytes,
    read,
)
from api.sparql.workers import Workers
from api.web.dependencies import QueriedDep, SettingsDep, WorkersDep, queried_release
from api.web.description import files
from api.web.leaving import while_connected
from api.web.pieces import FileAnswer
from api.web.responses import entity_tag, has_tag, if_none_match, own_alone, written
from api.web.targets import own_address
from graph.releases.release import Release
from ontology.examples import examples
from ontology.terms import nearest

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
        {
            "name": "format",
            "in": "query",
            "schema": {"type": "string", "enum": sorted(NAMED)},
            "description": "How the answer is written, where an address is all that can be given.",
        },
        {
            "name": "example",
            "in": "query",
            "schema": {"type": "string", "enum": [one.name for one in examples()]},
            "description": "Of the page for browsers, which question stands on it.",
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
    request: Request, release: QueriedDep, workers: WorkersDep, settings: SettingsDep
) -> Response:
    """The answer to a query; without one, what this service can do."""
    return await _answer(request, release, workers, settings, b"")


@router.post("/sparql", responses=WRITTEN, openapi_extra=BODIES, summary="Query, in the body")
async def posted(
    request: Request, release: QueriedDep, workers: WorkersDep, settings: SettingsDep
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
    release = queried_release(request, asked.release)
    accept = accept_of(request.headers)
    address, told = own_address(request.url, settings.address)
    endpoint = f"{address}/sparql"
    if asked.query is None:
        return await _described(request, release, workers, endpoint, told=told, format=asked.format)
    safe = guarded(asked, longest=longest, deepest=settings.query_depth, base=endpoint)
    wanted = media(safe.form, accept, asked.format)
    headers = {"Zizhu-Release": release.id, "Vary": "Accept"}
    if safe.changes:
        headers["Cache-Control"] = "no-store"
    elif request.method == "GET":
        # Relative names in it are relative to the address that the visitor knows us by.
        headers["ETag"] = entity_tag(release.id, request, f"{wanted} {endpoint}")
        if has_tag(if_none_match(request), headers["ETag"]):
            return Response(status_code=304, headers=headers)
    visitor = str(request.scope.get("visitor") or "")
    file = await while_connected(request.receive, workers.written(safe, wanted, visitor))
    return FileAnswer(file, wanted, headers)


async def _described(
    request: Request,
    release: Release,
    workers: Workers,
    endpoint: str,
    *,
    told: bool,
    format: str | None = None,
) -> Response:
    """What the service can do; for a browser, a page to ask on."""
    accept = accept_of(request.headers)
    offers = (*DESCRIPTIONS, HTML)
    best = NAMED.get(format, "") if format else choose(accept, offers)
    if best == HTML:
        answer = written(request, release, _page(request, release), HTML)
        answer.headers["Content-Security-Policy"] = POLICY
        return _varies(answer)
    if best not in DESCRIPTIONS:
        raise BadRequestError(f"format {format!r} is none for a description of the service")
    told_of = description(release, await workers.graphs(), endpoint, best)
    answer = written(request, release, told_of, best)
    if told:
        own_alone(answer)
    return _varies(answer)


def _page(request: Request, release: Release) -> bytes:
    """The page to ask on, with an example on it where the address names one."""
    asked = request.query_params
    known = {one.name: one for one in examples()}
    name = asked.get("example")
    if name is not None and name not in known:
        raise UnknownExampleError(name, nearest(name, known))
    reader = Reader(
        "zh" if asked.get("language") == "zh" else "en", asked=(("example", name),) if name else ()
    )
    given = {"examples": known.values(), "first": examples()[0], "chosen": known.get(name or "")}
    return page("query", reader, "/sparql", release=release, **given)


@router.get("/.well-known/void", responses=WRITTEN, summary="What data there is, described")
async def void(
    request: Request, release: QueriedDep, workers: WorkersDep, settings: SettingsDep
) -> Response:
    """The description of the data set, where crawlers look for it (VoID, section 7.2)."""
    address, told = own_address(request.url, settings.address)
    return await _described(request, release, workers, f"{address}/sparql", told=told)


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
