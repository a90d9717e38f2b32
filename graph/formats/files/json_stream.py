"""JSON as a stream of objects: an array, or one object a line, one held at a time.

Numbers come as exact decimals. What cannot be read comes as a trouble with its
place, never as an exception, so that the rest of the file can be read; only a file
that is neither form is refused as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import ijson
import msgspec
from msgspec import Struct

from graph.errors import FileError
from graph.formats.files.encodings import open_utf8
from graph.formats.files.json_pieces import TooLong, depth, pieces
from graph.formats.files.opening import BLOCK, LIMITS, Limits

Decode = Callable[[bytes], Any]
plain: Decode = msgspec.json.Decoder(float_hook=Decimal).decode
_NOT_DECODED = (RecursionError, UnicodeDecodeError, msgspec.DecodeError, ArithmeticError)
_OF_ITEM_ALONE = ("", "nesting", "number")  # rules that say nothing of where the next item begins
# What the parser of arrays cannot take: it holds the square of the depth, and ends the process
# at a number of more digits than Python makes an int of.
_DEEPEST = 1000
_HUGE = re.compile(rb"[0-9]{4300}")


class Found(Struct, frozen=True):
    """An object, or what is wrong where one should be."""

    place: int  # among the objects of the file, counted from 0
    line: int | None  # counted from 1, where each object has a line
    value: Any
    trouble: str = ""
    rule: str = ""


def objects(path: Path, limits: Limits = LIMITS, decode: Decode = plain) -> Iterator[Found]:
    """The objects of a JSON file, in its order.

    ``decode`` may know what an object should look like, and give it as a record of its own; what
    it does not take comes as plain JSON.

    Raises
    ------
    FileError
        If the file cannot be opened, or is neither an array nor one object a line.
    """
    with open_utf8(path, limits) as stream:
        first = _first(stream)
        if first == b"[":
            yield from _of_array(stream, limits, decode)
        elif first == b"{":
            yield from _of_lines(stream, path, limits, decode)
        else:
            problem = "is empty" if not first else "is not JSON"
            raise FileError(str(path), problem, hint="an array, or one object a line")


def _first(stream: BinaryIO) -> bytes:
    """The first byte that is not blank, not taken from the stream."""
    head: bytes = stream.peek(BLOCK)  # type: ignore[attr-defined]  # open_utf8 gives a buffered one
    return head.lstrip()[:1]


def _of_array(stream: BinaryIO, limits: Limits, decode: Decode) -> Iterator[Found]:
    """Each item decoded by itself; what is not simply the next item goes to the parser."""
    place, before = 0, b"["
    try:
        for piece, whole in pieces(stream, limits.line):
            text = piece.lstrip()
            simple = whole and text.startswith(before)
            item = _decoded(place, None, text[1:], decode) if simple else None
            if item is not None and item.rule in _OF_ITEM_ALONE:
                yield item
                place += 1
            else:
                for item in _parsed(text + b"]" if whole else text, place):
                    yield item
                    place += 1
                    if item.trouble:
                        return
            before = b","
    except TooLong:
        yield Found(place, None, None, f"is longer than {limits.line:,} bytes", "length")


def _parsed(text: bytes, place: int) -> Iterator[Found]:
    """The items of a text by a parser that knows arrays, and takes what the decoder does not."""
    if depth(text) > _DEEPEST:
        yield Found(place, None, None, "is nested too deep", "nesting")
        return
    if _HUGE.search(text):
        yield Found(place, None, None, "has a number too large to hold", "number")
        return
    earlier = b"[0" if place else b""  # in the place of the items that were given
    array = BytesIO(earlier + text)
    try:
        for value in islice(ijson.items(array, "item"), bool(place), None):
            yield Found(place, None, value)
            place += 1
    except ijson.IncompleteJSONError:
        yield Found(place, None, None, "the file ends in the middle of it", "json")
    except ArithmeticError:
        yield Found(place, None, None, "has a number too large to hold", "number")
    except (ijson.JSONError, UnicodeDecodeError) as error:
        said = str(error).splitlines()[0]
        yield Found(place, None, None, f"the rest cannot be read: {said}", "json")


def _of_lines(stream: BinaryIO, path: Path, limits: Limits, decode: Decode) -> Iterator[Found]:
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
        if raw.isspace():
            continue
        if number == 1 and raw.strip() == b"{":
            raise FileError(
                str(path), "is one object over several lines", hint="an array, or one object a line"
            )
        index += 1
        yield _decoded(index, number, raw, decode)


def _decoded(index: int, number: int | None, raw: bytes, decode: Decode) -> Found:
    try:
        return Found(index, number, decode(raw))
    except _NOT_DECODED:
        pass  # what is wrong is said of it as plain JSON, if anything is
    try:
        return Found(index, number, plain(raw))
    except RecursionError:
        return Found(index, number, None, "is nested too deep", "nesting")
    except UnicodeDecodeError as error:
        return Found(index, number, None, f"is not UTF-8: {error.reason}", "encoding")
    except msgspec.DecodeError as error:
        broken_off = "ends in the middle" if "truncated" in str(error) else f"is not JSON: {error}"
        return Found(index, number, None, broken_off, "json")
    except ArithmeticError:
        return Found(index, number, None, "has a number too large to hold", "number")
