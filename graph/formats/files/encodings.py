"""Bytes → text, whoever wrote the file: UTF-8, UTF-16, UTF-32, GB18030, Latin-1 and their kin.

An encoding is told by its mark, then by being UTF-8, then by
``charset_normalizer`` on one block. As long as everything is ASCII nothing is
decided, since the candidates agree there: so the first thousand English rows of
a Chinese table decide nothing. A file that is UTF-8 but for a few bytes stays
UTF-8, and those bytes are reported with their line.
"""

from __future__ import annotations

import codecs
import io
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from graph.errors import FileError
from graph.formats.files.opening import BLOCK, LIMITS, Limits, open_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = (b"PK", b"PAR1")  # workbooks and Parquet files are full of zeros
_WIDE = ("utf-16", "utf-32", "utf_16", "utf_32")
_GUESSES = ["gb18030", "big5", "cp1252", "latin_1"]
_FEW = 64  # bytes that are not ASCII; of fewer, GB18030 and Big5 cannot be told apart
_STRAY = 20  # so many good characters beside one bad byte, and the file is UTF-8 with faults


class TextLine(NamedTuple):
    """A line with its end, counted from 1, and what makes it unusable, if anything does."""

    number: int
    text: str
    trouble: str = ""


class Lines:
    """The lines of a file; ``encoding`` is what they were read as so far (``ascii`` at first)."""

    def __init__(self, stream: BinaryIO, path: Path, encoding: str, limits: Limits) -> None:
        self._stream, found = _unmarked(stream, path, encoding)
        self._limit = limits.line
        self.encoding = found or "ascii"
        self._decided = bool(found)
        self.guessed = ""  # the encoding, when nothing but likelihood speaks for it

    def __iter__(self) -> Iterator[TextLine]:
        ahead: deque[bytes] = deque()  # read to decide on the encoding, not given yet
        number = 0
        while line := ahead.popleft() if ahead else self._next():
            number += 1
            if not self._decided and len(line) <= self._limit and not line.isascii():
                while sum(map(len, ahead)) < BLOCK and (further := self._next()):
                    ahead.append(further)
                self.encoding, self._decided = told(b"".join((line, *ahead))[:BLOCK]), True
                self.guessed = "" if self.encoding == "utf-8" else self.encoding
            yield self._line(number, line)

    def texts(self, spoiled: dict[int, str]) -> Iterator[str]:
        """The text of each line alone, for readers that count lines themselves (as ``csv`` does).

        What makes a line unusable is put into ``spoiled``, under its number, when it is given. As
        long as the file is good UTF-8, a block of lines costs hardly more than a single one.
        """
        if codecs.lookup(self._written).name != "utf-8":
            return _noting(self, spoiled)
        return chain.from_iterable(self._in_blocks(spoiled))

    def _in_blocks(self, spoiled: dict[int, str]) -> Iterator[Iterable[str]]:
        """The lines of UTF-8, a block at a time; only where one is bad are they looked at singly.

        No sign of several bytes has a line end among them, so a block is good if its lines are.
        """
        number = 1
        for block in self._blocks():
            text = _utf8(block) if len(block) <= self._limit else None  # so no line is too long
            if text is None:
                lines = map(self._line, count(number), io.BytesIO(block))
                yield _noting(lines, spoiled)
            else:
                yield io.StringIO(text, newline="\n")  # lines end there only, as those of bytes do
            number += block.count(b"\n") or 1  # a line too long comes without its end

    def _blocks(self) -> Iterator[bytes]:
        """Whole lines, as many as one reading gives; then the line that it cut, by itself."""
        while block := self._stream.read1(BLOCK):
            whole, end, cut = block.rpartition(b"\n")
            if end:
                yield whole + end
            if cut:
                yield cut + self._next()

    def _next(self) -> bytes:
        """The next line; of one too long, its beginning only."""
        line = rest = self._stream.readline(self._limit + 1)
        while len(rest) > self._limit and not rest.endswith(b"\n"):
            rest = self._stream.readline(self._limit + 1)
        return line

    @property
    def _written(self) -> str:
        """The encoding of the stream, in which wide ones have become UTF-8."""
        return "utf-8" if self.encoding.startswith(_WIDE) else self.encoding

    def _line(self, number: int, line: bytes) -> TextLine:
        if len(line) > self._limit:
            return TextLine(number, "\n", f"longer than {self._limit:,} bytes")
        encoding = self._written
        try:
            return TextLine(number, line.decode(encoding))
        except UnicodeDecodeError as error:
            bad, place = line[error.start], error.start + 1
            trouble = f"not {encoding.upper()}: byte 0x{bad:02x}, the {place}th of the line"
            return TextLine(number, line.decode(encoding, errors="replace"), trouble)


@contextmanager
def open_lines(path: Path, encoding: str = "", limits: Limits = LIMITS) -> Iterator[Lines]:
    """The lines of a text file, unpacked and decoded; ``encoding`` is told when none is given.

    A line with wrong bytes, or longer than the limit, comes with its ``trouble`` and spoils
    nothing else; a line too long is passed over without being held.

    Raises
    ------
    FileError
        As :func:`~graph.formats.files.opening.open_bytes` does; if no encoding has that name;
        if text in UTF-16 or UTF-32 breaks off.
    """
    try:
        codecs.lookup(encoding or "ascii")
    except LookupError as error:
        raise FileError(str(path), f"no encoding is called {encoding!r}") from error
    with open_bytes(path, limits) as stream:
        yield Lines(stream, path, encoding, limits)


@contextmanager
def open_utf8(path: Path, limits: Limits = LIMITS) -> Iterator[BinaryIO]:
    """The text of a file as UTF-8 bytes without a mark, for decoders that read those (JSON).

    JSON is UTF-8 by its standard; a file in UTF-16 or UTF-32 is recoded, any other is passed on.
    """
    with open_bytes(path, limits) as stream:
        yield _unmarked(stream, path, "")[0]


def _noting(lines: Iterable[TextLine], spoiled: dict[int, str]) -> Iterator[str]:
    """The texts of lines, and on the way what is the trouble with them."""
    for number, text, trouble in lines:
        if trouble:
            spoiled[number] = trouble
        yield text


def _utf8(block: bytes) -> str | None:
    """The text of a block; nothing if any of it is not UTF-8."""
    try:
        return block.decode()
    except UnicodeDecodeError:
        return None


def _unmarked(stream: BinaryIO, path: Path, encoding: str) -> tuple[io.BufferedReader[Any], str]:
    """The stream behind its mark, and its encoding if that is known; wide ones become UTF-8."""
    source = io.BufferedReader(cast(io.RawIOBase, stream), BLOCK)
    head = source.peek(BLOCK)
    for mark, marked in _MARKS:
        if head.startswith(mark):
            source.read(len(mark))
            encoding = encoding or marked
            break
    encoding = encoding or _wide_without_mark(head)
    if encoding.startswith(_WIDE):
        return io.BufferedReader(_Recoded(source, encoding, path), BLOCK), encoding
    return source, encoding


def told(sample: bytes) -> str:
    """The most likely encoding of a block of text that is not all ASCII.

    >>> told("持股比例".encode()), told("中芯国际集成电路制造有限公司 持股比例".encode("gb18030"))
    ('utf-8', 'gb18030')
    """
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    if bad <= 1 + good // _STRAY and (good or not bad):  # one: the block may end within a character
        return "utf-8"
    from charset_normalizer import from_bytes  # only a file that is not UTF-8 needs it

    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    name = "latin_1" if best is None else best.encoding
    if name == "big5" and sum(byte > 0x7F for byte in sample) < _FEW:
        name = "gb18030"
    return name


def _wide_without_mark(head: bytes) -> str:
    """UTF-16 that forgot its mark: of ASCII text in it, every other byte is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if head.startswith(_NO_TEXT) or max(even, odd) * 4 <= len(head):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


class _Recoded(io.RawIOBase):
    """A wide encoding as UTF-8."""

    def __init__(self, inner: BinaryIO, encoding: str, path: Path) -> None:
        self._inner, self._path, self._name = inner, path, encoding.upper()
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._left, self._line, self._over = b"", 1, False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with recoded text."""
        while not self._left and not self._over:
            block = self._inner.read(BLOCK)
            self._over = not block
            try:
                text = self._decoder.decode(block, final=self._over)
            except UnicodeDecodeError as error:
                problem = f"not {self._name}: {error.reason}"
                raise FileError(str(self._path), problem, line=self._line) from error
            self._line += text.count("\n")
            self._left = text.encode()
        given = self._left[: len(buffer)]
        self._left = self._left[len(given) :]
        buffer[: len(given)] = given
        return len(given)
