"""The score on the page: three amounts of each walk, whom points end with, what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.claims.reasons import Reason, because
from graph.domesticness.rating import number_of
from graph.domesticness.walked_score import Walked, walked_score
from graph.fraction import ZERO, Fraction
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import BlocksRead
from graph.profiles.answer.holder_origins import CLIENTS, OPEN
from graph.profiles.answer.rest import parts_left, said_of
from graph.profiles.answer.said import Said, each, weakly

SHOWN = 5


class Amount(NamedTuple):
    """Three amounts of one walk, in codes."""

    of: Reason
    said: Reason
    walked: Walked


def amounts(situation: Situation) -> tuple[Amount, ...]:
    """The amounts of ownership, and of the money that was read."""
    found = walked_score(situation)
    out = [Amount(because("scoreOwnership"), _three(found.ownership), found.ownership)]
    if found.money is not None:
        total = (float(found.graph.total), found.graph.currency)
        out.append(Amount(because("scoreMoney", total=total), _three(found.money), found.money))
    return tuple(out)


def _three(walked: Walked) -> Reason:
    """The amounts; where something was not read, what is said of either side is its least."""
    is_open = walked.not_read > 0
    if walked.associated:
        return because(
            "threeAmountsAssociatedOpen" if is_open else "threeAmountsAssociated",
            home=walked.home, state=walked.home_state, outside=walked.foreign,
            associated=walked.associated, notRead=walked.not_read,
        )  # fmt: skip
    return because(
        "threeAmountsOpen" if is_open else "threeAmounts",
        home=walked.home, state=walked.home_state, foreign=walked.foreign, notRead=walked.not_read,
    )  # fmt: skip


def points(situation: Situation, read: BlocksRead) -> tuple[Said, ...]:
    """What stands under the amounts: a number or none, ends, what they rest on, readings."""
    return (*_rated(situation), *_ends(situation), *_open(situation, read), *_readings(read))


def _open(situation: Situation, read: BlocksRead) -> Iterator[Said]:
    """What the points of open origin are made of, where it is more than one thing and adds up."""
    blocks = [one for group in (CLIENTS, OPEN) for one in read.by_group.get(group, ())]
    parts = parts_left(read, blocks)
    left = walked_score(situation).ownership.not_read
    if len(parts) > 1 and sum(parts.values(), ZERO) == left:
        claims = (*read.rest_claims, *(claim for one in blocks for claim in one.claims))
        yield Said(because("openIs", points=left, each=said_of(parts)), claims)


def _rated(situation: Situation) -> Iterator[Said]:
    found = walked_score(situation)
    even = number_of(found.mixture(Fraction(1, 2)))
    if even is None:
        yield Said(because("notRated"))
    else:
        yield Said(because("rated", number=even))


def _ends(situation: Situation) -> Iterator[Said]:
    ends = walked_score(situation).ownership.ends
    for end in ends[:SHOWN]:
        code = "pointsUnnamed" if end.unnamed else "pointsEnd"
        on = "onPercentages" if end.rests_on == "percentages" else "onClassification"
        aside = weakly(situation.knowledge, *each(end.claims))
        yield Said(
            because(code, who=end.entity, points=end.points, column=end.origin, on=because(on),
                    aside=aside),
            end.claims,
        )  # fmt: skip
    by = {"percentages": Fraction(0), "classification": Fraction(0)}
    for end in ends:
        by[end.rests_on] += end.points
    if ends:
        both = all(points > 0 for points in by.values())
        alone = "pointsOnPercentages" if by["percentages"] > 0 else "pointsOnClassification"
        reason = because("pointsRest", **by) if both else because(alone)
        yield Said(reason, tuple(c for end in ends for c in end.claims))


def _readings(read: BlocksRead) -> Iterator[Said]:
    """Of the rest: whose name it is in, which says nothing of whose it is."""
    if read.nominee > 0:
        yield Said(
            because("readingByRegister", points=read.nominee, nominees=read.nominees),
            read.rest_claims,
        )
    if read.float_ > 0:
        yield Said(because("readingByTable", points=read.float_), read.rest_claims)
