"""Building and checking from the command line: progress, what went in, what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from api.commands.terminal import console, show
from api.views.tables import Column, Table, View
from api.views.wording import up_to
from graph.errors import InputError, InvalidClaimsError
from graph.releases.release import Release
from graph.releases.release import build as build_release

if TYPE_CHECKING:
    from graph.claims.data_set import Tables

COUNTS = (Column("what", "What"), Column("rows", "Rows", "number"))


def build(seeds: Path, home: Path) -> Release:
    """Build a release with a progress bar, and show what is in it."""
    release = built_from(seeds, home)
    show(_built(release, seeds, home), console())
    return release


def built_from(seeds: Path, home: Path) -> Release:
    """Build a release with a progress bar, and say nothing of it."""
    if not seeds.is_dir():
        raise InputError(f"{seeds} is not a folder of tables")
    with progress_bar() as tell:
        return build_release(seeds, home, progress=tell)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, float], None]]:
    """A bar on standard error for as long as a block lasts, where people look at it."""
    messages = console(stderr=True)
    columns = (TextColumn("{task.description:<20}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=messages, disable=not messages.is_terminal) as progress:
        task = progress.add_task("starting", total=1.0)
        yield lambda what, done: progress.update(task, description=what, completed=done)


def _built(release: Release, seeds: Path, home: Path) -> View:
    manifest = release.manifest
    notes = [f"left out: {row}" for row in manifest.left_out]
    count = len(manifest.warnings)
    notes += [f"{count} to look at: zizhu check {seeds}"] if count else []
    return View(
        (f"release {release.id}, facts to {up_to(release.days)}, now current in {home}",),
        (counts(manifest.counts),),
        tuple(notes),
    )


def counts(found: Mapping[str, int]) -> Table:
    """How many rows of each kind went in."""
    return Table(COUNTS, tuple((what, number) for what, number in found.items()))


def check(path: Path) -> None:
    """Read a folder of tables, or one of its files among the others; raise all that is wrong."""
    from graph.claims.data_set import PARTS
    from graph.formats.tables.tables import read_tables

    if not path.exists():
        raise InputError(f"{path} is not here")
    only = "" if path.is_dir() else path.name
    try:
        tables = read_tables(path if path.is_dir() else path.parent)
    except InvalidClaimsError as error:
        findings = [finding for finding in error.findings if finding.startswith(only)]
        if findings:
            raise InvalidClaimsError(findings) from error
        show(View((f"{path}: nothing wrong (other tables beside it are)",), ()), console())
        return
    if only:
        show(View((f"{path}: nothing wrong",), ()), console())
        return
    warnings = _across(tables)
    read = {part: len(getattr(tables, part)) for part in PARTS if part != "claims"}
    for claim in tables.claims:
        read[claim.kind] = read.get(claim.kind, 0) + 1
    head = f"{path}: nothing wrong" + (f", {len(warnings)} to look at" if warnings else "")
    show(View((head,), (counts(read),), warnings), console())


def _across(tables: Tables) -> tuple[str, ...]:
    """Warnings about rows that do not fit each other; raise for errors."""
    from graph.validation.findings import findings

    found = findings(tables)
    errors = [str(one) for one in found if one.severity == "error"]
    if errors:
        raise InvalidClaimsError(errors)
    return tuple(str(one) for one in found)
