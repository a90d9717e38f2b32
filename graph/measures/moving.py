"""Why more votes move together than any holder has: one directs others, in codes."""

from __future__ import annotations

from graph.claims.reasons import Reason, because
from graph.networks.moved_votes import moved_votes
from graph.networks.power import Power


def moved_reason(power: Power) -> tuple[Reason, ...]:
    """Who moves the votes of several holders, where one directs another: more than any has."""
    moved = moved_votes(power)
    if moved is None:
        return ()
    exactly, at_least = (
        because("ofVotes", share=moved.votes),
        because("leastOfVotes", share=moved.votes),
    )
    votes = exactly if moved.exact else at_least
    through = tuple(
        because("movedBlock", holder=holder, share=share) for holder, share in moved.through
    )
    if not moved.own:
        return (because("movesVotes", who=moved.who, each=through, votes=votes),)
    own = because("movedBlock", holder=moved.who, share=moved.own)
    return (because("movesVotesOwn", who=own, each=through, votes=votes),)
