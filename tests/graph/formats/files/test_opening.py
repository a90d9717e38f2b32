"""Packed files open as what they hold; damaged and boundless ones are refused in words."""

from __future__ import annotations

import gzip
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from graph.errors import FileError
from graph.formats.files.opening import BLOCK, Limits, open_bytes, open_seekable

TEXT = "owner,owned\n甲,乙\n".encode()


def _zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return path


def _read(path: Path, limits: Limits | None = None) -> bytes:
    with open_bytes(path, limits or Limits()) as stream:
        return stream.read()


def _pass_over(path: Path, limits: Limits) -> None:
    with open_bytes(path, limits) as stream:
        while stream.read(BLOCK):
            pass


def test_plain_gzip_and_zip_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TEXT)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(TEXT))
    _zip(tmp_path / "a.zip", a_csv=TEXT)
    assert {_read(tmp_path / name) for name in ("a.csv", "a.csv.gz", "a.zip")} == {TEXT}


def test_joined_gzip_files_are_read_to_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(TEXT) + gzip.compress(b"more\n"))
    assert _read(tmp_path / "a.gz") == TEXT + b"more\n"


def test_a_path_leads_into_an_archive(tmp_path: Path) -> None:
    dump = _zip(tmp_path / "dump.zip", a_csv=TEXT, b_csv=b"other")
    assert _read(dump / "a.csv") == TEXT
    with open_seekable(dump / "b.csv") as stream:
        stream.seek(2)
        assert stream.read() == b"her"


def test_an_archive_of_several_wants_one_named(tmp_path: Path) -> None:
    dump = _zip(tmp_path / "dump.zip", a_csv=TEXT, b_csv=b"other")
    with pytest.raises(FileError, match=r"dump.zip: the archive has 2 members.*a.csv, b.csv"):
        _read(dump)
    with pytest.raises(FileError, match=r"no member 'c.csv'"):
        _read(dump / "c.csv")


def test_nothing_lies_inside_a_plain_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TEXT)
    with pytest.raises(FileError, match="not an archive"):
        _read(tmp_path / "a.csv" / "b.csv")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"none.csv: No such file"):
        _read(tmp_path / "none.csv")


@pytest.mark.parametrize("cut", [9, 15])
def test_a_truncated_gzip_file_is_refused(tmp_path: Path, cut: int) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(TEXT)[:-cut])
    with pytest.raises(FileError, match=r"a.gz: damaged"):
        _read(tmp_path / "a.gz")


def test_a_truncated_zip_file_is_refused(tmp_path: Path) -> None:
    whole = _zip(tmp_path / "a.zip", a_csv=TEXT).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[:-30])
    with pytest.raises(FileError, match=r"a.zip: File is not a zip file"):
        _read(tmp_path / "a.zip")


def test_a_zip_with_wrong_bytes_is_refused(tmp_path: Path) -> None:
    whole = bytearray(_zip(tmp_path / "a.zip", a_csv=TEXT * 9).read_bytes())
    whole[45] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(whole)
    with pytest.raises(FileError, match=r"a.zip: damaged"):
        _read(tmp_path / "a.zip")


@pytest.mark.parametrize("name", ["a.gz", "a.zip"])
def test_a_bomb_is_refused_while_little_is_held(tmp_path: Path, name: str) -> None:
    bomb = bytes(20 << 20)
    if name == "a.gz":
        (tmp_path / name).write_bytes(gzip.compress(bomb))
    else:
        _zip(tmp_path / name, a_csv=bomb)
    limits = Limits(free=1 << 20)
    tracemalloc.start()
    with pytest.raises(FileError, match=f"{name}: unpacks to more than 200 times its size"):
        _pass_over(tmp_path / name, limits)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * BLOCK


def test_what_is_too_large_in_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(TEXT * 10))
    with pytest.raises(FileError, match="unpacks to more than 100 bytes"):
        _read(tmp_path / "a.gz", Limits(total=100))


def test_a_document_is_not_an_archive_and_is_bounded_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(5 << 20))
    assert _read(path).startswith(b"PK")
    with pytest.raises(FileError, match="more than 200 times its size"):
        _read(path, Limits(free=1 << 20))
    with pytest.raises(FileError, match="more than 1,000 bytes"):
        _read(path, Limits(document=1000))
