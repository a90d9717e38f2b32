"""Every firm at once, a page at a time."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.web.dependencies import AskedDep, Basis, LensQuery, ReleaseDep
from api.web.description import paged
from api.web.responses import respond
from graph.answers.measures import FirmMeasures
from graph.errors import InputError
from graph.questions import measures

router = APIRouter(tags=["answers"])

MOST = 500  # rows of one page
VERDICTS = 1000  # of one page; each is asked as for one firm


@router.get("/measures", responses=paged(FirmMeasures), summary="Every firm at once, or a panel")
def measured(
    request: Request,
    release: ReleaseDep,
    asked: AskedDep,
    firm: Annotated[
        list[str] | None,
        Query(
            max_length=MOST, description=f"Only these firms, at most {MOST}; repeat for several."
        ),
    ] = None,
    lens: LensQuery = None,
    since: Annotated[
        str | None, Query(alias="from", description="The first day of a panel.")
    ] = None,
    until: Annotated[
        str | None, Query(alias="to", description="Its last day; by default the data date.")
    ] = None,
    step: Annotated[
        Literal["year", "quarter", "month"], Query(description="From one day to the next.")
    ] = "year",
    basis: Basis = "economic",
    limit: Annotated[int, Query(ge=1, le=MOST, description="Most rows of this page.")] = 100,
    offset: Annotated[int, Query(ge=0, description="Rows to pass over.")] = 0,
) -> Response:
    """Firms × days: the seven columns with bounds, what placed them, and who directs for certain.

    The firms of the first day come first; with lenses, each row has their verdicts.
    """
    asked_for = len(set(lens or ()))
    if asked_for * limit > VERDICTS:
        most = VERDICTS // asked_for
        raise InputError(f"with {asked_for} lenses a page has at most {most} rows: limit={most}")
    panel = measures(
        release,
        firms=firm,
        lenses=lens,
        basis=basis,
        as_of=asked.as_of,
        from_=since,
        to=until,
        step=step,
        home=asked.home,
    )
    end = offset + limit
    return respond(
        request,
        release,
        tuple(panel.rows(offset, end)),
        total={"value": len(panel), "relation": "eq"},
        limit=limit,
        offset=offset,
        next=end if end < len(panel) else None,
    )
