"""What happened to a firm: where it was listed and seated, who came to hold it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.web.dependencies import AskedDep, ReleaseDep
from api.web.description import FirmPath, one
from api.web.responses import respond
from graph.answers.events import EventPage
from graph.questions import events

router = APIRouter(tags=["answers"])


@router.get("/entities/{firm}/events", responses=one(EventPage), summary="What happened to it")
def happened(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    language: Annotated[
        Literal["en", "zh"], Query(description="In which language events and claims are said.")
    ] = "en",
) -> Response:
    """Listings, seats, stakes, powers and money that began, ended or were to, the newest first.

    Each with its day or what is not read of it, its claims, and whether a party to it is a
    state's; what was only announced says whether its outcome was read.
    """
    answer = events(release, firm, as_of=asked.as_of, home=asked.home, language=language)
    return respond(request, release, answer)
