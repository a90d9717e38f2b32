"""A report as one HTML page that is whole in itself: no script, nothing loaded, ready to print."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from api.report.blocks import POINTER, Report, shown
from api.templates import templates_in

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_PARTS = re.compile(rf"{POINTER.pattern}|(https?://\S+[^\s.,;)])")


def html(report: Report) -> str:
    """The report as a page; numbers of claims and documents lead to them, addresses to the web."""
    return _template().render(report=report, linked=_linked)


@cache
def _template() -> Template:
    kinds = {"kind": lambda block: type(block).__name__}
    return templates_in(Path(__file__).parent, kinds).get_template("page.html.jinja")


def _linked(text: str) -> Markup:
    """Text with its pointers and addresses as links; everything else is only text."""
    from markupsafe import Markup, escape

    written, end = Markup(""), 0
    for found in _PARTS.finditer(text):
        written += escape(text[end : found.start()])
        if found[1]:
            link = Markup('<a class="n" href="#{}">{}</a>')
            written += link.format(found[1], shown(found[1]))
        else:
            written += Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(found[2])
        end = found.end()
    return written + escape(text[end:])
