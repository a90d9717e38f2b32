"""The documents that claims cite."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.web.dependencies import StoredDep
from api.web.description import one
from api.web.responses import respond
from graph.answers.parts import CitedSource
from graph.questions import source

router = APIRouter(tags=["definitions"])


@router.get("/sources/{source_id}", responses=one(CitedSource), summary="A source")
def cited(
    request: Request,
    release: StoredDep,
    source_id: Annotated[str, Path(description="The id of a source, as claims cite it.")],
) -> Response:
    """Title, publisher, date and address of one document."""
    return respond(request, release, source(release, source_id))
