"""Whom a list reaches."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.web.dependencies import ReleaseDep
from api.web.description import one
from api.web.posted import ListEntry, ScreenRequest, body_of, read_json
from api.web.responses import respond
from graph.answers.screening import Screening
from graph.claims.statements import Refusal
from graph.formats.tables.lists import ListRow, row_of
from graph.questions import screen
from graph.releases.release import Release

router = APIRouter(tags=["answers"])


EXAMPLE: dict[str, Any] = {
    "rule": "bis-affiliates",
    "as_of": "2025-10-15",
    "entries": [{"name": "SMIC", "list": "Entity List", "from": "2020-12-18"}],
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/ScreenRequest"},
                "example": EXAMPLE,
            }
        },
    }
}


@router.post("/screen", responses=one(Screening), openapi_extra=BODY, summary="Whom a list reaches")
async def reached(request: Request, release: ReleaseDep) -> Response:
    """The firms that a list reaches under a rule, each with its steps; without entries and
    lists, the lists of the rule as far as the release holds them.
    """
    asked = read_json(await body_of(request), ScreenRequest)
    return respond(request, release, await run_in_threadpool(_answer, release, asked))


def _answer(release: Release, asked: ScreenRequest) -> Screening:
    rows = None
    if asked.entries is not None:
        rows = [_row(number, entry) for number, entry in enumerate(asked.entries, start=1)]
    return screen(
        release,
        asked.rule,
        rows,
        lists=asked.lists,
        as_of=asked.as_of,
        firms=asked.firms,
        threshold=None if asked.threshold is None else str(asked.threshold),
        include_unknown=asked.include_unknown,
        law_day=asked.law_day,
        read_as=asked.read_as,
        list_day=asked.list_day,
    )


def _row(number: int, entry: ListEntry) -> ListRow | Refusal:
    return row_of(
        number,
        name=entry.name,
        other_names=entry.other_names,
        id=entry.id,
        identifiers=entry.identifiers,
        list=entry.list,
        first=entry.from_,
        last=entry.to,
    )
