"""When the score is a number, and what the money that was read says of all money."""

from __future__ import annotations

from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.measures.funding import funding_of
from graph.measures.paid_rounds import PaidRound
from graph.networks.situation import Situation

ALPHAS = (ZERO, HALF, ONE)


def number_of(interval: tuple[Fraction, Fraction]) -> Fraction | None:
    """The middle of an interval no wider than one half; otherwise nothing: not rated.

    >>> number_of((Fraction(1, 2), Fraction(1))), number_of((Fraction(2, 5), Fraction(1)))
    (Fraction(3, 4), None)
    """
    least, most = interval
    return (least + most) / 2 if most - least <= HALF else None


def coverage_of_money(situation: Situation, beside: tuple[PaidRound, ...]) -> float | None:
    """The part of all money ever paid in that was read, where a source says how much that is."""
    whole = funding_of(situation).coverage
    only_unsized = all(one.beside == "noAmount" for one in beside)
    return whole if whole is not None and only_unsized else None


def of_all_money(
    home: tuple[Fraction, Fraction] | None, coverage: float | None
) -> tuple[Fraction, Fraction]:
    """Home's part of all money, given its part of the money read: what was not read is anybody's.

    >>> of_all_money((Fraction(1, 2), Fraction(1)), 0.5), of_all_money(None, None)
    ((Fraction(1, 4), Fraction(1, 1)), (Fraction(0, 1), Fraction(1, 1)))
    """
    if home is None or coverage is None:
        return ZERO, ONE
    covered = Fraction(coverage)
    return covered * home[0], covered * home[1] + ONE - covered
