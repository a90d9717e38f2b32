"""A data set that was read goes into a release or a folder of tables, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from graph.claims.data_set import PARTS, Tables
from graph.errors import InputError, InvalidClaimsError, TableError
from graph.formats.tables.tables import PACKAGE, read_tables, write_tables
from graph.importing.deliveries import delivered_before
from graph.importing.gathering import Gathered, Progress, Wanted, gathered
from graph.importing.home_and_day import latest_day
from graph.importing.joining import joined
from graph.importing.report import ImportReport
from graph.importing.standards import by_rules_of_standards
from graph.releases import build, manifest
from graph.releases.known_tables import tables_of
from graph.releases.release import Release, open_release
from graph.validation.findings import findings

LATER = (
    "facts in these files go to {day}, and the release speaks for {before}: --data-date {day} "
    "lets it speak for the later day"
)


def check_files(
    files: Sequence[Path], wanted: Wanted | None = None, *, progress: Progress | None = None
) -> ImportReport:
    """What an import of the files would find, and what their standards ask besides.

    Nothing is stored.
    """
    found = gathered(files, wanted or Wanted(), progress or _silent)
    report = by_rules_of_standards(files, found.report)
    tables = found.tables
    if not any(getattr(tables, part) for part in PARTS):
        return report  # nothing was read that could be unsound
    if not tables.meta.home:
        meta = msgspec.structs.replace(tables.meta, home="ZZ")  # no check asks which it is
        tables = msgspec.structs.replace(tables, meta=meta)
    said = findings(tables)
    errors = [str(one) for one in said if one.severity == "error"]
    if errors:
        raise InvalidClaimsError(errors)
    return msgspec.structs.replace(
        report,
        warnings=tuple(map(str, said)),
        checked=(*report.checked, "the shapes of our claims and the checks across them"),
    )


def import_files(
    files: Sequence[Path],
    home: Path,
    wanted: Wanted | None = None,
    *,
    keep_going: bool = False,
    join: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Read files and make what they say the current release.

    Parameters
    ----------
    home
        Where releases are.
    keep_going
        Store what was taken although something was refused; the manifest lists what was.
    join
        Add to what the current release knows, instead of beginning anew.

    Returns
    -------
    ImportReport
        ``stored`` is empty if something was refused and nothing was stored.

    Raises
    ------
    InvalidClaimsError
        If what was taken breaks a shape or a cross-check, or what is joined uses the same ids.
    BuildInProgressError
        If somebody else is building in the same home.
    """
    before = open_release(home) if join else None
    found = gathered(files, _from_release(wanted or Wanted(), before), progress or _silent)
    if found.report.refusals and not keep_going:
        return found.report
    _check_meta(found.tables)
    inputs = {path.name: manifest.hash_of(path) for path in files}
    tables, remarks = _joined(None if before is None else tables_of(before), found)
    if before is not None:
        inputs = {f"release {before.id}": manifest.hash_of(before.path / manifest.NAME), **inputs}
    day = latest_day(found.tables.sources, found.tables.claims)
    if before is not None and day is not None and tables.meta.data_date < day:
        remarks = (*remarks, LATER.format(day=day, before=tables.meta.data_date))
    _, made = build.build_from(lambda: (tables, inputs), home, progress, None)
    return msgspec.structs.replace(
        found.report, stored=f"release {made.id}", warnings=made.warnings, remarks=remarks
    )


def import_into(
    files: Sequence[Path],
    folder: Path,
    wanted: Wanted | None = None,
    *,
    keep_going: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Read files and write what they say as tables; added to those that are in the folder.

    The folder is written beside itself and renamed, so that it is never half written.
    """
    chosen = wanted or Wanted()
    already = read_tables(folder) if (folder / PACKAGE).exists() else None
    if already is not None:
        chosen = _filled(chosen, already.meta.home, already.meta.data_date)
    found = gathered(files, chosen, progress or _silent)
    if found.report.refusals and not keep_going:
        return found.report
    _check_meta(found.tables)
    tables, remarks = _joined(already, found)
    said = findings(tables)
    errors = [str(one) for one in said if one.severity == "error"]
    if errors:
        raise InvalidClaimsError(errors)
    _replace(folder, tables)
    return msgspec.structs.replace(
        found.report, stored=str(folder), warnings=tuple(map(str, said)), remarks=remarks
    )


def _joined(known: Tables | None, found: Gathered) -> tuple[Tables, tuple[str, ...]]:
    """What is known with what was found besides; and the remarks on that."""
    if known is None:
        return found.tables, found.report.remarks
    again = delivered_before(known, found.tables)
    remarks = (*found.report.remarks, *([again] if again else ()))
    return joined(known, found.tables, found.versioned), remarks


def _silent(step: str, done: float) -> None:
    """Tell nobody."""


def _from_release(wanted: Wanted, release: Release | None) -> Wanted:
    if release is None:
        return wanted
    return _filled(wanted, release.home, release.data_date)


def _filled(wanted: Wanted, home: str, day: date) -> Wanted:
    """What is asked, with home and data date of what it joins; a later date may be asked for."""
    return msgspec.structs.replace(
        wanted, home=wanted.home or home, data_date=wanted.data_date or day
    )


def _check_meta(tables: Tables) -> None:
    """Raise :class:`InputError` unless home and data date are known."""
    if not tables.meta.home:
        raise InputError("nothing in the files says which jurisdiction is home; give --home CODE")
    if tables.meta.data_date == date.min:
        raise InputError("nothing in the files is dated; give --data-date YYYY-MM-DD")


def _replace(folder: Path, tables: Tables) -> None:
    """Put new tables in the place of a folder, with its other files; nothing if that fails."""
    beside, before = (folder.with_name(f"{folder.name}.{end}") for end in ("new", "before"))
    for left in (beside, before):
        if left.exists():
            raise TableError(str(left), "is in the way: left by an import that was interrupted")
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_tables(tables, beside)
        if not folder.exists():
            beside.rename(folder)
            return
        for path in folder.iterdir():
            if not (beside / path.name).exists():
                (shutil.copytree if path.is_dir() else shutil.copy2)(path, beside / path.name)
        folder.rename(before)
        beside.rename(folder)
        shutil.rmtree(before)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
