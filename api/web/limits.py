"""How much one visitor may use up, and how much all of them at once.

Plain ASGI, between the answers kept in memory and the routes, so that an answer
from memory costs nobody anything. What is refused, and how:

- an address or a body longer than is read here, or a body that comes too slowly: 414, 413, 408;
  one that is compressed: 415
- more requests at a time than are worked on, or bodies than there is room for: 503, ask again
- a visitor who has as many requests at work as one may have, or whose work took more processor
  time, or ended in more errors, than a minute allows: 429, with the seconds to wait

A request is at work from when its body is whole until its answer is written.

Processor time is what counts, not waiting: this process's own is shared evenly
among the requests it works on at the moment, and a query's is its process's. A
minute's allowance is refilled evenly, and twice of it can be saved up.

A visitor is an address, or a /64 of them (:mod:`api.web.visitors`). Behind reverse proxies it is
the address the outermost of them saw, if the settings say how many there are; ``X-Forwarded-For``
alone is anybody's word. A visitor on this machine is its user, or a proxy nobody declared, through
which one visitor's errors would lock out all others: not limited, unless the settings say so.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus
from math import ceil

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import WebError
from api.settings import MEBIBYTE, Settings
from api.web.bodies import Bodies, again, refuse
from api.web.leaving import VisitorLeftError
from api.web.problems import problem, problem_of
from api.web.visitors import address_of, is_own, visitor_of

TIME, ERRORS = "processor time", "errors"
MINUTE = 60.0
SAVED = 2  # allowances that can be saved up
REMEMBERED = 10_000  # visitors; the one longest away is forgotten first
FREE = frozenset(("/healthz", "/readyz", "/metrics"))


class Meter:
    """Processor seconds that one request has cost so far."""

    def __init__(self) -> None:
        self.seconds = 0.0


_METER: ContextVar[Meter | None] = ContextVar("meter", default=None)


def charge(seconds: float) -> None:
    """Put processor time of another process on the bill of the request being answered."""
    meter = _METER.get()
    if meter is not None:
        meter.seconds += seconds


class Allowance:
    """What a visitor may still use of one thing: refilled evenly, saved up to a limit.

    >>> errors = Allowance(per_minute=30, now=0.0)
    >>> for _ in range(60): errors.take(1, now=0.0)
    >>> errors.wait(now=0.0), errors.wait(now=2.0)
    (1, 0)
    """

    def __init__(self, per_minute: float, now: float) -> None:
        self._rate, self._most = per_minute / MINUTE, per_minute * SAVED
        self._left, self._at = self._most, now

    def take(self, amount: float, now: float) -> None:
        """Use some; what was begun is paid for even where it was too much."""
        self._left = min(self._most, self._left + (now - self._at) * self._rate) - amount
        self._at = now

    def wait(self, now: float) -> int:
        """Whole seconds until there is any left; 0 when there is."""
        left = self._left + (now - self._at) * self._rate
        if left > 0:
            return 0
        return max(1, ceil(-left / self._rate))


class _Visitor:
    """The allowances of one visitor, each under the words a refusal has for it."""

    def __init__(self, settings: Settings, now: float) -> None:
        minute = {TIME: settings.visitor_seconds, ERRORS: settings.visitor_errors}
        self.left = {what: Allowance(most, now) for what, most in minute.items() if most}

    def took(self, seconds: float, errors: int, now: float) -> None:
        for what, amount in ((TIME, seconds), (ERRORS, errors)):
            if what in self.left:
                self.left[what].take(amount, now)


class Limits:
    """The application with its limits before it."""

    def __init__(
        self, app: ASGIApp, settings: Settings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app, self._settings, self._clock = app, settings, clock
        self._visitors: OrderedDict[str, _Visitor] = OrderedDict()
        self._working: set[Meter] = set()
        self._places: Counter[str | None] = Counter()
        self._bodies = Bodies(
            settings.body_length * MEBIBYTE,
            settings.body_seconds,
            settings.bodies * MEBIBYTE,
            max(settings.body_length, settings.bodies // 4) * MEBIBYTE,
        )
        self._shared = time.process_time()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when it has come whole, or say which limit it meets."""
        if scope["type"] != "http" or scope["path"] in FREE:
            await self._app(scope, receive, send)
            return
        name, visitor = self._visitor(scope)
        refusal = self._refusal(scope, visitor)
        with self._bodies.room(name) as room:
            heard = receive
            try:
                if refusal is None:
                    heard = again(await self._bodies.read(receive, room), receive)
            except VisitorLeftError:
                return
            except WebError as error:
                refusal = problem_of(error, scope["path"][:200])
                if visitor is not None:
                    visitor.took(0.0, 1, self._clock())
            refusal = refusal or self._full(scope, name)
            if refusal is not None:
                await refuse(refusal, scope, heard, send, is_whole=heard is not receive)
                return
            await self._pass_on({**scope, "visitor": name or ""}, heard, send, name, visitor)

    async def _pass_on(
        self, scope: Scope, receive: Receive, send: Send, name: str | None, visitor: _Visitor | None
    ) -> None:
        """Have it answered; it has a place until its answer is written."""
        meter = Meter()
        self._share()
        self._working.add(meter)
        self._places[name] += 1
        token = _METER.set(meter)
        status = HTTPStatus.INTERNAL_SERVER_ERROR.value

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watching)
        finally:
            self._share()
            self._working.discard(meter)
            self._places[name] -= 1
            if not self._places[name]:
                del self._places[name]
            _METER.reset(token)
            if visitor is not None:
                failed = status >= HTTPStatus.BAD_REQUEST
                visitor.took(meter.seconds, int(failed), self._clock())

    def _share(self) -> None:
        """Divide the processor time since the last request came or went among those at work."""
        now = time.process_time()
        for meter in self._working:
            meter.seconds += (now - self._shared) / len(self._working)
        self._shared = now

    def _refusal(self, scope: Scope, visitor: _Visitor | None) -> ASGIApp | None:
        instance = scope["path"][:200]
        longest = self._settings.address_length
        if len(scope["raw_path"] or b"") + len(scope["query_string"]) > longest:
            return problem(414, "address-too-long", f"an address has at most {longest} bytes here")
        headers, most = Headers(scope=scope), self._settings.body_length * MEBIBYTE
        if "content-length" in headers and "transfer-encoding" in headers:
            # What stands before us may go by the other one, and see another request in the body.
            detail = "a body has a length or comes in chunks; a request that says both is not read"
            return problem(400, "bad-request", detail, instance=instance)
        if int(_digits(headers.get("content-length"))) > most:
            detail = f"a body has at most {most} bytes here"
            return problem(413, "too-large", detail, instance=instance)
        if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            detail = "a body is read as it is, without a content encoding; send it uncompressed"
            accept = {"Accept-Encoding": "identity"}
            return problem(415, "unsupported-media", detail, headers=accept, instance=instance)
        now = self._clock()
        for what, allowance in visitor.left.items() if visitor else ():
            wait = allowance.wait(now)
            if wait:
                detail = f"your {what} of the last minutes is used up; ask again in {wait} s"
                head = {"Retry-After": str(wait)}
                return problem(429, "too-many", detail, headers=head, instance=instance)
        return None

    def _full(self, scope: Scope, name: str | None) -> ASGIApp | None:
        instance = scope["path"][:200]
        most = self._settings.visitor_requests
        if name is not None and self._places[name] >= most:
            detail = f"{most} of your requests are being answered, which is all a visitor may have"
            return problem(429, "too-many", detail, headers={"Retry-After": "1"}, instance=instance)
        if len(self._working) >= self._settings.requests:
            detail = (
                f"{len(self._working)} requests are being answered, which is all this server allows"
            )
            return problem(503, "busy", detail, instance=instance)
        return None

    def _visitor(self, scope: Scope) -> tuple[str | None, _Visitor | None]:
        """Who asks, and what is left of his allowances; nobody when the visitor is not limited."""
        address = address_of(scope, self._settings.proxies)
        # Behind proxies nobody is on this machine: what they say they heard may be anybody's word.
        near = not self._settings.proxies and is_own(address)
        if near and not self._settings.limit_own_machine:
            return None, None
        now, name = self._clock(), visitor_of(address)
        visitor = self._visitors.pop(name, None) or _Visitor(self._settings, now)
        self._visitors[name] = visitor
        if len(self._visitors) > REMEMBERED:
            self._visitors.popitem(last=False)
        return name, visitor


def _digits(text: str | None) -> str:
    return text if text and text.isdecimal() and len(text) < 19 else "0"
