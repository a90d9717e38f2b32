"""The explorer's pages: HTML for people. Addresses of things are those of linked data."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.explorer import diagram as diagrams
from api.explorer import suggesting
from api.explorer.comparing import MOST, comparison
from api.explorer.home import by_kind
from api.explorer.pages import static
from api.harmless import as_json
from api.routes.explored import LONG, LanguageQuery, reading, shown
from api.routes.ways import WAYS
from api.views.wording import up_to
from api.web.dependencies import AskedDep, Basis, ReleaseDep, StoredDep, only_known_parameters
from api.web.packed import packed
from api.web.responses import JSON, written
from graph import questions

MOST_OPENED = 40  # parties that one address opens

router = APIRouter(tags=["explorer"], dependencies=[Depends(only_known_parameters)])


@router.get("/search", summary="Found by a name, for people", include_in_schema=False)
def search(
    request: Request,
    release: StoredDep,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    language: LanguageQuery = "en",
) -> Response:
    """Who answers to a name in any script."""
    matches = questions.search(release, q, 30)
    return shown(
        request, release, "search", reading(request, release, language), asked=q, matches=matches
    )


@router.get("/suggest", summary="Who may be meant", include_in_schema=False)
def suggest(
    request: Request,
    release: StoredDep,
    asked: AskedDep,  # for the links of what is found
    q: Annotated[str, Query(min_length=1, max_length=200)],
    language: LanguageQuery = "en",
) -> Response:
    """Whom a name still being written may mean, for the search field."""
    found = suggesting.document(release, q, reading(request, release, language))
    return written(request, release, as_json(found), JSON)


@router.get("/diagram/{firm}", summary="Its surroundings, hop by hop", include_in_schema=False)
def diagram(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, Path(max_length=200)],
    asked: AskedDep,
    basis: Basis = "economic",
    hops: Annotated[int, Query(ge=1, le=9)] = 1,
    opened: Annotated[list[str] | None, Query(max_length=MOST_OPENED)] = None,
    most: Annotated[int, Query(ge=1, le=2000)] = 60,
    without: Annotated[list[str] | None, Query(max_length=9)] = None,
    language: LanguageQuery = "en",
) -> Response:
    """Parties with their places and links in words, as the script of a firm's page draws them."""
    found = questions.diagram(
        release, firm, basis=basis, as_of=asked.as_of, home=asked.home, language=language,
        hops=hops, opened=opened or (), most=most, without=without or (),
    )  # fmt: skip
    reader = reading(request, release, language)
    return written(request, release, as_json(diagrams.document(release, found, reader)), JSON)


@router.get("/compare", summary="Firms side by side, for people", include_in_schema=False)
def compare(
    request: Request,
    release: ReleaseDep,
    asked: AskedDep,
    id: Annotated[list[str] | None, Query(max_length=MOST)] = None,
    language: LanguageQuery = "en",
) -> Response:
    """A line for each definition, those that divide the firms first."""
    found = comparison(release, id or (), as_of=asked.as_of, home=asked.home)
    return shown(request, release, "compare", reading(request, release, language), found=found)


@router.get("/lenses", summary="Definitions in use, for people", include_in_schema=False)
def lenses(request: Request, release: StoredDep, language: LanguageQuery = "en") -> Response:
    """Every definition in words, with whose it is."""
    found = questions.lenses(release)
    return shown(request, release, "lenses", reading(request, release, language), lenses=found)


LENS = "ultimate-ownership"  # the definition the editor begins with


@router.get("/lenses/edit", summary="A definition changed, for people", include_in_schema=False)
def edit(
    request: Request,
    release: ReleaseDep,
    asked: AskedDep,
    lens: Annotated[str, Query(max_length=100)] = LENS,
    threshold: Annotated[str, Query(max_length=40)] = "",
    inclusive: Annotated[str, Query(max_length=40)] = "",
    associated: Annotated[str, Query(max_length=40)] = "",
    contracts: Annotated[str, Query(max_length=40)] = "",
    rest: Annotated[str, Query(max_length=40)] = "",
    language: LanguageQuery = "en",
) -> Response:
    """A definition with its settings in a form; what it says of the firms, before and after."""
    edits = questions.Edits(threshold, inclusive, associated, contracts, rest)
    found = questions.edited_lens(
        release, lens or LENS, edits, as_of=asked.as_of or None, home=asked.home or None
    )
    return shown(
        request, release, "lens-edit", reading(request, release, language),
        edited=found, lenses=questions.lenses(release), as_of=asked.as_of,
    )  # fmt: skip


@router.get("/method", summary="How the numbers are made", include_in_schema=False)
def method(request: Request, release: StoredDep, language: LanguageQuery = "en") -> Response:
    """Measures, horizons, rules, formulas and references, from the ontology and the code."""
    found = questions.method(release)
    return shown(request, release, "method", reading(request, release, language), method=found)


@router.get("/indicators", summary="What policies watch, for people", include_in_schema=False)
def indicators(request: Request, release: StoredDep, language: LanguageQuery = "en") -> Response:
    """Indicators with their aims and the figures seen."""
    found = questions.indicators(release)
    reader = reading(request, release, language)
    return shown(request, release, "indicators", reader, indicators=found)


@router.get("/data", summary="The release and the ways in, for people", include_in_schema=False)
def data(request: Request, release: StoredDep, language: LanguageQuery = "en") -> Response:
    """What is held, and every way to it."""
    known = release.knowledge
    counts = {
        "claims": len(known.claims),
        "entities": len(known.entities),
        "sources": len(known.sources),
    }
    return shown(
        request, release, "data", reading(request, release, language),
        id=release.id, counts=counts, ways=WAYS, days=up_to(release.days),
        kinds=by_kind(release),
    )  # fmt: skip


@router.get("/static/{name}", include_in_schema=False)
def loaded(request: Request, name: Annotated[str, Path(max_length=60)]) -> Response:
    """Styles and scripts of the pages."""
    found = static(name)
    if found is None:
        return Response(status_code=HTTPStatus.NOT_FOUND)
    content, media = found
    plain = Response(content, media_type=media, headers=LONG)
    raw, sent = packed(plain.raw_headers, content, request.headers)
    answer = Response(sent)
    answer.raw_headers = raw
    return answer
