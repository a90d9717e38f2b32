"""Foreign equity on paper: registered capital, at the first hop.

These measures ask what registers ask. Nationality is the seat or citizenship
on paper; nobody is looked through (:mod:`graph.measures.reinvested` does, where the law says so).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from graph.claims.reasons import Reason, because
from graph.fraction import ZERO, Fraction
from graph.holders.holder_column import HolderColumn
from graph.holders.stake import Stake
from graph.holders.unsized import current_unsized
from graph.measures.measured import Measured, part_result
from graph.measures.paper_sides import held_through, on_paper, side_of
from graph.networks.situation import Situation
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
        for stake in current_unsized(situation.knowledge, column, situation.day)
        if side_of(situation, stake.holder, lens) == "foreign"
    ]


def through_somebody(situation: Situation, column: HolderColumn) -> tuple[str, ...]:
    """Holders whose stake is a company's of theirs, no source says which: at no known first hop."""
    claims = situation.knowledge.claims
    return tuple(
        one.holder
        for one in column.held
        if any(held_through(situation, claims[claim]) is None for claim in one.claims)
    )


class Tested(Struct, frozen=True):
    """What a company comes to: a case, or nothing, with the least and most from abroad."""

    case: str
    lower: Fraction
    upper: Fraction
    claims: tuple[str, ...]
    unsized: tuple[str, ...] = ()  # holders from abroad with a stake of unknown size
    through: tuple[str, ...] = ()  # holders through companies of which nobody says which
    below: bool = False  # whether it is certainly not over the line, whatever it comes to


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
            return Tested("none", lower, upper, claims, below=True)
        case = "between" if (lower > 0 or unsized) and out_of_reach else ""
        through = through_somebody(situation, column)
        return Tested(case, lower, upper, claims, shown, through, below=out_of_reach)

    return each_onshore(situation, tested, because("registeredForeignShare"))


def claims_in(column: HolderColumn) -> tuple[str, ...]:
    """The claims that the stakes in a column rest on."""
    return tuple(claim for stake in column.held for claim in stake.claims)


def each_onshore(situation: Situation, tested: Callable[[str], Tested], what: Reason) -> Measured:
    """Test every onshore company of the firm; one that is over the line speaks for the firm.

    So one below it does only where no other may be over.
    """
    companies = [part.entity for part in situation.parts if part.onshore and part.current]
    if not companies:
        return Measured(decides="notCited", reasons=(because("noOnshoreCompany"),))
    results = {company: tested(company) for company in companies}
    order = ("above", "between", "none")
    cases = [result.case for result in results.values()]
    reached = next((case for case in order if case in cases), "")
    if reached == "between" and not all(result.below for result in results.values()):
        reached = ""
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
    through = dict.fromkeys(
        (company, one) for company in showing for one in results[company].through
    )
    reasons += [because("firstHopNotRead", holder=one, firm=firm) for firm, one in through]
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
