"""Whether a page can be read: letters large enough, nothing off its side, and what axe says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

COLOURS = "cat.color"  # what axe calls its rules on colours
LEAST = 11  # pixels of letters
SMALL = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim(), on = walk.currentNode.parentElement;
    if (!text || !on.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(on).fontSize);
    if (size < %s) found.push(`${size}: ${text.slice(0, 40)}`);
  }
  return found;
}"""
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !one.closest(".wide"))
    .map((one) => one.outerHTML.slice(0, 90));
}"""


def serious(page: Page, axe: str, within: str = "html", *, of_colours: bool = False) -> list[str]:
    """What axe finds in a part of a page that keeps somebody out.

    ``of_colours``: by the rules on colours alone, where a page was held to the others already.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    rules = {"resultTypes": ["violations"]} | ({"runOnly": [COLOURS]} if of_colours else {})
    found = page.evaluate(
        "([part, rules]) => axe.run(document.querySelector(part), rules)", [within, rules]
    )
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
