"""Commands on figures: what policies watch, figures side by side, and what series come to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.question import Shown, question

if TYPE_CHECKING:
    from graph.releases.release import Release


class Kind(StrEnum):
    """How a figure is meant."""

    observed = "observed"
    estimate = "estimate"
    forecast = "forecast"
    target = "target"


@question(stored=True, tables=True)
def indicators(
    opened: Release,
    programme: Annotated[
        str | None,
        typer.Option("--programme", metavar="NAME", help="Those a programme watches or aims at."),
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="NAME", help="Those with figures about this.")
    ] = None,
) -> Shown:
    """What policies and authors watch, with aims and figures."""
    from api.views import figures
    from graph import questions

    found = questions.indicators(opened, programme, about)
    view = figures.indicators if about is None else figures.about_one
    return Shown(found, lambda: view(found))


@question(stored=True, tables=True)
def indicator(
    opened: Release,
    names: Annotated[
        list[str],
        typer.Argument(
            help="Indicators, definitions, programmes, figures by id, or a topic as chip-targets.",
            metavar="NAME…",
        ),
    ],
    about: Annotated[
        str | None, typer.Option("--about", metavar="NAME", help="Only figures about this entity.")
    ] = None,
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", help="Only this kind; repeat for several.")
    ] = None,
) -> Shown:
    """Figures side by side. Why two of them contradict, or do not."""
    from api.views import figures
    from graph import questions

    kinds = [one.value for one in kind or ()]
    found = questions.indicator(opened, names, about=about, kinds=kinds)
    return Shown(found, lambda: figures.side_by_side(found))


@question(tables=True)
def calculate(
    opened: Release,
    name: Annotated[
        str | None,
        typer.Argument(
            help="A calculation as foreign-dependency; without one, all.", metavar="[NAME]"
        ),
    ] = None,
) -> Shown:
    """What series come to, on every basis and beside the aims."""
    from api.views import figures
    from graph import questions

    found = questions.calculate(opened, name)
    return Shown(found, lambda: figures.reliance(found))
