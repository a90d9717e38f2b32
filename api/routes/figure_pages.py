"""Pages of figures, for people: indicators, figures side by side, and calculations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from api.explorer.figures import calculation_page, figure_page, indicator_list
from api.routes.page_answers import ReaderDep, page_answer
from api.web.dependencies import ReleaseDep, StoredDep, only_known_parameters
from graph import questions

router = APIRouter(tags=["explorer"], dependencies=[Depends(only_known_parameters)])


@router.get("/indicators", summary="What policies watch, for people", include_in_schema=False)
def indicators(request: Request, release: StoredDep, reader: ReaderDep) -> Response:
    """Indicators with their aims, each with a page of its own."""
    found = indicator_list(release, reader.language)
    return page_answer(request, release, "indicators", reader, found=found)


@router.get("/indicators/{name}", summary="Figures side by side", include_in_schema=False)
def indicator(
    request: Request,
    release: StoredDep,
    reader: ReaderDep,
    name: Annotated[str, Path(max_length=200)],
) -> Response:
    """Figures of an indicator or a topic: drawn, in a table, and two at a time in words."""
    found = figure_page(release, (name,), reader.language)
    return page_answer(request, release, "indicator", reader, shown=found, name=name)


@router.get("/calculations", summary="What series come to, for people", include_in_schema=False)
def calculations(request: Request, release: StoredDep, reader: ReaderDep) -> Response:
    """Every calculation of which figures are here."""
    found = questions.calculate(release, language=reader.language)
    return page_answer(request, release, "calculations", reader, calculations=found)


@router.get("/calculations/{name}", summary="A calculation", include_in_schema=False)
def calculation(
    request: Request,
    release: ReleaseDep,
    reader: ReaderDep,
    name: Annotated[str, Path(max_length=200)],
) -> Response:
    """A calculation on every basis: drawn, and each number with the figures behind it."""
    found = calculation_page(release, name, reader.language)
    return page_answer(request, release, "calculation", reader, shown=found)
