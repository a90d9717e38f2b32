"""JSON as a stream of objects: an array, or one object a line, one held at a time.

Numbers come as exact decimals. What cannot be read comes as a trouble with its
place, never as an exception, so that the rest of the file can be read; only a file
that is neither form is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import ijson
import msgspec

from graph.errors import FileError
from graph.formats.encodings import open_utf8
from graph.formats.opening import BLOCK, LIMITS, Limits

_decode = msgspec.json.Decoder(float_hook=Decimal).decode


class Found(NamedTuple):
    """An object, or what is wrong where one should be."""

    place: int  # among the objects of the file, counted from 0
    line: int | None  # counted from 1, where each object has a line
    value: Any
    trouble: str = ""
    rule: str = ""


def objects(path: Path, limits: Limits = LIMITS) -> Iterator[Found]:
    """The objects of a JSON file, in its order.

    Raises
    ------
    FileError
        If the file cannot be opened, or is neither an array nor one object a line.
    """
    with open_utf8(path, limits) as stream:
        first = _first(stream)
        if first == b"[":
            yield from _of_array(stream, path, limits)
        elif first == b"{":
            yield from _of_lines(stream, path, limits)
        else:
            problem = "is empty" if not first else "is not JSON"
            raise FileError(str(path), problem, hint="an array, or one object a line")


def _first(stream: BinaryIO) -> bytes:
    """The first byte that is not blank, not taken from the stream."""
    head: bytes = stream.peek(BLOCK)  # type: ignore[attr-defined]  # open_utf8 gives a buffered one
    return head.lstrip()[:1]


def _of_array(stream: BinaryIO, path: Path, limits: Limits) -> Iterator[Found]:
    bounded = _Bounded(stream, limits.line)
    index = -1
    try:
        for index, value in enumerate(ijson.items(bounded, "item", buf_size=BLOCK)):
            bounded.taken = 0
            yield Found(index, None, value)
    except _TooLong:
        yield Found(index + 1, None, None, f"is longer than {limits.line:,} bytes", "length")
    except ijson.IncompleteJSONError:
        yield Found(index + 1, None, None, "the file ends in the middle of it", "json")
    except (ijson.JSONError, UnicodeDecodeError, RecursionError) as error:
        said = str(error).splitlines()[0] if str(error) else "nested too deep"
        yield Found(index + 1, None, None, f"the rest cannot be read: {said}", "json")


def _of_lines(stream: BinaryIO, path: Path, limits: Limits) -> Iterator[Found]:
    index = -1
    number = 0
    while raw := stream.readline(limits.line + 1):
        number += 1
        if len(raw) > limits.line:
            rest = raw
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(limits.line + 1)
            index += 1
            yield Found(index, number, None, f"is longer than {limits.line:,} bytes", "length")
            continue
        if not raw.strip():
            continue
        if number == 1 and raw.strip() == b"{":
            raise FileError(
                str(path), "is one object over several lines", hint="an array, or one object a line"
            )
        index += 1
        yield _decoded(index, number, raw)


def _decoded(index: int, number: int, raw: bytes) -> Found:
    try:
        return Found(index, number, _decode(raw))
    except RecursionError:
        return Found(index, number, None, "is nested too deep", "nesting")
    except UnicodeDecodeError as error:
        return Found(index, number, None, f"is not UTF-8: {error.reason}", "encoding")
    except msgspec.DecodeError as error:
        broken_off = "ends in the middle" if "truncated" in str(error) else f"is not JSON: {error}"
        return Found(index, number, None, broken_off, "json")


class _TooLong(Exception):
    """An item of the array went on past the limit."""


class _Bounded:
    """Passes on a stream until one item has taken too much of it."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        """The next block."""
        self.taken += max(0, size)
        if self.taken > self._limit + 2 * BLOCK:
            raise _TooLong
        return self._stream.read(size)
