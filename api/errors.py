"""What each error means on the web and at the command line: two tables.

The errors of the core know nothing of either. The few that exist only on the
web (nothing acceptable to send, too busy, a body too large) are named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from graph.errors import (
    BuildInProgressError,
    ComputationError,
    EngineError,
    EngineNeededError,
    InputError,
    MalformedQueryError,
    NoReleaseError,
    NotFoundError,
    QueryError,
    QueryMemoryError,
    QueryTimeoutError,
    RefusedQueryError,
    ReleaseError,
    UnknownEntityError,
    UnknownLensError,
    UnknownReleaseError,
    ZizhuError,
)


class WebError(ZizhuError):
    """Something wrong with the asking, not with what was asked."""


class BadRequestError(WebError):
    """A request that does not follow the protocol."""


class KeyNeededError(WebError):
    """A request that makes much work, without the key this server asks for."""


class OperatorsOnlyError(WebError):
    """What is told to those who run this server, asked for through somebody else's."""


class NotAcceptableError(WebError):
    """Nothing we write is in a format the visitor reads."""


class UnwritableError(WebError):
    """An answer that the format asked for cannot carry."""


class UnservedReleaseError(WebError):
    """A release that is here, and that this address does not ask."""


class UnknownFormatError(NotFoundError):
    """An ending of an address that stands for no format."""

    what = "format"


class UnknownExampleError(NotFoundError):
    """No question to begin with has this name."""

    what = "example"


class UnsupportedMediaError(WebError):
    """A body in a format we do not read."""


class SlowBodyError(WebError):
    """A body that does not come to its end."""


class TooLargeError(WebError):
    """More text than is read here."""


class BusyError(WebError):
    """As much is running as is allowed to."""


class TimeLimitError(WebError):
    """An answer that takes longer than its kind may."""


class MemoryLimitError(WebError):
    """An answer that takes more memory than it may."""


class TooDeepError(WebError):
    """A document or an address nested deeper than a parser goes."""


class WorkerEndedError(WebError):
    """A process ended that was answering, by no fault of the question."""


#: Error class → web status; the nearest ancestor counts.
STATUSES: Mapping[type[Exception], int] = {
    BadRequestError: 400,
    MalformedQueryError: 400,
    KeyNeededError: 401,
    RefusedQueryError: 403,
    OperatorsOnlyError: 403,
    NotFoundError: 404,
    NotAcceptableError: 406,
    UnwritableError: 406,
    SlowBodyError: 408,
    TooLargeError: 413,
    UnsupportedMediaError: 415,
    InputError: 422,
    TooDeepError: 422,
    ComputationError: 422,
    ZizhuError: 500,
    QueryError: 503,
    ReleaseError: 503,
    NoReleaseError: 503,
    UnknownReleaseError: 404,
    BuildInProgressError: 503,
    EngineNeededError: 409,
    UnservedReleaseError: 409,
    EngineError: 503,
    BusyError: 503,
    WorkerEndedError: 503,
    TimeLimitError: 504,
    MemoryLimitError: 507,
    QueryTimeoutError: 504,
    QueryMemoryError: 507,
}

#: Error class → exit code of the command; the nearest ancestor counts.
EXITS: Mapping[type[Exception], int] = {
    NotFoundError: 1,
    ZizhuError: 2,
    MalformedQueryError: 2,
    ReleaseError: 3,
    NoReleaseError: 3,
    QueryError: 4,
    EngineError: 4,
    BusyError: 4,
}


class LookedUp(NamedTuple):
    """Where names of a kind are looked up."""

    command: str
    address: str
    tool: str


#: Error class → where to look for what it did not find; the nearest ancestor counts.
LOOKED_UP: Mapping[type[Exception], LookedUp] = {
    UnknownEntityError: LookedUp("zizhu search TEXT", "/api/entities?q=TEXT", "the tool `find`"),
    UnknownLensError: LookedUp(
        "zizhu lenses", "/api/lenses", "the tool `answer`, whose verdicts name them"
    ),
}
FIND_IT = " (find it: "

#: Headers that a status must have.
NEEDED: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": 'Bearer realm="zizhu"'},
    406: {"Vary": "Accept"},
}

#: Statuses after which asking again later may help, and in how many seconds.
RETRY = {503: 1}


def refusal_text(error: Exception, way_in: Literal["command", "address", "tool"]) -> str:
    """What an error says, and of a name that is nobody's where to look for the one meant.

    >>> refusal_text(UnknownEntityError("nosuchfirm"), "command")
    "no entity answers to 'nosuchfirm' (find it: zizhu search TEXT)"
    """
    place = next((LOOKED_UP[cls] for cls in type(error).__mro__ if cls in LOOKED_UP), None)
    return f"{error}{FIND_IT}{getattr(place, way_in)})" if place else str(error)


def nearest(table: Mapping[type[Exception], int], error: Exception) -> int:
    """The entry of the error's class, or of its nearest ancestor.

    >>> from graph.errors import UnknownEntityError
    >>> nearest(STATUSES, UnknownEntityError("smik")), nearest(EXITS, UnknownEntityError("smik"))
    (404, 1)
    """
    return next(table[cls] for cls in type(error).__mro__ if cls in table)


def slug(error: Exception) -> str:
    """The name of an error's kind in a problem's ``type``.

    >>> from graph.errors import UnknownEntityError
    >>> slug(UnknownEntityError("smik"))
    'unknown-entity'
    """
    name = type(error).__name__.removesuffix("Error")
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")
