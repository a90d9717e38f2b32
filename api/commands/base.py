"""What every command starts from: the program, its settings, an open release, an answer written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from api.commands.options import Format
from api.settings import Settings, from_environment

if TYPE_CHECKING:
    from api.views.tables import View
    from api.web.responses import Answer
    from graph.answers.permalinks import Cite
    from graph.releases.release import Release

app = typer.Typer(
    name="zizhu",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its panels cost as much time as the rest of the help
    context_settings={"help_option_names": ["-h", "--help"]},
)


@contextmanager
def written_whole(output: Path) -> Iterator[BinaryIO]:
    """A stream that takes the place of a file once all is written; what fails leaves it as it was.

    Raises :class:`InputError` where it cannot be written.
    """
    from graph.errors import InputError

    place = output.resolve()
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    if place.exists() and not place.is_file():  # a pipe, a device: nothing to lose
        beside = place
    try:
        with beside.open("wb") as stream:
            yield stream
        if beside != place:
            beside.replace(place)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}") from error
    finally:
        if beside != place:
            beside.unlink(missing_ok=True)


def _told_version(asked: bool) -> None:
    if asked:
        from api.commands.version import version

        typer.echo(version(settings_of(None)))
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_told_version,
            is_eager=True,
            help="Show the version, its engine, and the release that answers here.",
        ),
    ] = False,
) -> None:
    """How domestic is this firm, by whose definition, and what would settle it?"""


def settings_of(data: Path | None, release: str | None = None) -> Settings:
    """The settings of the environment, with what the command line says over them."""
    import msgspec

    settings = from_environment()
    given: dict[str, Any] = {"home": data, "release": release}
    return msgspec.structs.replace(
        settings, **{name: value for name, value in given.items() if value is not None}
    )


def opened_from(data: Path | None, release: str | None) -> Release:
    """The release asked for, verified; without one and without a folder, that of the seeds."""
    from api.seed_release import current_or_seeds

    return current_or_seeds(settings_of(data, release))


def computing(data: Path | None, release: str | None) -> Release:
    """The same, to compute from: of a release that was named only by its own engine."""
    from graph.releases.release import as_computed

    opened = opened_from(data, release)
    return opened if release is None else as_computed(opened)


def asked_of(
    data: Path | None,
    release: str | None,
    lens_file: Path | None,
    tables: Path | None,
    *,
    stored: bool = False,
) -> Release:
    """What is asked: a release, or tables of one's own, with the lenses of a file beside them.

    ``stored``: what is asked is read in the release, and not computed from it.
    """
    from graph.questions import own_tables, trying

    if tables is not None:
        opened = own_tables(tables)
    else:
        opened = opened_from(data, release) if stored else computing(data, release)
    return opened if lens_file is None else trying(opened, lens_file)


def put(
    form: Format,
    context: typer.Context,
    release: Release,
    answer: Answer,
    view: Callable[[], View],
    **more: Any,
) -> None:
    """Write an answer in the format asked for; files and pages say how it is cited."""
    if form is Format.table:
        from api.commands.terminal import console, show

        show(view(), console())
    elif form is Format.csv:
        from api.views.tables import to_csv

        write(to_csv(view().rows).encode())
    elif form is Format.json:
        import msgspec

        from api.harmless import as_json
        from api.web.responses import document

        text = as_json(document(answer, release, cite_of(context, release, answer), **more))
        write(msgspec.json.format(text, indent=2) + b"\n")
    else:
        from api.views.pages import page

        shown = view()
        cite = cite_of(context, release, answer)
        write((shown.document or page(shown, answer, release, cite)).encode())


def cite_of(context: typer.Context, release: Release, answer: Answer | None) -> Cite:
    """How the answer to this command is cited."""
    from api.commands.asked_again import cite_of as cited

    return cited(context, release, answer, settings_of(None))


def shown_of(every_claim: bool) -> int | None:
    """How many claims are listed under an answer: all, or the first few."""
    from api.views.claims import SHOWN

    return None if every_claim else SHOWN


def write(content: bytes) -> None:
    """Write bytes to standard output, after whatever was printed before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def written_to(content: bytes, said: tuple[str, ...], output: Path | None) -> None:
    """Write to a file or to standard output, and say beside it what was written."""
    if output is None:
        write(content)
    else:
        with written_whole(output) as stream:
            stream.write(content)
    if output is not None or len(said) > 1:
        for line in said:
            typer.echo(line if output is None else f"{output}: {line}", err=True)
