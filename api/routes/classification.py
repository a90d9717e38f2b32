"""How domestic a firm is, by whose definition."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.web.dependencies import AskedDep, LensQuery, ReleaseDep
from api.web.description import FirmPath, one
from api.web.responses import respond
from graph.answers.verdicts import FirmClassification
from graph.questions import classify

router = APIRouter(tags=["answers"])


@router.get(
    "/entities/{firm}/classification",
    responses=one(FirmClassification),
    summary="How domestic, by whose definition",
)
def classification(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    lens: LensQuery = None,
) -> Response:
    """One verdict per lens, the score in its amounts, a cited chain, what would settle it."""
    answer = classify(
        release, firm, as_of=asked.as_of, home=asked.home, lenses=lens, with_estimate=True
    )
    return respond(request, release, answer)
