"""Screening as a visitor and as a reader of a report meet it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from api.report.markdown import plain
from graph.answers.screening import Screening

Run = Callable[..., Any]

BIS = {"rule": "bis-affiliates", "as_of": "2025-10-15"}


def test_an_answer_is_its_record(web: httpx.Client) -> None:
    answer = web.post("/api/screen", json=BIS)
    assert answer.status_code == 200
    body = answer.json()
    msgspec.convert(body, Screening)
    assert body["release"] == answer.headers["zizhu-release"]
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("body", "status", "kind", "detail"),
    [
        ({"rule": "ofac-5"}, 404, "unknown-rule", "ofac-50"),
        ({}, 422, "input", "rule"),
        ({"rule": "any-list", "entires": []}, 422, "input", "entires"),
        ({"rule": "any-list", "entries": [{"nmae": "x"}]}, 422, "input", "nmae"),
        ({"rule": "any-list"}, 422, "input", "give a list"),
        ({"rule": "ofac-50"}, 422, "input", "give a list"),
        ({"rule": "ofac-50", "entries": [], "threshold": "25"}, 422, "input", "any-list"),
        ({"rule": "any-list", "entries": [], "threshold": 130}, 422, "impossible-share", "130"),
        ({"rule": "any-list", "entries": [], "as_of": "soon"}, 422, "bad-date", "soon"),
        ({"rule": "any-list", "lists": ["nobodys-list"]}, 404, "unknown-entity", "nobodys"),
        ({"rule": "any-list", "entries": [], "firms": ["smik"]}, 404, "unknown-entity", "smic"),
        ([1], 422, "input", "object"),
    ],
)
def test_what_cannot_be_screened_is_said(
    web: httpx.Client, body: object, status: int, kind: str, detail: str
) -> None:
    answer = web.post("/api/screen", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith(f"/{kind}")
    assert detail in answer.json()["detail"]


def test_a_body_that_is_not_json_or_too_long_is_refused(web: httpx.Client) -> None:
    headers = {"content-type": "application/json"}
    assert web.post("/api/screen", content=b"{", headers=headers).status_code == 422
    assert web.post("/api/screen", content=b"name\nx", headers={"content-type": "text/csv"}
                    ).status_code == 415  # fmt: skip
    assert (
        web.post("/api/screen", content=b" " * (8 * 1024 * 1024 + 1), headers=headers).status_code
        == 413
    )


def test_the_report_is_complete(zizhu: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,list\nSMIC,Entity List\nNobody | <b>,Entity List\n", "utf-8")
    ended = zizhu("screen", str(path), "--rule", "bis-affiliates", "--as-of", "2025-10-15",
                  "--format", "md")  # fmt: skip
    assert ended.code == 0, ended.stderr
    report = ended.stdout
    headings = [line for line in report.splitlines() if line.startswith(("# ", "## "))]
    assert headings == [
        "# Screening: BIS affiliates rule",
        "## What was asked",
        "## Results",
        "## Derivations",
        "## What was not known",
        "## The lists",
        "## The rule",
        "## Entries",
        "## Signature",
        "## Claims",
        "## Sources",
        "## Cite this",
    ]
    assert hashlib.sha256(path.read_bytes()).hexdigest() in report
    assert "facts up to 2025-12-31" in report
    assert "from 2025-09-29 until 2025-11-09" in report
    assert "BIS suspends Affiliates Rule for one year" in report
    assert "SMIC announcement 2020-020" in report
    assert "Nobody \\| \\<b\\>" in report
    assert "<b>" not in report
    tables = [line for line in report.splitlines() if line.startswith("|")]
    widths = {line.replace("\\|", "").count("|") for line in tables}
    assert widths <= {6, 8}


def test_csv_has_the_firms(zizhu: Run) -> None:
    ended = zizhu("screen", "--rule", "bis-affiliates", "--as-of", "2025-10-15", "-f", "csv")
    header, *rows = ended.stdout.splitlines()
    assert header.startswith("id,firm,status,said,lists,total_lower,total_point,total_upper")
    assert header.endswith(",in_force")
    assert any(row.startswith("smic_jingcheng,") and ",notExcluded," in row for row in rows)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("nowhere.csv",), 2, "there is no such file"),
        (("--rule", "ofac-5"), 1, "did you mean: ofac-50"),
        (("--rule", "ofac-50", "--list", "list_nscmic"), 2, "any-list follows every list"),
        (("--rule", "bis-affiliates", "--threshold", "10"), 2, "any-list takes yours"),
    ],
)
def test_a_command_that_cannot_be_answered(
    zizhu: Run, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ended = zizhu("screen", *arguments)
    assert ended.code == code
    assert says in ended.stderr


def test_markdown_shows_what_the_list_wrote() -> None:
    assert plain("a *b* `c`\n[d](e)") == "a \\*b\\* \\`c\\` \\[d\\](e)"
