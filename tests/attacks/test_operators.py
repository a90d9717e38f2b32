"""What is for those who run a server is told to nobody who comes through one in front of it."""

from __future__ import annotations

import pytest

from running_server import Running, Start


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("X-Forwarded-For", "203.0.113.9"),
        ("X-Forwarded-For", "127.0.0.1"),
        ("X-Forwarded-For", ""),
        ("X-Forwarded-Host", "zizhu.example"),
        ("X-Forwarded-Proto", "https"),
        ("Forwarded", "for=203.0.113.9"),
        ("Via", "1.1 front"),
        ("X-Real-IP", "203.0.113.9"),
    ],
)
def test_counts_are_not_told_through_a_web_server(server: Running, field: str, value: str) -> None:
    refused = server.web.get("/metrics", headers={field: value})
    assert refused.status_code == 403
    assert "zizhu_requests" not in refused.text


def test_counts_are_told_to_whoever_asks_the_server_itself(start: Start) -> None:
    with start(proxies="1") as behind:
        assert "zizhu_requests" in behind.web.get("/metrics").text
        assert behind.web.get("/metrics", headers={"Via": "1.1 front"}).status_code == 403
