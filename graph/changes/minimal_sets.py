"""The fewest of many changes that bring about an effect, found by undoing the others.

Delta debugging: halves, quarters … and at last single items are dropped while
the effect holds without them. What is left is enough, and no single item of it
can be spared. It need not be the only such set, nor the smallest: that would
take trying every subset.

References
----------
Zeller, A. and Hildebrandt, R. (2002). Simplifying and isolating
failure-inducing input. IEEE Transactions on Software Engineering 28, 183-200:
the algorithm ddmin, of which only the reduction to complements is used here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Fewest(NamedTuple, Generic[T]):
    """What was left, and whether nothing of it can be spared."""

    items: tuple[T, ...]
    certain: bool  # False: the search was cut short, and more might have been dropped


def fewest(items: Sequence[T], enough: Callable[[Sequence[T]], bool], most: int = 400) -> Fewest[T]:
    """Drop items while the rest is enough; at most so many questions are asked.

    ``enough(items)`` must hold for all of them. With k items left of n, about
    2 k log(n/k) questions where every item works alone; k² at worst.

    >>> fewest(range(100), lambda some: {17, 59} <= set(some)).items
    (17, 59)
    """
    left, asked, size = list(items), 0, max(1, len(items) // 2)
    while left:
        dropped, place = False, 0
        while place < len(left):
            if asked >= most:
                return Fewest(tuple(left), certain=False)
            trial = [*left[:place], *left[place + size :]]
            asked += 1
            if enough(trial):
                left, dropped = trial, True
            else:
                place += size
        if size == 1 and not dropped:
            break
        size = max(1, size // 2) if size > 1 else 1
    return Fewest(tuple(left), certain=True)
