"""The answer to a screening command, and all the ways in which it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import typer
from msgspec.structs import replace

from api.commands.base import cite_of, put, write
from api.commands.options import Format, ScreenFormat
from api.commands.screening_batch import asked_of_all
from api.harmless import as_json
from api.report.markdown import markdown
from api.report.page import html
from api.report.screening import report
from api.report.sheets import pdf
from api.views.screening import screening
from api.views.screening_customers import customers_view
from api.views.screening_files import as_csv, as_parquet
from api.views.screening_since import compared, rows_in
from api.web.responses import document
from graph import questions
from graph.answers.screening import Screening
from graph.errors import InputError
from graph.formats.tables.lists import ListFile, open_list
from graph.releases.release import Release

ROWS: Mapping[str, Callable[[Screening], bytes]] = {".csv": as_csv, ".parquet": as_parquet}
REPORTS = (".md", ".html", ".pdf")
ENDINGS = (*ROWS, *REPORTS, ".json")
LIST_FILES = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A screening command: of which release, from which lists, of whom, and where to."""

    context: typer.Context
    release: Release
    file: Path | None
    held: Sequence[str]
    customers: Path | None
    earlier: Path | None
    output: Sequence[Path]

    @property
    def files(self) -> list[ListFile]:
        """The lists that are files, opened."""
        named = [Path(one) for one in self.held if _is_file(one)]
        return [open_list(one) for one in (*([self.file] if self.file else ()), *named)]

    @property
    def lists(self) -> list[str]:
        """The lists of the release."""
        return [one for one in self.held if not _is_file(one)]


def _is_file(named: str) -> bool:
    return Path(named).suffix.casefold() in LIST_FILES or Path(named).is_file()


def answered(asked: Asked, rule: str, **more: Any) -> Screening:
    """What the command comes to; raise :class:`InputError` for options that do not go together."""
    _check(asked, more)
    files = asked.files or None
    if asked.customers is None:
        return questions.screen(asked.release, rule, files, lists=asked.lists, **more)
    earlier = None if asked.earlier is None else rows_in(asked.earlier)
    of_all = {name: value for name, value in more.items() if name not in OF_FIRMS}
    batch = questions.screen_many(asked.release, rule, files, lists=asked.lists, **of_all)
    rows = next((one for one in asked.output if one.suffix in ROWS), None)
    answer = asked_of_all(batch, asked.release, asked.customers, rows)
    if earlier is None or asked.earlier is None:
        return answer
    return replace(answer, since=compared(asked.earlier.name, earlier, answer))


OF_FIRMS = ("firms", "include_unknown")


def _check(asked: Asked, more: Mapping[str, Any]) -> None:
    for one in asked.output:
        if one.suffix not in ENDINGS:
            raise InputError(f"{one.name}: a file ends with one of {', '.join(ENDINGS)}")
        if not one.parent.is_dir():
            raise InputError(f"{one.name} cannot be written: its folder is not there")
    if asked.customers is None:
        if asked.earlier is not None:
            raise InputError("--since compares the rows of a batch; give --firms FILE.csv")
        if any(one.suffix in ROWS for one in asked.output):
            raise InputError("rows are written of a batch; give --firms FILE.csv, or use --format")
    elif more["firms"]:
        raise InputError(
            "--firms FILE.csv names the firms; leave out --firm, or add it to the file"
        )
    elif more["include_unknown"]:
        raise InputError("a batch has a row for every customer; leave out --include-unknown")


def put_all(asked: Asked, answer: Screening, form: ScreenFormat) -> None:
    """Write the answer to the files asked for, and to standard output."""
    # How it is cited has files by their names, and not by where they lie.
    asked.context.params["held"] = [Path(one) if _is_file(one) else one for one in asked.held]
    for path in asked.output:
        content = _content(asked, answer, path.suffix)
        try:
            path.write_bytes(content)
        except OSError as error:
            raise InputError(f"{path.name} cannot be written: {error.strerror}") from error
        typer.echo(f"{path}: written", err=True)
    if f".{form.value}" in REPORTS:
        write(_content(asked, answer, f".{form.value}"))
        return
    view = screening if answer.customer_file is None else customers_view
    put(Format(form.value), asked.context, asked.release, answer, lambda: view(answer))


def _content(asked: Asked, answer: Screening, ending: str) -> bytes:
    if ending in ROWS:
        return ROWS[ending](answer)
    cite = cite_of(asked.context, asked.release, answer)
    if ending == ".json":
        text = as_json(document(answer, asked.release, cite))
        return msgspec.json.format(text, indent=2) + b"\n"
    made = report(answer, asked.release, cite)
    if ending == ".pdf":
        return pdf(made)
    return (markdown(made) if ending == ".md" else html(made)).encode()
