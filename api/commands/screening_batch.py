"""A batch from the command line: rows kept as they are made, so that what was cut off goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec
import typer

from api.commands.build_reports import progress_bar
from api.views.screening_customers import identity
from graph.answers.screening import CustomerFile, ScreenedCustomer, Screening
from graph.claims.statements import Refusal
from graph.errors import InputError
from graph.formats.tables.lists import ListRow, open_customers
from graph.profiles.screening_batch import BLOCK, Batch
from graph.releases.release import Release

WORDS = {
    "rule": "rule", "rule_version": "version of the rule", "rule_sha256": "text of the rule",
    "threshold": "threshold", "law_day": "day of the law", "facts_day": "day of the facts",
    "release": "release", "list_names": "lists", "list_days": "days of the lists",
    "list_sha256": "content of the lists", "customers_file": "file of customers",
    "customers_sha256": "content of the file of customers",
}  # fmt: skip


def asked_of_all(batch: Batch, release: Release, customers: Path, output: Path | None) -> Screening:
    """The answer over a file of customers, with a bar where somebody looks.

    With a file that the rows are for, each is kept beside it as soon as it is made; the same
    question asked again goes on after the last of them.
    """
    given = open_customers(customers)
    rows = list(given.rows)
    if not rows:
        raise InputError(f"{given.file} names nobody: below its header, a customer a line")
    file = CustomerFile(file=given.file, sha256=given.sha256, asked=len(rows), unread=given.unread)
    asked = dict(identity(batch.answer((), file, release.id)))
    part = None if output is None else output.with_name(f"{output.name}.part")
    done = [] if part is None else _kept(part, asked, rows)
    try:
        with _writing(part, asked, done) as stream:
            done += _made(batch, rows, len(done), stream)
    except KeyboardInterrupt:
        if part is not None:
            _say(f"rows so far are kept in {part.name}: the same command goes on after them")
        raise
    if part is not None:
        part.unlink()
    return batch.answer(done, file, release.id)


def _made(
    batch: Batch, rows: list[ListRow | Refusal], start: int, stream: IO[bytes] | None
) -> Iterator[ScreenedCustomer]:
    with progress_bar() as tell:
        made = batch.rows(rows, start)
        for place, row in enumerate(made, start=start + 1):
            if stream is not None:
                stream.write(msgspec.json.encode(row) + b"\n")
            if place % BLOCK == 0 or place == len(rows):
                tell(f"{place:,} of {len(rows):,}", place / len(rows))
                if stream is not None:
                    stream.flush()
            yield row


@contextmanager
def _writing(
    part: Path | None, asked: dict[str, str], done: list[ScreenedCustomer]
) -> Iterator[IO[bytes] | None]:
    """The file of rows so far, begun anew with those that are kept; none where nothing is."""
    if part is None:
        yield None
        return
    try:
        with part.open("wb") as stream:
            for line in (asked, *done):
                stream.write(msgspec.json.encode(line) + b"\n")
            yield stream
    except OSError as error:
        raise InputError(f"{part.name} cannot be written: {error.strerror}") from error


def _kept(
    part: Path, asked: dict[str, str], rows: list[ListRow | Refusal]
) -> list[ScreenedCustomer]:
    """The rows of a run that was cut off, if it was asked the same; says so, and why not."""
    if not part.is_file():
        return []
    first, *lines = part.read_bytes().split(b"\n")[:-1] or [b""]  # the last may be cut off
    try:
        before = msgspec.json.decode(first, type=dict[str, str])
        found = [msgspec.json.decode(line, type=ScreenedCustomer) for line in lines]
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        _say(f"{part.name} cannot be read as rows of an earlier run; all customers are asked anew")
        return []
    other = [WORDS[name] for name, value in asked.items() if before.get(name) != value]
    if other:
        _say(f"{part.name} was made with another {', '.join(other)}; all are asked anew")
        return []
    if [one.row for one in found] != [row.line for row in rows[: len(found)]]:
        _say(f"{part.name} has other rows than the file of customers; all are asked anew")
        return []
    _say(f"{len(found):,} of {len(rows):,} customers were answered before; going on after them")
    return found


def _say(line: str) -> None:
    typer.echo(line, err=True)
