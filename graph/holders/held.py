"""A holder's share of a firm, between bounds, as columns count it."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct


class Held(Struct, frozen=True):
    """A holder's share of a column: certainly between the bounds, ``known`` at the least."""

    holder: str
    lower: Fraction
    known: Fraction
    upper: Fraction
    claims: tuple[str, ...] = ()
    link: str = "ownership"  # or contract
