"""Pages in a browser: how many bytes a firm's takes, and how soon its graph can be walked in.

Bytes of a page are those a browser reads; what is transferred is those it is sent, packed, with all
that the page loads at first. The graph's time runs from the click that opens it to the second
frame after it is drawn, its script loaded and its document kept by the server.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from bars import Bar, at_most, not_measured

from api.app import create_app
from api.explorer import diagram as diagrams
from api.explorer.pages import BUILT, Reader
from api.settings import Settings
from graph import questions
from graph.releases.release import build, open_release

if TYPE_CHECKING:
    from playwright.sync_api import Page

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
RUNS = 5
SIZES = ((300, 1.0), (2000, 4.0))  # parties, and seconds within which they can be walked in
JSON = "application/json"
BROWSER = {"Accept": "text/html"}
OPENED = """() => new Promise((done) => {
  const place = document.querySelector("#graph"), start = performance.now();
  const drawn = () => place.querySelector(".frame[data-drawn]");
  new MutationObserver((_, self) => {
    if (!drawn()) return;
    self.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  }).observe(place, { attributes: true, subtree: true });
  place.querySelector("button").click();
})"""


def measure() -> list[Bar]:
    """Every bar of pages."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "builders"))
    from served_app import serving

    program = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        build(SEEDS, home)
        with serving(create_app(Settings(home=home))) as web:
            bars = sizes(web, open_release(home).knowledge.subjects)
            if program is None or not (BUILT / "network.js").is_file():
                why = "no chromium" if program is None else "scripts not bundled"
                return [*bars, not_measured("graph of 300 and 2,000 parties", "1 s and 4 s", why)]
            return bars + [graph(web, program, count, limit) for count, limit in SIZES]


def sizes(web: httpx.Client, firms: tuple[str, ...]) -> list[Bar]:
    """The largest page of a firm: before its sources, and with all that it loads at first."""
    pages = [web.get(f"/doc/id/{firm}.html", headers=BROWSER) for firm in firms]
    loaded = [web.get(f"/static/{name}") for name in ("explorer.css", "explorer.js")]
    first = max(page.content.index(b'id="sources"') for page in pages)
    read = max(len(page.content) for page in pages) + sum(len(one.content) for one in loaded)
    sent = max(page.num_bytes_downloaded for page in pages)
    sent += sum(one.num_bytes_downloaded for one in loaded)
    packed = gzip.compress((BUILT / "network.js").read_bytes()) if BUILT.is_dir() else b""
    return [
        at_most("a firm's page before its sources", first / 1000, 60, " kB"),
        at_most("transferred, with styles and script", sent / 1000, 100, " kB"),
        not_measured("the same, unpacked", "", f"{read / 1000:.0f} kB"),
        not_measured("script of the graph, packed", "", f"{len(packed) / 1000:.0f} kB"),
    ]  # fmt: skip


def graph(web: httpx.Client, program: str, count: int, limit: float) -> Bar:
    """How soon a graph of so many parties can be walked in."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader"]
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=flags)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route(
            "**/diagram/**",
            lambda route: route.fulfill(body=given, content_type="application/json"),
        )
        given = document(count)
        taken = [opened(page, f"{web.base_url}/doc/id/smic.html") for _ in range(RUNS + 1)]
        browser.close()
    median = statistics.median(taken[1:]) / 1000  # the first one loads the script
    return at_most(f"graph of {count:,} parties, positions given", median, limit, " s")


def document(count: int) -> str:
    """A firm among so many parties, with their places."""
    from own_release import release_of

    release = release_of(*((f"H{number}", "FIRM", 0.04) for number in range(count - 2)))
    found = questions.diagram(release, "FIRM", most=2000)
    return json.dumps(diagrams.document(release, found, Reader()))


def opened(page: Page, address: str) -> float:
    """Milliseconds from the click until the second frame after the graph is drawn."""
    page.goto(address)
    return float(page.evaluate(OPENED))
