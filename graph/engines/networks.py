"""A network that somebody has as columns, without claims: its numbers by any engine.

Two Parquet files in a folder. Entities are named by texts or whole numbers, shares are fractions.

=================  ===============================================================================
file               columns
=================  ===============================================================================
stakes.parquet     owner, owned, lower; upper where it is another; known, by default lower
entities.parquet   entity; origin, a column of those without holders; rest, of whoever nobody named
=================  ===============================================================================

Nothing is read into them: no dates, contracts or capacities. That is for claims.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.answers.ownership import COLUMNS
from graph.engines.engine import Engine, Line, Shares
from graph.engines.reading import ANYBODY, BITS, bits_of
from graph.errors import FileError, ImpossibleShareError, InputError
from graph.holders.origins import HOME
from graph.ownership.arrays.exact import exact
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings, Ints
from graph.ownership.ultimate.integrated import SETTLED

STAKES, ENTITIES = "stakes.parquet", "entities.parquet"
UNKNOWN = "undisclosed"


@dataclass(frozen=True, eq=False)
class Network:
    """A network as arrays, and the name of whoever stands at each position."""

    ids: pa.Array
    shares: Shares

    def places(self, names: Collection[str]) -> Ints:
        """Where some stand; raises :class:`FileError` for a name that is not among the entities."""
        return _places(self.ids, pa.array(sorted(names), pa.string()).cast(self.ids.type), "listed")


def read_network(folder: Path) -> Network:
    """Read the two files of a folder; :class:`FileError` says which of them is wrong, and where."""
    entities, stakes = _table(folder / ENTITIES, "entity"), _table(folder / STAKES, "owner")
    ids = entities["entity"].combine_chunks()
    if pc.count_distinct(ids).as_py() != len(ids):
        raise FileError(ENTITIES, "an entity stands there twice")
    ends = _columns(entities, "origin"), _columns(entities, "rest")
    bits = np.array([BITS.get(column, ANYBODY) for column in COLUMNS], dtype=np.uint8)
    holdings = _holdings(ids, stakes)
    return Network(ids, Shares(holdings, len(COLUMNS), *ends, bits[ends[0]], bits[ends[1]]))


def line_of(percent: str, *, strict: bool) -> Line:
    """The line of a list, from a percentage as it is written.

    >>> line_of("33.3", strict=False).share
    Fraction(333, 1000)
    """
    try:
        share = exact(Decimal(percent)) / 100
    except (InvalidOperation, ImpossibleShareError) as error:
        raise InputError(f"{percent!r} is no percentage") from error
    return Line(share, strict)


def solved_network(
    network: Network, engine: Engine, line: Line, listed: Collection[str] = ()
) -> pa.Table:
    """A row an entity: seven columns with bounds, who directs it, and whether a list reaches it.

    Entities are listed by name; without any, nobody is asked about a list.
    """
    wanted = {**BITS, "home": bits_of(HOME)}
    found = engine.solve(network.shares, list(wanted.values()))
    votes = network.shares.holdings
    columns: dict[str, pa.Array] = {"entity": network.ids}
    for place, name in enumerate(wanted):
        point = found.ends[:, place] if name in BITS else found.ends[:, : len(HOME)].sum(axis=1)
        columns[f"{name}_lower"] = pa.array(found.lower[:, place])
        columns[f"{name}_point"] = pa.array(point)
        columns[f"{name}_upper"] = pa.array(found.upper[:, place])
    for place, name in enumerate((*COLUMNS[len(BITS) :], "undetermined"), len(BITS)):
        columns[name] = pa.array(found.ends[:, place])
    top = engine.controllers(votes)
    nobody = pa.array(top == np.arange(votes.size))
    columns["controller"] = pc.if_else(nobody, None, network.ids.take(pa.array(top)))
    if listed:
        reached = engine.reached(votes, network.places(listed).tolist(), line)
        columns["reached"], columns["reached_possibly"] = map(pa.array, reached)
    return pa.table(columns, metadata={"within": repr(found.within)})


def _table(file: Path, first: str) -> pa.Table:
    needed = [first] if first == "entity" else ["owner", "owned", "lower"]
    try:
        table = pq.read_table(file)
    except FileNotFoundError as error:
        raise FileError(file.name, "there is no such file in the folder") from error
    except (OSError, pa.ArrowException) as error:
        raise FileError(
            file.name, "it is cut short, or no Parquet file", hint="write it again"
        ) from error
    for column in needed:
        if column not in table.column_names:
            raise FileError(file.name, f"it has no column {column}", hint="see docs/numbers.md")
        if table[column].null_count:
            raise FileError(file.name, f"the column {column} has gaps")
    return table


def _columns(entities: pa.Table, name: str) -> Ints:
    """Where each entity, or its rest, counts; it is undisclosed where nothing stands."""
    if name not in entities.column_names:
        return np.full(len(entities), COLUMNS.index(UNKNOWN))
    known = pa.array(COLUMNS, pa.string())
    said = pc.fill_null(entities[name].combine_chunks().cast(pa.string()), UNKNOWN)
    return _places(known, said, name, ENTITIES)


def _places(among: pa.Array, names: pa.Array, what: str, file: str = STAKES) -> Ints:
    found = pc.index_in(names, value_set=among)
    if found.null_count:
        row = pc.index(pc.is_null(found), True).as_py()
        hint = f"one of {', '.join(COLUMNS)}" if file == ENTITIES else f"in {ENTITIES}"
        raise FileError(file, f"row {row + 1}, {what}: {names[row]} is not known", hint=hint)
    places: Ints = found.to_numpy().astype(np.int64)
    return places


def _holdings(ids: pa.Array, stakes: pa.Table) -> Holdings:
    """The stakes as columns of shares; parallel ones of a pair are summed."""
    size = len(ids)
    owner, owned = (
        _places(ids, stakes[name].combine_chunks().cast(ids.type), name)
        for name in ("owner", "owned")
    )
    lower = _shares(stakes, "lower", None)
    known, upper = _shares(stakes, "known", lower), _shares(stakes, "upper", lower)
    wrong = np.flatnonzero(~((lower >= 0) & (lower <= known) & (known <= upper) & (upper <= 1)))
    if wrong.size:
        raise FileError(
            STAKES, f"row {wrong[0] + 1}: the shares are {lower[wrong[0]]}, {known[wrong[0]]} and "
            f"{upper[wrong[0]]}", hint="0 ≤ lower ≤ known ≤ upper ≤ 1",
        )  # fmt: skip
    pair, place = np.unique(owned * size + owner, return_inverse=True)
    low, middle, high = (_summed(place, part, len(pair)) for part in (lower, known, upper))
    start = np.append(0, np.cumsum(np.bincount(pair // size, minlength=size)))
    holdings = Holdings(
        size, start, pair % size, low, middle, np.maximum(middle, np.minimum(high, 1)),
        np.ones(size), np.ones(size),
    )  # fmt: skip
    held, total = holdings.has_holders, holdings.total(low)
    if total.size and total.max() > 1 + SETTLED:
        firm = ids[int(total.argmax())]
        raise FileError(
            STAKES, f"the holders of {firm} have {total.max():.6g} of it", hint="at most 1"
        )
    for rest, taken in ((holdings.rest_lower, holdings.upper), (holdings.rest_upper, low)):
        left = 1 - holdings.total(taken)[held]
        rest[held] = np.where(left < NOISE, 0.0, left)
    return holdings


def _summed(place: Ints, shares: Floats, count: int) -> Floats:
    return np.asarray(np.bincount(place, shares, count), dtype=np.float64)


def _shares(stakes: pa.Table, name: str, default: Floats | None) -> Floats:
    if default is not None and name not in stakes.column_names:
        return default
    try:
        column = stakes[name].cast(pa.float64())
    except pa.ArrowException as error:
        raise FileError(STAKES, f"the column {name} is not of numbers") from error
    found: Floats = column.to_numpy()  # gaps become what is no number
    return found if default is None else np.where(np.isnan(found), default, found)
