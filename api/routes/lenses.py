"""The definitions of "domestic" in use."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.dependencies import ReleaseDep
from api.description import many
from api.responses import respond
from graph import answers
from graph.questions import lenses

router = APIRouter(tags=["definitions"])


@router.get("/lenses", responses=many(answers.LensDescription), summary="Definitions in use")
def all_lenses(request: Request, release: ReleaseDep) -> Response:
    """Every lens: what it tests, how, by which parameters, and who holds it."""
    return respond(request, release, lenses(release))
