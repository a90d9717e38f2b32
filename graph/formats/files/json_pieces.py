"""A JSON array cut into the texts of its items, by its brackets alone.

What an item says is not read here, nor whether it is JSON: only where it ends. So each can be
decoded by itself, and nothing is held but a block and the item that goes on beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from graph.formats.files.opening import BLOCK

_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_QUOTE, _CURLY, _SQUARE = ord('"'), b"{}", b"[]"

Whole = NDArray[np.int64]
_SIZE = BLOCK // 4  # so that a block and what is made of it stay near the processor


class TooLong(Exception):
    """An item goes on past the limit."""


def pieces(stream: BinaryIO, limit: int, size: int = _SIZE) -> Iterator[tuple[bytes, bool]]:
    """The items of an array that are objects or arrays, and last what stands behind them.

    Each comes with what stands before it, a comma or the bracket that opens the array, and with
    whether an item ends with it. An item of another kind goes with the piece after it. A text that
    is no JSON is cut anywhere: whoever decodes a piece has to see that it is one item.

    Raises
    ------
    TooLong
        If an item is longer than the limit, give or take a block.

    Complexity
    ----------
    Linear in the text, each byte of which is scanned once.

    >>> from io import BytesIO
    >>> [text for text, _ in pieces(BytesIO(b'[{"a": "}"}, {"b": [{}]}]'), limit=99)]
    [b'[{"a": "}"}', b', {"b": [{}]}', b']']
    """
    scan = _Scan()
    begun: list[bytes] = []  # of the item that goes on
    while block := _block(stream, size):
        start = 0
        for end in scan.ends(block):
            text = block[start:end]
            if begun:
                text = b"".join((*begun, text))
                begun = []
            yield text, True
            start = end
        begun.append(block[start:])
        if sum(map(len, begun)) > limit:
            raise TooLong
    yield b"".join(begun), False


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
        self._depth, self._inside = 0, False

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
        letters = text[marks]
        quotes = letters == _QUOTE
        inside = np.logical_xor.accumulate(quotes) ^ self._inside  # a string
        brackets = ~(quotes | inside)
        places, letters = marks[brackets], letters[brackets]
        steps = np.where((letters == _CURLY[0]) | (letters == _SQUARE[0]), 1, -1)
        depths = self._depth + np.cumsum(steps)
        self._inside ^= bool(quotes.sum() % 2)
        self._depth += int(steps.sum())
        return places, steps, depths
