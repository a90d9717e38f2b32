"""Every figure of a release as CSV: a row a cell of the data cube, bounds as they are certain."""

from __future__ import annotations

import csv
import io

from graph.claims.knowledge import Knowledge
from graph.formats.figures.columns import BESIDE, COLUMNS


def header() -> list[str]:
    """The names of the columns, the id of the figure first."""
    return ["id", *(column.name for column in COLUMNS), *(name for name, _, _ in BESIDE)]


def figures_table(knowledge: Knowledge) -> str:
    """The table, in the order of the ids; UTF-8 with line ends as RFC 4180 has them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header())
    for figure in sorted(knowledge.observations, key=lambda one: one.id):
        said = [column.cell(figure) for column in COLUMNS]
        writer.writerow([figure.id, *said, *(cell(figure) for _, cell, _ in BESIDE)])
    return out.getvalue()
