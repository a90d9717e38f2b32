"""Search as one types: who has the name answers, who is alike is proposed, keys do everything."""

from __future__ import annotations

import httpx
import pytest

from api.explorer.suggesting import WORDS
from ontology.translations import catalog
from visiting import Visit

pytestmark = pytest.mark.usefixtures("bundled")


def names(web: httpx.Client, text: str, **more: str) -> list[tuple[str, bool]]:
    found = web.get("/suggest", params={"q": text, **more}).json()["found"]
    return [(one["name"], one["answers"]) for one in found]


def test_a_name_is_answered_only_if_it_is_that_name(web: httpx.Client) -> None:
    assert names(web, "中芯國際")[0][1]
    assert names(web, "smic")[0][1]
    assert not any(answers for _, answers in names(web, "smik"))
    assert not any(answers for _, answers in names(web, "sens"))
    assert names(web, "sens")
    assert names(web, "qqqqqqqqqqq") == []


def test_a_beginning_finds_names_in_any_script(web: httpx.Client) -> None:
    for text in ("se", "SENSE", "商汤", "shangt"):
        assert any("SenseTime" in name for name, _ in names(web, text)), text


def test_no_id_is_shown_and_every_suggestion_leads_to_a_page(web: httpx.Client) -> None:
    for language in ("en", "zh"):
        for one in web.get("/suggest", params={"q": "a", "language": language}).json()["found"]:
            assert web.get(one["href"], headers={"Accept": "text/html"}).status_code == 200
            id_ = one["href"].partition("/doc/id/")[2].partition(".html")[0]
            assert id_ not in (one["name"], one["said"]), one


def test_words_beside_the_suggestions_are_in_chinese() -> None:
    assert all(("page", text) in catalog("zh") for text in (*WORDS.values(), "has this name"))


def test_arrows_and_enter_go_to_the_page(visit: Visit) -> None:
    with visit("/") as page:
        field = page.get_by_role("combobox")
        field.fill("商汤")
        page.get_by_role("option").first.wait_for()
        assert field.get_attribute("aria-expanded") == "true"
        field.press("ArrowDown")
        active = field.get_attribute("aria-activedescendant")
        assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
        field.press("Enter")
        page.wait_for_url("**/doc/id/sensetime*.html*")


def test_enter_without_a_choice_asks_the_search_page(visit: Visit) -> None:
    with visit("/") as page:
        page.get_by_role("combobox").fill("smik")
        page.get_by_role("option").first.wait_for()
        page.get_by_role("combobox").press("Enter")
        page.wait_for_url("**/search?q=smik")


def test_escape_closes_and_what_nobody_has_is_said(visit: Visit) -> None:
    with visit("/?language=zh") as page:
        field = page.get_by_role("combobox")
        field.fill("smic")
        page.get_by_role("option").first.wait_for()
        field.press("Escape")
        assert page.get_by_role("option").count() == 0
        assert field.get_attribute("aria-expanded") == "false"
        field.fill("qqqqqqqqqqq")
        page.locator(
            "form.find [role=status]", has_text=catalog("zh")["page", WORDS["none"]]
        ).wait_for()


def test_only_the_last_text_is_answered(visit: Visit) -> None:
    with visit("/") as page:
        asked: list[str] = []
        page.on("requestfinished", lambda one: asked.append(one.url))
        field = page.get_by_role("combobox")
        field.press_sequentially("sensetime", delay=15)
        page.get_by_role("option", name="SenseTime").first.wait_for()
        assert sum("/suggest" in url for url in asked) <= 2
