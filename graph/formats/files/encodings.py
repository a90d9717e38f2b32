"""Bytes → text, whoever wrote the file: UTF-8, UTF-16, UTF-32, GB18030, Latin-1 and their kin.

An encoding is told by its mark, then by being UTF-8, then by what text there must be
(:mod:`graph.formats.files.code_pages`); where several fit as well, the file is refused and
the reader asked. As long as everything is ASCII nothing is decided, since the candidates agree
there: so the first thousand English rows of a Chinese table decide nothing. A file that is UTF-8
but for a few bytes stays UTF-8, and those bytes are reported with their line.
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
from graph.formats.files.code_pages import Told, page_of
from graph.formats.files.opening import BLOCK, LIMITS, Limits, open_bytes
from graph.formats.files.recoding import Recoded, WithLines
from graph.formats.files.unseen import CONTROL

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = (b"PK", b"PAR1")  # workbooks and Parquet files are full of zeros
# Of so many signs of a table at least one is a comma, a digit, the end of a line; and of so many
# of one whose bytes are UTF-8 as well, which only ASCII in wide signs is.
SEPARATED, ALL_PLAIN = 20, 4
_WIDE = ("utf-16", "utf-32", "utf_16", "utf_32")
_WIDE_FORMS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_HEAD = 1 << 16  # bytes that show how a text ends its lines, and how wide it is
HOW_TO_SAY = "--encoding NAME, or file.encoding in a mapping"
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
        self._path, self._limit = path, limits.line
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
                self._decide(b"".join((line, *ahead))[:BLOCK], number)
            yield self._line(number, line)

    def _decide(self, sample: bytes, line: int) -> None:
        """Settle on an encoding, or refuse the file; a guess may be wrong, and is told."""
        found = told(sample)
        if not found.page:
            raise undecided(self._path, found, line)
        self.encoding, self._decided = found.page, True
        self.guessed = "" if found.page == "utf-8" else found.page

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
        As :func:`~graph.formats.files.opening.open_bytes` does; if no encoding has that name, or
        none was given and several fit as well; if text in UTF-16 or UTF-32 breaks off.
    """
    try:
        codecs.lookup(encoding or "ascii")
    except LookupError as error:
        raise FileError(str(path), f"no encoding is called {encoding!r}") from error
    with open_bytes(path, limits) as stream:
        yield Lines(stream, path, encoding, limits)


@contextmanager
def open_utf8(
    path: Path, limits: Limits = LIMITS, *, plain_start: bool = True
) -> Iterator[BinaryIO]:
    """The text of a file as UTF-8 bytes without a mark, for decoders that read those (JSON).

    JSON is UTF-8 by its standard; a file in UTF-16 or UTF-32 is recoded, any other is passed on.
    Without a mark that takes a sign of ASCII at its start, as JSON, XML and Turtle have it, unless
    ``plain_start`` is not asked for.
    """
    with open_bytes(path, limits) as stream:
        yield _unmarked(stream, path, "", plain_start=plain_start)[0]


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


def _unmarked(
    stream: BinaryIO, path: Path, encoding: str, *, plain_start: bool = False
) -> tuple[io.BufferedReader[Any], str]:
    """The stream behind its mark, and its encoding if that is known.

    Wide encodings become UTF-8, and lines that end as those of old Macintoshes, as others do.
    """
    source = io.BufferedReader(cast(io.RawIOBase, stream), max(BLOCK, _HEAD))
    head = source.peek(_HEAD)
    for mark, marked in _MARKS:
        if head.startswith(mark):
            source.read(len(mark))
            # What is marked as wide is never what somebody said who only knows narrow ones.
            encoding = marked if marked.startswith(_WIDE) else encoding or marked
            break
    else:
        if b"\0" in head[:4] or not plain_start:
            encoding = wide_without_mark(head) or encoding
    if encoding.startswith(_WIDE):
        source = io.BufferedReader(Recoded(source, encoding, path), max(BLOCK, _HEAD))
    head = source.peek(_HEAD)
    if b"\r" in head and b"\n" not in head:
        source = io.BufferedReader(WithLines(source), BLOCK)
    return source, encoding


def told(sample: bytes) -> Told:
    """The encoding of a block of text that is not all ASCII, or those that fit as well.

    >>> told("持股比例".encode()).page, told("中芯国际有限公司 持股比例".encode("gb18030")).page
    ('utf-8', 'gb18030')
    """
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    if bad <= 1 + good // _STRAY and (good or not bad):  # one: the block may end within a character
        return Told("utf-8")
    return page_of(sample)


def undecided(path: Path, found: Told, line: int | None = None) -> FileError:
    """What is asked of somebody whose file may be in several encodings, or in none."""
    if not found.rivals:
        problem = "text in no encoding that is known here"
    else:
        readings = "; ".join(f"as {page} it reads {word!r}" for page, word in found.rivals)
        problem = f"nothing says in which encoding it is: {readings}"
    return FileError(str(path), problem, line=line, hint=HOW_TO_SAY)


def wide_without_mark(head: bytes) -> str:
    """UTF-16 or UTF-32 that forgot its mark: read so, its zeros are no controls, but text.

    >>> wide_without_mark("股东,公司\\n甲,乙\\n".encode("utf-16-le"))
    'utf-16-le'
    >>> wide_without_mark("holder,company,note\\nAnn,Jade,a zero: \\0 \\n".encode())
    ''
    """
    if b"\0" not in head or head.startswith(_NO_TEXT):
        return ""
    found: dict[str, int] = {}
    narrow = "\ufffd" not in head.decode("utf-8", errors="replace")[:-1]
    signs = ALL_PLAIN if narrow else SEPARATED
    for form in _WIDE_FORMS:
        text = head[: len(head) // 4 * 4 or len(head) // 2 * 2].decode(form, errors="replace")
        plain = sum(one.isascii() for one in text)
        # The wrong order, or the wrong width, makes rare signs of the ends of lines and of digits;
        # so do the few zeros that a narrow text may hold.
        if plain * signs >= len(text) and "\ufffd" not in text[:-1] and not CONTROL.search(text):
            found[form] = plain
    return max(found, key=lambda form: found[form], default="")
