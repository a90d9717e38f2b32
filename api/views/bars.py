"""Bars of pages, as places in percent: how wide each part is and by what it is filled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.answers.answer import Bar, Block
from graph.answers.parts import Interval
from graph.answers.verdicts import Verdict

FROM_THE_OTHER_END = "foreign"  # a part from abroad is drawn where home is not


class Placed(NamedTuple):
    """A part of a bar: where it begins and how wide it is, in percent, and how it is filled."""

    start: str
    width: str
    fill: str
    text: str = ""


def placed(bar: Bar) -> Iterator[Placed]:
    """The blocks of a bar, one behind the other.

    >>> from graph.answers.answer import Block
    >>> held = Block(kind="held", text="A 25 %", share=0.25, origin="home_state")
    >>> rest = Block(kind="notRead", text="not read 75 %", share=0.75)
    >>> [part[:3] for part in placed(Bar(basis="economic", blocks=(held, rest)))]
    [('0.00', '25.00', 'home_state'), ('25.00', '75.00', 'notRead')]
    """
    whole, start = sum(block.share for block in bar.blocks), 0.0
    for block in bar.blocks:
        wide = block.share / whole * 100 if whole else 0.0
        yield Placed(f"{start:.2f}", f"{wide:.2f}", block_class(block), block.text)
        start += wide


def block_class(block: Block) -> str:
    """By what a block is filled: the origin of its holder, or what is not read.

    >>> block_class(Block(kind="nominee", text="", share=0.5))
    'nominee'
    """
    return (block.origin or "open") if block.kind == "held" else block.kind


def of_read(one: Verdict) -> bool:
    """Whether what was read excludes anything, where the interval is of all there is."""
    return one.of_read is not None and one.of_read.upper - one.of_read.lower < 1


def tells(one: Verdict) -> bool:
    """Whether the interval of a verdict excludes anything: all from nothing to 100 % tells none."""
    return one.interval is not None and (one.interval.lower, one.interval.upper) != (0, 1)


def track(one: Verdict) -> tuple[Placed, ...]:
    """The interval of a verdict on a line from 0 to 100; a part from abroad from the other end.

    What is certain is full, what is open hatched; nothing where there is no interval that tells.
    """
    if one.interval is None or not tells(one):
        return ()
    abroad = one.counts == FROM_THE_OTHER_END
    least, most = one.interval.lower * 100, one.interval.upper * 100
    sure = (100 - least, least) if abroad else (0.0, least)
    open_ = (100 - most, most - least) if abroad else (least, most - least)
    return tuple(
        Placed(f"{start:.2f}", f"{wide:.2f}", fill)
        for (start, wide), fill in ((sure, f"sure {one.counts}"), (open_, "notRead"))
        if wide > 0
    )


def bounds_track(share: Interval) -> tuple[Placed, ...]:
    """A domestic share on a line from 0 to 100: what is certain full, what is open hatched.

    >>> [part[:3] for part in bounds_track(Interval(0.25, 1.0))]
    [('0.00', '25.00', 'sure home'), ('25.00', '75.00', 'notRead')]
    """
    least, most = share.lower * 100, share.upper * 100
    parts = ((0.0, least, "sure home"), (least, most - least, "notRead"))
    return tuple(
        Placed(f"{start:.2f}", f"{wide:.2f}", fill) for start, wide, fill in parts if wide > 0
    )
