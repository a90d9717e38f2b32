"""Commands that query, export, build and serve."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.base import (
    app,
    cite_of,
    computing,
    opened_from,
    settings_of,
    write,
    written_to,
    written_whole,
)
from api.commands.options import (
    AsOf,
    Basis,
    BasisOption,
    Data,
    Drawing,
    FirmOrAll,
    Home,
    Language,
    LanguageOption,
    PartOption,
    ReleaseOption,
    ResultFormat,
    SheetOption,
    Width,
    WidthOption,
)
from api.settings import SEEDS
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.releases.release import Release


@app.command()
def query(
    context: typer.Context,
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
    from api.commands.query_results import ask

    settings, opened = settings_of(data, release), opened_from(data, release)
    asked = context.params["text"] = _query_text(text)  # of a file too, as it is cited
    write(ask(opened, settings, asked, form.value, cite_of(context, opened, None)))


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
    form: Annotated[Drawing, typer.Option("--format", "-f", help="How to write it.")],
    firm: FirmOrAll = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; by default standard output.")
    ] = None,
    as_of: AsOf = None,
    home: Home = None,
    basis: BasisOption = Basis.economic,
    language: LanguageOption = Language.en,
    width: WidthOption = Width.double,
    part: PartOption = None,
    sheet: SheetOption = None,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Write or draw a firm's surroundings, or the file on the firm.

    Without a firm, bods, ftm, ttl, nq, trig and jsonld write the whole release, and figures.csv
    every figure of it, with its description (CSVW) in a file beside it. A picture higher than a
    page is written as several sheets: FILE, FILE-2 and so on, or the pages of a PDF. What a format
    cannot carry is said on standard error.
    """
    from api.exports import DRAWN, export_picture, sheet_of
    from api.exports import export as written
    from graph import questions
    from graph.claims.figures import counted

    stored = form in (Drawing.bods, Drawing.ftm) or not firm
    opened = opened_from(data, release) if stored else computing(data, release)
    if form is Drawing.bods:
        from api.exports import export_bods

        lines = output is not None and output.suffix == ".jsonl"
        written_to(*export_bods(opened, firm or None, lines=lines), output)
        return
    if form is Drawing.ftm:
        from api.exports import export_ftm

        written_to(*export_ftm(opened, firm or None), output)
        return
    if form is Drawing.figures_csv:
        _export_figures(opened, firm, output)
        return
    if not firm:
        _export_all(opened, form, output)
        return
    found = questions.neighbourhood(opened, firm, basis=basis.value, as_of=as_of, home=home)
    if form in (Drawing.md, Drawing.html):
        from api.dossier.sections import dossier
        from api.dossier.written import html, markdown

        file = dossier(opened, firm, as_of=as_of, home=home, published=settings_of(data).published)
        content = (html(file) if form is Drawing.html else markdown(file)).encode()
        left_out: tuple[str, ...] = ()
    elif form.value in DRAWN:
        picture = questions.picture(
            opened, firm, basis=basis.value, as_of=as_of, home=home, language=language.value,
            published=settings_of(data).published,
        )  # fmt: skip
        drawn = export_picture(
            picture, found, form.value, width.value, part.value if part else None
        )
        if output is not None and sheet is None:
            for number, one in enumerate(drawn[1:], 2):
                further = output.with_stem(f"{output.stem}-{number}")
                written_to(one.content, (f"sheet {number} of {len(drawn)}",), further)
            content, left_out = drawn[0]
        else:
            content, left_out = sheet_of(drawn, sheet or 1)
    else:
        content, left_out = written(opened, found, form.value)
    size = f"{counted(len(found.nodes), 'entity', 'entities')}, {counted(len(found.edges), 'link')}"
    said = f"{size} around {found.firm.name} as of {found.as_of}"
    written_to(content, (said, *(f"left out: {line}" for line in left_out)), output)


def _export_figures(opened: Release, firm: str, output: Path | None) -> None:
    """Every figure as a table, and beside a file what its columns are."""
    import json

    from graph import questions

    if firm:
        raise InputError("figures.csv has the figures of a whole release: name no firm")
    written_to(questions.figures_csv(opened).encode(), (), output)
    if output is not None:
        beside = output.with_name(f"{output.name}-metadata.json")
        described = questions.figures_csv_metadata(opened, output.name)
        text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
        written_to(text.encode(), (f"describes {output.name}",), beside)


def _export_all(release: Release, form: Drawing, output: Path | None) -> None:
    from api.exports import RDF, export_all

    if form.value not in RDF:
        raise InputError(f"name a firm; only {', '.join(RDF)} write the whole release")
    if output is None:
        export_all(release, form.value, sys.stdout.buffer)
        return
    with written_whole(output) as stream:
        export_all(release, form.value, stream)
    typer.echo(f"{output}: all of {release}", err=True)


@app.command()
def build(
    seeds: Annotated[
        Path, typer.Argument(help="A folder of tables; by default the project's own.")
    ] = SEEDS,
    data: Data = None,
) -> None:
    """Build a release from tables and make it current."""
    from api.commands.build_reports import build as built

    built(seeds, settings_of(data).home)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 for any.", min=0, max=65535)] = 8000,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Answer over HTTP: REST under /api, SPARQL at /sparql."""
    from api.commands.serving import serve as served

    settings = settings_of(data, release)
    served(settings, opened_from(data, release), host, port)


@app.command("open")
def opened(
    firm: Annotated[
        str, typer.Argument(help="A firm by name, id or identifier; without one the first page.")
    ] = "",
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Show a firm's page in a browser, or the first one."""
    from urllib.parse import quote

    from api.commands.serving import serve as served
    from graph.entities.resolving import resolve

    settings, found = settings_of(data, release), opened_from(data, release)
    page = f"/doc/id/{quote(resolve(found, firm))}.html" if firm else "/"
    served(settings, found, "127.0.0.1", 0, page)


@app.command()
def demo(data: Data = None) -> None:
    """Show what the data describes, on one page."""
    from api.commands.demo_page import demo as shown

    shown(settings_of(data))
