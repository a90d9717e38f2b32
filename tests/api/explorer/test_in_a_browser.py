"""Every kind of page as a browser shows it: nothing from elsewhere, no error, legible, for all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from legible import LEAST, SIDEWAYS, SMALL, serious
from msgspec.structs import replace

from api.app import create_app
from api.settings import Settings
from graph.formats.tables.tables import write_tables
from graph.releases.release import build
from served_app import Serve
from small_tables import small
from visiting import Visit, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = (
    "/", "/compare", "/compare?id=smic&id=dji", "/lenses", "/data", "/search?q=smic",
    "/search?q=nobody-at-all", "/doc/id/smic.html", "/doc/id/cloudwalk.html",
    "/doc/id/smic.html?view=claims", "/doc/id/smic.html?as_of=2014-12-31",
    "/doc/lens/headquarters.html", "/doc/id/source/ding-2023.html", "/doc/id/ai_nat_team.html",
    "/method", "/indicators", "/sparql", "/ontology", "/docs",
    "/doc/id/most.html", "/doc/id/smic.html?language=zh", "/?language=zh",
)  # fmt: skip
REFUSED = ("/doc/id/smicc.html", "/nowhere", "/doc/id/smic.html?as_of=yesterday")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nobody_else_and_is_legible(visit: Visit, path: str) -> None:
    with visit(path) as page:
        assert page.evaluate(SMALL % LEAST) == []


@pytest.mark.parametrize("path", [*PAGES[:3], "/doc/id/smic.html", REFUSED[0]])
def test_a_script_that_is_written_into_a_page_does_not_run(visit: Visit, path: str) -> None:
    with visit(path, may_fail=True) as page:  # what the policy refuses, Chromium says
        assert page.evaluate(INJECTED)
        assert page.evaluate("() => window.ran") is None


INJECTED = """() => new Promise((done) => {
  document.addEventListener("securitypolicyviolation", () => done(true), { once: true });
  const one = document.createElement("script");
  one.textContent = "window.ran = true";
  document.body.append(one);
  setTimeout(() => done(false), 1000);
})"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(visit: Visit, path: str) -> None:
    with visit(path, wide=390, high=844) as page:
        assert page.evaluate(SIDEWAYS) == []
        assert page.evaluate(SMALL % LEAST) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_everybody(visit: Visit, axe: str, path: str, scheme: Any) -> None:
    with visit(path, color_scheme=scheme) as page:
        assert serious(page, axe) == []


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_refused_is_a_page(visit: Visit, axe: str, path: str) -> None:
    with visit(path, may_fail=True) as page:  # Chromium writes the status to its console
        assert page.locator("h1").count() == 1
        assert "Traceback" not in page.content()
        assert serious(page, axe) == []


def test_the_essentials_need_no_script(visit: Visit) -> None:
    with visit("/", java_script_enabled=False) as page:
        page.get_by_role("searchbox").fill("中芯国际")
        page.get_by_role("button", name="Find").click()
        page.locator("ol.matches a").first.click()
        assert "/doc/id/smic.html" in page.url
        for part in ("#lenses", "#drawing", "#holders", "#sources", "svg.bar"):
            assert page.locator(part).first.is_visible(), part
        assert not page.locator("#graph").is_visible()
        page.locator("#lenses details summary").first.click()
        assert page.locator("#lenses details p").first.is_visible()
        page.get_by_role("link", name="中文").click()
        assert page.locator("html").get_attribute("lang") == "zh"


@pytest.mark.parametrize("name", ["<!--<script>", "</script><script>window.ran=1</script>"])
def test_names_are_shown_as_names(
    serve: Serve, browser: Browser, tmp_path: Path, name: str
) -> None:
    tables = small()
    entities = tuple(
        replace(one, name=name) if one.id == "jade" else one for one in tables.entities
    )
    write_tables(replace(tables, entities=entities), tmp_path / "tables")
    build(tmp_path / "tables", tmp_path / "home")
    with serve(create_app(Settings(home=tmp_path / "home"))) as web:
        visit = visits(browser, str(web.base_url))
        for path in ("/", "/doc/id/jade.html", "/search?q=Jade+Chip", "/doc/id/wang.html"):
            with visit(path) as page:
                assert name in page.locator("main").inner_text(), path
                assert page.evaluate("() => window.ran") is None
        with visit("/") as page:
            page.get_by_role("combobox").fill(name)
            assert name in page.get_by_role("option").first.inner_text()
        with visit("/doc/id/wang.html#graph") as page:
            assert page.evaluate("() => window.ran") is None
