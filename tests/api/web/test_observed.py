"""What operators see, and what they do not."""

from __future__ import annotations

import io
import json

import httpx
import msgspec
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.app import create_app
from api.settings import Settings
from served_app import Serve


def counts(client: httpx.Client, name: str) -> dict[tuple[str, ...], float]:
    """The samples of one count by the values of their labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        tuple(sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
        if sample.name == name
    }


def test_every_answer_is_counted_under_its_route(serve: Serve, settings: Settings) -> None:
    with serve(create_app(settings)) as client:
        for path in (
            "/api/entities/smic/owners",
            "/api/entities/dji/owners",
            "/api/entities/x-x-x",
        ):
            for _ in range(2):
                client.get(path)
        for number in range(30):
            client.get(f"/nothing/{number}")
        client.get("/sparql", params={"query": "ASK {}"})
        client.get("/sparql", params={"query": "ASK { nonsense"})
        found = counts(client, "zizhu_requests_total")
        assert found["/api/entities/{firm}/owners", "200"] == 4
        assert found["/api/entities/{firm}", "404"] == 2
        assert found["other", "404"] == 30
        assert len(found) < 12
        queries = counts(client, "zizhu_queries_total")
        assert queries["answered",] == 1
        assert queries["MalformedQuery",] == 1
        timed = counts(client, "zizhu_request_seconds_count")
        assert timed["/api/entities/{firm}/owners",] == 4


def test_a_line_for_each_request_without_what_was_asked(
    serve: Serve, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = io.StringIO()
    monkeypatch.setattr("sys.stderr", lines)
    with serve(create_app(msgspec.structs.replace(settings, log_requests=True))) as client:
        client.get("/sparql", params={"query": "ASK { <http://secret.example> ?p ?o }"})
        size = len(client.get("/api/lenses").content)
    first, second = (json.loads(line) for line in lines.getvalue().splitlines())
    assert (first["method"], first["path"], first["status"]) == ("GET", "/sparql", 200)
    assert "secret" not in lines.getvalue()
    assert second["bytes"] == size
    assert second["visitor"] == "127.0.0.1"
    assert second["ms"] > 0


def test_other_sites_pages_may_ask(web: httpx.Client) -> None:
    answer = web.get("/api/lenses", headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    leave = web.options("/sparql", headers=asked)
    assert leave.status_code == 204
    assert "POST" in leave.headers["access-control-allow-methods"]
