"""The graph on a firm's page: what the server says of it, and what a reader can do with it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from legible import serious

from api.explorer.diagram import WORDS
from graph.releases.release import Release
from ontology.translations import catalog
from visiting import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

LOADED = "performance.getEntriesByType('resource').map((one) => one.name)"
DRAWN = "#graph .frame[data-drawn]"


def asked(web: httpx.Client, firm: str, **more: Any) -> dict[str, Any]:
    answer = web.get(f"/diagram/{firm}", params=more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_every_firm_has_its_owners_with_percentages_and_places(
    web: httpx.Client, seed_release: Release
) -> None:
    for firm in seed_release.knowledge.subjects:
        found = asked(web, firm)
        ids = {one["id"] for one in found["parties"]}
        assert firm in ids
        places = [(one["x"], one["y"]) for one in found["parties"]]
        assert len(set(places)) == len(places), firm
        for link in found["links"]:
            assert {link["source"], link["target"]} <= ids
            assert link["kind"] == "folded" or link["text"], link
            assert "%" in link["text"] or link["kind"] != "stake"


def test_no_id_is_read_in_a_diagram(web: httpx.Client, seed_release: Release) -> None:
    for firm in seed_release.knowledge.subjects:
        for language in ("en", "zh"):
            for one in asked(web, firm, language=language, hops=4)["parties"]:
                shown = " ".join(one["names"])
                assert shown and (one["id"] != shown or one["id"].isupper()), one
                assert not re.search(r"[a-z]_[a-z]|/undisclosed|[a-z][A-Z]{1}[a-z]+Ids", shown), one


def test_each_firm_has_its_own_unknown_holders(web: httpx.Client) -> None:
    found = asked(web, "smic", hops=4)
    rests = [one["id"] for one in found["parties"] if one["kind"] == "rest"]
    links = [one for one in found["links"] if one["kind"] == "rest"]
    assert len(rests) == len(set(rests)) == len(links) > 1


def test_of_many_the_rest_are_one_counted_node(web: httpx.Client) -> None:
    found = asked(web, "smic", hops=9, most=10)
    named = [one for one in found["parties"] if one["kind"] not in ("rest", "folded")]
    assert len(named) == 10
    folded = [one for one in found["parties"] if one["kind"] == "folded"]
    assert len(folded) == 1
    left = found["found"] - len(named)
    assert str(left) in folded[0]["names"][0]
    whole = asked(web, "smic", hops=9, most=500)
    assert whole["found"] == found["found"]
    assert not any(one["kind"] == "folded" for one in whole["parties"])


def test_an_opened_party_shows_who_is_linked_with_it(web: httpx.Client) -> None:
    before = asked(web, "smic", hops=1)
    holder = next(one["id"] for one in before["parties"] if one["beyond"])
    after = asked(web, "smic", hops=1, opened=holder)
    assert {one["id"] for one in before["parties"]} < {one["id"] for one in after["parties"]}
    assert next(one for one in after["parties"] if one["id"] == holder)["opened"]


def test_words_of_the_switches_are_in_chinese() -> None:
    assert [text for text in WORDS.values() if ("page", text) not in catalog("zh")] == []


def opened(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Open the graph|打开关系图")).click()
    page.locator(DRAWN).wait_for()


@pytest.mark.usefixtures("bundled")
class TestInABrowser:
    """What a reader does with it."""

    def test_it_opens_and_says_all_of_it_in_a_list_too(
        self, visit: Visit, web: httpx.Client
    ) -> None:
        with visit("/doc/id/smic.html") as page:
            loaded = page.evaluate(LOADED)
            assert not any("network.js" in one for one in loaded)
            opened(page)
            page.get_by_text("The same as a list").click()
            said = page.locator("#graph .listed").inner_text()
            for link in asked(web, "smic", without="programme")["links"]:
                assert link["text"] in said

    def test_every_state_has_an_address_that_shows_it_again(self, visit: Visit) -> None:
        with visit("/doc/id/smic.html") as page:
            opened(page)
            page.get_by_label("votes").check()
            page.wait_for_url(re.compile("basis=voting"))
            page.get_by_label("Steps away").select_option("3")
            page.wait_for_url(re.compile("hops=3"))
            page.get_by_label("As on").fill("2014")
            page.wait_for_url(re.compile("day=2014"))
            page.locator("#graph-kind-rest").uncheck()
            page.wait_for_url(re.compile("without=rest"))
            address = page.url
            page.goto("about:blank")
            page.goto(address)
            page.locator(DRAWN).wait_for()
            assert page.get_by_label("votes").is_checked()
            assert page.get_by_label("Steps away").input_value() == "3"
            assert page.get_by_label("As on").input_value() == "2014"
            assert not page.locator("#graph-kind-rest").is_checked()

    def test_a_chosen_party_shows_its_links_and_opens(self, visit: Visit) -> None:
        with visit("/doc/id/smic.html") as page:
            opened(page)
            page.get_by_text("The same as a list").click()
            page.locator("#graph .listed button", has_text="Datang").first.click()
            panel = page.locator("#graph .chosen")
            assert "%" in panel.inner_text()
            panel.get_by_role("button", name="Rests on").first.click()
            claim = panel.get_by_role("link").first
            assert "/doc/id/claim/" in (claim.get_attribute("href") or "")
            page.locator("#graph .listed button", has_text="Datang").first.click()
            panel.get_by_role("button", name="Open").click()
            page.wait_for_url(re.compile("opened="))
            page.locator(DRAWN).wait_for()

    def test_it_is_for_everybody(self, visit: Visit, axe: str) -> None:
        with visit("/doc/id/smic.html") as page:
            opened(page)
            assert serious(page, axe, "#graph") == []
            page.emulate_media(color_scheme="dark")
            assert serious(page, axe, "#graph", of_colours=True) == []

    def test_it_fits_a_phone(self, visit: Visit) -> None:
        with visit("/doc/id/smic.html?language=zh", wide=390, high=844) as page:
            opened(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_a_server_that_is_gone_is_said_and_asked_again(self, visit: Visit) -> None:
        with visit("/doc/id/smic.html", may_fail=True) as page:
            page.route("**/diagram/**", lambda route: route.abort())
            page.get_by_role("button", name="Open the graph").click()
            page.get_by_text("It could not be drawn.").wait_for()
            page.unroute("**/diagram/**")
            page.get_by_role("button", name="Try again").click()
            page.locator(DRAWN).wait_for()

    def test_more_than_anybody_can_draw_is_an_export(self, visit: Visit, web: httpx.Client) -> None:
        large = asked(web, "smic") | {"tooLarge": True, "found": 12345, "parties": [], "links": []}
        with visit("/doc/id/smic.html") as page:
            page.route("**/diagram/**", lambda route: given(route, large))
            page.get_by_role("button", name="Open the graph").click()
            page.get_by_text("Too large to draw").wait_for()
            assert page.locator("#graph .frame a").first.get_attribute("href")

    @pytest.mark.parametrize("count", [300, 700])
    def test_hundreds_are_drawn(self, visit: Visit, web: httpx.Client, count: int) -> None:
        with visit("/doc/id/smic.html") as page:
            page.route(
                "**/diagram/**", lambda route: given(route, crowded(asked(web, "smic"), count))
            )
            opened(page)
            assert page.locator(DRAWN).get_attribute("data-drawn") == str(count)
            assert page.locator("#graph canvas").first.is_visible()


def given(route: Route, document: dict[str, Any]) -> None:
    route.fulfill(status=200, content_type="application/json", body=json.dumps(document))


def crowded(document: dict[str, Any], count: int) -> dict[str, Any]:
    """The same firm with so many parties, each a holder of it."""
    firm, other = document["parties"][0], document["parties"][1]
    link = next(one for one in document["links"] if one["kind"] == "stake")
    holders = [
        other
        | {
            "id": f"h{n}",
            "names": [f"Holder {n}"],
            "x": -300.0 * (1 + n // 24),
            "y": 60.0 * (n % 24),
        }
        for n in range(count - 1)
    ]
    links = [
        link | {"id": f"l{n}", "source": f"h{n}", "target": firm["id"]} for n in range(count - 1)
    ]
    return document | {"parties": [firm, *holders], "links": links, "found": count}
