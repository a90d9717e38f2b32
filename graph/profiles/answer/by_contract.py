"""Blocks that were read on paper and whose benefit contracts may move: read, and open."""

from __future__ import annotations

from graph.claims.reasons import because
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import LARGE, BlocksRead
from graph.profiles.answer.said import Said, claims_of, each, newest, seen_and_weak

SHOWN = 2  # holders on paper by name


def on_paper(situation: Situation, read: BlocksRead) -> Said | None:
    """Who holds the firm on paper, where contracts decide whose the profit is; or nothing.

    That no block was read would be wrong of a firm whose register was: what was not read is how
    much of the holders' profit the contracts move.
    """
    network = situation.network(basis=read.basis)
    moving = [one for one in network.contracts.get(situation.firm, ()) if one.lower < one.upper]
    held = [one for one in read.column.held if one.lower >= LARGE]
    if not moving or not held:
        return None
    knowledge = situation.knowledge
    held = sorted(held, key=lambda one: (-one.lower, one.holder))[:SHOWN]
    claims = tuple(dict.fromkeys(claim for one in held for claim in one.claims))
    rests = (*claims, *(claim for one in moving for claim in one.claims))
    blocks = tuple(
        because("blockOf", holder=one.holder, share=one.lower)
        if one.lower == one.upper
        else because("blockAtLeast", holder=one.holder, share=one.lower)
        for one in held
    )
    who = tuple(dict.fromkeys(one.beneficiary for one in moving))
    seen = seen_and_weak(knowledge, newest(claims_of(knowledge, claims)), *each(claims))
    return Said(
        because("blocksOnPaper", each=blocks, who=who, asides=seen),
        tuple(dict.fromkeys(rests)),
        (because("blocksOnPaperShort", each=blocks, asides=seen),),
        keeps=1,
    )
