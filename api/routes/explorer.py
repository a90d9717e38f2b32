"""The explorer's pages: HTML for people. Addresses of things are those of linked data."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.explorer import diagram as diagrams
from api.explorer import suggestions
from api.explorer.comparing import MOST_FIRMS, comparison
from api.explorer.definitions import ANSWERS, atlas
from api.explorer.home import by_kind
from api.explorer.pages import static
from api.harmless import as_json
from api.routes.page_answers import ReaderDep, page_answer
from api.routes.ways import WAYS
from api.views.wording import up_to
from api.web.dependencies import AskedDep, Basis, ReleaseDep, StoredDep, only_known_parameters
from api.web.packed import packed
from api.web.responses import JSON, written
from graph import questions
from graph.answers.diagram import HOPS, LINK_KINDS, MOST
from graph.arguments import days_of
from graph.triples.imports import IMPORTS
from ontology.calculations import calculations

MOST_OPENED = 40  # parties that one address opens
SHOWN = 500  # refusals of one import; the release has them all
LENS = "ultimate-ownership"  # the definition the editor begins with
LONG = {"Cache-Control": "public, max-age=3600"}

router = APIRouter(tags=["explorer"], dependencies=[Depends(only_known_parameters)])


@router.get("/search", summary="Found by a name, for people", include_in_schema=False)
def search(
    request: Request,
    release: StoredDep,
    asked: AskedDep,  # for the links of what is found
    reader: ReaderDep,
    q: Annotated[str, Query(min_length=1, max_length=200)],
) -> Response:
    """Who answers to a name in any script."""
    matches = questions.search(release, q, 30)
    return page_answer(request, release, "search", reader, asked=q, matches=matches)


@router.get("/suggest", summary="Who may be meant", include_in_schema=False)
def suggest(
    request: Request,
    release: StoredDep,
    asked: AskedDep,  # for the links of what is found
    reader: ReaderDep,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    firms: bool = False,
) -> Response:
    """Whom a name still being written may mean, for a field of a page; ``firms``: nobody else."""
    found = suggestions.document(release, q, reader, firms_only=firms)
    return written(request, release, as_json(found), JSON)


@router.get("/diagram/{firm}", summary="Its surroundings, hop by hop", include_in_schema=False)
def diagram(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, Path(max_length=200)],
    asked: AskedDep,
    reader: ReaderDep,
    basis: Basis = "economic",
    hops: Annotated[int, Query(ge=1, le=HOPS)] = 1,
    opened: Annotated[list[str] | None, Query(max_length=MOST_OPENED)] = None,
    most: Annotated[int, Query(ge=1, le=MOST)] = 60,
    without: Annotated[list[str] | None, Query(max_length=len(LINK_KINDS))] = None,
) -> Response:
    """Parties with their places and links in words, as the script of a firm's page draws them."""
    found = questions.diagram(
        release, firm, basis=basis, as_of=asked.as_of, home=asked.home, language=reader.language,
        hops=hops, opened=opened or (), most=most, without=without or (),
    )  # fmt: skip
    return written(request, release, as_json(diagrams.document(release, found, reader)), JSON)


@router.get("/compare", summary="Firms side by side, for people", include_in_schema=False)
def compare(
    request: Request,
    release: ReleaseDep,
    asked: AskedDep,
    reader: ReaderDep,
    id: Annotated[list[str] | None, Query(max_length=MOST_FIRMS)] = None,
) -> Response:
    """A line for each definition, those that divide the firms first."""
    found = comparison(release, id or (), as_of=asked.as_of, home=asked.home)
    return page_answer(
        request, release, "compare", reader,
        found=found, days=up_to(days_of(release, asked.as_of)), home=asked.home or release.home,
    )  # fmt: skip


@router.get("/lenses", summary="Definitions in use, for people", include_in_schema=False)
def lenses(request: Request, release: StoredDep, reader: ReaderDep) -> Response:
    """Every definition in words, with whose it is."""
    found = questions.lenses(release)
    return page_answer(request, release, "lenses", reader, lenses=found)


@router.get("/definitions", summary="Definitions of the documents", include_in_schema=False)
def documents_definitions(
    request: Request, release: ReleaseDep, asked: AskedDep, reader: ReaderDep
) -> Response:
    """Every definition of the documents: what computes it, and which answer otherwise."""
    found = atlas(release, asked.as_of, asked.home)
    names = {one.id: one.name for one in calculations().values()}
    return page_answer(
        request, release, "definitions", reader, atlas=found, names=names, most=ANSWERS
    )


@router.get("/lenses/edit", summary="A definition changed, for people", include_in_schema=False)
def edit(
    request: Request,
    release: ReleaseDep,
    asked: AskedDep,
    reader: ReaderDep,
    lens: Annotated[str, Query(max_length=100)] = LENS,
    threshold: Annotated[str, Query(max_length=40)] = "",
    inclusive: Annotated[str, Query(max_length=40)] = "",
    associated: Annotated[str, Query(max_length=40)] = "",
    contracts: Annotated[str, Query(max_length=40)] = "",
    rest: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """A definition with its settings in a form; what it says of the firms, before and after."""
    edits = questions.Edits(threshold, inclusive, associated, contracts, rest)
    found = questions.edited_lens(release, lens or LENS, edits, as_of=asked.as_of, home=asked.home)
    return page_answer(
        request, release, "lens-edit", reader,
        edited=found, lenses=questions.lenses(release), days=up_to(days_of(release, asked.as_of)),
    )  # fmt: skip


@router.get("/method", summary="How the numbers are made", include_in_schema=False)
def method(request: Request, release: StoredDep, reader: ReaderDep) -> Response:
    """Measures, horizons, rules, formulas and references, from the ontology and the code."""
    found = questions.method(release)
    return page_answer(request, release, "method", reader, method=found)


@router.get("/data", summary="The release and the ways in, for people", include_in_schema=False)
def data(request: Request, release: StoredDep, reader: ReaderDep) -> Response:
    """What is held, and every way to it."""
    known = release.knowledge
    counts = {
        "claims": len(known.claims),
        "entities": len(known.entities),
        "sources": len(known.sources),
    }
    return page_answer(
        request, release, "data", reader,
        id=release.id, counts=counts, ways=WAYS, days=up_to(release.days),
        kinds=by_kind(release),
    )  # fmt: skip


@router.get("/imports", summary="What was imported, for people", include_in_schema=False)
def imports(request: Request, release: StoredDep, reader: ReaderDep) -> Response:
    """Every data set that was imported: its licence, its day, its counts and what was refused."""
    return page_answer(
        request, release, "imports", reader, imports=release.imports, graph=IMPORTS, most=SHOWN
    )


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
