"""A dossier as Markdown, for a file or a notebook, and as one HTML page that needs no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from api.dossier.sections import Dossier, Section
from api.dossier.templates import template
from api.harmless import of_the_web
from api.views.cite_this import cited
from api.views.markdown import escaped
from api.views.tables import Table, people

if TYPE_CHECKING:
    from markupsafe import Markup

_NUMBER = re.compile(r"\[([cs]\d+)\]")


def markdown(dossier: Dossier) -> str:
    """The dossier in Markdown: headings, sentences, pipe tables."""
    lines = [f"# {escaped(dossier.title)}", "", escaped(dossier.setting), ""]
    for section in dossier.sections:
        lines += [f"## {section.heading}", ""]
        lines += [line for one in section.sentences if one for line in (escaped(one), "")]
        for table in section.tables:
            lines += [f"**{escaped(table.title)}**", ""] if _titled(table, section) else []
            lines += [*_pipes(table), ""]
        lines += [line for one in section.after for line in (escaped(one), "")]
    return "\n".join([*lines, *cited(dossier.cite)])


def html(dossier: Dossier) -> str:
    """The dossier as a page: the picture in it, numbers that lead to their claim or source.

    The picture is there twice, wide and for a telephone; the page shows the one that fits.
    """
    from graph.formats.drawings.sheet import svg

    return template("page").render(
        dossier=dossier,
        wide=svg(dossier.picture),
        narrow=svg(dossier.picture, "single"),
        shown=_shown,
        linked=_linked,
        titled=_titled,
    )


def _titled(table: Table, section: Section) -> bool:
    """Whether a table's title says more than the heading over it."""
    return table.title not in ("", section.heading)


def _pipes(table: Table) -> Iterator[str]:
    columns, rows = _shown(table)
    if not rows:
        yield escaped(table.empty)
        return
    yield f"| {' | '.join(map(escaped, columns))} |"
    yield "|" + " --- |" * len(columns)
    for row in rows:
        yield f"| {' | '.join(map(escaped, row))} |"


def _shown(table: Table) -> tuple[list[str], list[list[str]]]:
    """The headings and cells that are for people."""
    columns = [column.heading for column in table.columns if column.shown]
    rows = [
        [
            people(cell, column.kind)
            for cell, column in zip(row, table.columns, strict=True)
            if column.shown
        ]
        for row in table.rows
    ]
    return columns, rows


def _linked(text: str) -> Markup:
    """Text whose numbers lead to the claim or source of that number, and addresses to the page."""
    from markupsafe import Markup, escape

    if of_the_web(text):
        return Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(text)
    link = Markup('<a href="#{0}">[{0}]</a>')
    parts = _NUMBER.split(text)  # text, number, text, number, …, text
    return Markup("").join(
        link.format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )
