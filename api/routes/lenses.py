"""The definitions of "domestic" in use, and where those of the documents are answered."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.web.dependencies import AskedDep, ReleaseDep, StoredDep
from api.web.description import many
from api.web.responses import respond
from graph.answers.rival_definitions import RivalPair
from graph.answers.verdicts import LensDescription
from graph.profiles.definitions import DefinitionPlace
from graph.questions import definitions, lenses, rival_definitions

router = APIRouter(tags=["definitions"])


@router.get("/lenses", responses=many(LensDescription), summary="Definitions in use")
def all_lenses(request: Request, release: StoredDep) -> Response:
    """Every lens: what it tests, how, by which parameters, and who holds it."""
    return respond(request, release, lenses(release))


@router.get("/definitions", responses=many(DefinitionPlace), summary="Definitions in the documents")
def placed(
    request: Request,
    release: ReleaseDep,
    computed: Annotated[bool, Query(description="Only those computed, wholly or partly")] = False,
) -> Response:
    """Every definition the documents hold: what counts, who says so, what computes it, or lacks."""
    return respond(request, release, definitions(release, computed=computed))


@router.get(
    "/definitions/rivals", responses=many(RivalPair), summary="Definitions that answer otherwise"
)
def rivals(
    request: Request,
    release: ReleaseDep,
    asked: AskedDep,
    name: Annotated[str | None, Query(description="Only of this definition or lens")] = None,
) -> Response:
    """Two definitions, of which firm or figure they answer otherwise, and what each says."""
    return respond(
        request, release, rival_definitions(release, name, as_of=asked.as_of, home=asked.home)
    )
