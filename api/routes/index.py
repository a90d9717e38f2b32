"""The ways in, listed."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Depends, Request, Response

from api.explorer.home import home_page
from api.explorer.pages import POLICY, Reader, page
from api.harmless import as_json
from api.linked.documents import HTML
from api.negotiation import accept_of, choose
from api.routes.page_answers import LanguageQuery, page_answer, reader_of
from api.routes.ways import WAYS
from api.views.wording import up_to
from api.web.dependencies import (
    Asked,
    AskedDep,
    ReleaseQuery,
    computed_release,
    only_known_parameters,
    served,
    stored_release,
)
from api.web.description import files
from api.web.responses import JSON, content_tag, written
from graph.answers.languages import Language
from graph.arguments import days_of
from graph.releases.release import Release

router = APIRouter(tags=["index"])
KNOWN = [Depends(only_known_parameters)]

PERMANENT = HTTPStatus.PERMANENT_REDIRECT.value
LASTING = {"Cache-Control": "public, max-age=86400"}
ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /sparql
Disallow: /reconcile
Allow: /
"""
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="5" cy="5" r="3"/>'
    '<circle cx="11" cy="12" r="3"/><path d="M5 5 11 12" stroke="#000"/></svg>'
)

#: What is asked with a body.
POSTED = {
    "whom a list reaches": "/api/screen",
    "how much of production is domestic": "/api/production",
    "what if": "/api/whatif",
    "how domestic, on a graph of your own": "/api/classify",
}


@router.get("/", include_in_schema=False, dependencies=KNOWN)
def first(
    request: Request, asked: AskedDep, wanted: ReleaseQuery = None, language: LanguageQuery = "en"
) -> Response:
    """The first page of the explorer for whoever reads pages; the ways in for everybody else."""
    reads = choose(accept_of(request.headers), (JSON, HTML))
    if served(request).release is None and wanted is None:
        answer = index(request)  # a server without a release still says what there is
    else:
        release = computed_release(wanted, stored_release(request, wanted))
        answer = index(request) if reads == JSON else _page(request, release, asked, language)
    answer.headers["Vary"] = "Accept"
    return answer


def _page(request: Request, release: Release, asked: Asked, language: Language) -> Response:
    found = home_page(release, as_of=asked.as_of, home=asked.home, language=language)
    return page_answer(
        request, release, "home", reader_of(request, release, asked, language),
        **found._asdict(), days=up_to(days_of(release, asked.as_of)), home=asked.home,
    )  # fmt: skip


@router.get("/api", summary="The ways in", dependencies=KNOWN)
def index(request: Request) -> Response:
    """What there is to ask, and where."""
    release, settings = served(request).release, served(request).settings
    body = {
        "zizhu": "How domestic is this firm, by whose definition, and what would settle it?",
        "release": release.id if release else None,
        "data_date": release.data_date.isoformat() if release else None,
        "days": release.days.written() if release else None,
        "of one release": "?release={id}",  # at every address that answers from one
        "corrections": settings.corrections,  # where they are sent; null: nobody said
        "ways": WAYS,
        "posted": POSTED,
    }
    content = as_json(body)
    if release is None:
        return Response(content, media_type=JSON)
    answer = written(request, release, content, JSON)
    # By what it says: its ways are those of this version of the program.
    answer.headers["ETag"] = content_tag(content)
    return answer


@router.get("/openapi.json", include_in_schema=False)
def description() -> Response:
    """Where tools look for the description."""
    return Response(status_code=PERMANENT, headers={"Location": "/api/openapi.json"})


@router.get("/docs", summary="Every way in", responses=files(HTML), dependencies=KNOWN)
def described(request: Request, language: LanguageQuery = "en") -> Response:
    """The description of the addresses, for people; no script, nothing from elsewhere."""
    content = page("docs", Reader(language), "/docs", about=request.app.openapi())
    return Response(content, media_type=HTML, headers={"Content-Security-Policy": POLICY})


@router.get("/robots.txt", include_in_schema=False)
def robots() -> Response:
    """What crawlers may read: documents, not what is computed for each who asks."""
    return Response(ROBOTS, media_type="text/plain; charset=utf-8", headers=LASTING)


@router.get("/favicon.ico", include_in_schema=False)
def icon() -> Response:
    """A small drawing, so that no browser's question for one ends in an error."""
    return Response(ICON, media_type="image/svg+xml", headers=LASTING)
