"""What is kept in memory, and what is never kept."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from api.negotiation import choose, preferred
from api.web.front import Front, Kept


class Counting:
    """An application that counts how often it is asked, and answers as told."""

    def __init__(self, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        self.asked, self.status = 0, status
        self.headers = {"ETag": '"1"'} if headers is None else dict(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await PlainTextResponse("answer", self.status, self.headers)(scope, receive, send)


def ask(app: Front, method: str = "GET", query: bytes = b"", **headers: str) -> Response:
    """One request, without a network."""
    sent: list[Message] = []
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": "/a",
        "query_string": query,
        "headers": raw,
    }

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    answer = Response(body, sent[0]["status"])
    answer.raw_headers = sent[0]["headers"]
    return answer


def test_a_tagged_answer_is_asked_for_once() -> None:
    inner = Counting()
    app = Front(inner, 10_000)
    assert [ask(app).body for _ in range(3)] == [b"answer"] * 3
    assert inner.asked == 1
    ask(app, query=b"x=1")
    assert inner.asked == 2


@pytest.mark.parametrize(
    "inner",
    [
        Counting(status=404),
        Counting(status=500),
        Counting(headers={}),
        Counting(headers={"ETag": '"1"', "Vary": "Accept, Cookie"}),
    ],
    ids=["not found", "failed", "not tagged", "varies"],
)
def test_others_are_asked_for_each_time(inner: Counting) -> None:
    app = Front(inner, 10_000)
    for _ in range(2):
        ask(app)
    assert inner.asked == 2


def test_what_varies_by_what_is_read_is_kept_for_each_that_reads_it() -> None:
    inner = Counting(headers={"ETag": '"1"', "Vary": "Accept"})
    app = Front(inner, 40_000)
    for _ in range(2):
        for accept in ("text/plain", "*/*", "text/*"):
            ask(app, accept=accept)
    assert inner.asked == 3


def test_posts_are_passed_on() -> None:
    inner = Counting()
    app = Front(inner, 10_000)
    for _ in range(2):
        ask(app, "POST")
    assert inner.asked == 2


def test_nothing_larger_than_the_room_is_kept() -> None:
    inner = Counting()
    app = Front(inner, 3)
    for _ in range(2):
        ask(app)
    assert inner.asked == 2


def test_a_visitor_who_reads_something_else_is_passed_on() -> None:
    inner = Counting()
    app = Front(inner, 10_000)
    ask(app)
    assert ask(app, accept="text/plain").body == b"answer"
    assert inner.asked == 1
    ask(app, accept="image/png")
    assert inner.asked == 2


def test_what_is_asked_for_once_pushes_out_nothing_that_is_asked_for_again() -> None:
    kept = Kept(room=60_000)
    asked_again = ("/", b"", "", "")
    kept.put(asked_again, [], b"a" * 9000)
    assert kept.get(asked_again)
    for day in range(100):
        kept.put(("/", b"as_of=%d" % day, "", ""), [], b"a" * 9000)
    assert kept.get(asked_again)


def test_one_large_answer_does_not_take_the_room() -> None:
    kept = Kept(room=60_000)
    kept.put(("/", b"", "", ""), [], b"a" * 20_000)
    assert kept.get(("/", b"", "", "")) is None


def test_what_had_to_go_and_is_asked_for_again_stays() -> None:
    kept = Kept(room=60_000)
    for _ in range(2):
        for day in range(5):
            kept.put(("/", b"as_of=%d" % day, "", ""), [], b"a" * 5000)
    assert all(kept.get(("/", b"as_of=%d" % day, "", "")) for day in range(5))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 600)), max_size=40))
def test_kept_never_takes_more_than_its_room(puts: list[tuple[str, int]]) -> None:
    """Headers and paths take room as bodies do: many empty answers are not free."""
    kept = Kept(room=2000)
    for name, size in puts:
        headers = [(b"etag", name.encode() * size)]
        kept.put((name, b"", "", ""), headers, b"x" * size)
        held = [answer for one in "abcdef" if (answer := kept.get((one, b"", "", "")))]
        assert sum(len(body) + len(raw[0][1]) for raw, body in held) <= 2000
        assert len(held) < 6  # six empty ones would be more


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, "a/x"),
        ("", "a/x"),
        ("*/*", "a/x"),
        ("a/y", "a/y"),
        ("A/Y", "a/y"),
        ("a/*;q=0.5, b/z", "b/z"),
        ("a/x;q=0.1, */*", "a/y"),
        ("a/x;q=0, a/*", "a/y"),
        ("b/*;q=bad, a/y;q=0.2", "a/y"),
        ("a/y;version=1;q=0.9, a/x;q=0.8", "a/y"),
    ],
)
def test_choose(accept: str | None, best: str) -> None:
    assert choose(accept, ["a/x", "a/y", "b/z"]) == best


@given(st.text(st.sampled_from("ab/*;q=0.1, "), max_size=40))
def test_any_header_gets_an_offer_or_none(accept: str) -> None:
    assert preferred(accept, ("a/b", "b/a")) in ("a/b", "b/a", None)
