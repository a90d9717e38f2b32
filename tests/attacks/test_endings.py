"""Every computation ends: at its deadline, at its memory, or when whoever asked has left."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from running_server import Peak, Running, Start

SMALL = "/api/entities/cloudwalk/owners?as_of={}-03-03"
#: MiB: what one visitor's request may take.
ROOM = 512


@pytest.fixture(scope="module")
def short(start: Start) -> Iterator[Running]:
    """A server whose deadlines a test can wait for."""
    with start(long_seconds="2", document_seconds="1", long_workers="1") as running:
        yield running


def long_ones(server: Running, count: int) -> list[httpx.Response]:
    def ask(year: int) -> httpx.Response:
        return server.web.get(f"/api/diff?from=19{year}-01-01&to=2024")

    with ThreadPoolExecutor(count) as clients:
        return list(clients.map(ask, range(80, 80 + count)))


def test_long_questions_end_and_small_ones_are_answered_meanwhile(short: Running) -> None:
    with ThreadPoolExecutor(1) as apart:
        asked = apart.submit(long_ones, short, 4)
        answered = 0
        while not asked.done():
            answer = short.web.get(SMALL.format(2000 + answered % 25))
            assert answer.status_code == 200
            answered += 1
    assert {answer.status_code for answer in asked.result()} <= {503, 504}
    assert 504 in {answer.status_code for answer in asked.result()}
    assert answered > 4  # the long ones took seconds, one after another


def test_more_long_questions_than_may_wait_are_told_to_come_again(short: Running) -> None:
    answers = long_ones(short, 8)
    told = [answer for answer in answers if answer.status_code == 503]
    assert told
    assert all(answer.headers["retry-after"] == "1" for answer in told)


def test_a_document_that_takes_too_long_is_the_visitors_to_shorten(short: Running) -> None:
    name = " ".join(f"Semiconductor {number}" for number in range(25))
    entries = [{"name": f"{name} {number}"} for number in range(10_000)]
    answer = short.web.post("/api/screen", json={"rule": "bis-affiliates", "entries": entries})
    assert answer.status_code == 422
    assert "1 s" in answer.json()["detail"]


def test_a_visitor_who_leaves_takes_the_work_along(server: Running) -> None:
    server.web.get(SMALL.format(1999))
    before = set(server.processes())
    for year in (1981, 1982):
        with socket.create_connection(("127.0.0.1", server.port)) as visit:
            visit.sendall(f"GET /api/diff?from={year} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            time.sleep(0.5)
    for _ in range(100):
        if not set(server.processes()) - before:
            break
        time.sleep(0.05)
    assert set(server.processes()) <= before


@pytest.mark.parametrize(
    "document",
    [
        "<urn:x> <urn:y> " + "( " * 600_000,
        "<urn:x> <urn:y> " + "[ <urn:z> " * 300_000,
        "[" * 2_000_000,
        '{"a":' * 1_000_000,
    ],
    ids=["lists", "blank nodes", "brackets", "objects"],
)
def test_documents_nested_without_end_take_little(server: Running, document: str) -> None:
    for format in ("rdf", "auto"):
        with Peak(server) as peak:
            answer = server.web.post(f"/api/check?format={format}", content=document)
        assert answer.status_code in (200, 413, 422)
        assert answer.status_code != 200 or not answer.json()["sound"]
        assert peak.more <= ROOM
    assert server.web.get(SMALL.format(1998)).status_code == 200


def test_a_killed_process_costs_its_question_alone(server: Running) -> None:
    before = set(server.processes())
    with ThreadPoolExecutor(1) as client:
        victim = client.submit(server.web.get, "/api/diff?from=1983-01-01")
        for _ in range(200):
            began = set(server.processes()) - before
            if began:
                break
            time.sleep(0.02)
        (working,) = began
        os.kill(working, signal.SIGKILL)
        assert victim.result().status_code == 503
    assert server.web.get(SMALL.format(1997)).status_code == 200


def test_a_process_that_ended_at_rest_costs_no_question(server: Running) -> None:
    server.web.get(SMALL.format(1960))
    resting = server.forks(server.holder("api.apart"))
    assert resting
    for pid in resting:
        os.kill(pid, signal.SIGKILL)
    while set(resting) & set(server.processes()):
        time.sleep(0.02)
    assert {server.web.get(SMALL.format(year)).status_code for year in range(1970, 1978)} == {200}


def test_where_the_process_that_holds_the_release_ends_it_is_said(start: Start) -> None:
    with start() as running, ThreadPoolExecutor(1) as client:
        victim = client.submit(running.web.get, "/api/diff?from=1984-01-01")
        while not running.forks(running.holder("api.apart")):
            time.sleep(0.02)
        os.kill(running.holder("api.apart"), signal.SIGKILL)
        answer = victim.result()
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
        assert running.web.get(SMALL.format(1996)).status_code == 200


def test_one_stands_by_for_the_process_that_holds_the_release(start: Start) -> None:
    with start() as running:
        for year in (1961, 1962, 1963):
            holder = running.holder("api.apart")
            (stands_by,) = set(running.children(holder)) - set(running.forks(holder))
            os.kill(holder, signal.SIGKILL)
            while ") Z " not in Path(f"/proc/{holder}/stat").read_text():
                time.sleep(0.02)
            answer = running.web.get(SMALL.format(year))
            assert answer.status_code == 200, answer.text
            assert running.holder("api.apart") == stands_by
        assert running.web.get("/readyz").status_code == 200


def test_work_that_was_ended_is_charged(start: Start) -> None:
    """Documents that are all ended at their deadline have used the processor all the same."""
    limits = {"visitor_seconds": "1", "document_seconds": "1", "limit_own_machine": "true"}
    name = " ".join(f"Semiconductor {number}" for number in range(25))
    entries = [{"name": f"{name} {number}"} for number in range(10_000)]
    with start(**limits) as running:
        posted = {"rule": "bis-affiliates", "entries": entries}
        answers = [running.web.post("/api/screen", json=posted) for _ in range(6)]
    assert answers[0].status_code == 422
    assert "processor time" in answers[-1].json()["detail"]


def test_small_questions_that_take_long_make_room_for_others(start: Start) -> None:
    """Where one place is all there is, whoever has had a share of work gives it up."""
    with (
        start(question_workers="1", question_seconds="60") as narrow,
        ThreadPoolExecutor(8) as them,
    ):
        panels = [
            f"/api/entities/smic/classification?as_of={year}-05-05" for year in range(1990, 2020)
        ]
        answers = list(them.map(narrow.web.get, panels))
    assert {answer.status_code for answer in answers} <= {200, 503}
    assert sum(answer.status_code == 200 for answer in answers) > 20
