"""Bodies of a state that hold a part of unread size: present, and never left out.

Those last read to hold one longer ago than their source's horizon held one then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.answers.page_words import NOTHING
from graph.claims.reasons import Reason, because
from graph.holders.stakes import Stake
from graph.profiles.answer.blocks import BlocksRead
from graph.profiles.answer.days import days_of, days_said
from graph.profiles.answer.holder_origins import origin_on
from graph.profiles.answer.said import Said, claims_of, contested, each, newest, weakly

STATES = ("home_state", "foreign_state")
NAMED = 3  # by name


class Tense(NamedTuple):
    """The phrases of holders at a time, each in its long and its short form."""

    of_one: tuple[str, str]
    of_several: tuple[str, str]
    keeps: int


HOLD = Tense(("stateHolder", "stateHolderShort"), ("stateHolders", "stateHoldersShort"), 2)
HELD = Tense(
    ("stateHolderOnce", "stateHolderOnceShort"), ("stateHoldersOnce", "stateHoldersOnceShort"), 1
)


def that_hold(read: BlocksRead) -> Iterator[Said]:
    """Those read as lately as their source's horizon asks, with the newest day of them."""
    knowledge = read.situation.knowledge
    for column, stakes in of_states(read, read.unsized_now).items():
        day = newest(claims_of(knowledge, (one.claim.id for one in stakes)))
        seen = because("seenOn", day=day) if day is not None else NOTHING
        yield _sentence(read, column, stakes, HOLD, (seen, NOTHING))


def that_held(read: BlocksRead) -> Iterator[Said]:
    """Those last read to hold longer ago: of which days they were read stays in every form."""
    knowledge = read.situation.knowledge
    for column, stakes in of_states(read, read.unsized_once).items():
        seen = days_said(days_of(knowledge, *((one.claim.id,) for one in stakes)))
        yield _sentence(read, column, stakes, HELD, (seen, seen))


def of_states(read: BlocksRead, stakes: Sequence[Stake]) -> Mapping[str, Sequence[Stake]]:
    """The stakes of bodies of a state, by whose: home's first."""
    found: dict[str, list[Stake]] = {column: [] for column in STATES}
    for stake in stakes:
        column = origin_on(read.situation, stake.holder)
        if column in found:
            found[column].append(stake)
    return {column: stakes for column, stakes in found.items() if stakes}


def _sentence(
    read: BlocksRead,
    column: str,
    stakes: Sequence[Stake],
    tense: Tense,
    seen: tuple[Reason, Reason],
) -> Said:
    """All of one state in a sentence; ``seen``: their days in its longest form, and in others."""
    knowledge, claims = read.situation.knowledge, tuple(one.claim.id for one in stakes)
    holders = tuple(dict.fromkeys(one.holder for one in stakes))
    long, short = tense.of_one if len(holders) == 1 else tense.of_several
    of, weak = because("originOf", column=column), weakly(knowledge, *each(claims))
    denied = contested(knowledge, claims)
    first, *shorter = (
        because(code, each=_named(holders, most), asides=(of, day, weak, denied))
        for code, most, day in (
            (long, NAMED, seen[0]), (long, NAMED, seen[1]), (long, 1, seen[1]), (short, 1, seen[1])
        )
    )  # fmt: skip
    return Said(first, claims, tuple(shorter), keeps=tense.keeps, drawn=True)


def _named(holders: Sequence[str], most: int) -> tuple[Reason, ...]:
    named = tuple(because("entityNamed", entity=one) for one in holders[:most])
    left = len(holders) - len(named)
    return (*named, because("andMoreOfThem", count=left)) if left else named
