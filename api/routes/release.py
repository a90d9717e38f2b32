"""The release that answers, and whether this server is well."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request, Response

from api.errors import OperatorsOnlyError
from api.harmless import as_json
from api.web.dependencies import StoredDep, current_release, current_workers, served
from api.web.observed import EXPOSED
from api.web.responses import JSON, rounded, written
from api.web.visitors import is_forwarded
from graph.errors import QueryError

router = APIRouter(tags=["release"])
health = APIRouter(tags=["health"])


@router.get("/release", summary="The release that answers")
def release_manifest(request: Request, release: StoredDep) -> Response:
    """Its id, the dates of its facts, what was imported, and its manifest: versions and hashes."""
    body = {
        "release": release.id,
        "data_date": release.data_date.isoformat(),
        "days": release.days.written(),
        "home": release.home,
        "imports": msgspec.to_builtins(release.imports),
        "manifest": rounded(msgspec.to_builtins(release.manifest)),
    }
    return written(request, release, as_json(body), JSON)


@health.get("/healthz", summary="Whether the server runs")
async def alive() -> Response:
    """Always the same, while anything answers at all; waits for no thread."""
    return _said({"status": "running"})


@health.get("/readyz", summary="Whether the server can answer")
async def ready(request: Request) -> Response:
    """Ready when the release is open and the SPARQL process holds it; otherwise 503 and why."""
    release = current_release(request)
    if not current_workers(request).ready:
        raise QueryError("the SPARQL process is not up")
    return _said({"status": "ready", "release": release.id})


@health.get("/metrics", summary="Counts and times", include_in_schema=False)
def metrics(request: Request) -> Response:
    """Requests, queries and the release, for Prometheus that asks this server itself."""
    if is_forwarded(request.scope):
        raise OperatorsOnlyError(
            "counts are told to whoever asks this server itself, and not through another"
        )
    found = served(request)
    if found.workers is not None:
        found.metrics.running.set(found.workers.running)
    headers = {"Cache-Control": "no-store"}
    return Response(found.metrics.exposed(), media_type=EXPOSED, headers=headers)


def _said(body: dict[str, str]) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(as_json(body), media_type=JSON, headers=headers)
