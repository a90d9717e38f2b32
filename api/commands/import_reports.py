"""Importing and checking files from the command line: progress, what went in, what was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from api.commands.build_reports import counts
from api.commands.terminal import console, show
from api.views.tables import Cell, Column, Table, View
from graph.claims.imported import ImportedFile
from graph.errors import RefusedStatementsError
from graph.formats.catalogue import FORMATS
from graph.importing.gathering import Progress as Tell
from graph.importing.gathering import Wanted
from graph.importing.removing import remove_import
from graph.importing.report import ImportReport
from graph.importing.said import Counts
from graph.importing.storing import check_files, import_files, import_into
from graph.releases.release import open_release

FILE = (Column("file", "File", wide=True), Column("format", "Format"))
COUNTED = (
    Column("statements", "Statements", "number"),
    Column("taken", "Taken", "number"),
    Column("in_part", "In part", "number"),
    Column("refused", "Refused", "number"),
    Column("again", "Said again", "number"),
    Column("nothing", "Nothing to carry", "number"),
)
FILES = (*FILE, *COUNTED)
IMPORTS = (
    Column("name", "Data set"), *FILE, Column("licence", "Licence"), Column("day", "Up to"),
    *COUNTED,
)  # fmt: skip
NOTED = (
    Column("what", "Not carried by claims", wide=True), Column("times", "Times", "number"),
    Column("first", "First at"),
)  # fmt: skip
MOST = 50  # refusals shown; a manifest or JSON has them all


def formats() -> None:
    """List the formats that can be read."""
    columns = (Column("name", "Format"), Column("title", "What it is", wide=True))
    rows = tuple((one.name, one.title) for one in FORMATS.values())
    show(View((), (Table(columns, rows),)), console())


def into_release(
    files: Sequence[Path], home: Path, wanted: Wanted, *, keep_going: bool, join: bool
) -> None:
    """Import into a new current release."""

    def work(tell: Tell) -> ImportReport:
        return import_files(files, home, wanted, keep_going=keep_going, join=join, progress=tell)

    report = _with_progress(work)
    _stored(report, f"{report.stored}, now current in {home}")


def into_folder(files: Sequence[Path], folder: Path, wanted: Wanted, *, keep_going: bool) -> None:
    """Import into a folder of tables."""

    def work(tell: Tell) -> ImportReport:
        return import_into(files, folder, wanted, keep_going=keep_going, progress=tell)

    report = _with_progress(work)
    _stored(report, f"tables in {folder}; `zizhu build {folder}` makes a release of them")


def _stored(report: ImportReport, where: str) -> None:
    """Tell where it was stored, or raise because of what was refused."""
    _told(report, (where,) if report.stored else ())
    if not report.stored:
        raise _refused(report, "nothing was stored; --keep-going stores the rest")


def _refused(report: ImportReport, consequence: str = "") -> RefusedStatementsError:
    """What was refused, counted as the table of files counts it; a file as a whole is one."""
    refused, in_part = report.refused
    return RefusedStatementsError(refused, consequence, in_part=in_part)


def imports(home: Path) -> None:
    """Show what was imported into the current release."""
    release = open_release(home)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.name, file.file, file.format, one.licence, one.day, *_counted(file),
        )
        for one in release.imports
        for file in one.files
    )  # fmt: skip
    notes = [f"{one.name}: refused: {words}" for one in release.imports for words in one.refused]
    notes += [f"{one.name}: not carried: {words}" for one in release.imports for words in one.noted]
    heading = f"release {release.id}" + ("" if rows else ": nothing was imported into it")
    tables = (Table(IMPORTS, rows),) if rows else ()
    show(View((heading,), tables, tuple(notes)), console())


def taken_out(name: str, home: Path) -> None:
    """Take a data set out of the current release."""
    release, records = remove_import(name, home)
    said = f"release {release}, now current in {home}, without {records:,} records of {name}"
    show(View((said,), ()), console())


def check(
    path: Path,
    form: str,
    mapping: Path | None = None,
    encoding: str = "",
    dated: date | None = None,
    ignore: tuple[str, ...] = (),
) -> None:
    """Read a file and say everything that is wrong with it."""
    wanted = Wanted(format=form, mapping=mapping, encoding=encoding, dated=dated, ignore=ignore)
    report = _with_progress(lambda tell: check_files([path], wanted, progress=tell))
    wrong = str(_refused(report)) if report.refusals else "nothing wrong"
    to_see = len(report.warnings) + len(report.broken)
    look = f", {to_see:,} to look at" if to_see else ""
    _told(report, (f"{path}: {wrong}{look}", f"checked: {'; '.join(report.checked)}"))
    if report.refusals:
        raise _refused(report)


def _counted(of: Counts | ImportedFile) -> tuple[int, ...]:
    """What became of the statements of a file, in the order of the columns."""
    return tuple(getattr(of, column.name) for column in COUNTED)


def _with_progress(work: Callable[[Tell], ImportReport]) -> ImportReport:
    messages = console(stderr=True)
    columns = (TextColumn("{task.description:<32}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=messages, disable=not messages.is_terminal) as progress:
        task = progress.add_task("starting", total=1.0)
        return work(lambda what, done: progress.update(task, description=what, completed=done))


def _told(report: ImportReport, heading: tuple[str, ...]) -> None:
    show(view(report, heading), console())


def view(report: ImportReport, heading: tuple[str, ...] = ()) -> View:
    """The report for people."""
    files = Table(
        FILES,
        tuple((one.file, one.format, *_counted(one.counts)) for one in report.files),
    )
    tables = [files, counts(report.records)]
    if report.noted:
        at = report.noted_at
        rows = tuple((words, times, at.get(words, "–")) for words, times in report.noted)
        tables.append(Table(NOTED, rows))
    notes = [f"refused: {refusal}" for refusal in report.refusals[:MOST]]
    left = len(report.refusals) - MOST
    notes += [f"… and {left:,} more refused"] if left > 0 else []
    notes += [f"to look at: {broken}" for broken in report.broken[:MOST]]
    left = len(report.broken) - MOST
    notes += [f"… and {left:,} more to look at"] if left > 0 else []
    if report.formalities:
        formal = "; ".join(f"{words} ({times:,})" for words, times in report.formalities)
        notes.append(f"formalities, which change nothing: {formal}")
    return View(heading, tuple(tables), (*notes, *report.remarks, *report.warnings))
