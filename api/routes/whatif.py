"""What would follow from something supposed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.bodies import Suppose, body_of, decoded, sent
from api.dependencies import ReleaseDep
from api.description import one
from api.responses import respond
from graph import questions
from graph.changed_answers import WhatIf

router = APIRouter(tags=["answers"])

OPTIONS = ("set", "remove", "close", "complete", "control", "citizen", "seat", "headquarters")
BODY = sent(Suppose, {"firm": "smic", "set": ["datang_holdings=20.6"]})


@router.post("/whatif", responses=one(WhatIf), openapi_extra=BODY, summary="What if")
def what_if(
    request: Request, release: ReleaseDep, body: Annotated[bytes, Depends(body_of(64))]
) -> Response:
    """Verdicts before and after something supposed on top of the release; nothing is stored."""
    asked = decoded(body, Suppose)
    suppose = {option: getattr(asked, option) for option in OPTIONS}
    answer = questions.whatif(
        release, asked.firm, suppose, as_of=asked.as_of, home=asked.home, lenses=asked.lens
    )
    return respond(request, release, answer)
