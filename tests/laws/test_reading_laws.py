"""Laws of reading tables: what was read before, and how much at a time, changes nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims.fields import check_code
from graph.claims.model import Control, Entity, Ownership
from graph.claims.rivals_and_rates import ExchangeRate
from graph.formats.files import encodings
from graph.formats.files.encodings import Lines
from graph.formats.files.opening import Limits
from graph.formats.tables import records
from graph.formats.tables.cells import columns_of
from graph.formats.tables.records import Row
from graph.formats.tables.rows import CellError

# Good cells of some columns, and what is wrong in most of them.
GOOD = {
    "id": ["a", "b-1"],
    "kind": ["Organization"],
    "name": ["Alpha", "Beta"],
    "other_names": ["A", "B | A", "A | B"],
    "identifiers": ["cik:1", "cik:1 | ticker:X"],
    "subject": ["yes"],
    "party": ["a", "b"],
    "target": ["a", "b"],
    "share_min": ["0", "5", "5.0", "-0"],
    "share_max": ["5", "100"],
    "share_open": ["min", "max | min"],
    "valid_from": ["2020", "2021-02"],
    "valid_to": ["2020", "2020-12-31"],
    "as_of": ["2024-01-01"],
    "status": ["asserted", "denied"],
    "mechanism": ["vieContracts", "parent"],
    "instruments": ["callOption", "callOption | equityPledge"],
    "base": ["USD"],
    "currency": ["CNY"],
    "year": ["2020"],
    "rate": ["7.10", "7.1"],
    "source": ["ar", "ar | press"],
    "locator": ["p. 1", "p. 1 | p. 2"],
}
ANY = ["", "", "", " ", "5", "130", "2020-13", "min", "x:", "no such thing", "a | | a"]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Any, list[list[str]]]:
    cls = draw(st.sampled_from([Ownership, Entity, Control, ExchangeRate]))
    some = draw(st.sampled_from([[], [""], ANY]))  # what is not good
    cells = [
        st.sampled_from([*4 * GOOD.get(column, [""]), f" {GOOD.get(column, [''])[0]} ", *some])
        for column in columns_of(cls)
    ]
    return cls, draw(st.lists(st.tuples(*cells).map(list), min_size=1, max_size=8))


def outcome(row: Row, cells: list[str]) -> Any:
    try:
        return row.read(cells)
    except CellError as error:
        return error.column, error.problem, error.hint


@pytest.mark.parametrize("remembered", [1, 4096])
@given(table=tables())
def test_a_row_reads_the_same_after_others_as_alone(remembered: int, table: Any) -> None:
    cls, rows = table
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "_REMEMBERED", remembered)
        shared = Row(cls, columns_of(cls), check_code)
        together = [outcome(shared, cells) for cells in rows + rows]
    alone = [outcome(Row(cls, columns_of(cls), check_code), cells) for cells in rows]
    assert together == alone + alone


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
