"""When capital stands for votes, and what is known of a holder's votes when it does not.

Until a claim states classes, weights or differing votes, capital stands for votes. From then
on a holder whose votes nobody states has from nothing to what the stated votes of the others
leave: votes and capital never meet in one sum.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal

from graph.claims.knowledge import Knowledge
from graph.claims.model import HolderTable, Ownership
from graph.claims.periods import months_before
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.capacities import OF_RECORD
from graph.holders.groups import names_everybody
from graph.holders.held import Held
from graph.holders.horizons import seen_on
from graph.holders.stake import Stake
from ontology.load import codes

VOTES = "votes"
SAID_APART = Fraction(1, 100)  # one point: more than rounding, or own shares nobody counted


def unequal_votes(knowledge: Knowledge, firm: str, day: date) -> bool:
    """Whether a firm's shares are cited as carrying different votes, and not as one class."""
    if knowledge.has_role(firm, "oneShareClass", day, surely=True):
        return False
    return knowledge.has_role(firm, "weightedVotingRights", day) or _weights_differ(
        knowledge, firm, day
    )


def _weights_differ(knowledge: Knowledge, firm: str, day: date) -> bool:
    """Whether two classes of the firm are said to carry different numbers of votes a share."""
    weights = {
        claim.votes_per_share
        for claim in knowledge.about(Ownership, firm)
        if claim.votes_per_share is not None
        and seen_on(claim, day) is not None
        and not claim.period.ended_before(day)
    }
    return len(weights) > 1


def votes_a_share(
    knowledge: Knowledge, firm: str, holders: Collection[str], day: date
) -> Decimal | None:
    """How many votes a share of some holders carries, where a class of theirs is said to.

    None where nobody said it of a class they are cited as having, or of two classes differently.
    """
    known = [claim for claim in knowledge.about(Ownership, firm) if seen_on(claim, day) is not None]
    standing = [claim for claim in known if not claim.period.ended_before(day)]
    classes = {one.denominator for one in standing if one.denominator and one.party in holders}
    weights = {
        one.votes_per_share
        for one in standing
        if one.party in classes and one.votes_per_share is not None
    }
    return next(iter(weights)) if len(weights) == 1 else None


def votes_apart(
    knowledge: Knowledge,
    firm: str,
    day: date,
    counted: Sequence[Stake],
    every: Iterable[Stake],
    dead: Collection[Stake] = (),
) -> bool:
    """Whether votes and capital of the firm are two things on the day.

    Said outright by classes or weights; or by figures: a holder's votes beside another part
    of the capital, or votes that leave no room for the capital of the others. Shares that are
    ``dead`` cast no vote, so that the capital of everybody else is a larger part of the votes.
    """
    if knowledge.has_role(firm, "oneShareClass", day, surely=True):
        return False
    if unequal_votes(knowledge, firm, day):
        return True
    stated = {stake.holder: stake for stake in counted if stake.claim.measurand == VOTES}
    if not stated:
        return False
    voting = _voting(dead)
    if any(
        _differs(stated[stake.holder], stake, voting) for stake in every if stake.holder in stated
    ):
        return True
    others = [one for one in counted if one.holder not in stated and one not in dead]
    together = sum((stake.bounds[0] for stake in stated.values()), ZERO)
    together += sum((stake.bounds[0] for stake in others), ZERO) / voting[1]
    return together > ONE + SAID_APART


def _voting(dead: Iterable[Stake]) -> tuple[Fraction, Fraction]:
    """The part of the capital that casts votes, least and most; all of it where none would."""
    bounds = [stake.bounds for stake in dead]
    most = ONE - sum((low for low, _ in bounds), ZERO)
    least = ONE - sum((high for _, high in bounds), ZERO)
    return (max(ZERO, least), most) if most > 0 else (ONE, ONE)


def _differs(votes: Stake, other: Stake, voting: tuple[Fraction, Fraction]) -> bool:
    """Whether a holder's capital of about the same time is another part than its votes.

    ``voting`` is the part of the capital that casts votes, least and most.
    """
    claim = other.claim
    if claim.measurand not in OF_RECORD or claim.share is None or claim.denominator:
        return False
    if claim.stage != "completed" or other.seen is None or votes.seen is None:
        return False
    apart = int(codes("StakeHorizons")["sameTime"].attributes["horizonMonths"])
    earlier, later = sorted((other.seen, votes.seen))
    if earlier < months_before(later, apart) or other.currency in ("closed", "later"):
        return False
    (low, high), (least, most) = votes.bounds, other.bounds
    return (low - SAID_APART) * voting[0] > most or least / voting[1] > high + SAID_APART


def opened(held: Sequence[Held], stated: Collection[str]) -> tuple[Held, ...]:
    """The holders of a column, with the votes of those open whose votes nobody ``stated``.

    >>> p, q = Held("p", *[Fraction(3, 5)] * 3), Held("q", *[Fraction(4, 5)] * 3)
    >>> [(one.lower, one.upper) for one in opened([p, q], ["p"])]
    [(Fraction(3, 5), Fraction(3, 5)), (Fraction(0, 1), Fraction(2, 5))]
    """
    left = max(ZERO, ONE - sum((one.lower for one in held if one.holder in stated), ZERO))
    return tuple(
        one if one.holder in stated else Held(one.holder, ZERO, ZERO, left, one.claims, one.link)
        for one in held
    )


def binds_votes(table: HolderTable) -> bool:
    """Whether a table of holders says something of votes where capital is another thing.

    One of votes does; and one that names everybody, since who has no share has no vote.
    """
    return table.measurand == VOTES or names_everybody(table)
