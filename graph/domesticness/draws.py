"""Random draws in a fixed order, each computed once in a process.

An estimate draws the same sequence whenever its firm, its day and its prior
ask the same questions in the same order, and most firms begin alike. So a draw
is kept under the whole sequence of questions that led to it: whoever asks them
again gets the very same numbers, as if the generator had started anew.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 20250101  # fixed: the same facts and prior give the same number
KEPT = 1024  # draws kept, of some eighty kilobytes each; the oldest go first

Question = tuple[str, tuple[float, ...]]  # the distribution and its parameters
Floats = NDArray[np.float64]


class Draws:
    """A generator that begins at the fixed seed and remembers what it drew.

    >>> fresh, kept = np.random.default_rng(SEED), Draws(3)
    >>> bool((kept.beta(2, 3) == fresh.beta(2, 3, size=3)).all())
    True
    >>> bool((kept.uniform() == fresh.random(3)).all())
    True
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._asked: tuple[Question, ...] = ()

    def uniform(self) -> Floats:
        """Numbers between 0 and 1, shape (size,)."""
        return self._next(("random", ()))

    def beta(self, a: float, b: float) -> Floats:
        """Numbers of a beta distribution, shape (size,)."""
        return self._next(("beta", (a, b)))

    def even_parts(self, count: int) -> Floats:
        """Parts of one, every division equally likely; shape (size, count)."""
        return self._next(("dirichlet", (1.0,) * count))

    def _next(self, question: Question) -> Floats:
        self._asked = (*self._asked, question)
        return _drawn(self.size, self._asked)[0]


@lru_cache(KEPT)
def _drawn(size: int, asked: tuple[Question, ...]) -> tuple[Floats, dict[str, Any]]:
    """The last draw of a sequence, not to be written to, and the generator's state after it."""
    random = np.random.default_rng(SEED)
    if len(asked) > 1:
        random.bit_generator.state = _drawn(size, asked[:-1])[1]
    kind, parameters = asked[-1]
    numbers: Floats
    if kind == "random":
        numbers = random.random(size)
    elif kind == "beta":
        a, b = parameters
        numbers = random.beta(a, b, size=size)
    else:
        numbers = random.dirichlet(parameters, size=size)
    numbers.setflags(write=False)
    return numbers, dict(random.bit_generator.state)
