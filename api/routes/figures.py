"""Indicators, their figures side by side, what series come to, and all figures as one table."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.harmless import as_json
from api.negotiation import accept_of, choose
from api.web.dependencies import ReleaseDep, StoredDep
from api.web.description import files, many, one
from api.web.responses import JSON, respond, written
from graph.answers.indicators import FiguresSideBySide, IndicatorFigures
from graph.answers.reliance import Reliance
from graph.claims.figure_kinds import FIGURE_KINDS, FigureKind
from graph.questions import (
    calculate,
    figures_csv,
    figures_csv_metadata,
    indicator,
    indicators,
)

router = APIRouter(tags=["definitions"])

CSV = "text/csv"
CSVW = "application/csvm+json"
TABLE = "figures.csv"
MOST_NAMES = 20

IndicatorPath = Path(
    description="An indicator, a definition, a programme, a figure, or a topic.",
    examples=["chip-targets", "chip-market-value", "made-in-china-2025"],
)
NamesQuery = Annotated[
    list[str],
    Query(
        max_length=MOST_NAMES,
        description="An indicator, a definition, a programme, a figure or a topic; "
        f"repeat for several, at most {MOST_NAMES}.",
        examples=[["chip-targets"]],
    ),
]
AboutQuery = Annotated[str | None, Query(description="Only figures about this entity.")]
KindsQuery = Annotated[
    list[FigureKind] | None,
    Query(
        max_length=len(FIGURE_KINDS),
        description=f"Only these kinds, at most {len(FIGURE_KINDS)}; repeat for several.",
    ),
]


@router.get("/indicators", responses=many(IndicatorFigures), summary="Indicators with figures")
def all_indicators(
    request: Request,
    release: StoredDep,
    programme: Annotated[
        str | None, Query(description="Only those that this programme watches or has an aim for.")
    ] = None,
    about: Annotated[
        str | None, Query(description="Only those with figures about this entity, and only these.")
    ] = None,
) -> Response:
    """Every quantity that a policy or an author watches, with aims and figures."""
    return respond(request, release, indicators(release, programme, about))


@router.get("/indicators/{name}", responses=one(FiguresSideBySide), summary="One indicator")
def one_indicator(
    request: Request, release: StoredDep, name: Annotated[str, IndicatorPath]
) -> Response:
    """Its aims and figures, and in words why two of them contradict each other or do not."""
    return respond(request, release, indicator(release, (name,)))


@router.get("/figures", responses=one(FiguresSideBySide), summary="Figures side by side")
def side_by_side(
    request: Request,
    release: StoredDep,
    name: NamesQuery,
    about: AboutQuery = None,
    kind: KindsQuery = None,
) -> Response:
    """Figures of several indicators, aims first, and why two of them contradict or do not."""
    return respond(request, release, indicator(release, name, about=about, kinds=kind or ()))


@router.get("/calculations", responses=many(Reliance), summary="What series come to")
def calculations(
    request: Request,
    release: ReleaseDep,
    name: Annotated[
        str | None, Query(description="Only this one.", examples=["foreign-dependency"])
    ] = None,
) -> Response:
    """A part over a whole, on every basis, beside the aims; each number with its figures."""
    return respond(request, release, calculate(release, name))


@router.get(f"/{TABLE}", responses=files(CSV), summary="All figures as one table")
def table(request: Request, release: StoredDep) -> Response:
    """A row a cell of the data cube; its columns are described under ``-metadata.json``."""
    media = choose(accept_of(request.headers), (CSV,))
    answer = written(request, release, figures_csv(release).encode(), media)
    answer.headers["Link"] = f'<{TABLE}-metadata.json>; rel="describedby"; type="{CSVW}"'
    return answer


@router.get(
    f"/{TABLE}-metadata.json", responses=files(CSVW, JSON), summary="The columns of that table"
)
def table_metadata(request: Request, release: StoredDep) -> Response:
    """The description of the table by CSV on the Web (CSVW)."""
    media = choose(accept_of(request.headers), (CSVW, JSON))
    return written(request, release, as_json(figures_csv_metadata(release, TABLE)), media)
