"""Whether a file of one's own is sound; nothing of it is kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.web.checked import checked
from api.web.description import alone
from api.web.responses import JSON
from graph.importing.gathering import AUTO
from graph.importing.report import ImportReport

router = APIRouter(tags=["data in"])


@router.post("/check", responses=alone(ImportReport), summary="Whether a file is sound")
async def check(
    request: Request,
    format: Annotated[
        str, Query(description="A format by name, or auto to go by the content.", examples=["bods"])
    ] = AUTO,
) -> Response:
    """Read the body as an import would, and say what would be taken, refused and not carried."""
    body = await request.body()  # api.web.limits bounds how much comes
    return Response(await run_in_threadpool(checked, body, format), media_type=JSON)
