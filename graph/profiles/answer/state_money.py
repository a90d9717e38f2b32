"""Money of states whose size, or whose stake, was not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.answers.translated_words import NOTHING
from graph.claims.reasons import Reason, because
from graph.domesticness.walked_score import walked_score
from graph.holders.origins import state_role
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import blocks_read
from graph.profiles.answer.said import Said, weakly

STATE_RUNGS = (2, 3)  # of the ladder of origins: public bodies, and those cited as a state's
SHOWN = 4


def state_investors(situation: Situation, column: str) -> dict[str, tuple[str, ...]]:
    """The investors of a state in the firm's rounds, whatever they paid, with the claims."""
    found = walked_score(situation)
    graph, root = found.graph.presence, found.graph.root
    investors: dict[str, tuple[str, ...]] = {}
    for below, node, edge in graph.edges(data=True):
        paid = (below == root or "round" in graph.nodes[below]) and not graph.nodes[node]["unnamed"]
        placed = graph.nodes[node]["origin"]
        if paid and placed is None and "day" in graph.nodes[node]:  # a fund whose holders are read
            placed = state_role(
                situation.knowledge, graph.nodes[node]["entity"], graph.nodes[node]["day"],
                situation.home,
            )  # fmt: skip
        if paid and placed is not None and placed.rung in STATE_RUNGS and placed.point == column:
            entity = graph.nodes[node]["entity"]
            investors[entity] = (*investors.get(entity, ()), *edge["claims"])
    return investors


def state_money(situation: Situation, column: str = "home_state") -> Iterator[Said]:
    """That bodies of a state put money in, of whom no block counts on the day.

    Those of whom that is only said (weakly, or against a denial) are named apart.
    """
    holders = {block.holder for block in blocks_read(situation).blocks}
    investors = state_investors(situation, column)
    found = {one: claims for one, claims in investors.items() if one not in holders}
    code = "stateMoney" if column == "home_state" else "foreignStateMoney"
    doubts = {one: _doubts(situation, claims) for one, claims in found.items()}
    sure = {one: claims for one, claims in found.items() if not doubts[one]}
    said = {one: claims for one, claims in found.items() if doubts[one]}
    if sure:
        yield _sentence(sure, code, ())
    if said:
        why = tuple(dict.fromkeys(doubt for one in said for doubt in doubts[one]))
        yield _sentence(said, f"{code}Said", why)


def _doubts(situation: Situation, claims: Sequence[str]) -> tuple[Reason, ...]:
    """Why it is only said of an investor: every claim of it is weak, or denied."""
    weak = weakly(situation.knowledge, claims)
    doubts = () if weak == NOTHING else (weak,)
    if all(claim in situation.knowledge.disputed for claim in claims):
        return (because("deniedEvidence"), *doubts)
    return doubts


def _sentence(found: Mapping[str, Sequence[str]], code: str, why: tuple[Reason, ...]) -> Said:
    """All of some investors, as many by name as there is room for, or that there are some."""
    shown = sorted(found, key=lambda one: (-len(found[one]), one))
    forms = [because(code, each=_named(shown, most), asides=why) for most in (SHOWN, 2, 1)]
    forms.append(because(f"{code}Short", asides=why))
    return Said(forms[0], tuple(claim for one in shown for claim in found[one]), tuple(forms[1:]))


def _named(investors: Sequence[str], most: int) -> tuple[Reason, ...]:
    named = tuple(because("entityNamed", entity=one) for one in investors[:most])
    left = len(investors) - len(named)
    return (*named, because("andMoreOfThem", count=left)) if left else named
