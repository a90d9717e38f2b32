"""Every kind of page as a browser shows it: nothing from elsewhere, no error, legible, for all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from legible import LEAST, SIDEWAYS, SMALL, serious
from msgspec.structs import replace

from api.app import create_app
from api.explorer.pages import STATIC
from api.settings import Settings
from graph.formats.tables.tables import write_tables
from graph.releases.release import build
from served_app import Serve
from small_tables import small
from visiting import Visit, follow, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

PAGES = (
    "/", "/compare", "/compare?id=smic&id=dji", "/lenses", "/data", "/search?q=smic",
    "/search?q=nobody-at-all", "/doc/id/smic.html", "/doc/id/cloudwalk.html",
    "/doc/id/smic.html?view=claims", "/doc/id/smic.html?as_of=2014-12-31",
    "/doc/lens/headquarters.html", "/doc/id/source/ding-2023.html", "/doc/id/ai_nat_team.html",
    "/method", "/indicators", "/sparql", "/ontology", "/docs",
    "/indicators/chip-targets", "/indicators/rd-expenditure-gerd",
    "/indicators/state-fund-size?language=zh", "/calculations", "/calculations/foreign-dependency",
    "/calculations/home-production?language=zh", "/production", "/production?example=true",
    "/production?example=true&language=zh",
    "/doc/id/list_1260h.html", "/doc/id/made-in-china-2025.html?language=zh",
    "/doc/id/most.html", "/doc/id/smic.html?language=zh", "/?language=zh",
)  # fmt: skip
REFUSED = ("/doc/id/smicc.html", "/nowhere", "/doc/id/smic.html?as_of=yesterday")
DARK = re.compile(r"@media \(prefers-color-scheme[^{]*\{(.*?\})\s*\}", re.DOTALL)
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_legible_and_for_everybody_in_light_and_dark_and_on_a_phone(
    visit: Visit, axe: str, path: str
) -> None:
    """One visit, since opening a page costs most; what is wrong stands under how it was seen."""
    with visit(path) as page:
        seen = {"small letters": page.evaluate(SMALL % LEAST), "light": serious(page, axe)}
        page.emulate_media(color_scheme="dark")
        seen["dark"] = serious(page, axe, of_colours=True)
        page.set_viewport_size(PHONE)
        seen["sideways on a phone"] = page.evaluate(SIDEWAYS)
        seen["small letters on a phone"] = page.evaluate(SMALL % LEAST)
    assert [f"{way}: {one}" for way, wrong in seen.items() for one in wrong] == []


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda sheet: sheet.name)
def test_dark_is_other_colours_and_nothing_else(sheet: Path) -> None:
    """So that in the dark a page is held to the rules on colours alone."""
    text = sheet.read_text("utf-8")
    blocks = DARK.findall(text)
    assert len(blocks) == text.count("prefers-color-scheme")
    for dark in blocks:
        assert re.fullmatch(r"\s*:root \{(\s*--[\w-]+: #[0-9a-f]+;)*\s*\}", dark), dark


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


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_refused_is_a_page(visit: Visit, axe: str, path: str) -> None:
    with visit(path, may_fail=True) as page:  # Chromium writes the status to its console
        assert page.locator("h1").count() == 1
        assert "Traceback" not in page.content()
        assert serious(page, axe) == []


def test_the_essentials_need_no_script(visit: Visit) -> None:
    with visit("/", java_script_enabled=False) as page:
        page.get_by_role("searchbox").fill("中芯国际")
        follow(page, page.get_by_role("button", name="Find"))
        follow(page, page.locator("ol.matches a").first)
        assert "/doc/id/smic.html" in page.url
        for part in ("#lenses", "#drawing", "#holders", "#sources", "svg.bar"):
            assert page.locator(part).first.is_visible(), part
        assert not page.locator("#graph").is_visible()
        page.locator("#lenses details summary").first.click()
        assert page.locator("#lenses details p").first.is_visible()
        follow(page, page.get_by_role("link", name="中文"))
        assert page.locator("html").get_attribute("lang") == "zh"


@pytest.mark.parametrize(
    "path",
    ["/indicators/chip-targets", "/calculations/home-production", "/indicators/5g-sep-count"],
)
def test_figures_are_drawn_without_a_script(visit: Visit, path: str) -> None:
    with visit("/indicators", java_script_enabled=False) as page:
        follow(page, page.locator(f'main a[href="{path}"]').first)
        image = page.locator("figure.chart img")
        assert image.evaluate("one => one.complete && one.naturalWidth > 0")
        assert page.locator("main tbody tr").count()
        assert (image.get_attribute("alt") or "").strip()


@pytest.mark.usefixtures("bundled")
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
