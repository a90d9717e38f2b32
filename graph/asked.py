"""What questions say of day, home and basis, as the engine takes them."""

from __future__ import annotations

from datetime import date

from graph.errors import BadDateError, InputError
from graph.periods import PartialDate
from graph.stakes import Basis
from ontology.load import codes, nearest

BASES: tuple[Basis, ...] = ("legal", "economic", "voting")
EARLIEST = 1900


def day_asked(as_of: date | str) -> date:
    """A full day; a month or a year means its last day.

    >>> day_asked("2025-02")
    datetime.date(2025, 2, 28)
    """
    if isinstance(as_of, date):
        return as_of
    day = PartialDate.parse(as_of).last
    if day.year < EARLIEST:
        raise BadDateError(f"{as_of!r} is before {EARLIEST}")
    return day


def home_asked(home: str) -> str:
    """A jurisdiction by its code, in either case; raises :class:`InputError` for any other."""
    known = codes("Jurisdictions")
    if home.upper() not in known:
        hint = ", ".join(nearest(home.upper(), known)) or "two letters of ISO 3166-1"
        raise InputError(f"{home!r} is not a jurisdiction code (valid: {hint})")
    return home.upper()


def basis_asked(basis: str) -> Basis:
    """One of the three bases; raises :class:`InputError` for any other."""
    for known in BASES:
        if basis == known:
            return known
    raise InputError(f"{basis!r} is not a basis; there are: {', '.join(BASES)}")
