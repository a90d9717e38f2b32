"""Small queries are answered while heavy ones take all there is, whoever sends them."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from running_server import Running, Start

HEAVY = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {}"
SMALL = "SELECT ?firm {{ ?firm z:subject true }} LIMIT 3 # {}"


def asked(server: Running, text: str, visitor: str) -> httpx.Response:
    """A query of a visitor's, through the proxy that the server stands behind."""
    headers = {"X-Forwarded-For": f"2001:db8:{visitor}::1"}
    return server.web.post("/sparql", data={"query": text}, headers=headers)


def test_small_queries_are_answered_in_a_flood_of_heavy_ones(start: Start) -> None:
    """Heavy ones are sent again as soon as they end, each client another visitor."""
    over = threading.Event()
    ends: set[int] = set()

    def flood(number: int) -> None:
        while not over.is_set():
            ends.add(asked(running, HEAVY.format(number), f"bad{number}").status_code)

    with start(query_workers="2", proxies="1") as running, ThreadPoolExecutor(8) as clients:
        floods = [clients.submit(flood, number) for number in range(8)]
        while len(running.queries()) < 4:
            time.sleep(0.02)
        answers = [asked(running, SMALL.format(number), "600d") for number in range(12)]
        over.set()
        assert {answer.status_code for answer in answers} == {200}
        assert all(len(answer.json()["results"]["bindings"]) == 3 for answer in answers)
        for one in floods:
            one.result()
    assert ends <= {429, 503, 504}


def test_the_visitor_of_whom_most_is_at_work_makes_room(start: Start) -> None:
    """One with one heavy query keeps it, while another with five loses some of his."""
    with (
        start(query_workers="2", query_seconds="6", proxies="1") as running,
        ThreadPoolExecutor(6) as clients,
    ):
        lone = clients.submit(asked, running, HEAVY.format("lone"), "10e")
        while len(running.queries()) < 1:
            time.sleep(0.02)
        many = [clients.submit(asked, running, HEAVY.format(n), "bad") for n in range(5)]
        while len(running.queries()) < 4:
            time.sleep(0.02)
        assert asked(running, SMALL.format(0), "600d").status_code == 200
        ended = [one.result().status_code for one in many]
    assert 503 in ended
    assert lone.result().status_code == 504
