"""By which stakes, contracts, money and programmes somebody reaches a firm."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.web.dependencies import AskedDep, Basis, ReleaseDep
from api.web.description import FirmPath, one
from api.web.responses import respond
from graph.answers.paths import Paths
from graph.questions import paths

router = APIRouter(tags=["answers"])


@router.get("/entities/{firm}/paths", responses=one(Paths), summary="By which paths")
def reaching(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    source: Annotated[
        str | None,
        Query(
            alias="from",
            min_length=1,
            description="home, state, abroad, foreign-state, associated, any, or a party.",
            examples=["state"],
        ),
    ] = None,
    kind: Annotated[
        Literal["stakes", "contracts", "funding", "programmes", "all"],
        Query(description="By what somebody reaches it."),
    ] = "all",
    basis: Basis = "economic",
    k: Annotated[int, Query(ge=1, le=50, description="Most paths of a kind.")] = 10,
) -> Response:
    """The best paths down to the firm, what they carry and rest on, and what is not disclosed."""
    answer = paths(
        release, firm, source, kind=kind, basis=basis, as_of=asked.as_of, home=asked.home, k=k
    )
    return respond(request, release, answer)
