"""Text comes out the same whichever encoding it was written in, and wrong bytes name their line."""

from __future__ import annotations

import codecs
import io
import tracemalloc
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.errors import FileError
from graph.formats.files.encodings import Lines, open_lines, open_utf8
from graph.formats.files.opening import Limits

CHINESE = "股东,被投资企业,持股比例\n大唐控股,中芯国际,12.5\n国家集成电路产业投资基金,长江存储,24\n"
GERMAN = "Eigentümer,Gesellschaft\nMüller Söhne,Zürcher Börse\nKrüger,Façade Größe\n"


def _write(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    return path


def _text(path: Path, encoding: str = "") -> str:
    with open_lines(path, encoding) as lines:
        return "".join(line.text for line in lines)


@pytest.mark.parametrize(
    "content",
    [
        CHINESE.encode(),
        codecs.BOM_UTF8 + CHINESE.encode(),
        CHINESE.encode("utf-16"),
        codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"),
        CHINESE.encode("utf-32"),
        CHINESE.encode("gb18030"),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16", "utf-16-be", "utf-32", "gb18030"],
)
def test_chinese_text_reads_the_same_from_every_encoding(tmp_path: Path, content: bytes) -> None:
    assert _text(_write(tmp_path, content)) == CHINESE


def test_latin_1_and_utf_16_without_a_mark_are_told(tmp_path: Path) -> None:
    assert _text(_write(tmp_path, GERMAN.encode("latin-1"))) == GERMAN
    assert _text(_write(tmp_path, GERMAN.encode("utf-16-le"))) == GERMAN
    assert _text(_write(tmp_path, GERMAN.encode("utf-16-be"))) == GERMAN


def test_a_thousand_ascii_rows_decide_nothing(tmp_path: Path) -> None:
    """What comes after a megabyte of ASCII is still told."""
    plain = "Owner,Firm,50\n" * 80_000
    with open_lines(_write(tmp_path, (plain + CHINESE).encode("gb18030"))) as lines:
        text = "".join(line.text for line in lines)
        assert (text, lines.encoding) == (plain + CHINESE, "gb18030")


def test_a_wrong_byte_spoils_its_own_line_only(tmp_path: Path) -> None:
    content = (CHINESE * 3).encode().splitlines(keepends=True)
    content[4] = content[4][:6] + b"\xff" + content[4][6:]
    with open_lines(_write(tmp_path, b"".join(content))) as lines:
        read = list(lines)
    assert [line.number for line in read if line.trouble] == [5]
    assert read[4].trouble == "not UTF-8: byte 0xff, the 7th of the line"
    assert [line.text for line in read[:4] + read[5:]] == [
        text for place, text in enumerate((CHINESE * 3).splitlines(keepends=True)) if place != 4
    ]


def test_a_given_encoding_is_kept_to(tmp_path: Path) -> None:
    path = _write(tmp_path, GERMAN.encode("latin-1"))
    with open_lines(path, "utf-8") as lines:
        assert [line.number for line in lines if line.trouble] == [1, 2, 3]
    with pytest.raises(FileError, match="no encoding is called 'utf-99'"):
        _text(path, "utf-99")


def test_utf_16_that_breaks_off_is_refused_with_its_line(tmp_path: Path) -> None:
    path = _write(tmp_path, CHINESE.encode("utf-16")[:-1])
    with pytest.raises(FileError, match=r"table.csv, line \d: not UTF-16-LE: truncated data"):
        _text(path)


def test_decoders_of_utf_8_get_utf_8(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        with open_utf8(_write(tmp_path, CHINESE.encode(encoding))) as stream:
            assert stream.read().decode() == CHINESE


class _Endless(io.RawIOBase):
    """Two gigabytes of one line that nobody ever wrote down, with a line before and after."""

    def __init__(self, size: int) -> None:
        self._parts = [b"first\n", *[b"x" * (1 << 20)] * (size >> 20), b"\nlast\n"]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._parts:
            return 0
        part = self._parts.pop(0)
        given, left = part[: len(buffer)], part[len(buffer) :]
        if left:
            self._parts.insert(0, left)
        buffer[: len(given)] = given
        return len(given)


def test_a_line_of_two_gigabytes_is_passed_over_without_being_held() -> None:
    limits = Limits(line=1 << 20)
    tracemalloc.start()
    lines = list(Lines(cast(Any, _Endless(2 << 30)), Path("huge.csv"), "", limits))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [line.text for line in lines] == ["first\n", "\n", "last\n"]
    assert lines[1].trouble == "longer than 1,048,576 bytes"
    assert peak < 8 << 20


@given(some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x00")))
def test_utf_8_and_marked_utf_16_come_back_whole(text: str) -> None:
    for content in (text.encode(), text.encode("utf-16")):
        stream = cast(Any, io.BytesIO(content))
        lines = list(
            Lines(stream, Path("any"), "" if content[:2] == b"\xff\xfe" else "utf-8", Limits())
        )
        ends = text if "\n" in text else text.replace("\r", "\n")  # of lines, in the common form
        assert "".join(line.text for line in lines) == ends
        assert not any(line.trouble for line in lines)
