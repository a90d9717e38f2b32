"""The command that measures every firm at once, on a day or on many."""

from __future__ import annotations

import io
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from api.commands.base import app, cite_of, computing, write, written_whole
from api.commands.options import (
    AsOf,
    Basis,
    BasisOption,
    Data,
    EngineOption,
    Exchange,
    Home,
    LensOption,
    Master,
    ReleaseOption,
)

if TYPE_CHECKING:
    from graph.answers.measures import FirmMeasures
    from graph.engines.panel import Panel
    from graph.releases.release import Release


class PanelFormat(StrEnum):
    """How a panel is written."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"
    parquet = "parquet"


class Step(StrEnum):
    """How far the days of a panel are from one another."""

    year = "year"
    quarter = "quarter"
    month = "month"


@app.command()
def measures(
    context: typer.Context,
    firms: Annotated[
        list[str] | None, typer.Argument(help="Firms; without any, all.", metavar="FIRM…")
    ] = None,
    lens: LensOption = None,
    as_of: AsOf = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day of a panel.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="The last; by default the data date."),
    ] = None,
    step: Annotated[Step, typer.Option(help="From one day of a panel to the next.")] = Step.year,
    home: Home = None,
    basis: BasisOption = Basis.economic,
    engine: EngineOption = "local",
    master: Master = None,
    exchange: Exchange = None,
    form: Annotated[
        PanelFormat, typer.Option("--format", "-f", help="How to write it.")
    ] = PanelFormat.table,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; by default standard output.")
    ] = None,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Every firm at once, or a panel of firms and years. Shares with bounds, and who directs."""
    from graph import questions
    from graph.errors import InputError

    opened = computing(data, release)
    panel = questions.measures(
        opened, firms=firms, lenses=lens, basis=basis.value, as_of=as_of, from_=since, to=until,
        step=step.value, home=home, engine=engine, master=master, exchange=exchange,
    )  # fmt: skip
    if form is PanelFormat.table:
        from api.commands.terminal import console, show
        from api.views import measures as views

        if output is not None:
            raise InputError("a file is written as json, csv or parquet: say which by --format")
        show(views.measures(panel), console())
    elif output is None:
        stream = io.BytesIO()
        _put(panel, form, context, opened, stream)
        write(stream.getvalue())
    else:
        from graph.claims.figures import counted

        with written_whole(output) as file:
            _put(panel, form, context, opened, file)
        typer.echo(f"{output}: {counted(len(panel), 'row')} of {opened}", err=True)
    for work in panel.engine.works:
        typer.echo(f"{engine}: {work}", err=True)


def _put(
    panel: Panel, form: PanelFormat, context: typer.Context, release: Release, stream: BinaryIO
) -> None:
    """Write all rows; in Markdown those that people are shown."""
    if form is PanelFormat.json:
        import msgspec

        from api.harmless import as_json
        from api.web.responses import document

        rows = tuple(panel.rows())
        text = as_json(document(rows, release, cite_of(context, release, rows)))
        stream.write(msgspec.json.format(text, indent=2) + b"\n")
        return
    if form is PanelFormat.md:
        from api.views.measures import measures as shown
        from api.views.pages import page
        from graph.questions import holders_rest_on

        def rests_on(one: FirmMeasures) -> tuple[str, ...]:
            return holders_rest_on(
                release, one.firm.id, as_of=one.as_of, home=panel.home, basis=panel.basis
            )

        view = shown(panel, rests_on)
        stream.write(page(view, (), release, cite_of(context, release, ())).encode())
        return
    from graph.engines.panel_tables import write_csv, write_parquet

    {PanelFormat.csv: write_csv, PanelFormat.parquet: write_parquet}[form](panel, stream)


@app.command()
def solve(
    columns: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="With stakes.parquet and entities.parquet.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="A Parquet file to write.")],
    listed: Annotated[
        Path | None, typer.Option("--list", help="A text file: an entity of a list a line.")
    ] = None,
    threshold: Annotated[
        str, typer.Option(metavar="PERCENT", help="Of a firm, at which a list reaches it.")
    ] = "50",
    strict: Annotated[bool, typer.Option(help="Whether more than that is needed.")] = False,
    engine: EngineOption = "local",
    master: Master = None,
    exchange: Exchange = None,
) -> None:
    """Every entity of a network in columns. Shares, who directs, whom a list reaches."""
    import pyarrow.parquet as pq

    from graph import questions
    from graph.claims.figures import counted

    names = _names(listed)
    with written_whole(output) as file:
        table, works = questions.network_measures(
            columns, listed=names, threshold=threshold, strict=strict,
            engine=engine, master=master, exchange=exchange,
        )  # fmt: skip
        pq.write_table(table, file, compression="zstd")
    for work in works:
        typer.echo(f"{engine}: {work}", err=True)
    typer.echo(f"{output}: {counted(len(table), 'entity', 'entities')}", err=True)


def _names(file: Path | None) -> tuple[str, ...]:
    from graph.errors import FileError

    if file is None:
        return ()
    try:
        return tuple(filter(None, map(str.strip, file.read_text(encoding="utf-8").splitlines())))
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(file.name, "it cannot be read as a text of a name a line") from error
