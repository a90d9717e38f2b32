"""Money of states whose size, or whose stake, was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.claims.reasons import Reason, because
from graph.domesticness.walked_score import walked_score
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said

STATE_RUNGS = (2, 3)  # of the ladder of origins: public bodies, and those cited as a state's
SHOWN = 4


def state_investors(situation: Situation, column: str) -> dict[str, tuple[str, ...]]:
    """The investors of a state in the firm's rounds, whatever they paid, with the claims."""
    found = walked_score(situation)
    graph, root = found.graph.presence, found.graph.root
    investors: dict[str, tuple[str, ...]] = {}
    for below, node, edge in graph.edges(data=True):
        placed = graph.nodes[node]["origin"]
        paid = below == root or "round" in graph.nodes[below]
        if paid and placed is not None and placed.rung in STATE_RUNGS and placed.point == column:
            entity = graph.nodes[node]["entity"]
            investors[entity] = (*investors.get(entity, ()), *edge["claims"])
    return investors


def _named(investors: Sequence[str], most: int) -> tuple[Reason, ...]:
    named = [because("entityNamed", entity=one) for one in investors[:most]]
    return (*named, because("andMoreOfThem", count=len(investors) - most))


def state_money(situation: Situation) -> Iterator[Said]:
    """That bodies of home's state put money in, and that what they hold is not known."""
    found = state_investors(situation, "home_state")
    if found:
        shown = tuple(sorted(found, key=lambda one: (-len(found[one]), one)))
        claims = tuple(claim for one in shown for claim in found[one])
        forms = [
            because("stateMoney", investors=shown[:most])
            if len(shown) <= most
            else because("stateMoneyMore", each=_named(shown, most))
            for most in (SHOWN, 2, 1)
        ]
        forms.append(because("stateMoneyShort"))
        yield Said(forms[0], claims, tuple(forms[1:]))
