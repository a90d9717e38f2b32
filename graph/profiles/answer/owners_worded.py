"""The owners to scale, in words: blocks with their origin, what is blank, what was last known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.answers.answer import Bar, Block, BlockKind, OwnersToScale
from graph.answers.names import named
from graph.answers.page_words import NOTHING, Words
from graph.claims.reasons import Reason, because
from graph.claims.shares import plain
from graph.fraction import Fraction
from graph.holders.last_known import cannot_all_stand
from graph.holders.origins import Origin
from graph.holders.stakes import Stake
from graph.holders.totals import quantities
from graph.holders.votes import votes_a_share
from graph.profiles.answer.blocks import BlockRead, BlocksRead
from graph.profiles.answer.by_contract import on_paper
from graph.profiles.answer.days import days_of, days_said
from graph.profiles.answer.fitting import Room
from graph.profiles.answer.holder_origins import OPEN
from graph.profiles.answer.in_full import last_known, of_a_class, years_said
from graph.profiles.answer.numbered import Numbers, sentences
from graph.profiles.answer.page import Page
from graph.profiles.answer.pending import less_if_done
from graph.profiles.answer.said import Said, contested, each, gravely, weakly

SHOWN = 6  # blocks of a bar by name; the others of one origin together
SMALL = Fraction(1, 50)  # below it a block is one of several, unless there is only one
UNSIZED = 4


def owners_to_scale(page: Page, room: Room, words: Words, numbers: Numbers) -> OwnersToScale:
    """A bar where a block was read; last known blocks and the years beside it, never in it."""
    read = page.owners
    return OwnersToScale(
        bars=tuple(
            Bar(basis=one.basis, blocks=tuple(_blocks(one, words, numbers, room.blocks)))
            for one in (read, page.votes)
            if one is not None and one.blocks
        ),
        last_known=sentences(words, numbers, list(last_known(read))[: room.last_known]),
        last_known_heading=words.say(
            because("headLastKnownInside" if read.nominee > 0 else "headLastKnown")
        ),
        line=sentences(
            words,
            numbers,
            (years_said(words.knowledge, years) for years in page.years[: room.years]),
        ),
        sentences=sentences(words, numbers, beside_bars(page, room)),
    )


def beside_bars(page: Page, room: Room) -> Iterator[Said]:
    """What is said of the owners beside the bars: quantities, classes, holders of unread size."""
    read = page.owners
    if not read.blocks:
        nothing = Said(because("noBlockNow" if read.last_known else "noBlock"))
        yield on_paper(page.situation, read) or nothing
    yield from less_if_done(read)
    if read.blocks and len(kinds := quantities(read.column)) > 1:
        each_kind = tuple(because("quantityRead", measurand=code) for code in kinds)
        few = because("quantitiesReadShort", count=len(kinds))
        yield Said(because("quantitiesRead", each=each_kind) if room.quantities else few)
    if read.last_known and cannot_all_stand(read.column):
        yield Said(too_much(read))
    for stake in read.of_classes[:UNSIZED]:
        if stake.currency == "current":
            yield from of_a_class(read, stake)
    named = {claim for said in page.headline for claim in said.claims}
    for code, stakes in (
        ("knownHolders", read.unsized_now), ("knownHoldersOnce", read.unsized_once)
    ):  # fmt: skip
        shown = [one for one in stakes if room.known or one.claim.id not in named][:UNSIZED]
        if shown:
            yield _of_unread_size(read, code, shown)


def _of_unread_size(read: BlocksRead, code: str, shown: Sequence[Stake]) -> Said:
    """Some holders of unread size: with the votes of an only one, or the days of those who were."""
    knowledge, claims = read.situation.knowledge, tuple(stake.claim.id for stake in shown)
    holders = tuple(stake.holder for stake in shown)
    once = code == "knownHoldersOnce"
    beside = days_said(days_of(knowledge, *each(claims))) if once else _votes_of(read, holders)
    asides = (beside, weakly(knowledge, *each(claims)), contested(knowledge, claims))
    return Said(because(code, holders=holders, asides=asides), claims)


def too_much(read: BlocksRead) -> Reason:
    """That what is last known cannot all stand: by itself, or with what is current."""
    return because("lastKnownTooMuch" if read.column.held else "lastKnownAloneTooMuch")


def _votes_of(read: BlocksRead, holders: tuple[str, ...]) -> Reason:
    """How many votes a share of the only known holder has, where that was read of its class."""
    there = read.situation
    votes = votes_a_share(there.knowledge, there.firm, holders, there.day)
    if votes is None or len(holders) > 1:
        return NOTHING
    return because("votesEach", votes=plain(votes))


def _blocks(read: BlocksRead, words: Words, numbers: Numbers, most: int = SHOWN) -> Iterator[Block]:
    shown = [block for block in read.blocks[:most] if block.lower >= SMALL]
    for block in shown:
        yield _block(read, block, words, numbers)
    left = [block for block in read.blocks if block not in shown]
    for origin in dict.fromkeys(block.origin for block in left):
        together = [block for block in left if block.origin == origin]
        if len(together) == 1:
            yield _block(read, together[0], words, numbers)
        else:
            yield _smaller(read, together, words, numbers)
    if read.unnamed is not None and read.blocks:
        yield _unnamed(read, read.unnamed, words, numbers)
        return
    blank: tuple[tuple[BlockKind, str], ...] = (
        ("float", "blockFloat"), ("nominee", "blockNominee"), ("notRead", "blockNotRead")
    )  # fmt: skip
    for kind, code in blank:
        if (share := read.blank.get(kind)) is not None:
            claims = () if kind == "notRead" else read.rest_claims
            yield Block(
                kind=kind,
                text=words.say(because(code, share=share)),
                share=float(share),
                claims=claims,
                sources=numbers.of(claims),
            )


def _unnamed(read: BlocksRead, state: Origin, words: Words, numbers: Numbers) -> Block:
    beside = _beside_block(read, words, state.point, state.claims)
    return Block(
        kind="held",
        text=words.say(because("blockUnnamed", share=read.rest)),
        share=float(read.rest),
        origin=state.point,
        origin_said=beside.origin,
        evidence=beside.evidence,
        aside=beside.both,
        claims=state.claims,
        sources=numbers.of(state.claims),
    )


class _Beside(NamedTuple):
    """What stands in brackets behind a block: its origin, and what is weak or denied of it."""

    origin: str
    evidence: str
    both: str


def _beside_block(read: BlocksRead, words: Words, origin: str, *facts: Sequence[str]) -> _Beside:
    known = read.situation.knowledge
    claims = [claim for ids in facts for claim in ids]
    evidence = [one for one in (gravely(known, *facts), contested(known, claims)) if one != NOTHING]
    asides = (because("originOf", column=origin), *evidence)
    return _Beside(
        origin=words.written(origin, "origin"),
        evidence=words.clauses(words.say(one) for one in evidence),
        both=words.written(asides, "asides").lstrip(),
    )


def _block(read: BlocksRead, block: BlockRead, words: Words, numbers: Numbers) -> Block:
    code = "barOf" if block.exact else "barAtLeast"
    beside = _beside_block(read, words, block.origin, block.claims)
    return Block(
        kind="held",
        text=words.say(because(code, holder=block.holder, share=block.lower)),
        share=float(block.lower),
        at_least=not block.exact,
        holder=named(read.situation.knowledge, block.holder),
        origin="" if block.origin == OPEN else block.origin,
        origin_said=beside.origin,
        evidence=beside.evidence,
        aside=beside.both,
        as_of=str(read.day_of(block) or ""),
        claims=block.claims,
        sources=numbers.of(block.claims),
    )


def _smaller(read: BlocksRead, blocks: list[BlockRead], words: Words, numbers: Numbers) -> Block:
    origin = blocks[0].origin
    share = sum((block.lower for block in blocks), Fraction(0))
    claims = tuple(claim for block in blocks for claim in block.claims)
    beside = _beside_block(read, words, origin, *(block.claims for block in blocks))
    return Block(
        kind="held",
        text=words.say(because("smallerBlocks", count=len(blocks), share=share)),
        share=float(share),
        at_least=not all(block.exact for block in blocks),
        origin="" if origin == OPEN else origin,
        origin_said=beside.origin,
        evidence=beside.evidence,
        aside=beside.both,
        claims=claims,
        sources=numbers.of(claims),
    )
