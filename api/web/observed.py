"""What operators see: counts and times for Prometheus, one line of JSON for each request.

The outermost layer, so that answers from memory and refusals count as well. Neither counts nor
lines hold what was asked of ``/sparql`` or the visitor's name for a firm beyond the path itself.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import TextIO

import msgspec
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import Settings
from api.web.leaving import LEFT, VisitorLeftError
from api.web.pieces import in_pieces
from api.web.sampled import Sampled
from api.web.targets import origin_form
from api.web.visitors import address_of
from graph.releases.release import Release

EXPOSED = CONTENT_TYPE_LATEST
SECONDS = (0.001, 0.005, 0.025, 0.1, 0.5, 1.0, 2.5, 5.0, 10.0)
#: What a flood is answered with: the first is a line, then once a minute how many more.
REFUSED = frozenset((429, 503))
ELSEWHERE = "other"  # every address that is no route, so that a scan makes no new series


class Metrics:
    """The counts of one server."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "zizhu_requests", "Answered requests.", ("route", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "zizhu_request_seconds",
            "Time from a request to the end of its answer.",
            ("route",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self.queries = Counter(
            "zizhu_queries", "SPARQL queries, by how they ended.", ("end",), registry=self._registry
        )
        self.running = Gauge("zizhu_queries_running", "Queries at work.", registry=self._registry)
        self.release = Gauge(
            "zizhu_release",
            "The release that answers.",
            ("id", "data_date"),
            registry=self._registry,
        )
        self.switches = Counter(
            "zizhu_release_switches",
            "Releases taken up while serving, by how it went.",
            ("end",),
            registry=self._registry,
        )

    def serves(self, release: Release) -> None:
        """Name the release that answers from now on, and no other."""
        self.release.clear()
        self.release.labels(release.id, release.data_date.isoformat()).set(1)

    def exposed(self) -> bytes:
        """All of it in Prometheus's text format."""
        return generate_latest(self._registry)


class Observed:
    """The application, watched."""

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        settings: Settings,
        routes: Iterable[str],
        stream: TextIO | None = None,
    ) -> None:
        self._app, self._metrics, self._settings = app, metrics, settings
        self._route_of = _route_finder(routes)
        self._stream = stream
        self._refused = Sampled()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = origin_form(scope)
        began = time.perf_counter()
        status, written = 0, 0

        async def watching(message: Message) -> None:
            nonlocal status, written
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                written += len(message.get("body", b""))
            await in_pieces(message, send)

        try:
            await self._app(scope, receive, watching)
        except VisitorLeftError:
            status = LEFT
        finally:
            took = time.perf_counter() - began
            route = self._route_of(scope["path"])
            self._metrics.requests.labels(route, status or LEFT).inc()
            self._metrics.seconds.labels(route).observe(took)
            if self._settings.log_requests:
                self._log(scope, status or LEFT, written, took)

    def _log(self, scope: Scope, status: int, written: int, took: float) -> None:
        visitor = address_of(scope, self._settings.proxies)
        more = self._refused.seen((visitor, status)) if status in REFUSED else 0
        if more is None:
            return
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": scope["method"],
            "path": scope["path"][:500],
            "status": status,
            "ms": round(took * 1000, 2),
            "bytes": written,
            "visitor": visitor,
        }
        if more:
            line["more"] = more  # that this visitor was refused so, since the line before
        print(msgspec.json.encode(line).decode(), file=self._stream or sys.stderr, flush=True)


def _route_finder(routes: Iterable[str]) -> Callable[[str], str]:
    """Which route an address belongs to, as the route is declared."""
    known = [(compile_path(route)[0], route) for route in routes]

    @lru_cache(maxsize=4096)
    def find(path: str) -> str:
        return next((route for pattern, route in known if pattern.match(path)), ELSEWHERE)

    return find
