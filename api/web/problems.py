"""Errors as visitors get them: RFC 9457 problem documents that carry ``detail``."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.errors import NEEDED, RETRY, STATUSES, MemoryLimitError, nearest, refusal_text, slug
from api.harmless import as_json, cut
from api.web.leaving import LEFT, VisitorLeftError
from api.web.wrong_values import wrong_value
from graph.errors import InvalidClaimsError, NotFoundError, ZizhuError

PERMANENT = HTTPStatus.PERMANENT_REDIRECT.value
MEDIA = "application/problem+json"
KINDS = "https://w3id.org/zizhu/problem/"
UNKEPT = {"Cache-Control": "no-store"}  # what is refused now may be answered in a minute

log = logging.getLogger("zizhu.api")


def install(app: FastAPI) -> None:
    """Answer every error of the application with a problem document."""
    app.add_exception_handler(ZizhuError, _ours)
    app.add_exception_handler(RequestValidationError, _parameters)
    app.add_exception_handler(HTTPException, _protocol)
    app.add_exception_handler(VisitorLeftError, _left)
    app.add_exception_handler(RecursionError, _too_deep)
    app.add_exception_handler(MemoryError, _too_big)
    app.add_exception_handler(Exception, _unforeseen)


def problem(
    status: int, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """A problem document."""
    body = {
        "type": KINDS + kind,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": cut(detail),
        **{name: _cut_in(value) for name, value in more.items()},
    }
    head = {**UNKEPT, **NEEDED.get(status, {}), **(headers or {})}
    if status in RETRY:
        head["Retry-After"] = str(RETRY[status])
    return Response(as_json(body), status, head, media_type=MEDIA)


def _cut_in(value: Any) -> Any:
    """The same of whatever stands beside it: nobody needs to be told what he sent, twice."""
    if isinstance(value, list):
        return [cut(one) if isinstance(one, str) else one for one in value]
    return cut(value) if isinstance(value, str) else value


async def _ours(request: Request, error: Exception) -> Response:
    return problem_of(error, request.url.path)


def problem_of(error: Exception, path: str) -> Response:
    """One of our own errors as a problem document."""
    more: dict[str, Any] = {"instance": path}
    if isinstance(error, NotFoundError):
        more["suggestions"] = list(error.suggestions)
    if isinstance(error, InvalidClaimsError):
        more["errors"] = list(error.findings)
    status = nearest(STATUSES, error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("%s: %s", path, error, extra={"kind": slug(error)})
    return problem(status, slug(error), refusal_text(error, "address"), **more)


async def _parameters(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [wrong_value(found) for found in error.errors()]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "parameters",
        "; ".join(errors),
        instance=request.url.path,
        errors=errors,
    )


async def _protocol(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "OPTIONS":
        return _what_is_answered(request)
    detail = error.detail
    if error.status_code == HTTPStatus.NOT_FOUND:
        if shorter := _without_slash(request):
            # As an address of our own, whatever host the visitor says he asked.
            return Response(status_code=PERMANENT, headers={"Location": shorter})
        detail = f"nothing is at {request.url.path}; /api lists what there is"
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = f"{request.method} is not answered at {request.url.path}"
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_allowed(request))
    kind = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    return problem(error.status_code, kind, detail, headers=headers, instance=request.url.path)


def _what_is_answered(request: Request) -> Response:
    """Which methods an address answers (RFC 9110, section 9.3.7), for clients that ask first."""
    allowed = ", ".join(sorted({*_allowed(request), "OPTIONS"}))
    return Response(status_code=HTTPStatus.NO_CONTENT.value, headers={"Allow": allowed})


def _without_slash(request: Request) -> str:
    """Where a page is that was asked for with a slash too many; nothing where it is nowhere."""
    path = request.scope["path"]
    shorter = "/" + path.strip("/")
    if (
        request.method not in ("GET", "HEAD")
        or not path.endswith("/")
        or not _methods(request, shorter)
    ):
        return ""
    query = request.scope["query_string"].decode("latin-1")
    return quote(shorter) + (f"?{query}" if query else "")


def _allowed(request: Request) -> list[str]:
    """The methods that are answered at an address, by any of its routes."""
    methods = _methods(request, request.scope["path"])
    return sorted(methods | ({"HEAD"} if "GET" in methods else set()))


def _methods(request: Request, path: str) -> set[str]:
    """The methods that some route answers at a path."""
    return {
        method
        for pattern, answered in request.app.state.addresses
        if pattern.match(path)
        for method in answered
    }


async def _left(_: Request, error: Exception) -> Response:
    """Nobody reads it; the log has one line."""
    return Response(status_code=LEFT)


async def _too_deep(request: Request, _: Exception) -> Response:
    detail = "what was sent is nested too deep"
    return problem(422, "too-deep", detail, instance=request.url.path)


async def _too_big(request: Request, _: Exception) -> Response:
    error = MemoryLimitError("it needs more memory than it may have")
    return problem_of(error, request.url.path)


async def _unforeseen(request: Request, error: Exception) -> Response:
    log.error("%s failed", request.url.path, exc_info=error)
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "unforeseen",
        "something went wrong here; the server's log says what",
        instance=request.url.path,
    )
