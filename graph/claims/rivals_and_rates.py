"""What stands beside claims: which of them cannot all be true, and rates between currencies."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from graph.claims.model import Citation


class Rivals(Struct, frozen=True, kw_only=True, gc=False):
    """Claims that cannot all be true; results span the alternatives."""

    id: str
    claims: tuple[str, ...]
    reason: str


class ExchangeRate(Struct, frozen=True, kw_only=True, gc=False):
    """Units of ``currency`` for one of ``base``, averaged over a year."""

    base: str
    currency: str
    year: int
    rate: Decimal
    citations: tuple[Citation, ...] = ()
