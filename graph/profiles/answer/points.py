"""The score on the page: three amounts of each walk, whom points end with, what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.claims.reasons import Reason, because
from graph.domesticness.rating import number_of
from graph.domesticness.walked_score import Walked, walked_score
from graph.fraction import Fraction
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import CLIENTS, OPEN, BlocksRead
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
    return (*_rated(situation), *_ends(situation), *_not_read(situation, read), *_readings(read))


def _not_read(situation: Situation, read: BlocksRead) -> Iterator[Said]:
    """What the points not read are made of, where it is more than one thing and adds up."""
    of = {group: sum((one.lower for one in read.by_group.get(group, ())), Fraction(0))
          for group in (CLIENTS, OPEN)}  # fmt: skip
    parts = {
        "pointsNominee": read.nominee,
        "pointsUnread": read.rest - read.nominee - read.float_,
        "pointsFloat": read.float_,
        "pointsClients": of[CLIENTS],
        "pointsOpen": of[OPEN],
    }
    found = tuple((code, points) for code, points in parts.items() if points > 0)
    left = walked_score(situation).ownership.not_read
    if len(found) > 1 and sum((points for _, points in found), Fraction(0)) == left:
        each_part = tuple(because(code, points=points) for code, points in found)
        claims = (*read.rest_claims, *(c for group in (CLIENTS, OPEN)
                  for one in read.by_group.get(group, ()) for c in one.claims))  # fmt: skip
        yield Said(because("notReadIs", points=left, each=each_part), claims)


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
        yield Said(because("pointsRest", **by), tuple(c for end in ends for c in end.claims))


def _readings(read: BlocksRead) -> Iterator[Said]:
    """Of the rest: whose name it is in, which says nothing of whose it is."""
    if read.nominee > 0:
        yield Said(
            because("readingByRegister", points=read.nominee, nominees=read.nominees),
            read.rest_claims,
        )
    if read.float_ > 0:
        yield Said(because("readingByTable", points=read.float_), read.rest_claims)
