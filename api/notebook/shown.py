"""A view as a notebook shows it: the tables of the command line, as text and as HTML."""

from __future__ import annotations

import io
from collections.abc import Iterable

from markupsafe import escape
from rich.console import Console

from api.commands.terminal import show
from api.views.tables import Table, View, people

WIDTH = 100  # characters of a line of text
CELL = "text-align:left;vertical-align:top;white-space:pre-line"


def as_text(view: View, width: int = WIDTH) -> str:
    """The view as the command line prints it, without colours."""
    stream = io.StringIO()
    paper = Console(
        file=stream,
        width=width,
        force_jupyter=False,  # inside a notebook it would show each line itself, and write none
        force_terminal=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    show(view, paper)
    return stream.getvalue().rstrip("\n")


def as_html(view: View) -> str:
    """The view as HTML; every text in it is escaped."""
    if view.parts:
        parts = (
            _table(part) if isinstance(part, Table) else "".join(_lines([part], strong=not place))
            for place, part in enumerate(view.parts)
        )
        return "".join(("<div>", *parts, "</div>"))
    heading, notes = _lines(view.heading, strong=True), _lines(view.notes)
    return "".join(("<div>", *heading, *map(_table, view.tables), *notes, "</div>"))


def _lines(lines: Iterable[str], *, strong: bool = False) -> Iterable[str]:
    for line in lines:
        if line:
            text = str(escape(line))
            yield f"<p><strong>{text}</strong></p>" if strong else f"<p>{text}</p>"


def _table(table: Table) -> str:
    shown = [(place, one) for place, one in enumerate(table.columns) if one.shown]
    title = f"<caption><strong>{escape(table.title)}</strong></caption>" if table.title else ""
    if not table.rows:
        return f"<p>{title and str(escape(table.title)) + ': '}{escape(table.empty)}</p>"
    head = "".join(f'<th style="{CELL}">{escape(one.heading)}</th>' for _, one in shown)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{CELL}">{escape(people(row[place], one.kind))}</td>'
            for place, one in shown
        )
        + "</tr>"
        for row in table.rows
    )
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
