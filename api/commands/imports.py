"""Commands that take data in: import and check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import app, settings_of
from api.commands.options import Data, Home
from graph.errors import BadDateError, InputError

AUTO = "auto"
NameOption = Annotated[
    str,
    typer.Option("--name", help="Names the data set and begins its ids; by default the file's."),
]
MappingOption = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="TOML", help="What the columns of a table mean."),
]
EncodingOption = Annotated[
    str,
    typer.Option("--encoding", metavar="NAME", help="Of a table whose text does not say it."),
]
DatedOption = Annotated[
    str | None,
    typer.Option("--dated", metavar="DATE", help="The day of rows of a table that name none."),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="COLUMN", help="A column of a table that changes nothing."),
]


@app.command("import")
def import_(
    form: Annotated[
        str, typer.Argument(help="A format, or auto to go by content.", metavar="FORMAT")
    ] = "",
    files: Annotated[list[Path] | None, typer.Argument(help="Files.", metavar="FILE…")] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="Write tables there instead of a release."),
    ] = None,
    join: Annotated[
        bool, typer.Option("--join", help="Add to what the current release knows.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Store the rest when something is refused.")
    ] = False,
    name: NameOption = "",
    home: Home = None,
    data_date: Annotated[
        str | None,
        typer.Option("--data-date", metavar="DATE", help="The day up to which the facts go."),
    ] = None,
    as_published: Annotated[
        bool,
        typer.Option(
            "--as-published", help="What a file leaves open still held when it was published."
        ),
    ] = False,
    mapping: MappingOption = None,
    encoding: EncodingOption = "",
    dated: DatedOption = None,
    ignore: IgnoreOption = None,
    licence: Annotated[
        str, typer.Option("--licence", help="Of what is imported; an address, or in words.")
    ] = "",
    remove: Annotated[
        str, typer.Option("--remove", metavar="NAME", help="Take a data set out again.")
    ] = "",
    listed: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
    data: Data = None,
) -> None:
    """Take in files of other formats. Into a new release, or as tables for `zizhu build`."""
    from api.commands.import_reports import formats, into_folder, into_release, taken_out
    from graph.importing.gathering import Wanted

    if listed:
        formats()
        return
    if remove:
        if form or files:
            raise InputError("--remove takes the name of a data set, and no files")
        taken_out(remove, settings_of(data).home)
        return
    if not form or not files:
        raise InputError("say which format and which files; `zizhu import --list` names formats")
    if into is not None and join:
        raise InputError("--join adds to a release, --into to a folder: give one of them")
    wanted = Wanted(
        format=form,
        name=name,
        home=home or "",
        data_date=_day("--data-date", data_date),
        as_published=as_published,
        mapping=mapping,
        encoding=encoding,
        dated=_day("--dated", dated),
        ignore=tuple(ignore or ()),
        licence=licence,
    )
    if into is not None:
        into_folder(files, into, wanted, keep_going=keep_going)
    else:
        into_release(files, settings_of(data).home, wanted, keep_going=keep_going, join=join)


@app.command("imports")
def imports_(data: Data = None) -> None:
    """Show what was imported, with counts and refusals."""
    from api.commands.import_reports import imports

    imports(settings_of(data).home)


def _day(option: str, text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise BadDateError(f"{option} {text!r} is not a day; write YYYY-MM-DD") from error


@app.command()
def check(
    path: Annotated[
        Path,
        typer.Argument(help="A folder of tables, or a file of any format.", metavar="FILE|DIR"),
    ],
    form: Annotated[
        str, typer.Option("--format", "-f", help="A format; by default as the content says.")
    ] = AUTO,
    mapping: MappingOption = None,
    encoding: EncodingOption = "",
    dated: DatedOption = None,
    ignore: IgnoreOption = None,
) -> None:
    """Say everything that is wrong with tables or a file. Stores nothing."""
    from api.commands.build_reports import check as check_tables
    from api.commands.import_reports import check as check_file
    from graph.formats.tables.tables import TABLES

    if path.is_dir() or (form == AUTO and path.name in TABLES):
        check_tables(path)
    else:
        check_file(path, form, mapping, encoding, _day("--dated", dated), tuple(ignore or ()))
