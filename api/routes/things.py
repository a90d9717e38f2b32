"""Every name we give, followed: 303 to a document about it, in the format the visitor reads."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from api.errors import UnknownFormatError
from api.explorer.pages import POLICY, Reader
from api.linked.documents import BASE, ENDINGS, alternates, written
from api.linked.vocabulary import vocabulary
from api.negotiation import accept_of, choose
from api.routes.page_answers import LanguageQuery, ReaderDep
from api.routes.thing_pages import View, page_of_thing, said_of
from api.web.dependencies import (
    Asked,
    AskedDep,
    ReleaseDep,
    SettingsDep,
    StoredDep,
    only_known_parameters,
)
from api.web.description import files
from api.web.responses import written as answered
from graph.arguments import chosen_of
from graph.errors import UnknownThingError
from graph.questions import described

router = APIRouter(tags=["linked data"], dependencies=[Depends(only_known_parameters)])

SEE_OTHER, PERMANENT = HTTPStatus.SEE_OTHER.value, HTTPStatus.PERMANENT_REDIRECT.value
# A plain response: the answer has no body, so none is described.
MOVED: dict[str, Any] = {"status_code": SEE_OTHER, "response_class": Response}
MEDIA = tuple(ENDINGS.values())


class Seen(NamedTuple):
    """How the document about a thing is looked at: when, from where, by whom, and which part."""

    asked: Asked
    reader: Reader
    view: View


def _seen(
    request: Request,
    release: StoredDep,
    asked: AskedDep,
    reader: ReaderDep,
    view: Annotated[
        Literal["", "claims", "statements"],
        Query(description="Of a page: what is claimed, or what is stated as data."),
    ] = "",
    lens: Annotated[
        str, Query(max_length=100, description="Of claims, those behind what this definition says.")
    ] = "",
) -> Seen:
    if lens:
        chosen_of(release.knowledge.lenses, lens)  # or which there are
    computed = "release" not in request.query_params or release.computed_here
    return Seen(asked, reader, View(view, lens, computed))


SeenDep = Annotated[Seen, Depends(_seen)]


def _see(request: Request, path: str) -> Response:
    """Send a visitor from the name of a thing to the document about it (303, W3C httpRange-14)."""
    media = choose(accept_of(request.headers), MEDIA)
    ending = next(one for one, known in ENDINGS.items() if known == media)
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {"Location": f"{path}.{ending}{query}", "Vary": "Accept", "Link": alternates(path)}
    return Response(status_code=SEE_OTHER, headers=headers)


def _given(request: Request, media: str, content: bytes, release: StoredDep, path: str) -> Response:
    answer = answered(request, release, content, media)
    answer.headers["Link"] = alternates(path)
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


@router.get(
    "/ontology",
    responses=files(*MEDIA),
    summary="What the words mean",
)
def ontology(request: Request, release: ReleaseDep, language: LanguageQuery = "en") -> Response:
    """Classes, properties and codes, as a page or as RDF."""
    media = choose(accept_of(request.headers), MEDIA)
    content = vocabulary(media, Reader(language))
    answer = _given(request, media, content, release, "/ontology")
    answer.headers["Vary"] = "Accept"
    return answer


@router.get("/ontology.{ending}", responses=files(*MEDIA), summary="What the words mean")
def ontology_in(
    request: Request, release: ReleaseDep, ending: str, language: LanguageQuery = "en"
) -> Response:
    """The same in one format."""
    media = _media(ending)
    content = vocabulary(media, Reader(language))
    return _given(request, media, content, release, "/ontology")


@router.get("/ns", include_in_schema=False)
def namespace(request: Request, _: ReleaseDep, language: LanguageQuery = "en") -> Response:
    """The namespace is described by the ontology."""
    return _see(request, "/ontology")


@router.get("/id/{name:path}", summary="An entity, claim or source", **MOVED)
@router.get("/code/{name:path}", summary="A code", **MOVED)
@router.get("/lens/{name:path}", summary="A definition", **MOVED)
def thing(request: Request, release: StoredDep, name: str, _: SeenDep) -> Response:
    """Where the document about it is; 404 where nothing is stated of it."""
    if name in release.knowledge.redirects and request.url.path.startswith("/id/"):
        stays = quote(f"/id/{release.knowledge.redirects[name]}")
        return Response(status_code=PERMANENT, headers={"Location": stays})
    described(release, BASE + request.url.path)
    return _see(request, "/doc" + quote(request.url.path))


@router.get("/graph/{name:path}", summary="A graph of statements", **MOVED)
def graph(request: Request, release: StoredDep, name: str) -> Response:
    """Where all that is in it can be read; 404 where there is none of this name."""
    iri = f"{BASE}/graph/{name}"
    if not release.store.has_graph(iri):
        raise UnknownThingError(iri)
    asked = urlencode({"query": "CONSTRUCT WHERE { ?s ?p ?o }", "default-graph-uri": iri})
    return Response(status_code=SEE_OTHER, headers={"Location": f"/sparql?{asked}"})


@router.get(
    "/doc/{name:path}",
    responses=files(*MEDIA),
    summary="The document about a thing",
)
def document(
    request: Request,
    release: StoredDep,
    settings: SettingsDep,
    name: str,
    seen: SeenDep,
) -> Response:
    """A page about it, or all that is stated of it and refers to it; the ending says which."""
    stem, dot, ending = name.rpartition(".")
    if not dot or "/" in ending:  # the name of a document without the format: as the visitor reads
        described(release, f"{BASE}/{name}")
        return _see(request, "/doc/" + quote(name))
    media = _media(ending)
    found = described(release, f"{BASE}/{stem}")
    asked, reader, view = seen
    page = None
    if media == MEDIA[0]:
        page = page_of_thing(request, release, settings.published, stem, asked, reader, view)
    if page is not None:
        page.headers["Link"] = alternates("/doc/" + quote(stem))
        return page
    content = written(found, media, reader, said_of(release, stem, reader.language))
    return _given(request, media, content, release, "/doc/" + quote(stem))


def _media(ending: str) -> str:
    if ending not in ENDINGS:
        raise UnknownFormatError(ending, list(ENDINGS))
    return ENDINGS[ending]
