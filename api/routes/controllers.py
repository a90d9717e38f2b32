"""Who may direct a firm, and by which mechanism."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.web.dependencies import AskedDep, ReleaseDep
from api.web.description import FirmPath, one
from api.web.responses import respond
from graph.answers.control import Controllers
from graph.questions import controllers

router = APIRouter(tags=["answers"])


@router.get("/entities/{firm}/controllers", responses=one(Controllers), summary="Who controls it")
def controlled_by(
    request: Request, release: ReleaseDep, firm: Annotated[str, FirmPath], asked: AskedDep
) -> Response:
    """Who may direct it, or how many holders not read it would take."""
    answer = controllers(release, firm, as_of=asked.as_of, home=asked.home)
    return respond(request, release, answer)
