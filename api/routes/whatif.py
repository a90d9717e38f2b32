"""What would follow from something supposed."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.web.dependencies import ReleaseDep
from api.web.description import one
from api.web.posted import Suppose, body_of, read_json
from api.web.responses import respond
from graph import questions
from graph.answers.changes import WhatIf
from graph.releases.release import Release

router = APIRouter(tags=["answers"])

OPTIONS = ("set", "remove", "close", "complete", "control", "citizen", "seat", "headquarters")
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Suppose"},
                "example": {"firm": "smic", "set": ["datang_holdings=20.6"]},
            }
        },
    }
}


@router.post("/whatif", responses=one(WhatIf), openapi_extra=BODY, summary="What if")
async def what_if(request: Request, release: ReleaseDep) -> Response:
    """Verdicts before and after something supposed on top of the release; nothing is stored."""
    asked = read_json(await body_of(request), Suppose)
    return respond(request, release, await run_in_threadpool(_answer, release, asked))


def _answer(release: Release, asked: Suppose) -> WhatIf:
    return questions.whatif(
        release,
        asked.firm,
        {option: getattr(asked, option) for option in OPTIONS},
        as_of=asked.as_of,
        home=asked.home,
        lenses=asked.lens,
    )
