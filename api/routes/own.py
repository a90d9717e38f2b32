"""Somebody's own graph, classified and forgotten."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.web.dependencies import AskedDep, LensQuery
from api.web.description import one
from api.web.posted import body_of
from api.web.responses import respond
from graph import questions
from graph.answers.verdicts import FirmClassification
from graph.releases.release import Release

router = APIRouter(tags=["answers"])

EXAMPLE: dict[str, Any] = {
    "home": "CN",
    "data_date": "2025-12-31",
    "entities": [
        {"id": "alpha", "kind": "Organization", "name": "Alpha", "subject": True},
        {"id": "ann", "kind": "Person", "name": "Ann"},
        {"id": "cn", "kind": "Jurisdiction", "name": "China", "jurisdiction": "CN"},
    ],
    "sources": [{"id": "ar", "title": "Annual report"}],
    "citizenships": [{"id": "c1", "party": "ann", "target": "cn", "source": "ar"}],
    "ownership": [
        {
            "id": "o1", "party": "ann", "target": "alpha", "share_min": 60, "share_max": 60,
            "as_of": "2025-06-30", "source": "ar",
        }
    ],
}  # fmt: skip
BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object"}, "example": EXAMPLE}},
    }
}


@router.post(
    "/classify",
    responses=one(FirmClassification),
    openapi_extra=BODY,
    summary="How domestic, on a graph of your own",
)
async def classify(
    request: Request,
    asked: AskedDep,
    firm: Annotated[str, Query(description="A firm of the document.", examples=["alpha"])],
    lens: LensQuery = None,
) -> Response:
    """The tables as one document, with the same columns; read, checked, answered, not stored."""
    body = await body_of(request)

    def answered() -> tuple[Release, FirmClassification]:
        given = questions.own_tables(body)
        answer = questions.classify(
            given, firm, as_of=asked.as_of, home=asked.home, lenses=lens, with_estimate=True
        )
        return given, answer

    return respond(request, *await run_in_threadpool(answered))
