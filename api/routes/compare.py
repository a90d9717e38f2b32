"""Firms side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.web.dependencies import AskedDep, LensQuery, ReleaseDep
from api.web.description import many
from api.web.responses import respond
from graph.answers.verdicts import FirmClassification
from graph.questions import compare

router = APIRouter(tags=["answers"])


@router.get("/compare", responses=many(FirmClassification), summary="Firms side by side")
def side_by_side(
    request: Request,
    release: ReleaseDep,
    asked: AskedDep,
    id: Annotated[
        list[str] | None,
        Query(
            max_length=20,
            description="A firm, at most 20, each of which is answered once; repeat for several. "
            "Without any: the firms the data describes.",
            examples=[["smic", "alibaba"]],
        ),
    ] = None,
    lens: LensQuery = None,
) -> Response:
    """The classification of each firm, in the order asked."""
    answer = compare(
        release, id or (), as_of=asked.as_of, home=asked.home, lenses=lens, with_estimate=True
    )
    return respond(request, release, answer)
