"""The other stakes that a holder had of a firm: by them a stake began, was changed or ended.

Cost: the stakes in a firm are read once, and each is looked up among its holder's own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.periods import PartialDate
from graph.holders.closings import is_exit

WHOLE = 100  # percent


def is_all(claim: Ownership) -> bool:
    """Whether it is of every share of the firm."""
    return (
        claim.share is not None and claim.share.lower == WHOLE and not claim.denominator
        and claim.interest == "shareholding"
    )  # fmt: skip


class Beside:
    """One holder's stakes of one interest in one firm, as far as they came about."""

    def __init__(self, claims: Iterable[Ownership], day: date) -> None:
        dated = [
            (seen, claim)
            for claim in claims
            if not is_exit(claim) and (seen := _seen(claim)) is not None
        ]
        self._first = _two_first(dated)
        self._first_of_all = _two_first([(seen, claim) for seen, claim in dated if is_all(claim)])
        by_then = sorted((seen.last, _over(claim)) for seen, claim in dated if seen.last <= day)
        self._days = [seen for seen, _ in by_then]
        latest_of_rest = accumulate((over for _, over in reversed(by_then)), max)
        self._over = [*latest_of_rest][::-1]  # from each on, the latest end there is

    def had_before(self, claim: Ownership, when: PartialDate | None) -> bool:
        """Whether another stake was seen by a day."""
        return _one_by(self._first, claim, when)

    def had_all_before(self, claim: Ownership, when: PartialDate | None) -> bool:
        """Whether another stake, of all there is, was seen by a day."""
        return _one_by(self._first_of_all, claim, when)

    def goes_on_after(self, claim: Ownership) -> bool:
        """Whether another stake was seen when this one was over, and is longer there."""
        end = claim.period.end
        if end is None:
            return False
        since = bisect_left(self._days, end.last)
        return since < len(self._days) and self._over[since] > end.last


class EachStake:
    """The stakes of every holder of the firms that are asked about."""

    def __init__(self, knowledge: Knowledge, day: date) -> None:
        self._knowledge, self._day = knowledge, day
        self._firms: dict[str, dict[tuple[str, str, str], Beside]] = {}

    def beside(self, claim: Ownership) -> Beside:
        """Those of a stake's holder in its firm, of the same interest; it is among them."""
        if claim.target not in self._firms:
            same: defaultdict[tuple[str, str, str], list[Ownership]] = defaultdict(list)
            for other in self._knowledge.about(Ownership, claim.target):
                if other.stage == "completed":
                    same[_whose(other)].append(other)
            self._firms[claim.target] = {
                whose: Beside(claims, self._day) for whose, claims in same.items()
            }
        return self._firms[claim.target].get(_whose(claim), NOTHING_BESIDE)


def _whose(claim: Ownership) -> tuple[str, str, str]:
    return claim.party, claim.interest, claim.denominator


def _seen(claim: Ownership) -> PartialDate | None:
    return claim.period.start or claim.as_of


def _over(claim: Ownership) -> date:
    return date.max if claim.period.end is None else claim.period.end.last


def _two_first(
    dated: Iterable[tuple[PartialDate, Ownership]],
) -> Sequence[tuple[date, Ownership]]:
    """The two seen first: one of them is another than any stake that is asked about."""
    return sorted(((seen.last, claim) for seen, claim in dated), key=lambda pair: pair[0])[:2]


def _one_by(
    first: Iterable[tuple[date, Ownership]], claim: Ownership, when: PartialDate | None
) -> bool:
    return when is not None and any(
        seen <= when.first for seen, other in first if other is not claim
    )


NOTHING_BESIDE = Beside((), date.max)
