"""Customers posted to the web: the same rows and report as of the command, bounded."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

POSTED: dict[str, Any] = {
    "rule": "any-list", "threshold": "50", "as_of": "2025-06-30",
    "entries": [{"name": "SMIC"}, {"name": "Far Away Trading"}],
    "customers": [
        {"name": "SJ Semiconductor Corporation (SJ Cayman)", "customer": "K1"},
        {"name": "far away trading"}, {"name": "Nobody Anywhere"}, {"name": ""},
    ],
}  # fmt: skip


def test_customers_are_asked_over_http(web: httpx.Client) -> None:
    answer = web.post("/api/screen", json=POSTED)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert [row["status"] for row in body["customers"]] == [
        "notExcluded", "listed", "unknown", "refused",
    ]  # fmt: skip
    assert body["customer_counts"]["asked"] == 4
    assert body["lists"][0]["sha256"]


@pytest.mark.parametrize("media", ["text/markdown", "text/html"])
def test_the_report_over_http(web: httpx.Client, media: str) -> None:
    answer = web.post("/api/screen", json=POSTED, headers={"accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media)
    assert answer.headers["vary"].startswith("Accept")
    assert "Screening of 4 customers" in answer.text
    assert "Signature" in answer.text
    if media == "text/html":
        assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"customers": [{"name": "x"}] * 1001}, "customers"),
        ({"customers": []}, "customers is empty"),
        ({"customers": [{"nmae": "x"}]}, "nmae"),
        ({"customers": [{"name": "x" * 501}]}, "customers"),
        ({"firms": ["smic"]}, "leave out firms"),
        ({"entries": [{"name": "x", "other_names": ["y"] * 50}] * 500}, "at most 20,000"),
    ],
)
def test_too_much_or_too_little_is_refused_in_words(
    web: httpx.Client, change: dict[str, Any], says: str
) -> None:
    answer = web.post("/api/screen", json=POSTED | change)
    assert answer.status_code == 422
    assert says in answer.json()["detail"]
