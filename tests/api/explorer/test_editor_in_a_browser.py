"""A definition changed in a browser: verdicts move, the address shares it, no script is needed."""

from __future__ import annotations

from typing import Any

import pytest
from legible import LEAST, SIDEWAYS, SMALL, serious

from visiting import Visit

MOVED = "tr.moved"
START = "/lenses/edit?lens=xinchuang"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_changed_threshold_moves_verdicts_and_its_address_shares_it(
    visit: Visit, scripts: bool
) -> None:
    with visit(START, java_script_enabled=scripts) as page:
        assert page.locator(MOVED).count() == 0
        page.get_by_label("Threshold, in percent").fill("99")
        page.get_by_role("button", name="Show what moves").click()
        page.locator(MOVED).first.wait_for()
        moved, shared = page.locator(MOVED).all_inner_texts(), page.url
    assert "threshold=99" in shared
    assert any("Alibaba" in one for one in moved)
    with visit(f"/{shared.split('/', 3)[3]}") as page:
        assert page.locator(MOVED).all_inner_texts() == moved
        page.get_by_role("link", name="Back to how it stands").click()
        page.wait_for_url(lambda url: "threshold" not in url)
        assert page.locator(MOVED).count() == 0


def test_another_definition_starts_from_its_own_settings(visit: Visit) -> None:
    with visit(f"{START}&threshold=99") as page:
        page.get_by_label("Definition").select_option("legal-seat")
        page.get_by_role("button", name="Start from this one").click()
        page.wait_for_url(lambda url: "threshold" not in url)
        assert page.locator(MOVED).count() == 0
        page.get_by_label("Home, in two letters").fill("KY")
        page.get_by_role("button", name="Show what moves").click()
        page.locator(MOVED).first.wait_for()
        assert page.locator("h2").first.inner_text() == "legal seat"


def test_what_cannot_be_set_is_said_on_the_page(visit: Visit, axe: str) -> None:
    with visit(START, may_fail=True) as page:  # Chromium writes the status to its console
        page.get_by_label("Threshold, in percent").fill("many")
        page.get_by_role("button", name="Show what moves").click()
        page.get_by_text("is no number").wait_for()
        assert serious(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_is_legible_for_everybody(visit: Visit, axe: str, scheme: Any) -> None:
    for wide in (1280, 390):
        with visit(f"{START}&threshold=99", wide=wide, color_scheme=scheme) as page:
            assert page.evaluate(SIDEWAYS) == []
            assert page.evaluate(SMALL % LEAST) == []
            assert serious(page, axe) == []
