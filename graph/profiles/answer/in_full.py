"""What the first screen has no room for, in full: blocks, years, lists, lenses that are silent."""

from __future__ import annotations

from collections.abc import Iterator

from graph.claims.knowledge import Knowledge
from graph.claims.reasons import because
from graph.holders.stakes import Stake
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import BlocksRead
from graph.profiles.answer.group_lists import of_its_group
from graph.profiles.answer.headline import listed
from graph.profiles.answer.said import (
    Said,
    each,
    first_day,
    newest,
    seen_and_weak,
    weakly,
)
from graph.profiles.answer.steps import step_after
from graph.profiles.answer.years import YearsOf, years_of_blocks


def all_blocks(situation: Situation, read: BlocksRead) -> Iterator[Said]:
    """Every block with the origin of its holder and its day, then last known ones, then years."""
    knowledge = situation.knowledge
    for block in read.blocks:
        code = "blockInFull" if block.exact else "blockInFullAtLeast"
        origin = because("originOf", column=block.origin)
        asides = (origin, *seen_and_weak(knowledge, read.day_of(block), block.claims))
        yield Said(
            because(code, holder=block.holder, share=block.lower, asides=asides),
            block.claims,
        )  # fmt: skip
    for said in last_known(read):
        yield Said(because("lastKnownInFull", stake=said.reason), said.claims)
    for years in years_of_blocks(situation, holders=6, days=8):
        yield years_said(knowledge, years)


def last_known(read: BlocksRead) -> Iterator[Said]:
    """Each block last known, with its day and what is weak about it."""
    for stake in read.last_known:
        if stake in read.of_classes:
            yield from of_a_class(read, stake)
            continue
        share, day = stake.claim.share, stake.claim.as_of or stake.claim.period.start
        if share is not None and day is not None:
            knowledge, ids = read.situation.knowledge, (stake.claim.id,)
            asides = (*seen_and_weak(knowledge, day, ids), step_after(knowledge, ids))
            reason = because("lastKnownStake", holder=stake.holder, share=share, asides=asides)
            yield Said(reason, (stake.claim.id,))


def of_a_class(read: BlocksRead, stake: Stake) -> Iterator[Said]:
    """A stake in a class whose part of the whole was not read, as its source gives it."""
    knowledge = read.situation.knowledge
    claim = knowledge.claims[stake.claim.id]
    day = claim.as_of or claim.period.start
    share = getattr(claim, "share", None)
    if share is not None and day is not None:
        asides = seen_and_weak(knowledge, day, (claim.id,))
        holder, of_class = stake.holder, stake.claim.denominator
        reason = because(
            "stakeOfClass", holder=holder, share=share, share_class=of_class, asides=asides
        )
        yield Said(reason, (claim.id,))


def years_said(knowledge: Knowledge, one: YearsOf) -> Said:
    """The sizes of a holder's block, each with its day."""
    sizes = tuple(
        because("sizeIn", share=claim.share, day=claim.as_of)
        for claim in one.sizes
        if claim.share is not None and claim.as_of is not None
    )
    ids = tuple(claim.id for claim in one.sizes)
    aside = weakly(knowledge, *each(ids))
    return Said(because("yearsOf", holder=one.holder, each=sizes, aside=aside), ids)


def all_lists(situation: Situation) -> Iterator[Said]:
    """Every list and programme that names the firm, since when, and the last day it was seen.

    After them the lists abroad that name a company of its group: who screens asks for those too.
    """
    for programme, claims in listed(situation).items():
        since, seen = first_day(claims), newest(claims)
        ids = tuple(claim.id for claim in claims)
        aside = weakly(situation.knowledge, ids)
        if since is not None and seen is not None:
            yield Said(
                because("namedSinceSeen", list=programme, since=since, seen=seen, aside=aside), ids
            )
        elif seen is not None:
            yield Said(because("namedSeen", list=programme, seen=seen, aside=aside), ids)
        else:
            yield Said(because("namedUndated", list=programme, aside=aside), ids)
    yield from of_its_group(situation)
