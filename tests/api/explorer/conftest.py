"""Pages in a real browser: the system's Chromium, which is asked for nothing but this server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from api.explorer.pages import BUILT
from needed import made, program
from visiting import Visit, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BY_NPM = "`make test` makes it where npm has a network"


@pytest.fixture(scope="session")
def bundled() -> None:
    """Scripts that ``make`` bundled."""
    made(BUILT / "explorer.js", f"the bundled scripts: {BY_NPM}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it, without a window.

    For one module: while it is open its event loop runs, beside which no other test has one.
    """
    chromium = program("chromium")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader"]
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, web: httpx.Client) -> Visit:
    """Visits of the seed release's server."""
    return visits(browser, str(web.base_url))


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    """The accessibility rules of axe-core, as npm's lock has it."""
    file = root / "node_modules" / "axe-core" / "axe.min.js"
    return made(file, f"axe-core: {BY_NPM}").read_text("utf-8")
