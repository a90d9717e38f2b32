"""Foreign equity on paper: registered capital, and reinvestment.

These measures ask what registers ask. Nationality is the seat or citizenship
on paper; nobody is looked through, except onshore companies that are
themselves foreign-invested where the law says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from graph.claims.reasons import Reason, because
from graph.claims.walks import everybody, first_path
from graph.fraction import ZERO, Fraction
from graph.holders.groups import all_members
from graph.holders.holder_column import Held, HolderColumn
from graph.holders.horizons import stands
from graph.holders.stake import Stake
from graph.measures.measured import Measured, part_result
from graph.measures.paper_sides import on_paper, side_of
from graph.networks.situation import Situation
from graph.networks.view import is_end
from ontology.lenses import Lens

WHOLLY_FOREIGN = "wholeForeignOwnedEnterprise"


def foreign_at_first_hop(
    situation: Situation, lens: Lens, company: str, *, reinvested: bool = False
) -> tuple[Fraction, Fraction, HolderColumn]:
    """Least and most registered share that holders from abroad have in a company.

    Holders whose size no source gives are in the most only, see :func:`unsized_from_abroad`.
    A company cited as wholly foreign-owned, whose holders nobody lists, is all foreign.
    """
    column = situation.column(company, "legal")
    knowledge, day = situation.knowledge, situation.day
    if not column.held and knowledge.has_role(company, WHOLLY_FOREIGN, day, surely=True):
        return Fraction(1), Fraction(1), column
    whole = not column.dead
    each = [
        on_paper(situation, stake, lens, reinvested=reinvested, whole=whole)
        for stake in column.held
    ]
    home, foreign = sum((one.home for one in each), ZERO), sum((one.foreign for one in each), ZERO)
    not_home = column.rest_upper + sum((one.not_home for one in each), ZERO)
    not_foreign = column.rest_upper + sum((one.not_foreign for one in each), ZERO)
    return max(foreign, 1 - not_foreign), min(1 - home, not_home), column


def unsized_from_abroad(situation: Situation, lens: Lens, column: HolderColumn) -> list[Stake]:
    """Current stakes of holders from abroad of which no source gives the size: more than none."""
    return [
        stake
        for stake in current_unsized(situation, column)
        if side_of(situation, stake.holder, lens) == "foreign"
    ]


def current_unsized(situation: Situation, column: HolderColumn) -> list[Stake]:
    """Stakes that are current by their source's horizon, and of which no source gives the size."""
    return [
        stake
        for stake in column.stakes
        if stake.currency == "unknownShare"
        and stake.seen is not None
        and stands(situation.knowledge, stake.claim, column.firm, stake.seen, situation.day)
    ]


class Tested(Struct, frozen=True):
    """What a company comes to: a case, or nothing, with the least and most from abroad."""

    case: str
    lower: Fraction
    upper: Fraction
    claims: tuple[str, ...]
    unsized: tuple[str, ...] = ()  # holders from abroad with a stake of unknown size


def first_hop_foreign(situation: Situation, lens: Lens) -> Measured:
    """Foreign share of the registered capital of each onshore company, at the first hop."""
    threshold = Fraction(lens.threshold or 0) / 100

    def tested(company: str) -> Tested:
        lower, upper, column = foreign_at_first_hop(situation, lens, company)
        reached = lower >= threshold if lens.inclusive else lower > threshold
        out_of_reach = upper < threshold if lens.inclusive else upper <= threshold
        unsized = unsized_from_abroad(situation, lens, column)
        claims = (*claims_in(column), *(stake.claim.id for stake in unsized))
        shown = tuple(stake.holder for stake in unsized)
        if reached:
            return Tested("above", lower, upper, claims, shown)
        if upper == 0:
            return Tested("none", lower, upper, claims)
        case = "between" if (lower > 0 or unsized) and out_of_reach else ""
        return Tested(case, lower, upper, claims, shown)

    return _each_onshore(situation, tested, because("registeredForeignShare"))


def any_foreign_equity(situation: Situation, lens: Lens) -> Measured:
    """Whether any stake in each onshore company comes from abroad, directly or reinvested."""
    tested = _Reinvested(situation, lens).tested
    return _each_onshore(situation, tested, because("foreignShareReinvested"))


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
        for present in current_unsized(self._situation, self._first_hop(firm)[2]):
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


def claims_in(column: HolderColumn) -> tuple[str, ...]:
    """The claims that the stakes in a column rest on."""
    return tuple(claim for stake in column.held for claim in stake.claims)


def _each_onshore(situation: Situation, tested: Callable[[str], Tested], what: Reason) -> Measured:
    """Test every onshore company of the firm; one that is over the line speaks for the firm."""
    companies = [part.entity for part in situation.parts if part.onshore and part.current]
    if not companies:
        return Measured(decides="notCited", reasons=(because("noOnshoreCompany"),))
    results = {company: tested(company) for company in companies}
    order = ("above", "between", "none")
    cases = [result.case for result in results.values()]
    reached = next((case for case in order if case in cases), "")
    if reached == "none" and not _clean_throughout(situation, results):
        reached = ""
    showing = [company for company in companies if results[company].case == reached] or companies
    showing.sort(key=lambda company: (-results[company].lower, company))
    low = min(results[company].lower for company in showing)
    high = max(results[company].upper for company in showing)
    largest = tuple((results[company].lower, company) for company in showing)
    reasons = [because("companiesHave", companies=largest, what=what, share=(low, high))]
    unsized = dict.fromkeys(one for company in showing for one in results[company].unsized)
    reasons += [because("stakeUnsized", holder=one) for one in unsized]
    if opened := cases.count(""):
        reasons.append(because("companiesOpen", count=opened, all=len(companies)))
    return Measured(
        case=reached,
        decides="" if reached else "undisclosedDecides",
        reasons=tuple(reasons),
        lower=float(low),
        upper=float(high),
        tested=tuple(companies),
        parts=tuple(
            part_result(company, _company_reason(result, what))
            for company, result in results.items()
        ),
        claims=tuple(dict.fromkeys(claim for one in showing for claim in results[one].claims)),
    )


def _company_reason(result: Tested, what: Reason) -> Reason:
    share = (result.lower, result.upper)
    if not result.case:
        return because("companyOpen", what=what, share=share)
    return because("companyCase", case=result.case, what=what, share=share)


def _clean_throughout(situation: Situation, results: Mapping[str, Tested]) -> bool:
    """Whether "none" can be said: of an onshore firm all of whose recorded companies are clean.

    Of a group under an offshore issuer nobody knows that all companies are recorded.
    """
    everyone = {part.entity for part in situation.parts}
    return results.keys() >= everyone and all(one.case == "none" for one in results.values())
