"""The owners to scale, in words: blocks with their origin, what is blank, what was last known."""

from __future__ import annotations

from collections.abc import Iterator

from graph.answers.answer import Bar, Block, BlockKind, OwnersToScale
from graph.answers.names import named
from graph.answers.page_words import NOTHING, Words
from graph.claims.reasons import Reason, because
from graph.claims.shares import plain
from graph.fraction import Fraction
from graph.holders.last_known import cannot_all_stand
from graph.holders.origins import Origin
from graph.holders.totals import quantities
from graph.holders.votes import votes_a_share
from graph.profiles.answer.blocks import OPEN, BlockRead, BlocksRead
from graph.profiles.answer.fitting import Room
from graph.profiles.answer.in_full import last_known, of_a_class, years_said
from graph.profiles.answer.numbered import Numbers, sentences
from graph.profiles.answer.page import Page
from graph.profiles.answer.pending import less_if_done
from graph.profiles.answer.said import Said, each, weakly

SHOWN = 6  # blocks of a bar by name; the others of one origin together
SMALL = Fraction(1, 50)  # below it a block is one of several, unless there is only one
UNSIZED = 4


def owners_to_scale(page: Page, room: Room, words: Words, numbers: Numbers) -> OwnersToScale:
    """A bar where a block was read; last known blocks and the years beside it, never in it."""
    read = page.owners
    return OwnersToScale(
        bars=tuple(
            Bar(basis=one.basis, blocks=tuple(_blocks(one, words, numbers)))
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
        sentences=sentences(words, numbers, _beside(read)),
    )


def _beside(read: BlocksRead) -> Iterator[Said]:
    if not read.blocks:
        yield Said(because("noBlock"))
    yield from less_if_done(read)
    if read.blocks and len(kinds := quantities(read.column)) > 1:
        each_kind = tuple(because("quantityRead", measurand=code) for code in kinds)
        yield Said(because("quantitiesRead", each=each_kind))
    if read.last_known and cannot_all_stand(read.column):
        yield Said(too_much(read))
    for stake in read.of_classes[:UNSIZED]:
        if stake.currency == "current":
            yield from of_a_class(read, stake)
    if read.unsized:
        shown = read.unsized[:UNSIZED]
        claims = tuple(stake.claim.id for stake in shown)
        weak = weakly(read.situation.knowledge, *each(claims))
        holders = tuple(stake.holder for stake in shown)
        asides = (_votes_of(read, holders), weak)
        yield Said(because("knownHolders", holders=holders, asides=asides), claims)


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


def _blocks(read: BlocksRead, words: Words, numbers: Numbers) -> Iterator[Block]:
    shown = [block for block in read.blocks[:SHOWN] if block.lower >= SMALL]
    for block in shown:
        yield _block(read, block, words, numbers)
    left = [block for block in read.blocks if block not in shown]
    for origin in dict.fromkeys(block.origin for block in left):
        together = [block for block in left if block.origin == origin]
        if len(together) == 1:
            yield _block(read, together[0], words, numbers)
        else:
            yield _smaller(together, origin, words, numbers)
    if read.unnamed is not None and read.blocks:
        yield _unnamed(read, read.unnamed, words, numbers)
        return
    blank: tuple[tuple[BlockKind, str, Fraction], ...] = (
        ("float", "blockFloat", read.float_),
        ("nominee", "blockNominee", Fraction(0) if read.float_ else read.nominee),
        ("notRead", "blockNotRead", Fraction(0) if read.float_ else read.rest - read.nominee),
    )
    for kind, code, share in blank:
        if share > 0:
            claims = () if kind == "notRead" else read.rest_claims
            yield Block(
                kind=kind,
                text=words.say(because(code, share=share)),
                share=float(share),
                claims=claims,
                sources=numbers.of(claims),
            )


def _unnamed(read: BlocksRead, state: Origin, words: Words, numbers: Numbers) -> Block:
    return Block(
        kind="held",
        text=words.say(because("blockUnnamed", share=read.rest)),
        share=float(read.rest),
        origin=state.point,
        origin_said=words.written(state.point, "origin"),
        claims=state.claims,
        sources=numbers.of(state.claims),
    )


def _block(read: BlocksRead, block: BlockRead, words: Words, numbers: Numbers) -> Block:
    code = "blockOf" if block.exact else "blockAtLeast"
    return Block(
        kind="held",
        text=words.say(because(code, holder=block.holder, share=block.lower)),
        share=float(block.lower),
        at_least=not block.exact,
        holder=named(read.situation.knowledge, block.holder),
        origin="" if block.origin == OPEN else block.origin,
        origin_said=words.written(block.origin, "origin"),
        as_of=str(read.day_of(block) or ""),
        claims=block.claims,
        sources=numbers.of(block.claims),
    )


def _smaller(blocks: list[BlockRead], origin: str, words: Words, numbers: Numbers) -> Block:
    share = sum((block.lower for block in blocks), Fraction(0))
    claims = tuple(claim for block in blocks for claim in block.claims)
    return Block(
        kind="held",
        text=words.say(because("smallerBlocks", count=len(blocks), share=share)),
        share=float(share),
        at_least=not all(block.exact for block in blocks),
        origin="" if origin == OPEN else origin,
        origin_said=words.written(origin, "origin"),
        claims=claims,
        sources=numbers.of(claims),
    )
