"""The command that draws figures, or a calculation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import app, computing, opened_from, written_to
from api.commands.figures import AboutOption, KindOption
from api.commands.options import (
    Data,
    Language,
    LanguageOption,
    ReleaseOption,
    Width,
    WidthOption,
)
from graph.answers.drawn import DRAWN, Drawn


@app.command()
def chart(
    names: Annotated[
        list[str],
        typer.Argument(
            help="A calculation as foreign-dependency; or what `zizhu indicator` takes.",
            metavar="NAME…",
        ),
    ],
    about: AboutOption = None,
    kind: KindOption = None,
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

    computed = any(name in calculations() for name in names)
    opened = computing(data, release) if computed else opened_from(data, release)
    found = questions.chart(opened, names, about=about, kinds=kind or (), language=language.value)
    drawn = export_chart(found, form or _called(output), width.value)
    written_to(drawn, (found.headline,), output)


def _called(output: Path | None) -> Drawn:
    """As what a file is drawn, by its name."""
    ending = output.suffix.lstrip(".").lower() if output else ""
    return next((one for one in DRAWN if one == ending), "svg")
