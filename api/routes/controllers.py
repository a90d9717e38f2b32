"""Who may direct a firm, and by which mechanism."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.dependencies import AskedDep, ReleaseDep
from api.description import FirmPath, one
from api.responses import respond
from graph.answers import Controllers
from graph.questions import controllers

router = APIRouter(tags=["answers"])


@router.get("/entities/{firm}/controllers", responses=one(Controllers), summary="Who controls it")
def controlled_by(
    request: Request, release: ReleaseDep, firm: Annotated[str, FirmPath], asked: AskedDep
) -> Response:
    """Who may direct it, or how many undisclosed holders it would take."""
    answer = controllers(release, firm, as_of=asked.as_of, home=asked.home)
    return respond(request, release, answer)
