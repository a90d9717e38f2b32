"""Whose votes in a firm move together, since one of the holders is directed by another, or by one
who directs several: what a table of holders by itself does not show."""

from __future__ import annotations

from typing import NamedTuple

from graph.fraction import Fraction
from graph.networks.power import Power
from graph.ownership.control.standing_above import from_the_top, groups_above


class MovedVotes(NamedTuple):
    """Who moves the votes of several holders of a firm, its own votes among them."""

    who: str
    own: Fraction  # what it votes itself
    through: tuple[tuple[str, Fraction], ...]  # the holders that it directs, the largest first
    votes: Fraction  # what all of them certainly have together
    exact: bool  # whether they have no more
    claims: tuple[str, ...]


def moved_votes(power: Power) -> MovedVotes | None:
    """The most votes in the firm that one moves through others, where that is more than theirs.

    Nobody where no votes were read or figures contradict one another; and a mere statement
    moves nothing.
    """
    if 0 not in power.votes.whole or 0 in power.votes.overfull:
        return None
    silent = power.votes.dispersed | {0}
    groups = (group - silent for group in groups_above(power.votes, 0, power.found_links))
    tried = from_the_top(groups, power.under)
    found = [
        _moved(power, who, derived.controlled) for alone, derived in tried.items() for who in alone
    ]
    several = [one for one in found if len(one.through) + bool(one.own) > 1]
    return max(several, key=lambda one: (one.votes, one.who), default=None)


def _moved(power: Power, who: int, directed: frozenset[int]) -> MovedVotes:
    votes = {one: power.votes.of(one, 0) for one in directed | {who}}
    through = sorted(
        (one for one in directed if votes[one] > 0),
        key=lambda one: (-votes[one], power.ids[one]),
    )
    steps = power.under(frozenset({who})).steps
    claims = power.claims_of_votes(power.ids[0], power.named([who, *through]))
    for firm in directed:
        for holder, _ in steps[firm].contributors:
            claims += power.links.get((holder, firm, steps[firm].mechanism), ())
            claims += power.claims_of_votes(power.ids[firm], power.named([holder]))
    return MovedVotes(
        who=power.ids[who],
        own=votes[who],
        through=tuple((power.ids[one], votes[one]) for one in through),
        votes=power.votes.least_of(0, directed | {who}),
        exact=all(low == high for low, high in (power.votes.bounds_of(one, 0) for one in votes)),
        claims=tuple(dict.fromkeys(claims)),
    )
