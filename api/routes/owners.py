"""Who owns a firm in the end."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.web.dependencies import AskedDep, Basis, ReleaseDep
from api.web.description import FirmPath, one
from api.web.responses import respond
from graph.answers.ownership import Owners
from graph.questions import owners

router = APIRouter(tags=["answers"])


@router.get("/entities/{firm}/owners", responses=one(Owners), summary="Who owns it in the end")
def owned_by(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    basis: Basis = "economic",
    law_bounds: Annotated[
        bool,
        Query(description="Take cited caps on foreign holders as kept by those nobody named."),
    ] = False,
    min_share: Annotated[
        float, Query(ge=0, le=1, description="Show owners and holders who may have as much.")
    ] = 0.0,
    include_unknown: Annotated[
        bool, Query(description="Show holders whose share nobody states.")
    ] = True,
) -> Response:
    """Seven columns of origin that sum to one, the ultimate owners, and the holder table."""
    answer = owners(
        release,
        firm,
        basis=basis,
        as_of=asked.as_of,
        home=asked.home,
        law_bounds=law_bounds,
        min_share=min_share,
        include_unknown=include_unknown,
    )
    return respond(request, release, answer)
