"""What changed since an earlier report of a batch: its rows, of CSV or Parquet, and those now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from api.views.screening_customers import identity, row_table
from api.views.tables import lines_of
from graph.answers.screening import ChangedCustomer, Screening, SinceReport
from graph.errors import InputError, TableError
from graph.formats.graphs.edge_lists import FORMULA
from graph.formats.tables.rows import rows_of

NEEDED = ("customer", "given", "status", "entity", "lists", "explanation")
COMPARED = ("status", "entity", "entry", "candidates", "lists", "open_by", "flags", "explanation")
WORDS = {
    "entity": "firm meant", "entry": "entry", "open_by": "doubt", "customers_file": "customers",
    "rule_version": "version of the rule", "law_day": "day of the law", "list_names": "lists",
    "facts_day": "day of the facts", "list_days": "days of the lists", "explanation": "reason",
}  # fmt: skip
DIGESTS = {"rule_sha256": "rule", "list_sha256": "lists", "customers_sha256": "customers"}

Row = Mapping[str, str]


def rows_in(path: Path) -> list[Row]:
    """The rows of an earlier report; raise :class:`InputError` where the file is none."""
    if not path.is_file():
        raise InputError(f"{path.name}: there is no such file")
    if path.suffix == ".parquet":
        return _of_parquet(path)
    lines = rows_of(path)
    header = next(lines, None)
    columns = [] if header is None else [cell.removeprefix("\ufeff") for cell in header.cells]
    _check(path.name, columns)
    found: list[Row] = []
    for line in lines:
        if line.trouble or len(line.cells) != len(columns):
            problem = line.trouble or f"{len(line.cells)} cells, but {len(columns)} columns"
            raise TableError(path.name, problem, line=line.number)
        found.append(dict(zip(columns, map(_bare, line.cells), strict=True)))
    return found


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def _of_parquet(path: Path) -> list[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path.name} is no Parquet file that can be read") from error
    _check(path.name, table.column_names)
    rows = table.to_pylist()
    return [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in rows]


def _check(file: str, columns: Iterable[str]) -> None:
    missing = [name for name in NEEDED if name not in set(columns)]
    if missing:
        raise InputError(
            f"{file} is no report of a batch: it has no column {', '.join(missing)}; "
            "give a CSV or Parquet file that screen --firms wrote"
        )


def compared(file: str, before: Iterable[Row], answer: Screening) -> SinceReport:
    """What is told otherwise now; a customer is known by its number, else by the name given."""
    table = list(lines_of(row_table(answer)))
    after = [dict(zip(table[0], cells, strict=True)) for cells in table[1:]]
    earlier, later = _by_customer(before), _by_customer(after)
    changed = []
    for key in dict.fromkeys((*later, *earlier)):
        was, now = earlier.get(key), later.get(key)
        what = tuple(name for name in COMPARED if _differs(name, was, now))
        if what:
            changed.append(_changed(was, now, what))
    return SinceReport(
        file=file,
        asked_otherwise=tuple(_asked_otherwise(next(iter(earlier.values()), {}), answer)),
        changed=tuple(changed),
        unchanged=len(later.keys() | earlier.keys()) - len(changed),
    )


def _by_customer(rows: Iterable[Row]) -> dict[tuple[str, int], Row]:
    times: Counter[str] = Counter()
    found = {}
    for row in rows:
        who = row.get("customer") or row.get("given") or f"row {row.get('row')}"
        times[who] += 1
        found[who, times[who]] = row
    return found


def _differs(name: str, was: Row | None, now: Row | None) -> bool:
    if was is None or now is None:
        return name == "status"
    return was.get(name, "") != now.get(name, "")


def _changed(was: Row | None, now: Row | None, what: tuple[str, ...]) -> ChangedCustomer:
    row = now or was or {}
    return ChangedCustomer(
        customer=row.get("customer", ""),
        given=row.get("given", ""),
        was=was["status"] if was else "",
        now=now["status"] if now else "",
        what=tuple(WORDS.get(name, name) for name in what),
        earlier=was.get("explanation", "") if was else "",
        later=now.get("explanation", "") if now else "",
    )


def _asked_otherwise(before: Row, answer: Screening) -> Iterable[str]:
    """What the two reports were asked of, where that differs."""
    for name, now in identity(answer).items():
        was = before.get(name)
        told = " | ".join(now.splitlines())
        if was is None or was == told:
            continue
        if name in DIGESTS:
            yield f"other content of the {DIGESTS[name]}"
        else:
            yield f"{WORDS.get(name, name)} {was} → {told}"
