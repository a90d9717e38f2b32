"""What is answered by two clocks prints both: lists are read newer than who owns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from msgspec.structs import fields

from graph.answers import changes, paths, programmes, reversals, stored, verdicts
from graph.releases.release import Release

Run = Callable[..., Any]
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
BY_LISTS = (
    ("compare", "smic", "alibaba"),
    ("classify", "smic"),
    ("classify", "alibaba", "--lens", "dod-1260h"),
    ("unknowns", "smic"),
    ("whatif", "alibaba"),
    ("paths", "--to", "smic", "--from", "state"),
    ("measures", "--lens", "dod-1260h"),
)
PAGES = ("/compare?id=smic&id=alibaba", "/doc/lens/dod-1260h.html", "/lenses/edit?lens=dod-1260h")


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        (asked, form)
        for asked in BY_LISTS
        for form in ("table", "md")
        if (asked[0], form) != ("measures", "md")  # which are shown, or written as data
    ],
)
def test_an_answer_by_lists_says_of_when_the_lists_are(
    zizhu: Run, seed_release: Release, asked: tuple[str, ...], form: str
) -> None:
    days = seed_release.days
    assert days.lists != days.ownership  # else this shows nothing
    shown = zizhu(*asked, "-f", form)
    assert shown.code == 0, shown.stderr
    said = " ".join(shown.stdout.split())
    assert f"lists as of {days.lists}" in said
    assert f"as of {days.ownership} ·" in said
    on_one = " ".join(zizhu(*asked, "-f", form, "--as-of", "2025-12-31").stdout.split())
    assert "lists as of" not in on_one


def test_rows_of_verdicts_have_each_its_day(zizhu: Run, seed_release: Release) -> None:
    rows = zizhu("compare", "smic", "alibaba", "-f", "csv").stdout.splitlines()
    assert rows[0].endswith(",as_of")
    ends = {row.split(",")[1]: row.rpartition(",")[2] for row in rows[1:]}
    assert ends["dod-1260h"] == seed_release.days.lists.isoformat()
    assert ends["legal-seat"] == seed_release.days.ownership.isoformat()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_by_lists_says_of_when_the_lists_are(
    web: httpx.Client, seed_release: Release, path: str
) -> None:
    day = seed_release.days.lists.isoformat()
    page = web.get(path, headers=BROWSER).text
    assert f"lists {day}" in page
    chinese = web.get(f"{path}{'&' if '?' in path else '?'}language=zh", headers=BROWSER).text
    assert f"名单{day}" in chinese


def test_a_list_asked_by_a_definition_says_of_when_its_owners_are(
    zizhu: Run, seed_release: Release
) -> None:
    plain = " ".join(zizhu("list", "list_1260h").stdout.split())
    asked = " ".join(zizhu("list", "list_1260h", "--lens", "ultimate-ownership").stdout.split())
    assert f"ownership as of {seed_release.days.ownership}" in asked
    assert "ownership as of" not in plain


def test_every_answer_with_verdicts_has_the_days_in_json() -> None:
    shapes = (
        verdicts.FirmClassification, stored.StoredClassification, reversals.Settling,
        changes.WhatIf, changes.Side, paths.Paths, programmes.ProgrammePage,
    )  # fmt: skip
    assert [one.__name__ for one in shapes if "days" not in {at.name for at in fields(one)}] == []


def test_the_file_on_a_firm_says_of_when_its_lists_are(seed_release: Release, zizhu: Run) -> None:
    for firm in seed_release.knowledge.subjects:
        text = zizhu("export", firm, "-f", "md").stdout
        assert f"lists as of {seed_release.days.lists}" in " ".join(text.split())


@pytest.mark.parametrize("path", ["/compare?id=smic&id=ymtc", "/doc/lens/funding-origin.html"])
def test_pages_have_the_bounds_of_the_money_read(web: httpx.Client, path: str) -> None:
    """Those of all money are all there are where nobody said how much it is."""
    page = web.get(path, headers=BROWSER).text
    assert "14.55–93.93 % home of the money read" in page
    other = web.get(f"{path}{'&' if '?' in path else '?'}language=zh", headers=BROWSER).text
    assert "14.55–93.93 % 已读到的资金中属本国" in other
