"""How much of a firm's profit goes home, and of its money came from there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.web.dependencies import AskedDep, ReleaseDep
from api.web.description import FirmPath, one
from api.web.responses import respond
from graph.answers.score import DomesticScore
from graph.questions import score

router = APIRouter(tags=["answers"])


@router.get("/entities/{firm}/score", responses=one(DomesticScore), summary="The score, end by end")
def scored(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    currency: Annotated[
        str, Query(description="Count the money in it, by cited rates.", examples=["CNY"])
    ] = "",
    estimate: Annotated[
        bool, Query(description="Add the median under a named prior, and its rivals.")
    ] = False,
) -> Response:
    """Three amounts for ownership and three for money, and whom each point ends with."""
    answer = score(
        release, firm, as_of=asked.as_of, home=asked.home, currency=currency,
        with_estimate=estimate,
    )  # fmt: skip
    return respond(request, release, answer)
