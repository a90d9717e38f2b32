"""Tables for notebooks: as pandas has them where pandas is installed, otherwise as Arrow has them.

pandas is no part of zizhu; whoever has it gets frames, everybody else
``pyarrow.Table``. Saying ``"arrow"`` or ``"pandas"`` asks for one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from api.views.tables import Table
from graph.answers.parts import Interval
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.releases.release import Release

KINDS = ("claims", "entities", "sources")


def framed(table: pa.Table, library: str | None = None) -> Any:
    """A table as the library asked for has it; without one, pandas if it is there."""
    if library not in (None, "pandas", "arrow"):
        raise InputError(f"{library!r} is no library of tables; there are: pandas, arrow")
    if library == "arrow":
        return table
    try:
        return table.to_pandas()
    except ImportError:
        if library == "pandas":
            raise InputError("pandas is not installed here; ask for library='arrow'") from None
        return table


def as_arrow(table: Table) -> pa.Table:
    """The rows of a view: an interval is three columns, of its lower bound, point and upper bound.

    >>> from api.views.tables import Column
    >>> shares = Table((Column("share", "Share", "interval"),), ((Interval(0.1, 1.0),), (None,)))
    >>> as_arrow(shares).to_pydict()
    {'share_lower': [0.1, None], 'share_point': [None, None], 'share_upper': [1.0, None]}
    """
    columns: dict[str, pa.Array] = {}
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        if column.kind == "interval":
            for end in ("lower", "point", "upper"):
                bounds = [
                    getattr(cell, end) if isinstance(cell, Interval) else None for cell in cells
                ]
                columns[f"{column.name}_{end}"] = pa.array(bounds, pa.float64())
        elif all(cell is None or isinstance(cell, int | float) for cell in cells):
            columns[column.name] = pa.array(cells)
        else:
            columns[column.name] = pa.array([None if c is None else str(c) for c in cells])
    return pa.table(columns)


def without_empty(table: pa.Table) -> pa.Table:
    """The table without columns in which nothing stands."""
    kept = [name for name in table.column_names if table[name].null_count < table.num_rows]
    return table.select(kept)


def records(release: Release, what: str) -> pa.Table:
    """The records of a release of one kind, without columns that are empty.

    Raises :class:`InputError` for a kind that is not there, and for tables in memory.
    """
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    kind = "claims" if what == "ownership" else what
    if kind not in KINDS:
        known = ", ".join(("ownership", *KINDS, "measures"))
        raise InputError(f"{what!r} is no table of a release; there are: {known}")
    if not hasattr(release, "path"):
        raise InputError("tables in memory have no files to read; ask for measures, or build them")
    table = pq.read_table(release.columns(kind))
    if what == "ownership":
        table = table.filter(pc.equal(table["type"], "Ownership"))
    return without_empty(table)
