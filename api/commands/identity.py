"""Commands on who is one with whom, and on who is whose parent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.base import app, opened_from, settings_of
from api.commands.options import AsOf, Data, ReleaseOption
from api.commands.question import Shown, question

identity = typer.Typer(
    name="identity",
    help="Which entities are one: pairs for review, decisions applied.",
    no_args_is_help=True,
)
app.add_typer(identity)

if TYPE_CHECKING:
    from graph.releases.release import Release


@identity.command()
def candidates(
    out: Annotated[Path, typer.Option("--out", help="The CSV file to review.", metavar="FILE")],
    least: Annotated[float, typer.Option(min=0, max=1, help="Lowest score proposed.")] = 0.5,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Write pairs of entities that may be one, for review. Into a file; nothing is merged."""
    from graph import questions
    from graph.formats.tables.reviews import write_candidates

    count = write_candidates(questions.candidates(opened_from(data, release), least), out)
    typer.echo(f"{count:,} pairs in {out}: fill in decision (same or different), then apply it")


@identity.command()
def apply(
    file: Annotated[Path, typer.Argument(help="A reviewed file.", metavar="FILE")],
    data: Data = None,
) -> None:
    """Build a release in which what was decided to be one is one."""
    from graph.importing.deciding import apply_decisions

    home = settings_of(data).home
    made, merged, conflicts = apply_decisions(file, home)
    for conflict in conflicts:
        typer.echo(str(conflict), err=True)
    typer.echo(f"release {made}, now current in {home}: {merged:,} ids lead to another now")


@question()
def parents(
    opened: Release,
    as_of: AsOf = None,
) -> Shown:
    """Whether direct parents lead to the ultimate parents filed."""
    from api.views import parentage
    from graph import questions

    found = questions.roll_up(opened, as_of=as_of)
    return Shown(found, lambda: parentage.roll_up(found))
