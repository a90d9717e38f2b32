"""Files as they come, packed or not, opened as a bounded stream of bytes.

gzip and zip are unpacked on the way, one layer deep; a path may lead into an
archive (``dump.zip/level2.csv``). Nothing is held but one block, and nothing runs
away: what a file unpacks to is bounded, in all and against its size on disk.
Text is read from here by :mod:`graph.formats.files.encodings`.
"""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from msgspec import Struct

from graph.errors import FileError

BLOCK = 1 << 18
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_PACKED = {  # how files begin that programs pack, and that are not unpacked here
    _GZIP: "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7z", b"Rar!": "RAR",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}  # fmt: skip
OFFICE = "[Content_Types].xml"  # a zip with this member is a document, not an archive
_OPEN_DOCUMENT = "mimetype"  # and so is one with this
_LOCKED = 0x1
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"  # in UTF-8, UTF-16 and UTF-32


class Limits(Struct, frozen=True, kw_only=True):
    """How much a file may unpack to before it is refused; sizes in bytes, all our own choice."""

    total: int = 64 << 30
    document: int = 1 << 30  # of an office document, which is not read as a stream throughout
    ratio: int = 200  # unpacked to packed
    free: int = 64 << 20  # up to here the ratio is not asked about
    line: int = 16 << 20


LIMITS = Limits()


def is_empty(path: Path) -> bool:
    """Whether nothing is in a file, or in what it unpacks to, but white space and marks."""
    with open_bytes(path) as stream:
        head = stream.read(BLOCK)
    return len(head) < BLOCK and not head.strip(_BLANK)


@contextmanager
def open_bytes(path: Path, limits: Limits = LIMITS) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked.

    Raises
    ------
    FileError
        If there is no such file; if an archive is damaged, locked, or has several members and
        none is named; if what a file unpacks to passes a limit (also later, while reading).
    """
    file, member = _into(path)
    with ExitStack() as stack:
        try:
            disk = stack.enter_context(file.open("rb"))
            inner = _unpacked(disk, path, member, limits)
        # The last is what zipfile says of a compression it does not know.
        except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
            raise FileError(str(path), _said(error)) from error
        if inner is disk:
            _check_not_packed(disk.read(6), path)
            disk.seek(0)
            yield disk
        else:
            stack.enter_context(inner)
            bounded = _Bounded(inner, path, file.stat().st_size, limits)
            stream = io.BufferedReader(bounded, BLOCK)
            _check_not_packed(stream.peek(6), path, again=True)
            yield stream


@contextmanager
def open_seekable(path: Path, limits: Limits = LIMITS) -> Iterator[BinaryIO]:
    """The same for formats that are not read front to back; a packed one goes to a scratch file."""
    with open_bytes(path, limits) as stream:
        if not isinstance(getattr(stream, "raw", None), _Bounded):
            yield stream
            return
        with tempfile.TemporaryFile() as scratch:
            while block := stream.read(BLOCK):
                scratch.write(block)
            scratch.seek(0)
            yield cast(BinaryIO, scratch)


def _check_not_packed(head: bytes, path: Path, *, again: bool = False) -> None:
    """Refuse what is packed in another way, or was packed twice."""
    for mark, name in _PACKED.items():
        if head.startswith(mark):
            what = "holds another archive" if again else "is packed"
            raise FileError(str(path), f"{what} ({name}), which is not unpacked here",
                            hint="unpack it first")  # fmt: skip


def _into(path: Path) -> tuple[Path, str]:
    """The file on disk and the member asked for: ``b.zip/c/d.csv`` is ``c/d.csv`` in ``b.zip``."""
    for parent in path.parents:
        if parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return path, ""


def _unpacked(disk: BinaryIO, path: Path, member: str, limits: Limits) -> BinaryIO:
    head = disk.read(4)
    disk.seek(0)
    if head.startswith(_ZIP):
        archive = zipfile.ZipFile(disk)
        names = archive.namelist()
        if names[:1] == [_OPEN_DOCUMENT]:
            raise FileError(str(path), "an OpenDocument file, which is not read", hint="save it as "
                            ".xlsx or as CSV")  # fmt: skip
        if OFFICE not in names:
            return cast(BinaryIO, archive.open(_member(archive, path, member)))
        _check_document(archive, path, limits)
        disk.seek(0)
    if member:
        raise FileError(str(path), "not an archive, so nothing inside it can be read")
    if head.startswith(_GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=disk))
    return disk


def _member(archive: zipfile.ZipFile, path: Path, named: str) -> zipfile.ZipInfo:
    members = {
        info.filename: info
        for info in archive.infolist()
        if not info.is_dir() and not info.filename.startswith("__MACOSX/")
    }
    if not named and len(members) == 1:
        named = next(iter(members))
    if named not in members:
        known = ", ".join([*members][:10]) or "none"
        wanted = f"no member {named!r}" if named else f"{len(members)} members"
        raise FileError(str(path), f"the archive has {wanted}", hint=f"add one of: {known}")
    if members[named].flag_bits & _LOCKED:
        raise FileError(str(path), f"{named} is locked with a password")
    return members[named]


def _check_document(archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    """Refuse a document that unpacks to too much; a member never gives more than it declares."""
    total = sum(info.file_size for info in archive.infolist())
    packed = sum(info.compress_size for info in archive.infolist())
    if total > limits.document:
        raise _too_much(path, f"more than {limits.document:,} bytes")
    if total > limits.free and total > limits.ratio * packed:
        raise _too_much(path, f"more than {limits.ratio} times its size")


class _Bounded(io.RawIOBase):
    """Passes on what an unpacker gives until it has given too much."""

    def __init__(self, inner: BinaryIO, path: Path, packed: int, limits: Limits) -> None:
        self._inner, self._path, self._limits = inner, path, limits
        self._given, self._most = 0, max(limits.free, limits.ratio * packed)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer from the unpacker."""
        try:
            block = self._inner.read(len(buffer))
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as error:
            raise FileError(str(self._path), f"damaged: {_said(error)}") from error
        self._given += len(block)
        if self._given > self._limits.total:
            raise _too_much(self._path, f"more than {self._limits.total:,} bytes")
        if self._given > self._most:
            raise _too_much(self._path, f"more than {self._limits.ratio} times its size")
        buffer[: len(block)] = block
        return len(block)


def _too_much(path: Path, what: str) -> FileError:
    return FileError(str(path), f"unpacks to {what}, and is refused as a bomb")


def _said(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
