"""Foreign equity on paper, through onshore companies that are foreign-invested themselves."""

from __future__ import annotations

from collections.abc import Iterator

from graph.claims.reasons import because
from graph.claims.walks import everybody, first_path
from graph.fraction import Fraction
from graph.holders.groups import all_members
from graph.holders.holder_column import Held, HolderColumn
from graph.holders.stake import Stake
from graph.holders.unsized import current_unsized
from graph.measures.measured import Measured
from graph.measures.registered import (
    Tested,
    each_onshore,
    foreign_at_first_hop,
    unsized_from_abroad,
)
from graph.networks.situation import Situation
from graph.networks.view import is_end
from ontology.lenses import Lens


def any_foreign_equity(situation: Situation, lens: Lens) -> Measured:
    """Whether any stake in each onshore company comes from abroad, directly or reinvested."""
    tested = _Reinvested(situation, lens).tested
    return each_onshore(situation, tested, because("foreignShareReinvested"))


class _Reinvested:
    """Foreign stakes in companies and in the companies over them, each company read once."""

    def __init__(self, situation: Situation, lens: Lens) -> None:
        self._situation, self._lens = situation, lens
        self._first_hops: dict[str, tuple[Fraction, Fraction, HolderColumn]] = {}
        self._in_vain: set[str] = set()  # no certain stakes lead from these up to a foreign one
        self._clean: set[str] = set()  # no company over these can have a foreign holder

    def tested(self, company: str) -> Tested:
        """Above where certain stakes lead to a foreign one; none where nobody over it has any.

        Shown is the first way up, holders tried in the order of each company's column.
        """
        path = first_path(company, self._certainly_over, self._has_foreign)
        claims = tuple(
            claim
            for firm in path or (company,)
            for stake in self._first_hop(firm)[2].held
            for claim in stake.claims
        )
        unsized = tuple(stake for firm in path[-1:] for stake in self._unsized(firm))
        claims += tuple(stake.claim.id for stake in unsized)
        shown = tuple(stake.holder for stake in unsized)
        lower, upper, column = self._first_hop(company)
        if len(path) == 1:
            return Tested("above", lower, upper, claims, shown)
        if path:
            ways = (stake.lower for stake in column.held if stake.holder == path[1])
            return Tested("above", next(ways, Fraction(0)), Fraction(1), claims, shown)
        self._in_vain.update(everybody([company], self._certainly_over))
        if self._all_clean(company):
            return Tested("none", lower, Fraction(0), claims)
        return Tested("", lower, Fraction(1), claims)

    def _first_hop(self, firm: str) -> tuple[Fraction, Fraction, HolderColumn]:
        if firm not in self._first_hops:
            self._first_hops[firm] = foreign_at_first_hop(
                self._situation, self._lens, firm, reinvested=True
            )
        return self._first_hops[firm]

    def _unsized(self, firm: str) -> list[Stake]:
        return unsized_from_abroad(self._situation, self._lens, self._first_hop(firm)[2])

    def _has_foreign(self, firm: str) -> bool:
        """Whether somebody from abroad has a stake, of whatever size."""
        return self._first_hop(firm)[0] > 0 or bool(self._unsized(firm))

    def _companies_over(self, firm: str) -> Iterator[Held]:
        for stake in self._first_hop(firm)[2].held:
            if not is_end(self._situation.knowledge, stake.holder):
                yield stake

    def _certainly_over(self, firm: str) -> Iterator[str]:
        for stake in self._companies_over(firm):
            if stake.lower > 0 and stake.holder not in self._in_vain:
                yield stake.holder
        knowledge, day = self._situation.knowledge, self._situation.day
        for present in current_unsized(knowledge, self._first_hop(firm)[2], day):
            known = is_end(self._situation.knowledge, present.holder)
            if not known and present.holder not in self._in_vain:
                yield present.holder

    def _not_known_clean_over(self, firm: str) -> Iterator[str]:
        knowledge = self._situation.knowledge
        for stake in self._companies_over(firm):
            # Of a group whose members are all named, its members are what is over the firm.
            for one in all_members(knowledge, stake.holder) or (stake.holder,):
                if one not in self._clean and not is_end(knowledge, one):
                    yield one

    def _all_clean(self, company: str) -> bool:
        above = tuple(everybody([company], self._not_known_clean_over))
        if any(self._first_hop(firm)[1] > 0 for firm in above):
            return False
        self._clean.update(above)
        return True
