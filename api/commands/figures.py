"""Commands on figures: what policies watch, figures side by side, and what series come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.question import Shown, question
from graph.claims.figure_kinds import FigureKind

if TYPE_CHECKING:
    from graph.releases.release import Release


AboutOption = Annotated[
    str | None, typer.Option("--about", metavar="NAME", help="Only figures about this entity.")
]
KindOption = Annotated[
    list[FigureKind] | None, typer.Option("--kind", help="Only this kind; repeat for several.")
]


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
    about: AboutOption = None,
    kind: KindOption = None,
) -> Shown:
    """Figures side by side. Why two of them contradict, or do not."""
    from api.views import figures
    from graph import questions

    found = questions.indicator(opened, names, about=about, kinds=kind or ())
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
