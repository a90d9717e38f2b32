"""What money of one currency counts as in another, by cited yearly averages."""

from __future__ import annotations

from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.rivals_and_rates import ExchangeRate
from graph.fraction import Fraction


def conversion(knowledge: Knowledge, given: str, wanted: str, day: date | None) -> Fraction | None:
    """Units of the wanted currency for one given, from a cited yearly average, if there is one."""
    if given == wanted:
        return Fraction(1)
    rate = rate_of(knowledge, given, wanted, day)
    return None if rate is None else factor_of(rate, given)


def factor_of(rate: ExchangeRate, given: str) -> Fraction:
    """Units of the other currency of a rate for one given."""
    return Fraction(rate.rate) if rate.base == given else 1 / Fraction(rate.rate)


def rate_of(knowledge: Knowledge, given: str, wanted: str, day: date | None) -> ExchangeRate | None:
    """The cited yearly average between two currencies, if there is one."""
    pairs = ((wanted, given), (given, wanted))
    return next(
        (
            rate
            for rate in knowledge.rates
            if day is not None and rate.year == day.year and (rate.base, rate.currency) in pairs
        ),
        None,
    )
