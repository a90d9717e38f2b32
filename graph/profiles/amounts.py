"""The amounts of the score by arrays: home, foreign and not read, of ownership and of money.

The same as walking gives (``graph/domesticness/walked_score``), without the ends and paths that
explain it: one firm's verdicts wait for no graph library. What the unnamed may be is left open as
in every bound; ``H`` is the least of home, ``F`` what home certainly does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from graph.answers.parts import Amounts
from graph.claims.kept import once
from graph.domesticness.rating import coverage_of_money, number_of, of_all_money
from graph.domesticness.score import LENS
from graph.fraction import HALF, Fraction
from graph.holders.origins import ANY, NATIONAL, origin
from graph.measures.paid_rounds import PaidRound, PaidRounds, paid_rounds
from graph.networks.situation import Situation
from graph.networks.view import ends_walks


class _Side(NamedTuple):
    """What of somebody counts: what certainly belongs to some columns, or certainly does not."""

    columns: frozenset[str]
    is_outside: bool = False

    def least(self, holder: Situation, *, is_paying: bool) -> float:
        """The least part of somebody that counts; of an investor, or of the firm asked about."""
        wanted = ANY - self.columns if self.is_outside else self.columns
        return _least_of(holder, wanted, is_paying=is_paying)


class Rated(NamedTuple):
    """Both amounts of a firm, the money they are of, and the score where it is a number."""

    ownership: Amounts
    ownership_number: float | None
    money: Amounts | None
    rounds: PaidRounds
    half: tuple[float, float]  # least and most of home, profit and all money counted alike
    state: float  # the least of it that is home's state
    number: float | None


@once
def rated(situation: Situation) -> Rated:
    """The amounts of a firm on its day; of money in the currency of most of it."""
    home = frozenset(situation.knowledge.lenses[LENS].home_columns())
    rounds = paid_rounds(situation)
    ownership = _amounts(home, lambda side: side.least(situation, is_paying=False))
    money = (
        _amounts(home, lambda side: _least_of_money(situation, rounds, side))
        if rounds.counted
        else None
    )
    coverage = coverage_of_money(situation, rounds.beside)
    paid = _interval(money) if money else None
    own, whole = _interval(ownership), of_all_money(paid, coverage)
    low, high = (HALF * (a + b) for a, b in zip(own, whole, strict=True))
    number, owned = number_of((low, high)), number_of(own)
    paid_state = money.home_state * (coverage or 0.0) if money else 0.0
    return Rated(
        ownership=ownership,
        ownership_number=None if owned is None else float(owned),
        money=money,
        rounds=rounds,
        half=(float(low), float(high)),
        state=(ownership.home_state + paid_state) / 2,
        number=None if number is None else float(number),
    )


def _interval(amounts: Amounts) -> tuple[Fraction, Fraction]:
    return Fraction(amounts.home), 1 - Fraction(amounts.foreign)


def _amounts(home: frozenset[str], least: Callable[[_Side], float]) -> Amounts:
    """The three amounts, given how the least of a side is reached."""
    abroad = frozenset(NATIONAL) - home
    at_home = least(_Side(home))
    elsewhere = least(_Side(home, is_outside=True))

    def part(columns: Iterable[str]) -> float:
        wanted = frozenset(columns)
        return least(_Side(wanted)) if wanted else 0.0

    return Amounts(
        home=at_home,
        home_state=part(home & {"home_state"}),
        foreign=elsewhere,
        foreign_state=part(abroad & {"foreign_state"}),
        associated=part(abroad & {"associated"}),
        not_read=max(0.0, 1 - at_home - elsewhere),
    )


def _least_of(holder: Situation, columns: frozenset[str], *, is_paying: bool) -> float:
    """The least of a holder, itself or those above it, that belongs to some columns.

    The firm asked about is a firm whatever is known of it; an investor of whom no holder is known
    is somebody with an origin of its own.
    """
    network = holder.network()
    if is_paying and (
        not network.held[holder.firm] or ends_walks(holder.knowledge, holder.firm, network.view)
    ):
        placed = origin(holder.knowledge, holder.firm, holder.day, holder.home, economic=True)
        return float(placed.possible <= columns)
    return network.least_in_columns(columns)


def _least_of_money(situation: Situation, rounds: PaidRounds, side: _Side) -> float:
    """The least of all money read that is worth something, whoever paid what is open."""
    least = 0.0
    for paid in rounds.counted:
        amount = float((paid.amount or 0) * rounds.rates[paid.id] / rounds.total)
        least += amount * _least_of_round(situation, paid, side)
    return least


def _least_of_round(situation: Situation, paid: PaidRound, side: _Side) -> float:
    """The least of one round: what is open of it goes to whoever is worth least.

    The investors paid from their least to their most; what they leave was paid by others, nobody
    if the list of investors is complete.
    """
    whole = float(paid.amount or 1)
    investors = [
        (
            side.least(
                Situation(situation.knowledge, part.investor, paid.day, situation.home),
                is_paying=True,
            ),
            float(part.lower) / whole,
            float(part.upper) / whole,
        )
        for part in paid.parts
    ]
    if not paid.is_round:  # money of one investor alone
        return sum(each * lower for each, lower, _ in investors)
    named_least = sum(lower for _, lower, _ in investors)
    others = max(0.0, 1 - sum(upper for _, _, upper in investors))
    total = sum(each * lower for each, lower, _ in investors)
    # Where investors may be missing, what is open was paid by somebody nobody named: worth nothing.
    left = 1 - named_least - others if paid.is_complete else 0.0
    for each, lower, upper in sorted(investors):
        more = max(0.0, min(left, upper - lower))
        total += each * more
        left -= more
    return total
