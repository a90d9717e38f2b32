"""How much one visitor may use up, and how much all of them at once.

Plain ASGI, between the answers kept in memory and the routes, so that an answer
from memory costs nobody anything. What is refused, and how:

- an address or a body longer than is read here, or a body that comes too slowly: 414, 413, 408
- more requests at a time than are worked on: 503, ask again
- a visitor whose work took more processor time, or ended in more errors, than
  a minute allows: 429, with the seconds to wait

Processor time is what counts, not waiting: this process's own is shared evenly
among the requests it works on at the moment, and a query's is its process's. A
minute's allowance is refilled evenly, and twice of it can be saved up.

A visitor is an address. Behind reverse proxies it is the address the outermost
of them saw, if the settings say how many there are; ``X-Forwarded-For`` alone
is anybody's word. A visitor on this machine is its user, or a proxy nobody
declared, through which one visitor's errors would lock out all others: not
limited, unless the settings say so.
"""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus
from math import ceil

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import MEBIBYTE, Settings
from api.web.problems import problem

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
        self._shared = time.process_time()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say which limit it meets."""
        if scope["type"] != "http" or scope["path"] in FREE:
            await self._app(scope, receive, send)
            return
        visitor = self._visitor(scope)
        refusal = self._refusal(scope, visitor)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        meter = Meter()
        self._share()
        self._working.add(meter)
        token = _METER.set(meter)
        status = HTTPStatus.INTERNAL_SERVER_ERROR.value

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        patient = _bounded(receive, self._most_bytes, self._settings.body_seconds)
        try:
            await self._app(scope, patient, watching)
        finally:
            self._share()
            self._working.discard(meter)
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

    @property
    def _most_bytes(self) -> int:
        return self._settings.body_length * MEBIBYTE

    def _refusal(self, scope: Scope, visitor: _Visitor | None) -> ASGIApp | None:
        instance = scope["path"][:200]
        longest = self._settings.address_length
        if len(scope["raw_path"] or b"") + len(scope["query_string"]) > longest:
            return problem(414, "address-too-long", f"an address has at most {longest} bytes here")
        if int(_digits(Headers(scope=scope).get("content-length"))) > self._most_bytes:
            return problem(413, "too-large", _too_large(self._most_bytes), instance=instance)
        now = self._clock()
        for what, allowance in visitor.left.items() if visitor else ():
            wait = allowance.wait(now)
            if wait:
                detail = f"your {what} of the last minutes is used up; ask again in {wait} s"
                head = {"Retry-After": str(wait)}
                return problem(429, "too-many", detail, headers=head, instance=instance)
        if len(self._working) >= self._settings.requests:
            detail = (
                f"{len(self._working)} requests are being answered, which is all this server allows"
            )
            return problem(503, "busy", detail, instance=instance)
        return None

    def _visitor(self, scope: Scope) -> _Visitor | None:
        """Who asks, or nobody when the visitor is not limited."""
        address = address_of(scope, self._settings.proxies)
        if not self._settings.limit_own_machine and _is_own(address):
            return None
        now = self._clock()
        visitor = self._visitors.pop(address, None) or _Visitor(self._settings, now)
        self._visitors[address] = visitor
        if len(self._visitors) > REMEMBERED:
            self._visitors.popitem(last=False)
        return visitor


def address_of(scope: Scope, proxies: int) -> str:
    """The visitor's address: the connection's, or what that many proxies before us were told.

    >>> scope = {"client": ("127.0.0.1", 1), "headers": [(b"x-forwarded-for", b"6.6.6.6, 9.9.9.9")]}
    >>> address_of(scope, 0), address_of(scope, 1), address_of(scope, 2), address_of(scope, 3)
    ('127.0.0.1', '9.9.9.9', '6.6.6.6', '6.6.6.6')
    """
    seen: str = (scope.get("client") or ("",))[0]
    if proxies == 0:
        return seen
    told = ",".join(
        value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"
    )
    hops = [one.strip() for one in told.split(",") if one.strip()]
    return hops[-proxies:][0][:64] if hops else seen


def _is_own(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:  # a socket of this machine has no address
        return address == ""


def _bounded(receive: Receive, most: int, seconds: float) -> Receive:
    """What a visitor sends, up to so many bytes and, until it is whole, so many seconds."""
    read, whole, until = 0, False, time.monotonic() + seconds

    async def reading() -> Message:
        nonlocal read, whole
        left = None if whole else until - time.monotonic()
        try:
            message = await asyncio.wait_for(receive(), left)
        except TimeoutError:
            slow = f"the body did not come within {seconds:g} s"
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, slow) from None
        read += len(message.get("body", b""))
        whole = whole or not message.get("more_body", False)
        if read > most:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(most))
        return message

    return reading


def _too_large(most: int) -> str:
    return f"a body has at most {most} bytes here"


def _digits(text: str | None) -> str:
    return text if text and text.isdecimal() and len(text) < 19 else "0"
