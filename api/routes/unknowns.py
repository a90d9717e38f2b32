"""What would settle the open verdicts on a firm, and turn the settled ones."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.web.dependencies import AskedDep, ReleaseDep
from api.web.description import FirmPath, one
from api.web.responses import respond
from graph.answers.reversals import Settling
from graph.questions import settling

router = APIRouter(tags=["answers"])


@router.get("/entities/{firm}/unknowns", responses=one(Settling), summary="What would settle it")
def missing(
    request: Request, release: ReleaseDep, firm: Annotated[str, FirmPath], asked: AskedDep
) -> Response:
    """The missing facts that hold verdicts open, named as documents to look for, ranked.

    Beside them the smallest changes of stakes and votes that would turn a verdict, what
    each stake carries, and how every combination of defensible choices would decide.
    """
    answer = settling(release, firm, as_of=asked.as_of, home=asked.home)
    return respond(request, release, answer)
