"""Streams of text made over while they are read: wide signs as UTF-8, ends of lines as usual."""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import Any, BinaryIO

from graph.errors import FileError
from graph.formats.files.opening import BLOCK


class WithLines(io.RawIOBase):
    """Text whose lines end with a carriage return alone, with ends that every reader knows."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with the same text."""
        given = self._inner.read(len(buffer)).replace(b"\r", b"\n")
        buffer[: len(given)] = given
        return len(given)


class Recoded(io.RawIOBase):
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
