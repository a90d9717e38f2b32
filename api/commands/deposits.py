"""The commands on a release as a thing: packed into a folder to be deposited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import app, opened_from
from api.commands.options import Data, ReleaseOption

release = typer.Typer(
    name="release",
    help="A release as a thing: packed to be deposited.",
    no_args_is_help=True,
)
app.add_typer(release)


@release.command()
def export(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to; made by this, or empty.")
    ],
    author: Annotated[
        list[str] | None,
        typer.Option(
            "--author",
            metavar="NAME",
            help="Whose compilation it is; repeat. By default of the packed seeds' authors.",
        ),
    ] = None,
    license: Annotated[
        str | None,
        typer.Option(
            "--license",
            metavar="SPDX",
            help="Its terms, such as CC-BY-4.0; by default those of the packed seeds.",
        ),
    ] = None,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Pack a release into a folder that can be deposited. Opened elsewhere it has the same id."""
    from api.seed_release import of_the_seeds
    from graph.deposits.packing import pack

    opened = opened_from(data, release)
    ours = of_the_seeds(opened)
    authors = author or ([ours.author] if ours else [])
    terms = (ours.license if ours else "") if license is None else license
    said = pack(opened, folder, authors, terms)
    typer.echo(f"{said.title}, facts to {said.data_date}, in {folder}")
    typer.echo(f"open it anywhere: zizhu answer FIRM --data {folder}")
