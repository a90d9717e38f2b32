"""Labels against the lenses meant to produce them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.web.dependencies import DayQuery, HomeQuery, ReleaseDep
from api.web.description import FirmPath, many
from api.web.responses import respond
from graph.answers.verdicts import LabelCheck
from graph.questions import labels

router = APIRouter(tags=["answers"])


@router.get("/labels", responses=many(LabelCheck), summary="Which labels hold")
def every(
    request: Request, release: ReleaseDep, as_of: DayQuery = None, home: HomeQuery = None
) -> Response:
    """Every label anybody gave a firm, against the lens meant to produce it on its date."""
    return respond(request, release, labels(release, as_of=as_of, home=home))


@router.get("/entities/{firm}/labels", responses=many(LabelCheck), summary="Which labels hold")
def of_firm(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, FirmPath],
    as_of: DayQuery = None,
    home: HomeQuery = None,
) -> Response:
    """The labels given to one firm, each against its lens."""
    return respond(request, release, labels(release, firm, as_of=as_of, home=home))
