"""Search as one types: who has the name answers, who is alike is proposed, keys do everything."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from api.explorer.suggestions import WORDS
from graph.arguments import holdable
from graph.claims.model import HOLDABLE
from graph.releases.release import Release
from ontology.translations import catalog
from visiting import Visit, follow

pytestmark = pytest.mark.usefixtures("bundled")


def asked(web: httpx.Client, text: str, **more: str) -> dict[str, Any]:
    found: dict[str, Any] = web.get("/suggest", params={"q": text, **more}).json()
    return found


def names(web: httpx.Client, text: str) -> list[tuple[str, bool]]:
    return [(one["name"], one["answers"]) for one in asked(web, text)["found"]]


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
        for one in asked(web, "a", language=language)["found"]:
            assert web.get(one["href"], headers={"Accept": "text/html"}).status_code == 200
            assert f"/doc/id/{one['id']}.html" in one["href"]
            assert one["id"] not in (one["name"], one["said"]), one


def test_of_a_field_for_firms_nobody_else_is_proposed(
    web: httpx.Client, seed_release: Release
) -> None:
    known = seed_release.knowledge.entities
    for text in ("a", "wang", "list", "made in", "中", "smic"):
        ids = [one["id"] for one in asked(web, text, firms="true")["found"]]
        assert ids or text in ("list", "made in"), text
        assert all(holdable(seed_release, one) for one in ids), text
        everybody = [one["id"] for one in asked(web, text)["found"]]
        assert set(ids) >= {one for one in everybody if known[one].kind in HOLDABLE}


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
        urls: list[str] = []
        page.on("requestfinished", lambda one: urls.append(one.url))
        field = page.get_by_role("combobox")
        field.press_sequentially("sensetime", delay=15)
        page.get_by_role("option", name="SenseTime").first.wait_for()
        assert sum("/suggest" in url for url in urls) <= 2


ADD = "Add a firm by its name"


def test_a_firm_that_is_chosen_is_compared_with_the_others(visit: Visit) -> None:
    with visit("/compare?id=smic&id=dji&as_of=2024-12-31") as page:
        field = page.get_by_role("combobox", name=ADD)
        field.fill("sense")
        page.get_by_role("option").first.wait_for()
        field.press("ArrowDown")
        field.press("Enter")
        page.wait_for_url("**/compare?*sensetime*")
        assert httpx.URL(page.url).params.get_list("id") == ["smic", "dji", "sensetime"]
        assert httpx.URL(page.url).params["as_of"] == "2024-12-31"
        assert page.locator("thead th").count() == 4
        field.fill("dji")  # is there already
        follow(page, page.get_by_role("option").first)
        assert page.locator("thead th").count() == 4


def test_enter_without_a_choice_adds_whoever_has_the_name(visit: Visit) -> None:
    with visit("/compare?id=smic&id=dji") as page:
        field = page.get_by_role("combobox", name=ADD)
        field.fill("商汤")
        page.get_by_role("option").first.wait_for()
        field.fill("SenseTime")
        field.press("Enter")
        page.wait_for_url(re.compile("id=SenseTime"))
        assert page.locator("thead th").count() == 4


def test_a_firm_is_added_without_a_script_too(visit: Visit) -> None:
    with visit("/compare?id=smic&home=HK&language=zh", java_script_enabled=False) as page:
        page.locator("#add").fill("DJI")
        follow(page, page.locator("form.adding button"))
        given = httpx.URL(page.url).params
        assert given.get_list("id") == ["smic", "DJI"]
        assert (given["home"], given["language"]) == ("HK", "zh")
        assert page.locator("thead th").count() == 3
