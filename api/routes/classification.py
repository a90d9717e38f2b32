"""How domestic a firm is, by whose definition."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.web.dependencies import AskedDep, LensQuery, StoredDep
from api.web.description import FirmPath, one
from api.web.responses import respond
from graph.answers.verdicts import FirmClassification
from graph.questions import as_built, classify

router = APIRouter(tags=["answers"])


@router.get(
    "/entities/{firm}/classification",
    responses=one(FirmClassification),
    summary="How domestic, by whose definition",
)
def classification(
    request: Request,
    release: StoredDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    lens: LensQuery = None,
) -> Response:
    """One verdict per lens, the score in its amounts, a cited chain, what would settle it.

    Of a release that is named and that another engine computed, its verdicts as they were built:
    lens, word, interval, and ``stored``.
    """
    if "release" in request.query_params and not release.computed_here:
        built = as_built(release, firm, as_of=asked.as_of, home=asked.home, lenses=lens)
        return respond(request, release, built)
    answer = classify(
        release, firm, as_of=asked.as_of, home=asked.home, lenses=lens, with_estimate=True
    )
    return respond(request, release, answer)
