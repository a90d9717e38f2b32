"""A JSON array cut into the texts of its items, by its brackets alone.

What an item says is not read here, nor whether it is JSON: only where it ends. So each can be
decoded by itself, and nothing is held but a block and the item that goes on beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.formats.opening import BLOCK

_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_QUOTE, _CURLY, _SQUARE = ord('"'), b"{}", b"[]"

Whole = NDArray[np.int64]


class Piece(NamedTuple):
    """An item and what stands before it: a comma, or the bracket that opens the array."""

    text: bytes
    whole: bool = True  # otherwise it is what stands behind the last item that ended


class TooLong(Exception):
    """An item goes on past the limit."""


def pieces(stream: BinaryIO, limit: int, size: int = BLOCK) -> Iterator[Piece]:
    """The items of an array that are objects or arrays, and last what stands behind them.

    An item of another kind goes with the piece after it. A text that is no JSON is cut anywhere:
    whoever decodes a piece has to see that it is one item.

    Raises
    ------
    TooLong
        If an item is longer than the limit, give or take a block.

    Complexity
    ----------
    Linear in the text, each byte of which is scanned once.

    >>> from io import BytesIO
    >>> [piece.text for piece in pieces(BytesIO(b'[{"a": "}"}, {"b": [{}]}]'), limit=99)]
    [b'[{"a": "}"}', b', {"b": [{}]}', b']']
    """
    scan = _Scan()
    open_item: list[bytes] = []  # its beginning, as it came
    while block := _block(stream, size):
        start = 0
        for end in scan.ends(block):
            yield Piece(b"".join((*open_item, block[start:end])))
            open_item, start = [], end
        open_item.append(block[start:])
        if sum(map(len, open_item)) > limit:
            raise TooLong
    yield Piece(b"".join(open_item), whole=False)


def depth(text: bytes) -> int:
    """How many brackets stand within one another.

    >>> depth(b'[{"a": "[[["}, {}]')
    2
    """
    _, _, depths = _Scan().brackets(text)
    return int(depths.max(initial=0))


def _block(stream: BinaryIO, size: int) -> bytes:
    """The next block, with one byte more if it would end within an escape."""
    block = stream.read(size)
    if (len(block) - len(block.rstrip(b"\\"))) % 2:
        block += stream.read(1)
    return block


class _Scan:
    """Goes over a text block by block, and knows how deep in brackets and strings it is."""

    def __init__(self) -> None:
        self._depth, self._inside = 0, 0

    def ends(self, block: bytes) -> list[int]:
        """Behind which bytes of the next block an item of the outermost array ends."""
        places, steps, depths = self.brackets(block)
        ends: list[int] = (places[(steps < 0) & (depths == 1)] + 1).tolist()
        return ends

    def brackets(self, block: bytes) -> tuple[Whole, Whole, Whole]:
        """Where brackets stand in the next block, whether each goes in or out, and how deep."""
        plain = _ESCAPE.sub(b"__", block) if b"\\" in block else block
        text = np.frombuffer(plain, np.uint8)
        marks = np.flatnonzero(
            (text == _QUOTE)
            | (text == _CURLY[0])
            | (text == _CURLY[1])
            | (text == _SQUARE[0])
            | (text == _SQUARE[1])
        )
        quotes = text[marks] == _QUOTE
        inside = (np.cumsum(quotes) + self._inside) & 1  # a string
        places = marks[~quotes & (inside == 0)]
        letters = text[places]
        steps = np.where((letters == _CURLY[0]) | (letters == _SQUARE[0]), 1, -1)
        depths = self._depth + np.cumsum(steps)
        self._inside = (self._inside + int(quotes.sum())) % 2
        self._depth += int(steps.sum())
        return places, steps, depths
