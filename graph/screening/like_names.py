"""Names that are very like others, for many names at once: what a batch compares.

Two names are as like as their letters, words in any order. Names of a very different length cannot
be, so each is compared only with those near its own length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from graph.entities.company_forms import Endings, company_forms, stripped
from graph.entities.spellings import plain, simplified

LIKE = 88  # of 100: whole names so alike are candidates
BLOCK = 512  # names compared at a time,
PAIRS = 4_000_000  # and pairs: 16 MB of scores, however long the list
MOST = 5  # candidates of a name


class LikeNames:
    """Names to compare with, as plain text, each also without its form of company."""

    def __init__(self, names: Iterable[str]) -> None:
        forms = company_forms()
        self._legal = Endings.of(forms["legal"])
        whose: dict[str, dict[str, None]] = {}
        for name in names:
            for written in self._written(name):
                whose.setdefault(written, {})[name] = None
        self._choices = sorted(whose, key=lambda text: (len(text), text))
        self._lengths = [len(text) for text in self._choices]
        self._whose = whose

    def like(self, names: Sequence[str]) -> list[dict[str, float]]:
        """For each name those that are very like it, best first, with how like: 1 is the same.

        Cost: one comparison with every name of nearly its length.
        """
        found: list[dict[str, float]] = [{} for _ in names]
        asked = sorted(
            ((text, place) for place, name in enumerate(names) for text in self._written(name)),
            key=lambda one: len(one[0]),
        )
        block = max(1, min(BLOCK, PAIRS // max(1, len(self._choices))))
        for start in range(0, len(asked), block):
            self._compare(asked[start : start + block], found)
        return [_best(likes) for likes in found]

    def _compare(self, asked: Sequence[tuple[str, int]], found: list[dict[str, float]]) -> None:
        """Compare names of nearly one length with all that can be like one of them."""
        import numpy as np
        from rapidfuzz import fuzz, process  # only names that nobody has need it

        # A ratio of 88 of 100 leaves the shorter at least 0.88 / (2 - 0.88) of the longer.
        least = LIKE / (200 - LIKE)
        first = bisect_left(self._lengths, len(asked[0][0]) * least)
        last = bisect_right(self._lengths, len(asked[-1][0]) / least)
        choices = self._choices[first:last]
        if not choices:
            return
        texts = [text for text, _ in asked]
        scores = process.cdist(
            texts, choices, scorer=fuzz.ratio, score_cutoff=LIKE, dtype=np.float32
        )
        for row, column in zip(*np.nonzero(scores), strict=True):
            likes = found[asked[row][1]]
            for name in self._whose[choices[column]]:
                likes[name] = max(likes.get(name, 0.0), round(float(scores[row, column]) / 100, 2))

    def _written(self, name: str) -> dict[str, None]:
        """The ways in which a name is compared: its words in order, with and without its form."""
        text = plain(name)
        if not text.isascii():
            text = simplified(text)
        ways = (text, stripped(text, self._legal))
        return dict.fromkeys(" ".join(sorted(way.split())) for way in ways if way)


def _best(likes: dict[str, float]) -> dict[str, float]:
    ranked = sorted(likes.items(), key=lambda one: (-one[1], one[0]))
    return dict(ranked[:MOST])
