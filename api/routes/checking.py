"""Whether a file of one's own is sound; nothing of it is kept."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.web.description import alone
from api.web.responses import JSON
from graph.importing.gathering import AUTO, Wanted
from graph.importing.report import ImportReport
from graph.importing.storing import check_files

router = APIRouter(tags=["data in"])


@router.post("/check", responses=alone(ImportReport), summary="Whether a file is sound")
async def check(
    request: Request,
    format: Annotated[
        str, Query(description="A format by name, or auto to go by the content.", examples=["bods"])
    ] = AUTO,
) -> Response:
    """Read the body as an import would, and say what would be taken, refused and not carried."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "body"
        with path.open("wb") as file:
            async for block in request.stream():  # api.web.limits bounds how much comes
                file.write(block)
        report = await run_in_threadpool(check_files, [path], Wanted(format=format))
    said = {"sound": report.sound, **msgspec.to_builtins(report)}
    return Response(msgspec.json.encode(said), media_type=JSON)
