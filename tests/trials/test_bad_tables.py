"""Tables that nobody made for people: each is refused in words, in bounded time and memory."""

from __future__ import annotations

import bz2
import gzip
import io
import re
import resource
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from graph.importing.gathering import Wanted
from graph.importing.storing import check_files

MANY = 700_000
WIDE = b",".join(b"c%d" % n for n in range(MANY))
SHEET = "xl/worksheets/sheet1.xml"


def book(sheet: bytes = b"", **parts: bytes) -> bytes:
    """A workbook of one sheet, with another text of it, or of other parts."""
    plain, made = io.BytesIO(), io.BytesIO()
    new = openpyxl.Workbook()
    new.active.append(["Owner", "Company", "Share %"])
    new.active.append(["Elm", "Oak", 5])
    new.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as out:
        for name in old.namelist():
            out.writestr(name, sheet if sheet and name == SHEET else old.read(name))
    return made.getvalue()


def sheet_of(rows: bytes) -> bytes:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (space, rows)


def formulas() -> bytes:
    made = io.BytesIO()
    new = openpyxl.Workbook()
    new.active.append(["Owner", "Company", "Share %"])
    for row in range(2, 5):
        new.active.append([f"=A{row}", "Oak", "=1/3"])
    new.save(made)
    return made.getvalue()


def packed(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr(name, content)
    return made.getvalue()


def text_cell(text: bytes, at: bytes = b"") -> bytes:
    return b'<c t="inlineStr"%s><is><t>%s</t></is></c>' % (at, text)


HEADER = b"<row>" + b"".join(map(text_cell, (b"Owner", b"Company", b"Share %"))) + b"</row>"
LONG = b"x" * 10_000_000

BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "formulas": ("a.xlsx", formulas, "A2 is a formula whose value was not stored"),
    "wide csv": (
        "a.csv",
        lambda: b"Owner,Company," + WIDE + b"\n",
        "700,002 columns; at most 2,000",
    ),
    "wide row": (
        "a.csv",
        lambda: b"Owner,Company\nElm,Oak," + WIDE + b"\n",
        "700002 cells, but 2 columns",
    ),
    "wide sheet": (
        "a.xlsx",
        lambda: book(
            sheet_of(b"<row>" + b"".join(text_cell(b"c%d" % n) for n in range(MANY)) + b"</row>")
        ),
        "over 16,384 cells in a row",
    ),
    "far cell": (
        "a.xlsx",
        lambda: book(sheet_of(HEADER + b"<row>" + text_cell(b"a", b' r="ZZZZZZ2"') + b"</row>")),
        "not a workbook that can be read",
    ),
    "far row": (
        "a.xlsx",
        lambda: book(sheet_of(HEADER + b'<row r="900000000">' + text_cell(b"a") + b"</row>")),
        "a row with a number above 1,048,576",
    ),
    "long cell csv": (
        "a.csv",
        lambda: b"Owner,Company\nElm,Oak\n" + LONG + b",Oak\nAsh,Oak\n",
        "a cell of 10,000,000 characters; at most 131,072 are read",
    ),
    "long quoted cell": (
        "a.csv",
        lambda: b'Owner,Company\n"' + b"Elm,Oak\n" * 1_250_000 + b'",Oak\nAsh,Oak\n',
        "a cell of 10,000,000 characters",
    ),
    "long cell xlsx": (
        "a.xlsx",
        lambda: book(sheet_of(HEADER + b"<row>" + text_cell(LONG) + text_cell(b"Oak") + b"</row>")),
        "10,000,000|not a workbook that can be read",
    ),
    "long header": (
        "a.csv",
        lambda: b"Owner,Company," + LONG + b"\nElm,Oak,1\n",
        "a cell of 10,000,000",
    ),
    "endless quotation": (
        "a.csv",
        lambda: b'Owner,Company\nElm,Oak\n"Ash,Oak\n' + b"Yew,Oak\n" * 50,
        "line 3.*a quotation that is opened here and does not end",
    ),
    "zip in zip": (
        "a.zip",
        lambda: packed("b.zip", packed("c.csv", b"Owner,Company\nElm,Oak\n")),
        "holds another archive",
    ),
    "gzip in zip": (
        "a.zip",
        lambda: packed("b.csv.gz", gzip.compress(b"Owner,Company\nElm,Oak\n")),
        r"holds another archive \(gzip\)",
    ),
    "gzip in gzip": (
        "a.csv.gz",
        lambda: gzip.compress(gzip.compress(b"Owner,Company\nElm,Oak\n")),
        r"holds another archive \(gzip\)",
    ),
    "bzip2": ("a.csv.bz2", lambda: bz2.compress(b"Owner,Company\n"), r"is packed \(bzip2\)"),
    "old workbook": ("a.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old kind"),
    "noise": ("a.csv", lambda: bytes(range(256)) * 40, "control|encoding|no column|utf"),
}


@pytest.mark.parametrize("form", ["table", "auto"])
@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_in_words(tmp_path: Path, name: str, form: str) -> None:
    file, make, words = BAD[name]
    path = tmp_path / file
    path.write_bytes(make())
    tracemalloc.start()
    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    report = check_files([path], Wanted(format=form, name="t"))
    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime - seconds
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report.refusals
    said = "\n".join(map(str, report.refusals))
    if form == "table" or "looks like no format" not in said:
        assert re.search(words, said), said[:300]
    assert len(said) < 5_000
    assert str(tmp_path) not in said
    assert peak < 250 << 20
    assert seconds < 20


def test_what_stands_around_a_bad_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(BAD["long quoted cell"][1]())
    report = check_files([path], Wanted(format="table", name="t"))
    assert report.records["claims"] == 1
    assert len(report.refusals) == 1
