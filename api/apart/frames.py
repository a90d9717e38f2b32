"""What goes between the server and a process that answers questions: records, each with its length.

A frame is four bytes of length, big-endian, and as many bytes of MessagePack.
"""

from __future__ import annotations

import struct
from typing import TypeVar

import msgspec
from msgspec import Struct

LENGTH = struct.Struct(">I")

RawHeaders = list[tuple[bytes, bytes]]
T = TypeVar("T")


class Limits(Struct, frozen=True):
    """What a process is told first: how it gives way, bytes it may take, where it may write."""

    nice: int
    memory: int
    scratch: str


class Asked(Struct, frozen=True):
    """One request, its body whole."""

    method: str
    path: str
    raw_path: bytes
    query: bytes
    headers: RawHeaders
    body: bytes
    scheme: str
    host: tuple[str, int] | None  # the server's own address
    client: tuple[str, int] | None
    seconds: int  # of processor time


class Answered(Struct, frozen=True):
    """One answer, whole, and what the process has to say beside it."""

    status: int
    headers: RawHeaders
    body: bytes
    seconds: float  # of processor time that it took
    spent: bool  # whether the process has gathered enough to be replaced
    logged: tuple[str, ...]  # lines for the operator


def packed(record: Struct) -> bytes:
    """A record as a frame.

    >>> frame = packed(Limits(10, 1, "/tmp"))
    >>> LENGTH.unpack(frame[:4])[0] == len(frame) - 4, unpacked(frame[4:], Limits).nice
    (True, 10)
    """
    content = msgspec.msgpack.encode(record)
    return LENGTH.pack(len(content)) + content


def unpacked(content: bytes, record: type[T]) -> T:
    """The record of a frame, after its length."""
    return msgspec.msgpack.decode(content, type=record)
