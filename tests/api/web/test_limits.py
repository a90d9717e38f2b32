"""What one visitor may use up, and who a visitor is."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from api.app import create_app
from api.settings import MEBIBYTE, Settings
from api.web.limits import REMEMBERED, Allowance, Limits, charge


class Work:
    """An application that costs so much and ends with such a status."""

    def __init__(self, seconds: float = 0.0, status: int = 200) -> None:
        self.seconds, self.status, self.asked = seconds, status, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        charge(self.seconds)
        body = await Request(scope, receive).body()
        await PlainTextResponse(f"{len(body)}", self.status)(scope, receive, send)


@pytest.fixture(scope="module")
def serve_limited(serve: Any, settings: Settings) -> Any:
    """A server that reads bodies of one MiB."""
    with serve(create_app(msgspec.structs.replace(settings, body_length=1))) as client:
        yield client


class Clock:
    """A time that passes when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def ask(app: Limits, path: str = "/a", visitor: str = "192.0.2.1", **more: Any) -> httpx.Response:
    """One request, through the whole of ASGI and no network."""

    async def asking() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(visitor, 1), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.request(more.pop("method", "GET"), path, **more)

    return asyncio.run(asking())


def test_errors_are_counted_and_time_refills_them() -> None:
    clock, inner = Clock(), Work(status=404)
    app = Limits(inner, Settings(visitor_errors=3), clock)
    assert [ask(app).status_code for _ in range(8)] == [404] * 6 + [429] * 2
    refused = ask(app)
    assert refused.headers["content-type"] == "application/problem+json"
    assert "errors" in refused.json()["detail"]
    wait = int(refused.headers["retry-after"])
    clock.now += wait
    assert ask(app).status_code == 404
    assert inner.asked == 7


def test_processor_time_is_counted_not_requests() -> None:
    clock = Clock()
    cheap = Limits(Work(), Settings(visitor_seconds=1), clock)
    assert {ask(cheap).status_code for _ in range(50)} == {200}
    dear = Limits(Work(seconds=1.5), Settings(visitor_seconds=1), clock)
    assert [ask(dear).status_code for _ in range(3)] == [200, 200, 429]
    assert "processor time" in ask(dear).json()["detail"]
    assert int(ask(dear).headers["retry-after"]) == pytest.approx(60, abs=2)


def test_one_visitor_does_not_pay_for_another() -> None:
    app = Limits(Work(status=400), Settings(visitor_errors=1), Clock())
    for _ in range(5):
        last = ask(app)
    assert last.status_code == 429
    assert ask(app, visitor="192.0.2.2").status_code == 400


def test_health_is_free_and_this_machine_is_not_limited_unless_told() -> None:
    inner = Work(status=500)
    app = Limits(inner, Settings(visitor_errors=1), Clock())
    for path in ("/healthz", "/readyz", "/metrics"):
        assert {ask(app, path).status_code for _ in range(5)} == {500}
    assert {ask(app, visitor="127.0.0.1").status_code for _ in range(5)} == {500}
    told = Limits(inner, Settings(visitor_errors=1, limit_own_machine=True), Clock())
    assert [ask(told, visitor="::1").status_code for _ in range(3)] == [500, 500, 429]


def test_behind_a_proxy_the_visitor_is_whom_it_speaks_for() -> None:
    app = Limits(Work(status=400), Settings(visitor_errors=1, proxies=1), Clock())
    heard = {"x-forwarded-for": "10.0.0.1, 198.51.100.7"}
    for _ in range(4):
        last = ask(app, visitor="127.0.0.1", headers=heard)
    assert last.status_code == 429
    other = {"x-forwarded-for": "198.51.100.7, 198.51.100.8"}  # the first is what the visitor wrote
    assert ask(app, visitor="127.0.0.1", headers=other).status_code == 400


def test_a_forged_address_buys_nothing_without_a_proxy() -> None:
    app = Limits(Work(status=400), Settings(visitor_errors=1), Clock())
    answers = [
        ask(app, headers={"x-forwarded-for": f"203.0.113.{n}"}).status_code for n in range(4)
    ]
    assert answers[-1] == 429


def test_visitors_without_end_take_no_memory_without_end() -> None:
    app = Limits(Work(), Settings(), Clock())
    scope: Scope = {"type": "http", "path": "/", "raw_path": b"/", "query_string": b""}

    async def many() -> None:
        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(_: Message) -> None:
            pass

        for number in range(REMEMBERED + 500):
            await app({**scope, "headers": [], "client": (f"v{number}", 1)}, receive, send)

    asyncio.run(many())
    assert len(app._visitors) == REMEMBERED


def test_addresses_and_bodies_too_long_are_refused() -> None:
    inner = Work()
    app = Limits(inner, Settings(address_length=100, body_length=1), Clock())
    assert ask(app, "/a?q=" + "x" * 100).status_code == 414
    assert ask(app, method="POST", content=b"x" * (MEBIBYTE + 1)).status_code == 413
    assert inner.asked == 0
    assert ask(app, method="POST", content=b"x" * MEBIBYTE).text == str(MEBIBYTE)


def test_a_body_without_a_length_is_read_no_further_than_it_may(
    serve_limited: httpx.Client,
) -> None:
    def endless() -> Any:
        for _ in range(40):
            yield b"x" * (MEBIBYTE // 8)

    answer = serve_limited.post("/sparql", content=endless())
    assert answer.status_code == 413


def test_more_at_once_than_allowed_are_told_to_come_again() -> None:
    inside, release = asyncio.Event(), asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        inside.set()
        await release.wait()
        await PlainTextResponse("done")(scope, receive, send)

    async def both() -> tuple[int, int, int]:
        transport = httpx.ASGITransport(Limits(slow, Settings(requests=1)))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            first = asyncio.create_task(client.get("/a"))
            await inside.wait()
            second = await client.get("/b")
            assert second.headers["retry-after"] == "1"
            release.set()
            return (
                (await first).status_code,
                second.status_code,
                (await client.get("/c")).status_code,
            )

    assert asyncio.run(both()) == (200, 503, 200)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 60)), max_size=30), st.integers(1, 100))
def test_nobody_gets_more_than_the_rate_and_what_was_saved(
    uses: list[tuple[float, float]], rate: int
) -> None:
    """Whatever the pattern: used ≤ saved + refilled + the one that was begun."""
    now, used, largest = 0.0, 0.0, 0.0
    allowance = Allowance(rate, now)
    for amount, later in uses:
        now += later
        if allowance.wait(now):
            continue
        allowance.take(amount, now)
        used += amount
        largest = max(largest, amount)
        assert used <= 2 * rate + rate * now / 60 + largest + 1e-6


def test_a_request_refused_when_it_has_come_whole_waits_for_nothing() -> None:
    """Its body is there: whoever waits for more of it keeps the connection from the next."""
    heard: list[str] = []

    async def receive() -> Message:
        heard.append("asked")
        if len(heard) > 1:
            raise AssertionError("nothing more comes")
        return {"type": "http.request", "body": b"all", "more_body": False}

    async def inside(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("here")(scope, receive, send)

    async def asking() -> list[Message]:
        first, second = [], []
        app: Limits

        async def holding(scope: Scope, receive: Receive, send: Send) -> None:
            async def keep(message: Message) -> None:
                second.append(message)

            await app(request(), receive_again(), keep)
            await inside(scope, receive, send)

        async def send(message: Message) -> None:
            first.append(message)

        app = Limits(holding, Settings(visitor_requests=1))
        await app(request(), receive, send)
        return second

    def request() -> Scope:
        return {
            "type": "http", "method": "POST", "path": "/a", "raw_path": b"/a", "query_string": b"",
            "headers": [], "client": ("192.0.2.1", 1),
        }  # fmt: skip

    def receive_again() -> Receive:
        heard.clear()
        return receive

    refused = asyncio.run(asyncio.wait_for(asking(), 60))
    assert refused[0]["status"] == 429
    assert refused[-1] == {"type": "http.response.body", "body": b""}
