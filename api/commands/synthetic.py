"""Commands that try the program out: made-up tables of any size, and the benchmarks."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import app
from graph.errors import InputError

BENCHMARKS = Path(__file__).resolve().parents[2] / "tests" / "bench" / "run.py"


@app.command()
def generate(
    folder: Annotated[Path, typer.Argument(help="Where to write the tables; new or empty.")],
    firms: Annotated[int, typer.Option(help="How many firms.")] = 1000,
    edges: Annotated[int, typer.Option(help="How many stakes, at least one a firm.")] = 2000,
    cyclic: Annotated[float, typer.Option(help="Part of firms that hold a holder back.")] = 0.01,
    near_closed: Annotated[
        float, typer.Option(help="Part of firms in pairs that hold 99.9 % of each other.")
    ] = 0.001,
    core: Annotated[int, typer.Option(help="Firms that hold one another at random.")] = 0,
    ranges: Annotated[float, typer.Option(help="Part of stakes that are ranges.")] = 0.1,
    unknown: Annotated[
        float, typer.Option(help="Part of firms and owners of whom not all is known.")
    ] = 0.3,
    contracts: Annotated[float, typer.Option(help="Part of firms under VIE contracts.")] = 0.01,
    dual_class: Annotated[float, typer.Option(help="Part of firms with two classes.")] = 0.02,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 1,
    home: Annotated[str, typer.Option(help="The home jurisdiction.", metavar="CODE")] = "CN",
    data_date: Annotated[
        str, typer.Option(help="The day all is as of.", metavar="YYYY-MM-DD")
    ] = "2025-12-31",
) -> None:
    """Write tables of a made-up ownership network. To try sizes and features."""
    from graph.formats.tables.tables import write_tables
    from graph.ownership.arrays.synthetic import Recipe
    from graph.synthetic import tables
    from ontology.terms import capitals

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is not an empty folder; made-up tables replace nothing")
    recipe = Recipe(
        firms=firms, stakes=edges, cyclic=cyclic, near_closed=near_closed, core=core,
        ranges=ranges, unknown=unknown, contracts=contracts, dual_class=dual_class, seed=seed,
    )  # fmt: skip
    made = tables(recipe, capitals(home), _day(data_date))
    write_tables(made, folder)
    typer.echo(
        f"{folder}: {len(made.entities):,} entities, {len(made.claims):,} claims, all made up; "
        f"`zizhu build {folder}` makes a release of them",
        err=True,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a day; write YYYY-MM-DD") from error


@app.command()
def bench(
    parts: Annotated[
        list[str] | None,
        typer.Argument(
            help="engine, one-firm, building, serving, queries, load, pages; by default all."
        ),
    ] = None,
) -> None:
    """Measure every bar of the design beside its peers. Takes some ten minutes."""
    if not BENCHMARKS.is_file():
        raise InputError("the benchmarks and their peers are in a checkout of the project only")
    command = [sys.executable, str(BENCHMARKS), *(parts or ())]
    ended = subprocess.run(command, check=False)  # noqa: S603 — our own program, no shell
    raise typer.Exit(ended.returncode)
