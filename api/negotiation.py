"""Which of our formats a visitor reads best: ``Accept`` with its q-values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from starlette.datastructures import Headers

from api.errors import NotAcceptableError


def accept_of(headers: Headers) -> str | None:
    """What a visitor reads; several fields ``Accept`` are one list (RFC 9110, section 5.3).

    >>> accept_of(Headers(raw=[(b"accept", b"image/png"), (b"accept", b"text/turtle")]))
    'image/png, text/turtle'
    """
    return ", ".join(headers.getlist("accept")) or None


def choose(accept: str | None, offers: Sequence[str]) -> str:
    """The offer the visitor likes best; among equals, our first.

    A visitor who says nothing gets our first. The most specific range that
    fits an offer decides its weight (RFC 9110, section 12.5.1).

    >>> choose("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'
    >>> choose("image/png", ["application/json"])
    Traceback (most recent call last):
    ...
    api.errors.NotAcceptableError: nothing here is written as image/png; there is: application/json
    """
    best = preferred(accept or "", tuple(offers))
    if best is None:
        raise NotAcceptableError(
            f"nothing here is written as {accept}; there is: {', '.join(offers)}"
        )
    return best


@lru_cache(maxsize=512)
def preferred(accept: str, offers: tuple[str, ...]) -> str | None:
    """Like :func:`choose`, with nothing where nothing fits."""
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    weights = {offer: _weight(offer, ranges) for offer in offers}
    best = max(weights.values())
    return next(offer for offer in offers if weights[offer] == best) if best > 0 else None


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            found.append((name, _quality(parameters)))
    return found


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _weight(offer: str, ranges: list[tuple[str, float]]) -> float:
    family = offer.split("/", maxsplit=1)[0]
    for pattern in (offer, f"{family}/*", "*/*"):
        fitting = [quality for name, quality in ranges if name == pattern]
        if fitting:
            return max(fitting)
    return 0.0
