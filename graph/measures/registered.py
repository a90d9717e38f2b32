"""Foreign equity on paper: registered capital, reinvestment, and any foreign unit at all.

These measures ask what registers ask. Nationality is the seat or citizenship
on paper; nobody is looked through, except onshore companies that are
themselves foreign-invested where the law says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Literal

from graph.claims.model import Investment
from graph.claims.shares import span
from graph.holders.holder_column import HolderColumn, Reading
from graph.holders.horizons import seen_on
from graph.holders.origins import legal_nationality
from graph.measures.measured import Measured
from graph.networks.network import is_end
from graph.networks.situation import Situation
from ontology.lenses import Lens
from ontology.load import associated, is_offshore

Side = Literal["home", "foreign", "open"]
WHOLLY_FOREIGN = "wholeForeignOwnedEnterprise"


def side_of(situation: Situation, owner: str, lens: Lens) -> Side:
    """Whether an owner is from home or abroad on paper; associated ones as the lens folds them.

    Folded neither way, an owner from an associated jurisdiction is on neither side: open.
    So is one seated offshore, except for a lens that folds as registers do, where paper counts.
    """
    countries = set(legal_nationality(situation.knowledge, owner, situation.day).jurisdictions)
    near = associated(situation.home)
    at_home = {situation.home, *near} if lens.associated_as == "home" else {situation.home}
    undecided = at_home if lens.associated_as != "own" else at_home | near
    on_paper = lens.associated_as == "foreign"
    if not countries or (not on_paper and any(is_offshore(country) for country in countries)):
        return "open"
    if countries <= at_home:
        return "home"
    return "open" if countries & undecided else "foreign"


def foreign_at_first_hop(
    situation: Situation, lens: Lens, company: str
) -> tuple[Fraction, Fraction, HolderColumn]:
    """Least and most registered share that holders from abroad have in a company.

    A company cited as wholly foreign-owned, whose holders nobody lists, is all foreign.
    """
    column = situation.column(company, "legal")
    if not column.held and situation.knowledge.has_role(company, WHOLLY_FOREIGN, situation.day):
        return Fraction(1), Fraction(1), column
    sides = {one.holder: side_of(situation, one.holder, lens) for one in column.held}
    lower = sum((one.lower for one in column.held if sides[one.holder] == "foreign"), Fraction(0))
    home = sum((one.lower for one in column.held if sides[one.holder] == "home"), Fraction(0))
    reachable = column.rest_upper + sum(
        (one.upper for one in column.held if sides[one.holder] != "home"), Fraction(0)
    )
    return lower, min(Fraction(1) - home, reachable), column


def first_hop_foreign(situation: Situation, lens: Lens) -> Measured:
    """Foreign share of the registered capital of each onshore company, at the first hop."""
    threshold = Fraction(lens.threshold or 0) / 100

    def case_of(company: str) -> tuple[str, Fraction, Fraction, tuple[str, ...]]:
        lower, upper, column = foreign_at_first_hop(situation, lens, company)
        reached = lower >= threshold if lens.inclusive else lower > threshold
        out_of_reach = upper < threshold if lens.inclusive else upper <= threshold
        claims = tuple(claim for one in column.held for claim in one.claims)
        if reached:
            return "above", lower, upper, claims
        if upper == 0:
            return "none", lower, upper, claims
        return ("between" if lower > 0 and out_of_reach else ""), lower, upper, claims

    return _each_onshore(situation, case_of, "registered foreign share")


def any_foreign_equity(situation: Situation, lens: Lens) -> Measured:
    """Whether any stake in each onshore company comes from abroad, directly or reinvested."""

    def case_of(company: str) -> tuple[str, Fraction, Fraction, tuple[str, ...]]:
        return _reinvested(situation, lens, company, frozenset())

    return _each_onshore(situation, case_of, "foreign share, direct or reinvested")


def _reinvested(
    situation: Situation, lens: Lens, company: str, met: frozenset[str]
) -> tuple[str, Fraction, Fraction, tuple[str, ...]]:
    lower, upper, column = foreign_at_first_hop(situation, lens, company)
    claims = tuple(claim for one in column.held for claim in one.claims)
    if lower > 0:
        return "above", lower, upper, claims
    clean = upper == 0
    for one in column.held:
        if one.holder in met or is_end(situation.knowledge, one.holder):
            continue
        above, _, _, further = _reinvested(situation, lens, one.holder, met | {company})
        if above == "above" and one.lower > 0:
            return "above", one.lower, Fraction(1), (*claims, *further)
        clean = clean and above == "none"
    return ("none" if clean else ""), lower, Fraction(0) if clean else Fraction(1), claims


def _each_onshore(
    situation: Situation,
    case_of: Callable[[str], tuple[str, Fraction, Fraction, tuple[str, ...]]],
    what: str,
) -> Measured:
    """Test every onshore company of the firm; one that is over the line speaks for the firm."""
    companies = [part.entity for part in situation.parts if part.onshore and part.current]
    if not companies:
        return Measured(
            decides="notCited",
            explanation="no company is currently recorded as the firm's and seated onshore",
        )
    found = {company: case_of(company) for company in companies}
    parts = tuple(
        (situation.name(company), f"{case or 'open'}: {what} {span(float(low), float(high))}")
        for company, (case, low, high, _) in found.items()
    )
    order = ("above", "between", "none")
    reached = next((case for case in order if any(one[0] == case for one in found.values())), "")
    if reached == "none" and not _clean_throughout(situation, found):
        reached = ""
    showing = [company for company, one in found.items() if one[0] == reached] or companies
    showing.sort(key=lambda company: (-found[company][1], situation.name(company)))
    low = float(min(found[company][1] for company in showing))
    high = float(max(found[company][2] for company in showing))
    names = ", ".join(situation.name(company) for company in showing[:3])
    opened = sum(1 for one in found.values() if not one[0])
    explanation = f"{names}: {what} {span(low, high)}" + (
        f"; {opened} of {len(companies)} onshore companies open" if opened else ""
    )
    return Measured(
        case=reached,
        decides="" if reached else "undisclosedDecides",
        explanation=explanation,
        lower=low,
        upper=high,
        tested=tuple(companies),
        parts=parts,
        claims=tuple(dict.fromkeys(claim for company in showing for claim in found[company][3])),
    )


def _clean_throughout(
    situation: Situation, found: Mapping[str, tuple[str, Fraction, Fraction, tuple[str, ...]]]
) -> bool:
    """Whether "none" can be said: of an onshore firm all of whose recorded companies are clean.

    Of a group under an offshore issuer nobody knows that all companies are recorded.
    """
    everyone = {part.entity for part in situation.parts}
    return found.keys() >= everyone and all(one[0] == "none" for one in found.values())


def foreign_unit(situation: Situation, lens: Lens) -> Measured:
    """Whether any foreign unit holds a stake at any hop, or put money in at any time.

    One cited unit settles it. That there is none needs complete tables of
    holders and of rounds, so it is never concluded from silence.
    """
    holders = _holders_above(situation, "current")
    investors = [
        (claim.party, (claim.id,))
        for part in situation.parts
        for claim in situation.knowledge.about(Investment, part.entity)
        if claim.party
        and claim.flow == "primary"
        and claim.stage == "completed"
        and seen_on(claim, situation.day) is not None
    ]
    foreign = _from_abroad(situation, lens, [*investors, *holders])
    tested = tuple(part.entity for part in situation.parts)
    if foreign:
        names = ", ".join(situation.name(owner) for owner, _ in foreign[:4])
        more = f" and {len(foreign) - 4} more" if len(foreign) > 4 else ""
        return Measured(
            case="some",
            explanation=f"from abroad: {names}{more}",
            tested=tested,
            claims=tuple(dict.fromkeys(claim for _, claims in foreign[:8] for claim in claims)),
        )
    earlier = _from_abroad(situation, lens, _holders_above(situation, "lastKnown"))
    if earlier:
        names = ", ".join(situation.name(owner) for owner, _ in earlier[:4])
        return Measured(
            decides="lastKnownOnly",
            explanation=f"from abroad as last known: {names}",
            tested=tested,
            claims=tuple(dict.fromkeys(claim for _, claims in earlier for claim in claims)),
        )
    home = sum(
        1 for owner, _ in dict(investors).items() if side_of(situation, owner, lens) == "home"
    )
    open_ones = [owner for owner, _ in investors if side_of(situation, owner, lens) == "open"]
    explanation = (
        f"no foreign unit found among {len(dict(investors))} named investors "
        f"({home} from home); holders and rounds are not complete"
    )
    return Measured(
        decides="undisclosedDecides",
        explanation=explanation,
        tested=tested,
        parts=tuple(
            (situation.name(owner), "nationality open") for owner in dict.fromkeys(open_ones)
        ),
    )


def _holders_above(situation: Situation, reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    """Everyone with a stake of stated size at any hop above the firm."""
    network = situation.network(basis="legal", reading=reading)
    return [
        (one.holder, one.claims)
        for column in network.held.values()
        for one in column
        if one.lower > 0 or 0 < one.upper < 1
    ]


def _from_abroad(
    situation: Situation, lens: Lens, units: Iterable[tuple[str, tuple[str, ...]]]
) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, tuple[str, ...]] = {}
    for owner, claims in units:
        if owner != situation.firm and side_of(situation, owner, lens) == "foreign":
            found[owner] = (*found.get(owner, ()), *claims)
    own = {part.entity for part in situation.parts}
    return [(owner, claims) for owner, claims in found.items() if owner not in own]
