"""What money of one currency counts as in another, by cited yearly averages."""

from __future__ import annotations

from datetime import date

from graph.claims.knowledge import Knowledge
from graph.fraction import Fraction


def conversion(knowledge: Knowledge, given: str, wanted: str, day: date | None) -> Fraction | None:
    """Units of the wanted currency for one given, from a cited yearly average, if there is one."""
    if given == wanted:
        return Fraction(1)
    for rate in knowledge.rates:
        if day is not None and rate.year == day.year:
            if (rate.base, rate.currency) == (wanted, given):
                return 1 / Fraction(rate.rate)
            if (rate.base, rate.currency) == (given, wanted):
                return Fraction(rate.rate)
    return None
