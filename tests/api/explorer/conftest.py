"""Pages in a real browser: the system's Chromium, which is asked for nothing but this server.

A test that needs it, or scripts that were not bundled, is skipped and says so.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from api.explorer.pages import BUILT
from visiting import Visit, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def bundled() -> None:
    """Scripts that ``make`` bundled."""
    if not (BUILT / "explorer.js").is_file():
        pytest.skip("scripts are not bundled: `make` does it where npm has a network")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it, without a window.

    For one module: while it is open its event loop runs, beside which no other test has one.
    """
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs the program `chromium`, which is not installed")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader"]
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, web: httpx.Client) -> Visit:
    """Visits of the seed release's server."""
    return visits(browser, str(web.base_url))


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    """The accessibility rules of axe-core, as npm's lock has it."""
    source = root / "node_modules" / "axe-core" / "axe.min.js"
    if not source.is_file():
        pytest.skip("axe-core is not installed: `make test` does it where npm has a network")
    return source.read_text("utf-8")
