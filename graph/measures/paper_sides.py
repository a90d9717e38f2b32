"""Where holders are from on paper: by seat or citizenship, at the first hop.

Registers ask that. Nobody is looked through but a nominee with a named principal; of a stake
held indirectly it is the vehicle that stands at the first hop.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeGuard

from graph.claims.model import Claim, Ownership
from graph.fraction import ZERO, Fraction
from graph.holders.capacities import vehicles_of
from graph.holders.held import Held
from graph.holders.nationality import legal_nationality
from graph.networks.situation import Situation
from ontology.lenses import Lens
from ontology.load import associated, is_offshore

Side = Literal["home", "foreign", "open"]


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


def paper_side(situation: Situation, stake: Held, lens: Lens, *, reinvested: bool = False) -> Side:
    """The side of whoever stands at the first hop: of a stake held indirectly, its vehicle.

    A nominee with a named principal is looked through to that one. Open where the vehicle is
    not the one that is named, or a part is held directly besides. Where what is reinvested
    counts too, an owner from abroad is abroad through any vehicle.
    """
    claims = [situation.knowledge.claims[claim] for claim in stake.claims]
    sides = {_side_of_claim(situation, stake.holder, claim, lens) for claim in claims}
    side = side_of(situation, stake.holder, lens)
    if not sides or (reinvested and side == "foreign"):
        return side
    ways = {held_through(situation, claim) for claim in claims}
    return sides.pop() if len(ways) == 1 else "open"


def _side_of_claim(situation: Situation, holder: str, claim: Claim, lens: Lens) -> Side:
    """The side of whoever stands at the first hop by one claim."""
    way = held_through(situation, claim)
    if way == ():
        return side_of(situation, holder, lens)
    return side_of(situation, way[0], lens) if way is not None and len(way) == 1 else "open"


class OnPaper(NamedTuple):
    """What of a stake certainly is from home, and from abroad, and the most that is not."""

    home: Fraction
    foreign: Fraction
    not_home: Fraction
    not_foreign: Fraction


def on_paper(
    situation: Situation, stake: Held, lens: Lens, *, reinvested: bool, whole: bool
) -> OnPaper:
    """A holder's stake by where whoever stands at the first hop is from.

    Blocks held in several ways are each of their own side, where claims give their part of the
    ``whole`` of the firm.
    """
    side = paper_side(situation, stake, lens, reinvested=reinvested)
    if side != "open" or not whole:
        home = stake.lower if side == "home" else ZERO
        foreign = stake.lower if side == "foreign" else ZERO
        not_home = ZERO if side == "home" else stake.upper
        return OnPaper(home, foreign, not_home, ZERO if side == "foreign" else stake.upper)
    blocks = [
        (_side_of_claim(situation, stake.holder, claim, lens), *claim.share.fractions)
        for claim in (situation.knowledge.claims[one] for one in stake.claims)
        if isinstance(claim, Ownership) and claim.share
    ]
    home = min(stake.lower, max((low for side, low, _ in blocks if side == "home"), default=ZERO))
    others = sum((high for side, _, high in blocks if side != "foreign"), ZERO)
    foreign = max(ZERO, stake.lower - others)
    return OnPaper(home, foreign, stake.upper - home, min(stake.upper, others))


def held_through(situation: Situation, claim: Claim) -> tuple[str, ...] | None:
    """Through which vehicles a stake is held; nothing where it is through somebody not named."""
    if not _indirect(claim):
        return ()
    return vehicles_of(situation.knowledge, claim, situation.day) if claim.via else None


def _indirect(claim: Claim) -> TypeGuard[Ownership]:
    return isinstance(claim, Ownership) and claim.directness == "indirect"
