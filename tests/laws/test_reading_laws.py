"""Laws of reading tables: how much is read at a time changes nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.formats import encodings
from graph.formats.encodings import Lines
from graph.formats.opening import Limits

PARTS = [b"a", b",", b"\n", b"\r", b"\r\n", "中".encode(), b"\xe4\xb8", b"\xff", b"\xc2\x85"]


@given(
    st.lists(st.sampled_from([*PARTS, "\u2028".encode()]), max_size=40).map(b"".join),
    st.integers(1, 12),
    st.integers(1, 30),
    st.sampled_from(["utf-8", "latin-1"]),
)
def test_lines_are_the_same_one_by_one_and_in_blocks(
    content: bytes, block: int, longest: int, encoding: str
) -> None:
    def lines() -> Lines:
        stream = cast(Any, io.BytesIO(content))
        return Lines(stream, Path("any"), encoding, Limits(line=longest))

    one_by_one = list(lines())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "BLOCK", block)
        spoiled: dict[int, str] = {}
        for line, text in zip(one_by_one, lines().texts(spoiled), strict=True):
            assert text == line.text
            assert spoiled == {n: said for n, _, said in one_by_one[: line.number] if said}
