"""A panel as columns: Arrow tables a day at a time, written as Parquet or CSV.

One row a firm and day. Of every column of origin and of home together there are
``_lower``, ``_point`` and ``_upper``; float, undisclosed and undetermined are
points. ``rung_2`` to ``rung_6`` and the two rests say what placed the shares.
Of every lens there are its word, what decides, and its interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from graph.answers.measures import LensMeasure
from graph.answers.names import named
from graph.answers.ownership import COLUMNS
from graph.claims.fact_days import FactDays
from graph.engines.panel import BOUNDED, PARTS, Panel
from graph.formats.graphs.edge_lists import neutral
from graph.holders.origins import HOME, NATIONAL
from graph.ownership.arrays.holdings import Floats

NOISE = 1e-6  # of the last digit that people read: what solving leaves of a number
DIGITS = 6  # of what people read; Parquet keeps every digit


def tables(panel: Panel) -> Iterator[pa.Table]:
    """The panel, a table for each day."""
    names = [named(panel.knowledge, firm).name for firm in panel.firms]
    for days in panel.days:
        yield _table(panel, days, names)


def table(panel: Panel) -> pa.Table:
    """The whole panel as one table."""
    return pa.concat_tables(tables(panel))


def write_parquet(panel: Panel, stream: BinaryIO) -> None:
    """Write a panel as Parquet; the release, home and basis stand in the file's metadata."""
    writer = None
    try:
        for one in tables(panel):
            writer = writer or pq.ParquetWriter(stream, one.schema, compression="zstd")
            writer.write_table(one)
    finally:
        if writer is not None:
            writer.close()


def write_csv(panel: Panel, stream: BinaryIO) -> None:
    """Write a panel as CSV: six decimals, controllers joined by `` | ``."""
    for place, one in enumerate(tables(panel)):
        options = pa_csv.WriteOptions(include_header=place == 0, quoting_style="needed")
        pa_csv.write_csv(_for_people(one), stream, options)


def _table(panel: Panel, days: FactDays, names: Sequence[str]) -> pa.Table:
    day = days.ownership
    numbers = panel.numbers(day, panel.firms)
    places = np.array([numbers.firms[firm] for firm in panel.firms], dtype=np.int64)
    count = len(places)
    columns: dict[str, pa.Array] = {
        "firm": pa.array(panel.firms, pa.string()),
        "name": pa.array(names, pa.string()),
        "as_of": pa.array([day] * count, pa.date32()),
    }
    points = numbers.points[places]
    home = points[:, : len(HOME)].sum(axis=1)
    for place, column in enumerate(BOUNDED):
        known = points[:, place] if column in NATIONAL else home
        columns[f"{column}_lower"] = pa.array(numbers.lower[places, place])
        columns[f"{column}_point"] = pa.array(known)
        columns[f"{column}_upper"] = pa.array(numbers.upper[places, place])
    for place, column in enumerate(COLUMNS[len(NATIONAL) :], len(NATIONAL)):
        columns[column] = pa.array(points[:, place])
    columns["undetermined"] = pa.array(numbers.undetermined[places])
    columns.update(_coverage(numbers.coverage[places]))
    controllers = panel.controllers(day, panel.firms)
    directing = [controllers.of(firm) for firm in panel.firms]
    for column, every in (("controllers", True), ("controllers_stated", False)):
        columns[column] = pa.array(
            [
                ["+".join(who) for who, stated in of_firm if every or stated]
                for of_firm in directing
            ],
            pa.list_(pa.string()),
        )
    columns.update(_verdicts(panel, days))
    about = {"release": panel.release, "home": panel.home, "basis": panel.basis}
    if numbers.within:  # a core was swept and not solved
        about["within"] = repr(numbers.within)
    return pa.table(columns, metadata=about)


def _coverage(placed: Floats) -> Iterator[tuple[str, pa.Array]]:
    for place, part in enumerate(PARTS):
        name = part.replace(" ", "_") if part.startswith("rung") else f"rest_{part}"
        yield name, pa.array(placed[:, place])


def _verdicts(panel: Panel, days: FactDays) -> Iterator[tuple[str, pa.Array]]:
    if not panel.lenses:
        return
    by_firm = [panel.verdicts(firm, days) for firm in panel.firms]
    for place, lens in enumerate(panel.lenses):
        of_lens = [verdicts[place] for verdicts in by_firm]
        yield f"{lens.id}_verdict", pa.array([one.word for one in of_lens], pa.string())
        yield f"{lens.id}_decided", pa.array([one.decided for one in of_lens], pa.bool_())
        yield f"{lens.id}_decides", pa.array([one.decides for one in of_lens], pa.string())
        for which in ("lower", "point", "upper"):
            bounds = [_bound(one, which) for one in of_lens]
            yield f"{lens.id}_{which}", pa.array(bounds, pa.float64())


def _bound(measure: LensMeasure, which: str) -> float | None:
    if measure.interval is None:
        return None
    bound: float | None = getattr(measure.interval, which)
    return bound


def _rounded(column: pa.Array, name: str) -> pa.Array:
    """A column of numbers at six decimals, bounds to their own side, without a negative zero."""
    part = 10.0**DIGITS
    if name.endswith("lower"):
        column = pc.divide(pc.floor(pc.add(pc.multiply(column, part), NOISE)), part)
    elif name.endswith("upper"):
        column = pc.divide(pc.ceil(pc.subtract(pc.multiply(column, part), NOISE)), part)
    else:
        column = pc.round(column, DIGITS)
    return pc.add(column, 0.0)


def _for_people(one: pa.Table) -> pa.Table:
    """The table as CSV has it: rounded, lists joined, no text that is taken for a formula."""
    columns = {}
    for name in one.column_names:
        column = one[name].combine_chunks()
        if pa.types.is_floating(column.type):
            column = _rounded(column, name)
        elif pa.types.is_list(column.type):
            column = pc.binary_join(column, " | ")
        if pa.types.is_string(column.type):
            column = pa.array([neutral(text or "") for text in column.to_pylist()], pa.string())
        columns[name] = column
    return pa.table(columns)
