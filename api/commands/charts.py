"""The command that draws figures, or a calculation."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import app, opened_from, written_to
from api.commands.options import (
    Data,
    Language,
    LanguageOption,
    ReleaseOption,
    Width,
    WidthOption,
)


class Drawn(StrEnum):
    """How a chart is written."""

    svg = "svg"
    png = "png"
    pdf = "pdf"


@app.command()
def chart(
    names: Annotated[
        list[str],
        typer.Argument(
            help="A calculation as foreign-dependency; or what `zizhu indicator` takes.",
            metavar="NAME…",
        ),
    ],
    form: Annotated[
        Drawn | None,
        typer.Option("--format", "-f", help="By default as the file is called; else svg."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; by default standard output.")
    ] = None,
    language: LanguageOption = Language.en,
    width: WidthOption = Width.double,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Draw figures side by side, or a calculation.

    A scale for each unit and whole; a line joins only neighbouring years that are counted alike.
    """
    from api.exports import export_chart
    from graph import questions
    from ontology.calculations import calculations

    opened = opened_from(data, release)
    if len(names) == 1 and names[0] in calculations():
        found = questions.calculation_chart(opened, names[0], language=language.value)
    else:
        found = questions.figures_chart(opened, names, language=language.value)
    called = output.suffix.lstrip(".").lower() if output else ""
    drawn = form or Drawn.__members__.get(called, Drawn.svg)
    written_to(export_chart(found, drawn.value, width.value), (found.headline,), output)
