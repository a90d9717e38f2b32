"""The command that asks how much of production is domestic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import AsOf, EveryClaim, Home
from api.commands.question import Shown, question
from graph.errors import InputError
from graph.production.defaults import LENS, NEXT_OWNERS

if TYPE_CHECKING:
    from graph.releases.release import Release

Several = list[str] | None


@question(lens_file=True, tables=True)
def production(
    opened: Release,
    file: Annotated[
        Path,
        typer.Argument(metavar="PLANTS.csv", help="A table of plants or products: CSV, XLSX, …"),
    ],
    mapping: Annotated[
        Path,
        typer.Option("--mapping", metavar="FILE.toml", help="What its columns mean."),
    ],
    matches: Annotated[
        list[Path] | None,
        typer.Option(
            "--matches",
            metavar="FILE.csv",
            help="Reviewed: which owner is which entity here (id or name, entity); repeat.",
        ),
    ] = None,
    where: Annotated[
        Several,
        typer.Option(
            "--where", metavar="COLUMN=TEXT", help="Only rows in which a column has a text; repeat."
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="COLUMN",
            help="A group for each text of a column: product, buyer, step.",
        ),
    ] = "",
    status: Annotated[
        Several,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Count this status of the mapping in place of its own; repeat for several.",
        ),
    ] = None,
    definition: Annotated[
        Several,
        typer.Option(
            "--definition", metavar="CODE", help="Only this: bySite, byDirectOwner, …; repeat."
        ),
    ] = None,
    lens: Annotated[
        str, typer.Option("--lens", metavar="LENS", help="What makes an owner domestic.")
    ] = LENS,
    next_owners: Annotated[
        int, typer.Option("--next", metavar="N", help="How many owners to look for are told.")
    ] = NEXT_OWNERS,
    as_of: AsOf = None,
    home: Home = None,
    claims: EveryClaim = False,
) -> Shown:
    """How much of production is domestic. By place, by owner, by whoever directs the owner."""
    from api.views import production as views
    from graph import questions

    answer = questions.production(
        opened,
        file,
        mapping,
        matches=matches or (),
        home=home,
        as_of=as_of,
        statuses=status or (),
        where=conditions(where or ()),
        by=by,
        definitions=definition or (),
        lens=lens,
        next_owners=next_owners,
    )
    return Shown(answer, lambda: views.production(answer, every_claim=claims))


def conditions(given: list[str] | tuple[str, ...]) -> dict[str, list[str]]:
    """Columns with the texts that they may have.

    >>> conditions(["country=China", "country=India"])
    {'country': ['China', 'India']}
    """
    found: dict[str, list[str]] = {}
    for text in given:
        column, equals, value = text.partition("=")
        if not equals or not column.strip():
            raise InputError(f"--where {text!r}: a column, =, and a text")
        found.setdefault(column.strip(), []).append(value.strip())
    return found
