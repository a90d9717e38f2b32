"""Visits of a server's pages in a browser, and what a page does there that none of ours may do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

#: What a browser says that it reads.
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
DRIVER = "GL Driver Message"  # how slow drawing without a graphics card is
#: Opens a page in a context of some size and kind, and at the end holds what happened to account.
Visit = Callable[..., AbstractContextManager["Page"]]


class Happened:
    """What a page did that no page of ours may do."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.asked: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("request", lambda one: self._request(one.url))
        page.on("console", lambda one: self._console(one.type, one.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, url: str) -> None:
        self.asked.append(url)
        if not url.startswith((self.origin, "data:", "blob:")):
            self.elsewhere.append(url)

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and DRIVER not in text:
            self.errors.append(text)


def visits(browser: Browser, origin: str) -> Visit:
    """Opens pages of one server; each may ask nobody else, and has nothing to say to a console."""

    @contextmanager
    def visit(
        path: str, *, wide: int = 1280, high: int = 900, may_fail: bool = False, **context: Any
    ) -> Iterator[Page]:
        made = browser.new_context(viewport={"width": wide, "height": high}, **context)
        page = made.new_page()
        happened = Happened(origin)
        happened.watch(page)
        try:
            page.goto(f"{origin}{path}")
            yield page
            assert happened.elsewhere == [], path
            assert may_fail or happened.errors == [], happened.errors
        finally:
            made.close()

    return visit


def follow(page: Page, link: Locator) -> None:
    """Clicks on what leads to another page, and waits until that page is there in full."""
    with page.expect_navigation():
        link.click()
