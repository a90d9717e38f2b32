"""Who owns a firm, in the headline: blocks, holders of unread size, last known, what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from graph.answers.page_words import NOTHING
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.fraction import Fraction
from graph.holders.last_known import that_can_stand
from graph.holders.stakes import Stake
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import BlockRead, BlocksRead, origin_on
from graph.profiles.answer.by_contract import on_paper
from graph.profiles.answer.rest import left_over, parts_left
from graph.profiles.answer.said import (
    Said,
    claims_of,
    contested,
    each,
    newest,
    seen_and_weak,
    weakly,
)
from graph.profiles.answer.state_money import state_money
from graph.profiles.answer.steps import step_after

SHOWN_HOLDERS = (4, 3, 2, 1)
HOLDER, HOLDERS = ("stateHolder", "stateHolderShort"), ("stateHolders", "stateHoldersShort")
STATES = ("home_state", "foreign_state")
KNOWN = 3  # holders of unread size by name
NAMED = 2  # holders of open origin that are named beside the decided ones
HELD = {
    "home_state": "heldHomeState", "home_other": "heldHomeOther", "associated": "heldAssociated",
    "foreign_state": "heldForeignState", "foreign_other": "heldForeignOther", "open": "heldOpen",
    "float": "heldByManagers",
}  # fmt: skip


def owned(situation: Situation, read: BlocksRead) -> Iterator[Said]:
    """The blocks that were read, by the origin of their holders; or that none was."""
    of_states = _of_states(read)
    if not read.blocks:
        present = tuple(state_holders(read, of_states))
        yield from (*present, _no_block(read, of_states))
        for money in islice(state_money(situation), 1):
            # Where no holder is known it says most of whose the firm is.
            shorter = (*money.shorter, *((NOTHING,) if present else ()))
            yield money._replace(shorter=shorter, keeps=0 if present else 1)
        return
    groups = read.foremost
    claims = tuple(claim for held in groups.values() for one in held for claim in one.claims)
    first, last = read.days
    forms = []
    for most in SHOWN_HOLDERS:
        said = tuple(
            because(
                HELD[group] if len(blocks) > 1 else "heldAlone",
                home=situation.home,
                share=sum((block.lower for block in blocks), Fraction(0)),
                each=_blocks(blocks, most),
                aside=(weak := _evidence(situation, blocks)),
                asides=(because("originOf", column=group), weak),
            )
            for group, blocks in groups.items()
        )
        forms.append(_dated(first, last, said))
    yield Said(forms[0], claims, tuple(forms[1:]), keeps=1)
    yield from state_holders(read, of_states)


def _evidence(situation: Situation, blocks: Sequence[BlockRead]) -> Reason:
    """What is weak about some blocks, each a fact of its own, and what is denied of them."""
    weak = weakly(situation.knowledge, *(one.claims for one in blocks))
    denied = contested(situation.knowledge, (claim for one in blocks for claim in one.claims))
    ways = tuple(one for one in (weak, denied) if one != NOTHING)
    return because("weakWays", ways=ways) if len(ways) > 1 else (*ways, NOTHING)[0]


def _no_block(read: BlocksRead, of_states: Mapping[str, Sequence[Stake]]) -> Said:
    """That no block of a size counts on the day: what was last known, or who holds one."""
    paper = on_paper(read.situation, read)
    if paper is not None:
        return paper
    last = that_can_stand([one for one in read.last_known if one not in read.of_classes])
    if last:
        forms = [
            because("noCurrentBlockLast", each=tuple(_last_known(read, one) for one in last[:most]))
            for most in (2, 1)
        ]
        claims = tuple(one.claim.id for one in last[:2])
        least = because("noCurrentBlockLastShort", each=(_last_known(read, last[0]),))
        return Said(forms[0], claims, (forms[1], least), keeps=1)
    if read.last_known:
        return Said(because("noCurrentBlock"))
    present = [stake for stakes in of_states.values() for stake in stakes]
    others = [stake for stake in read.unsized if stake not in present][:KNOWN]
    if others:
        holders = tuple(one.holder for one in others)
        claims = tuple(one.claim.id for one in others)
        return Said(
            because("noBlockKnownHolders", holders=holders), claims, (because("noBlockRead"),)
        )
    return Said(because("noBlockRead"))


def _last_known(read: BlocksRead, stake: Stake) -> Reason:
    """A block last known, with the origin of its holder, its day and what is weak about it."""
    situation, claim = read.situation, stake.claim
    column = because("originOf", column=origin_on(situation, stake.holder))
    seen = seen_and_weak(situation.knowledge, claim.as_of or claim.period.start, (claim.id,))
    step = step_after(situation.knowledge, (claim.id,))
    asides = (column, *seen, step)
    return because("lastKnownStake", holder=stake.holder, share=claim.share or "", asides=asides)


def _of_states(read: BlocksRead) -> Mapping[str, Sequence[Stake]]:
    """Holders of unread size that are bodies of a state, by whose: home's first."""
    found: dict[str, list[Stake]] = {column: [] for column in STATES}
    for stake in read.unsized:
        column = origin_on(read.situation, stake.holder)
        if column in found:
            found[column].append(stake)
    return {column: stakes for column, stakes in found.items() if stakes}


def state_holders(read: BlocksRead, of_states: Mapping[str, Sequence[Stake]]) -> Iterator[Said]:
    """Bodies of a state that hold a part of unread size: present, and never left out."""
    for column, stakes in of_states.items():
        claims = tuple(one.claim.id for one in stakes)
        weak = weakly(read.situation.knowledge, *each(claims))
        denied = contested(read.situation.knowledge, claims)
        day = newest(claims_of(read.situation.knowledge, claims))
        seen = because("seenOn", day=day) if day is not None else NOTHING
        of = because("originOf", column=column)
        holders = tuple(dict.fromkeys(one.holder for one in stakes))
        code, short = HOLDER if len(holders) == 1 else HOLDERS
        forms = [
            because(code, each=_named(holders, KNOWN), asides=(of, seen, weak, denied)),
            because(code, each=_named(holders, KNOWN), asides=(of, weak, denied)),
            because(code, each=_named(holders, 1), asides=(of, weak, denied)),
            because(short, each=_named(holders, 1), asides=(of, weak, denied)),
        ]
        yield Said(forms[0], claims, tuple(forms[1:]), keeps=2)


def _named(holders: Sequence[str], most: int) -> tuple[Reason, ...]:
    named = tuple(because("entityNamed", entity=one) for one in holders[:most])
    left = len(holders) - len(named)
    return (*named, because("andMoreOfThem", count=left)) if left else named


def _dated(
    first: PartialDate | None, last: PartialDate | None, groups: tuple[Reason, ...]
) -> Reason:
    if first is None or last is None:
        return because("ownersReadUndated", groups=groups)
    if last.first <= first.first:  # a day within a month or year that is named anyway
        return because("ownersRead", day=last, groups=groups)
    return because("ownersReadBetween", first=first, last=last, groups=groups)


def _blocks(blocks: Sequence[BlockRead], most: int) -> tuple[Reason, ...]:
    most = most + 1 if len(blocks) == most + 1 else most  # one that is left is named as shortly
    shown = [
        because("blockOf" if block.exact else "blockAtLeast", holder=block.holder,
                share=block.lower)
        for block in blocks[:most]
    ]  # fmt: skip
    left = blocks[most:]
    if left:
        share = sum((block.lower for block in left), Fraction(0))
        return (*shown, because("smallerBlocks", count=len(left), share=share))
    return tuple(shown)


def not_read(read: BlocksRead) -> Iterator[Said]:
    """What is left beside the foremost holders: named ones, float, what nobody read."""
    left = read.beside_foremost
    if read.unnamed is not None:
        code = "restOfState" if read.blocks else "holdersOfState"
        claims, column = read.unnamed.claims, read.unnamed.point
        aside = weakly(read.situation.knowledge, claims)
        shorter = (because("restOfStateShort", rest=read.rest, column=column, aside=aside),)
        yield Said(
            because(code, rest=read.rest, column=column, aside=aside), claims,
            shorter if read.blocks else (),
        )  # fmt: skip
        return
    if not read.blocks or left <= 0:
        return
    parts = parts_left(read, read.lesser_blocks)
    lesser = tuple(claim for block in read.lesser_blocks for claim in block.claims)
    claims = (*(read.rest_claims if read.rest > 0 else ()), *lesser)
    if len(parts) > 1:
        longest, *others = left_over(left, parts, read.nominees)
        # That nobody is above the line of a table is said elsewhere too; what was not read stays.
        last = (NOTHING,) if "float" in parts else ()
        yield Said(longest, claims, (*others, *last))
    elif "nominee" in parts:
        yield Said(because("restThroughNominee", rest=left, nominees=read.nominees), claims)
    elif "float" in parts:
        yield Said(because("restFloat", rest=left), claims, (NOTHING,))
    elif "notRead" in parts:
        yield Said(because("restNotRead", rest=left))
    else:
        holders = tuple(block.holder for block in read.lesser_blocks)[:NAMED]
        code = "restForClients" if "clients" in parts else "restNamed"
        yield Said(because(code, rest=left, holders=holders), claims)
