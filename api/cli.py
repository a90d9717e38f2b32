"""The command line: ``zizhu``.

Every command asks one question of a release and shows the answer as a table
for people or as JSON, CSV or Markdown for machines. Exit codes: 0 answered,
1 no such firm, lens or source, 2 input that cannot be used, 3 no release or a
damaged one, 4 a query refused or ended.

What a command needs is imported when it runs, so that help comes at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.errors import EXITS, nearest
from api.options import (
    AsOf,
    Basis,
    BasisOption,
    Data,
    Drawing,
    Firm,
    Format,
    FormatOption,
    Home,
    LensOption,
    ReleaseOption,
    ResultFormat,
)
from api.settings import SEEDS, Settings, from_environment
from graph.errors import InputError, ZizhuError

if TYPE_CHECKING:
    from api.responses import Answer
    from api.tables import View
    from graph.release import Release

app = typer.Typer(
    name="zizhu",
    help="How domestic is this firm, by whose definition, and what would settle it?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its panels cost as much time as the rest of the help
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command; an error of ours is one line and its exit code."""
    try:
        app()
    except ZizhuError as error:
        typer.echo(f"zizhu: {error}", err=True)
        raise SystemExit(nearest(EXITS, error)) from None


def _settings(data: Path | None, release: str | None = None) -> Settings:
    import msgspec

    settings = from_environment()
    given: dict[str, Any] = {"home": data, "release": release}
    return msgspec.structs.replace(
        settings, **{name: value for name, value in given.items() if value is not None}
    )


def _open(data: Path | None, release: str | None) -> Release:
    from graph.release import open_release

    settings = _settings(data, release)
    return open_release(settings.home, settings.release)


def _put(
    form: Format, release: Release, answer: Answer, view: Callable[[], View], **more: Any
) -> None:
    """Write an answer in the format asked for."""
    if form is Format.table:
        from api.terminal import console, show

        show(view(), console())
    elif form is Format.json:
        import msgspec

        from api.responses import document

        text = msgspec.json.encode(document(answer, release, **more))
        _write(msgspec.json.format(text, indent=2) + b"\n")
    else:
        from api.tables import to_csv, to_markdown

        write = to_csv if form is Format.csv else to_markdown
        _write(write(view().rows).encode())


def _write(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Part of a name in any script, or an identifier.")],
    limit: Annotated[int, typer.Option(help="Most results, up to 100.")] = 10,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Find firms, people, funds and lists."""
    from api.views import evidence
    from graph import questions

    opened = _open(data, release)
    found = questions.search(opened, text, limit)
    _put(form, opened, found, lambda: evidence.search(found), q=text, limit=limit)


@app.command()
def claims(
    firm: Firm, form: FormatOption = Format.table, release: ReleaseOption = None, data: Data = None
) -> None:
    """What is claimed of a firm, by whom, with dates and sources."""
    from api.views import evidence
    from graph import questions

    opened = _open(data, release)
    page = questions.claims(opened, firm)
    _put(form, opened, page, lambda: evidence.claims(page))


@app.command()
def classify(
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    lens: LensOption = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """How domestic a firm is, by whose definition."""
    from api.views import verdicts
    from graph import questions

    opened = _open(data, release)
    answer = questions.classify(opened, firm, as_of=as_of, home=home, lenses=lens)
    _put(form, opened, answer, lambda: verdicts.classification(answer))


@app.command()
def owners(
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    basis: BasisOption = Basis.economic,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Who owns a firm in the end, and which stakes still count."""
    from api.views import ownership
    from graph import questions

    opened = _open(data, release)
    answer = questions.owners(opened, firm, basis=basis.value, as_of=as_of, home=home)
    _put(form, opened, answer, lambda: ownership.owners(answer))


@app.command()
def controllers(
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Who may direct a firm, and by which mechanism."""
    from api.views import ownership
    from graph import questions

    opened = _open(data, release)
    answer = questions.controllers(opened, firm, as_of=as_of, home=home)
    _put(form, opened, answer, lambda: ownership.controllers(answer))


@app.command()
def chains(
    owner: Annotated[str, typer.Option("--from", metavar="OWNER", help="The owner above.")],
    firm: Annotated[str, typer.Option("--to", metavar="FIRM", help="The firm below.")],
    as_of: AsOf = None,
    home: Home = None,
    basis: BasisOption = Basis.economic,
    k: Annotated[int, typer.Option("-k", help="Most chains.")] = 5,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """By which chains an owner reaches down to a firm."""
    from api.views import ownership
    from graph import questions

    opened = _open(data, release)
    answer = questions.chains(opened, owner, firm, basis=basis.value, as_of=as_of, home=home, k=k)
    _put(form, opened, answer, lambda: ownership.chains(answer))


@app.command()
def unknowns(
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """What would settle the open verdicts: documents to look for."""
    from api.views import verdicts
    from graph import questions

    opened = _open(data, release)
    found = questions.unknowns(opened, firm, as_of=as_of, home=home)

    def view() -> View:
        entity = questions.claims(opened, firm).entity
        day = as_of or opened.data_date.isoformat()
        return verdicts.unknowns(found, entity, day, home or opened.home, opened.id)

    _put(form, opened, found, view)


@app.command()
def compare(
    firms: Annotated[
        list[str] | None,
        typer.Argument(help="Firms; without any, those the data describes.", metavar="FIRM…"),
    ] = None,
    as_of: AsOf = None,
    home: Home = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Firms side by side: a matrix of firms by lens."""
    from api.views import comparison
    from graph import questions

    opened = _open(data, release)
    answer = questions.compare(opened, firms or (), as_of=as_of, home=home)
    _put(form, opened, answer, lambda: comparison.comparison(answer, _width()))


def _width() -> int:
    from api.terminal import console

    return console().width


@app.command()
def lenses(
    form: FormatOption = Format.table, release: ReleaseOption = None, data: Data = None
) -> None:
    """The definitions of "domestic" in use, and who holds them."""
    from api.views import evidence
    from graph import questions

    found = questions.lenses()
    _put(form, _open(data, release), found, lambda: evidence.lenses(found))


@app.command()
def query(
    text: Annotated[
        str, typer.Argument(help="SPARQL, a file of it, or - for standard input.", metavar="QUERY")
    ],
    form: Annotated[
        ResultFormat, typer.Option("--format", "-f", help="How to write the answer.")
    ] = ResultFormat.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Ask in SPARQL, read only, within limits of time and memory."""
    from api.querying import ask

    settings = _settings(data, release)
    _write(ask(_open(data, release), settings, _query_text(text), form.value))


def _query_text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    # A query has spaces and braces; a name that has none is meant as a file.
    looks_like_file = not any(mark in given for mark in "{}\n")
    if not looks_like_file:
        return given
    try:
        return Path(given).read_text("utf-8")
    except FileNotFoundError:
        if " " in given:
            return given
        raise InputError(f"{given} is neither a query nor a file that is here") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{given} cannot be read: {error}") from error


@app.command()
def export(
    firm: Firm,
    form: Annotated[Drawing, typer.Option("--format", "-f", help="How to write it.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; by default standard output.")
    ] = None,
    as_of: AsOf = None,
    home: Home = None,
    basis: BasisOption = Basis.economic,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Write a firm's surroundings for graph programs, or draw them."""
    from api.exports import export as written
    from graph import questions

    opened = _open(data, release)
    found = questions.neighbourhood(opened, firm, basis=basis.value, as_of=as_of, home=home)
    content = written(found, form.value)
    if output is None:
        _write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}") from error
    size = f"{len(found.nodes)} entities, {len(found.edges)} links"
    typer.echo(f"{output}: {size} around {found.firm.name} as of {found.as_of}", err=True)


@app.command()
def build(
    seeds: Annotated[
        Path, typer.Argument(help="A folder of tables; by default the project's own.")
    ] = SEEDS,
    data: Data = None,
) -> None:
    """Build a release from tables and make it current."""
    from api.building import build as built

    built(seeds, _settings(data).home)


@app.command()
def check(
    tables: Annotated[
        Path, typer.Argument(help="A folder of tables, or one of its files.", metavar="FILE|DIR")
    ],
) -> None:
    """Say everything that is wrong with tables."""
    from api.building import check as checked

    checked(tables)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 for any.", min=0, max=65535)] = 8000,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Answer over HTTP: REST under /api, SPARQL at /sparql."""
    from api.serving import serve as served

    settings = _settings(data, release)
    served(settings, _open(data, release), host, port)


@app.command()
def demo(data: Data = None) -> None:
    """Show what the data describes, on one page."""
    from api.demo import demo as shown

    shown(_settings(data))


if __name__ == "__main__":
    main()
