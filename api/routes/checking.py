"""Whether a file of one's own is sound; nothing of it is kept."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.dependencies import SettingsDep
from api.description import alone
from api.errors import TooLargeError
from api.responses import JSON
from api.settings import Settings
from api.sparql.workers import MEBIBYTE
from graph.importing.gathering import AUTO, Wanted
from graph.importing.report import ImportReport
from graph.importing.storing import check_files

router = APIRouter(tags=["data in"])


@router.post("/check", responses=alone(ImportReport), summary="Whether a file is sound")
async def check(
    request: Request,
    settings: SettingsDep,
    format: Annotated[
        str, Query(description="A format by name, or auto to go by the content.", examples=["bods"])
    ] = AUTO,
) -> Response:
    """Read the body as an import would, and say what would be taken, refused and not carried."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "body"
        await _received(request, path, settings)
        report = await run_in_threadpool(check_files, [path], Wanted(format=format))
    said = {"sound": report.sound, **msgspec.to_builtins(report)}
    return Response(msgspec.json.encode(said), media_type=JSON)


async def _received(request: Request, path: Path, settings: Settings) -> None:
    """Write the body to a file, as far as it is allowed to be long."""
    most = settings.check_body * MEBIBYTE
    taken = 0
    with path.open("wb") as file:
        async for block in request.stream():
            taken += len(block)
            if taken > most:
                raise TooLargeError(f"the body is longer than {settings.check_body} MiB")
            file.write(block)
