"""Who owns a firm, in the headline: blocks, holders of unread size, last known, what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.answers.page_words import NOTHING
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.fraction import Fraction
from graph.holders.last_known import that_can_stand
from graph.holders.stakes import Stake
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import BlockRead, BlocksRead
from graph.profiles.answer.by_contract import on_paper
from graph.profiles.answer.days import days_of, days_said
from graph.profiles.answer.holder_origins import CLIENTS, origin_on
from graph.profiles.answer.rest import left_over, parts_left
from graph.profiles.answer.said import Said, contested, each, seen_and_weak, weakly
from graph.profiles.answer.state_holders import of_states, that_held, that_hold
from graph.profiles.answer.state_money import state_money
from graph.profiles.answer.steps import step_after

SHOWN_HOLDERS = (4, 3, 2, 1)
KNOWN = 3  # holders of unread size by name
NAMED = 2  # holders of open origin that are named beside the decided ones
HELD = {
    "home_state": "heldHomeState", "home_other": "heldHomeOther", "associated": "heldAssociated",
    "foreign_state": "heldForeignState", "foreign_other": "heldForeignOther", "open": "heldOpen",
    "float": "heldByManagers",
}  # fmt: skip


def owned(situation: Situation, read: BlocksRead) -> Iterator[Said]:
    """The blocks that were read, by the origin of their holders; or that none was."""
    if not read.blocks:
        yield from _without_blocks(situation, read)
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
    yield from (*that_hold(read), *that_held(read))


def _without_blocks(situation: Situation, read: BlocksRead) -> Iterator[Said]:
    """Who holds a part, that no block was read, who held a part once, and whose money is in it."""
    now, once = tuple(that_hold(read)), tuple(that_held(read))
    yield from (*now, _no_block(read), *once)
    for place, money in enumerate(state_money(situation)):
        # Where no holder is known it says most of whose the firm is; what is only said of
        # further ones stands where there is room.
        gives_way = bool(now or once) or place > 0
        shorter = (*money.shorter, *((NOTHING,) if gives_way else ()))
        yield money._replace(shorter=shorter, keeps=0 if gives_way else 1)


def _evidence(situation: Situation, blocks: Sequence[BlockRead]) -> Reason:
    """What is weak about some blocks, each a fact of its own, and what is denied of them."""
    weak = weakly(situation.knowledge, *(one.claims for one in blocks))
    denied = contested(situation.knowledge, (claim for one in blocks for claim in one.claims))
    ways = tuple(one for one in (weak, denied) if one != NOTHING)
    return because("weakWays", ways=ways) if len(ways) > 1 else (*ways, NOTHING)[0]


def _no_block(read: BlocksRead) -> Said:
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
    told = [stake for stakes in of_states(read, read.unsized).values() for stake in stakes]
    for code, stakes in (
        ("noBlockKnownHolders", read.unsized_now),
        ("noBlockOnceHolders", read.unsized_once),
    ):
        others = [stake for stake in stakes if stake not in told][:KNOWN]
        if others:
            return _known_holders(read, code, others)
    return Said(because("noBlockRead"))


def _known_holders(read: BlocksRead, code: str, stakes: Sequence[Stake]) -> Said:
    """That no size was read, with some who hold a part; of those who held one, with their days."""
    claims = tuple(one.claim.id for one in stakes)
    holders = tuple(one.holder for one in stakes)
    once = code == "noBlockOnceHolders"
    seen = days_said(days_of(read.situation.knowledge, *each(claims))) if once else NOTHING
    said, briefly = (because(code, holders=holders, asides=(day,)) for day in (seen, NOTHING))
    return Said(said, claims, (briefly, because("noBlockRead")))


def _last_known(read: BlocksRead, stake: Stake) -> Reason:
    """A block last known, with the origin of its holder, its day and what is weak about it."""
    situation, claim = read.situation, stake.claim
    column = because("originOf", column=origin_on(situation, stake.holder))
    seen = seen_and_weak(situation.knowledge, claim.as_of or claim.period.start, (claim.id,))
    step = step_after(situation.knowledge, (claim.id,))
    asides = (column, *seen, step)
    return because("lastKnownStake", holder=stake.holder, share=claim.share or "", asides=asides)


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
        code = "smallerBlocks" if left[0].upper < blocks[most - 1].lower else "otherBlocks"
        return (*shown, because(code, count=len(left), share=share))
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
        for one in _lesser(read):
            yield one._replace(shorter=(NOTHING,))
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
        yield from _lesser(read)


def _lesser(read: BlocksRead) -> Iterator[Said]:
    """Holders that the sentence on the foremost does not name, with all they have."""
    blocks = read.lesser_blocks
    if not blocks:
        return
    claims = tuple(claim for block in blocks for claim in block.claims)
    share = sum((block.lower for block in blocks), Fraction(0))
    clients = all(origin_on(read.situation, one.holder) == CLIENTS for one in blocks)
    code = "restForClients" if clients else "restNamed"
    holders = tuple(block.holder for block in blocks)[:NAMED]
    yield Said(because(code, rest=share, holders=holders), claims, drawn=True)
