"""By which chains one entity reaches down to another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.web.dependencies import AskedDep, Basis, ReleaseDep
from api.web.description import FirmPath, one
from api.web.responses import respond
from graph.answers.parts import Chains
from graph.questions import chains

router = APIRouter(tags=["answers"])


@router.get("/entities/{firm}/chains", responses=one(Chains), summary="By which chains")
def from_owner(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    owner: Annotated[
        str, Query(alias="from", min_length=1, description="The owner.", examples=["datang"])
    ],
    basis: Basis = "economic",
    k: Annotated[int, Query(ge=1, le=50, description="Most chains.")] = 5,
) -> Response:
    """The best chains from an owner down to the firm, and how much of its stake they carry."""
    answer = chains(release, owner, firm, basis=basis, as_of=asked.as_of, home=asked.home, k=k)
    return respond(request, release, answer)
