"""The question of every firm at once, read strictly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.arguments import basis_of, chosen_of, day_of, days_of, home_of, several, situation_of
from graph.claims.fact_days import FactDays
from graph.engines.days import days_between
from graph.engines.engine import engine_of
from graph.engines.panel import Panel
from graph.engines.reading import firms_of
from graph.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.releases.release import Release


def measures(
    release: Release,
    *,
    firms: str | Iterable[str] | None = None,
    lenses: str | Iterable[str] | None = None,
    basis: str = "economic",
    as_of: date | str | None = None,
    from_: date | str | None = None,
    to: date | str | None = None,
    step: str = "year",
    home: str | None = None,
    engine: str = "local",
    master: str | None = None,
    exchange: str | Path | None = None,
) -> Panel:
    """Every firm of a release, or some, on a day, or on days from one to another.

    Of each what ``owners`` and ``controllers`` say of it; with lenses, their verdicts too.

    Parameters
    ----------
    from_, to
        The days of a panel, both counted; ``to`` is the release's data date unless given.
    step
        ``year``, ``quarter`` or ``month``.
    engine, master, exchange
        What computes it, ``local``, ``duckdb`` or ``spark``; the address of a cluster, and a
        folder for an engine's files, which a cluster shares.

    Raises
    ------
    InputError, NotFoundError
        For a firm, lens, basis, engine, day or step that cannot be used.
    EngineError
        For an engine that is not installed; asked for numbers, for one that breaks off.
    """
    wanted = several(firms, "firms")
    known = release.knowledge
    return Panel(
        knowledge=known,
        release=release.id,
        home=home_of(home or release.home),
        basis=basis_of(basis),
        days=_days(release, as_of, from_, to, step),
        firms=tuple(dict.fromkeys(situation_of(release, one, None, None).firm for one in wanted))
        or firms_of(known),
        lenses=tuple(chosen_of(known.lenses, lenses)) if lenses else (),
        engine=engine_of(engine, master=master, exchange=exchange),
    )


def network_measures(
    folder: Path,
    *,
    listed: Iterable[str] = (),
    threshold: str = "50",
    strict: bool = False,
    engine: str = "local",
    master: str | None = None,
    exchange: str | Path | None = None,
) -> tuple[pa.Table, Sequence[object]]:
    """Every entity of a network that is there as columns, without claims; and what it took.

    See :mod:`graph.engines.networks` for its files. ``threshold`` is the percentage of a firm at
    which those listed reach it, or with ``strict`` must pass.

    Raises
    ------
    InputError, EngineError
        For a file, list, threshold or engine that cannot be used, or an engine that breaks off.
    """
    from graph.engines.networks import line_of, read_network, solved_network

    line = line_of(threshold, strict=strict)
    chosen = engine_of(engine, master=master, exchange=exchange)
    return solved_network(read_network(folder), chosen, line, tuple(listed)), chosen.works


def _days(
    release: Release,
    as_of: date | str | None,
    from_: date | str | None,
    to: date | str | None,
    step: str,
) -> tuple[FactDays, ...]:
    if from_ is None and to is None:
        return (days_of(release, as_of),)
    if as_of is not None:
        raise InputError("ask on one day (as_of), or from one day to another, not both")
    if from_ is None:
        raise InputError("a panel needs its first day: from")
    first = day_of(from_)
    last = release.days.ownership if to is None else day_of(to)
    if to is None and first > last:
        raise InputError(
            f"the panel would start on {first}, after the data date of the release, {last}: "
            "give an earlier first day, or the last day too (to)"
        )
    return tuple(map(FactDays.one, days_between(first, last, step)))
