"""Where names stand in a list of records: found by their hashes, kept in arrays.

A dictionary from names to records is millions of objects, made one by one and walked by the
garbage collector again and again. Here they are three arrays, made and sorted at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]

BITS = 64  # of a hash
_ALL = (1 << BITS) - 1
APART = 0x9E3779B97F4A7C15  # sets the same name in two roles apart: 2^64 by the golden ratio


class Names:
    """In which places of a list each name stands, by the role it has there.

    Most who are asked about stand nowhere: where the hashes with the same first digits begin
    says so at once. Two names may have one hash, so whoever asks looks at what stands there.

    >>> held = Names(["jade", "onyx", "jade"], np.arange(3), np.array([0, 0, 1]))
    >>> list(held.places("jade", 0)), list(held.places("jade", 1)), list(held.places("opal", 0))
    ([0], [2], [])
    """

    def __init__(self, names: Iterable[str], places: Places, roles: NDArray[np.int64]) -> None:
        hashes = np.fromiter(map(hash, names), np.int64, len(places)).view(np.uint64)
        hashes ^= roles.astype(np.uint64) * np.uint64(APART)
        order = np.argsort(hashes)  # the places of one name are sorted when it is asked for
        hashes = hashes[order]
        digits = min(max(len(places).bit_length(), 1), 31)
        self._shift = BITS - digits
        counts = np.bincount((hashes >> np.uint64(self._shift)).astype(np.int64))
        begins = np.zeros((1 << digits) + 1, dtype=np.int32)
        np.cumsum(counts, out=begins[1 : len(counts) + 1])
        begins[len(counts) + 1 :] = len(places)
        # Numbers of a memoryview are Python's own, as bisect and shifts take them, and quick.
        self._hashes, self._begins = hashes.data, begins.data
        self._places = places.astype(np.int32)[order].data

    def places(self, name: str, role: int) -> Sequence[int]:
        """Where the name may stand in the role, in the order of the list; seldom another's."""
        wanted = (hash(name) & _ALL) ^ (role * APART & _ALL)
        digits = wanted >> self._shift
        begin, end = self._begins[digits], self._begins[digits + 1]
        if begin == end:
            return ()
        begin = bisect_left(self._hashes, wanted, begin, end)
        end = bisect_right(self._hashes, wanted, begin, end)
        return sorted(self._places[begin:end])
