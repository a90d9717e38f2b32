"""What would settle the open verdicts on a firm."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.dependencies import AskedDep, ReleaseDep
from api.description import FirmPath, many
from api.responses import respond
from graph.answers import Unknown
from graph.questions import unknowns

router = APIRouter(tags=["answers"])


@router.get("/entities/{firm}/unknowns", responses=many(Unknown), summary="What would settle it")
def missing(
    request: Request, release: ReleaseDep, firm: Annotated[str, FirmPath], asked: AskedDep
) -> Response:
    """The missing facts that hold verdicts open, ranked, named as documents to look for."""
    answer = unknowns(release, firm, as_of=asked.as_of, home=asked.home)
    return respond(request, release, answer)
