"""Charts of figures and of calculations, as pictures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.exports import MEDIA as EXPORTS
from api.exports import export_chart
from api.negotiation import accept_of, choose
from api.routes.figures import AboutQuery, KindsQuery, NamesQuery
from api.web.dependencies import PageLanguage, ReleaseDep, StoredDep
from api.web.description import files
from api.web.responses import drawing
from graph.answers.chart import Chart
from graph.answers.drawn import DRAWN, Drawn
from graph.answers.picture import Width
from graph.questions import calculation_chart, figures_chart
from graph.releases.release import Release

router = APIRouter(tags=["definitions"])

MEDIA = {one: EXPORTS[one] for one in DRAWN}

ChartWidth = Annotated[
    Width, Query(description="Two columns of a journal (180 mm), or one (88 mm).")
]


@router.get(
    "/figures.{format}", responses=files(*MEDIA.values()), summary="Figures side by side, drawn"
)
def figures_drawn(
    request: Request,
    release: StoredDep,
    format: Drawn,
    name: NamesQuery,
    about: AboutQuery = None,
    kind: KindsQuery = None,
    language: PageLanguage = "en",
    width: ChartWidth = "double",
) -> Response:
    """A scale for each unit and whole; a line joins only years that are counted alike."""
    found = figures_chart(release, name, about=about, kinds=kind or (), language=language)
    return _drawn(request, release, found, format, width)


@router.get(
    "/calculations.{format}", responses=files(*MEDIA.values()), summary="A calculation, drawn"
)
def calculation_drawn(
    request: Request,
    release: ReleaseDep,
    format: Drawn,
    name: Annotated[str, Query(description="Which.", examples=["foreign-dependency"])],
    language: PageLanguage = "en",
    width: ChartWidth = "double",
) -> Response:
    """A frame for each basis over years, in every form, with the aims in the years they are due."""
    found = calculation_chart(release, name, language=language)
    return _drawn(request, release, found, format, width)


def _drawn(
    request: Request, release: Release, chart: Chart, format: Drawn, width: Width
) -> Response:
    media = choose(accept_of(request.headers), (MEDIA[format],))
    return drawing(request, release, export_chart(chart, format, width), media)
