"""How an answer is written: the record's own fields, rounded, with the release it came from.

The command line's ``--format json`` writes the same document, so the same
question has the same text on both ways in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from api.harmless import as_json
from api.negotiation import accept_of, choose
from graph.claims.figures import LEAST, MOST, NEAREST, rounded_to

if TYPE_CHECKING:
    from graph.answers.permalinks import Cite
    from graph.releases.release import Release

DIGITS = 6
SIDES = {
    "lower": LEAST,
    "points": LEAST,
    "upper": MOST,
}  # of fields that are bounds, wherever they stand
JSON = "application/json"
SVG = "image/svg+xml"

Answer = msgspec.Struct | Sequence[msgspec.Struct]


def document(
    answer: Answer, release: Release, cite: Cite | None = None, **more: Any
) -> dict[str, Any]:
    """An answer as plain data: a record's fields, or its records under ``results``.

    Every document says which release it was computed from, up to which day that release's
    facts go, and how it is cited.
    """
    about: dict[str, Any] = {
        "release": release.id,
        "data_date": release.data_date.isoformat(),
        "days": release.days.written(),
        **more,
    }
    if cite is not None:
        said = {"text": cite.text, "address": cite.address, "part": cite.part}
        about["cite"] = {**said, "correction": cite.correction, "how": cite.how}
    if isinstance(answer, msgspec.Struct):
        return {**about, **rounded(msgspec.to_builtins(answer))}
    return {**about, "results": [rounded(msgspec.to_builtins(record)) for record in answer]}


def rounded(value: Any, side: str = NEAREST) -> Any:
    """Plain data with every float at six decimals, a bound to its own side; no negative zero.

    >>> rounded({"share": 0.1 + 0.2, "bounds": [-0.0000001, 1]})
    {'share': 0.3, 'bounds': [0.0, 1]}
    >>> rounded({"lower": 2 / 3, "upper": 1 / 3, "point": 2 / 3})
    {'lower': 0.666666, 'upper': 0.333334, 'point': 0.666667}
    """
    if isinstance(value, float):
        return rounded_to(value, DIGITS, side)
    if isinstance(value, dict):
        return {key: rounded(part, SIDES.get(key, side)) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(part, side) for part in value]
    return value


def respond(
    request: Request,
    release: Release,
    answer: Answer,
    named: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """The answer as JSON, or :class:`NotAcceptableError` for a visitor who reads none.

    ``named`` is what its address has to say that the visitor's left open.
    """
    from api.web.cited import cite_of  # the command line writes documents too, and has no routes

    choose(accept_of(request.headers), (JSON,))
    found = document(answer, release, cite_of(request, release, answer, **(named or {})), **more)
    return written(request, release, as_json(found), JSON)


def written(request: Request, release: Release, content: bytes, media: str) -> Response:
    """An answer that stays the same as long as the release does, and says so."""
    headers = {"Zizhu-Release": release.id}
    if request.method == "GET":  # a body is no part of the address
        headers["ETag"] = entity_tag(release.id, request, media)
    return Response(content, media_type=media, headers=headers)


def drawing(request: Request, release: Release, content: bytes, media: str) -> Response:
    """The same of a file that may be a drawing, which brings its own styles and nothing else."""
    answer = written(request, release, content, media)
    if media == SVG:
        answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


def own_alone(answer: Response) -> None:
    """Mark an answer as one visitor's: it holds what that visitor told, so nobody keeps it."""
    if "etag" in answer.headers:
        del answer.headers["etag"]
    answer.headers["Cache-Control"] = "no-store"


def if_none_match(request: Request) -> str | None:
    """The entity tags a visitor has; several fields are one list."""
    return ", ".join(request.headers.getlist("if-none-match")) or None


def has_tag(sent: str | None, tag: str) -> bool:
    """Whether ``If-None-Match`` names this entity tag; weakly, as RFC 9110 has it.

    >>> has_tag('W/"a", "b"', '"a"'), has_tag("*", '"a"'), has_tag(None, '"a"')
    (True, True, False)
    """
    if sent is None:
        return False
    tags = [one.strip().removeprefix("W/") for one in sent.split(",")]
    return tag in tags or tags == ["*"]


def entity_tag(release: str, request: Request, media: str) -> str:
    """Names an answer by all that it depends on: the release, the question and the format."""
    asked = (release, request.url.path, request.url.query, media)
    return f'"{hashlib.sha256(repr(asked).encode()).hexdigest()[:32]}"'


def content_tag(content: bytes) -> str:
    """Names a page by what it says."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
