"""What a holder's shares carry by class: votes and cash flow, sunsets, own and suspended shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import ComputationError, ImpossibleShareError
from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, exact, share


@dataclass(frozen=True)
class ShareClass:
    """A class of shares: how many there are, and what each carries.

    ``excluded`` shares (treasury, suspended) are issued but carry nothing.
    """

    issued: Number
    votes: Number = 1
    dividend: Number = 1
    excluded: Number = 0

    def __post_init__(self) -> None:
        """Refuse numbers below zero, and more shares left out than there are."""
        issued, excluded = exact(self.issued), exact(self.excluded)
        if min(exact(self.votes), exact(self.dividend), excluded) < 0 or issued < excluded:
            raise ImpossibleShareError(f"no class of shares is like this: {self}")


def class_rights(
    classes: Mapping[str, ShareClass], held: Mapping[str, Number]
) -> tuple[Fraction, Fraction]:
    r"""The votes and the cash flow of a holder of shares of several classes, as fractions of one.

    .. math:: v = \sum_c m_c n_c \Big/ \Big( \sum_c m_c (N_c - x_c) \Big)

    and the same with dividends for the cash flow.

    Raises :class:`ImpossibleShareError` when more is held than carries anything.

    >>> classes = {"A": ShareClass(900), "B": ShareClass(100, votes=10)}
    >>> class_rights(classes, {"B": 100})
    (Fraction(10, 19), Fraction(1, 10))
    """
    for name, number in held.items():
        if name not in classes:
            raise ImpossibleShareError(f"there is no class {name!r}")
        live = exact(classes[name].issued) - exact(classes[name].excluded)
        if not 0 <= exact(number) <= live:
            raise ImpossibleShareError(f"{number} shares of class {name!r} of {live}")
    return (
        _part(classes, held, {name: exact(one.votes) for name, one in classes.items()}),
        _part(classes, held, {name: exact(one.dividend) for name, one in classes.items()}),
    )


def after_sunset(
    classes: Mapping[str, ShareClass], sunsets: Mapping[str, date], day: date
) -> dict[str, ShareClass]:
    """The classes on a day, when some lose their extra votes: from its sunset on a share has one.

    Days are inclusive: the sunset is the first day with one vote. Classes that
    carry less than one vote keep what they have. Raises
    :class:`ImpossibleShareError` for a sunset of a class that there is not.

    >>> classes = {"A": ShareClass(900), "B": ShareClass(100, votes=10)}
    >>> later = after_sunset(classes, {"B": date(2030, 1, 1)}, date(2030, 1, 1))
    >>> class_rights(later, {"B": 100})[0]
    Fraction(1, 10)
    """
    unknown = [name for name in sunsets if name not in classes]
    if unknown:
        raise ImpossibleShareError(f"there is no class {unknown[0]!r}")
    return {
        name: replace(one, votes=min(exact(one.votes), ONE))
        if name in sunsets and day >= sunsets[name]
        else one
        for name, one in classes.items()
    }


def _part(
    classes: Mapping[str, ShareClass], held: Mapping[str, Number], weights: Mapping[str, Fraction]
) -> Fraction:
    whole = sum(
        (weights[c] * (exact(one.issued) - exact(one.excluded)) for c, one in classes.items()), ZERO
    )
    if whole == 0:
        raise ComputationError("no class carries this right")
    return sum((weights[c] * exact(number) for c, number in held.items()), ZERO) / whole


def least_equity_for_votes(multiple: Number, quota: Number = HALF) -> Fraction:
    r"""The smallest equity, all in shares of ``multiple`` votes, that reaches a quota of the votes.

    .. math:: s = q \,/\, (m (1 - q) + q)

    >>> least_equity_for_votes(10)
    Fraction(1, 11)
    """
    limit, votes = share(quota), exact(multiple)
    if votes <= 0:
        raise ComputationError(f"a share of {multiple} votes reaches no quota")
    return limit / (votes * (1 - limit) + limit)
