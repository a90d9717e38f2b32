"""A newer release takes over while visitors ask, and none of them notices more than its id."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.releases.directory import switch
from graph.releases.release import Release, build
from served_app import Serve
from small_tables import no_assessments, write_small

PATHS = (
    "/api/entities/jade/owners",
    "/api/release",
    "/api/entities?q=jade",
    "/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20a%20z%3AOwnership%20%7D",
)


def built(folder: Path, home: Path, change: str) -> Release:
    write_small(folder, change=change)
    return build(folder, home, derive=no_assessments)


def answering(client: httpx.Client) -> str:
    return str(client.get("/api/release").json()["release"])


def until(client: httpx.Client, release: str) -> None:
    for _ in range(300):
        if answering(client) == release:
            return
        time.sleep(0.05)
    raise AssertionError(f"{release} does not answer; {answering(client)} does")


@contextmanager
def asking(base: httpx.URL, into: list[tuple[int, str]]) -> Iterator[None]:
    """Two visitors who ask without pause; what they got."""
    ended = threading.Event()

    def visit() -> None:
        with httpx.Client(base_url=base, timeout=30) as visitor:
            while not ended.is_set():
                for path in PATHS:
                    answer = visitor.get(path)
                    into.append(
                        (answer.status_code, answer.headers.get("zizhu-release", answer.text))
                    )

    visitors = [threading.Thread(target=visit) for _ in range(2)]
    for one in visitors:
        one.start()
    try:
        yield
    finally:
        ended.set()
        for one in visitors:
            one.join()


def test_no_request_fails_and_all_see_the_new_one_in_the_end(serve: Serve, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = built(tmp_path / "one", home, "one")
    got: list[tuple[int, str]] = []
    with serve(create_app(Settings(home=home, watch_seconds=1))) as client:
        assert answering(client) == first.id
        with asking(client.base_url, got):
            second = built(tmp_path / "two", home, "two")
            until(client, second.id)
            began = len(got)
            while len(got) < began + 40:
                time.sleep(0.02)
        assert {status for status, _ in got} == {200}
        assert {release for _, release in got} == {first.id, second.id}
        assert {release for _, release in got[-8:]} == {second.id}
        told = client.get("/metrics").text
        assert f'zizhu_release{{data_date="2025-12-31",id="{second.id}"}} 1.0' in told
        assert first.id not in told
        assert 'zizhu_release_switches_total{end="done"} 1.0' in told


def test_a_damaged_release_is_told_and_left(
    serve: Serve, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = tmp_path / "home"
    first = built(tmp_path / "one", home, "one")
    second = built(tmp_path / "two", tmp_path / "elsewhere", "two")
    with serve(create_app(Settings(home=home, watch_seconds=1))) as client:
        damaged = home / "releases" / second.id
        second.path.rename(damaged)
        with (damaged / "quads.nq").open("ab") as file:
            file.write(b"not a statement\n")
        switch(home, second.id)
        for _ in range(200):
            if 'switches_total{end="failed"} 1.0' in client.get("/metrics").text:
                break
            time.sleep(0.05)
        assert "quads.nq" in caplog.text
        assert answering(client) == first.id
        assert client.get("/readyz").status_code == 200
        switch(home, first.id)
        third = built(tmp_path / "three", home, "three")
        until(client, third.id)


def test_a_server_told_which_release_to_serve_serves_that_one(serve: Serve, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = built(tmp_path / "one", home, "one")
    with serve(create_app(Settings(home=home, watch_seconds=1, release=first.id))) as client:
        built(tmp_path / "two", home, "two")
        time.sleep(2.5)
        assert answering(client) == first.id
