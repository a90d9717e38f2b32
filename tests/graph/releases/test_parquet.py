"""Columns hold the same whether records are turned into them all at once or in lots."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.claims import fields
from graph.claims.fields import RECORD_TYPES, by_field, fields_of
from graph.claims.model import Citation, Entity, HolderTable, Identifier, Ownership
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.releases import parquet as columns


def stake(number: int) -> Ownership:
    cited = tuple(Citation(f"source-{n}", f"p. {number}") for n in range(number % 3))
    return Ownership(
        id=f"own-{number}",
        target="firm",
        share=Share(Decimal(number), Decimal("99.5")) if number % 2 else None,
        period=Period(PartialDate.parse("2020-02"), PartialDate.parse("2021-02")),
        as_of=PartialDate.parse("2024"),
        citations=cited,
        via=("a", "b")[: number % 3],
    )


STAKES = [stake(number) for number in range(20)]
LISTS = [HolderTable(id=f"t-{n}", target="firm", complete_above=Decimal(n)) for n in range(20)]


@pytest.mark.parametrize("cls", RECORD_TYPES.values())
def test_fields_come_in_the_order_of_the_values_of_a_record(cls) -> None:
    assert tuple(field.name for field in fields_of(cls)) == cls.__struct_fields__


def test_records_come_field_by_field_in_their_order(monkeypatch) -> None:
    monkeypatch.setattr(fields, "AT_ONCE", 3)
    cited = [Citation(f"s{n}", f"p. {n}") for n in range(7)]
    lots = list(by_field(cited))
    assert [len(sources) for sources, _ in lots] == [3, 3, 1]
    assert [Citation(*pair) for lot in lots for pair in zip(*lot, strict=True)] == cited
    assert list(by_field([])) == []


def test_a_file_written_in_lots_is_the_one_written_at_once(tmp_path, monkeypatch) -> None:
    mixed = list(chain.from_iterable(zip(STAKES, LISTS, strict=True)))
    assert columns.write(mixed, tmp_path / "whole") == 40
    monkeypatch.setattr(fields, "AT_ONCE", 3)
    columns.write(mixed, tmp_path / "lots")
    whole, lots = (pq.read_table(tmp_path / name) for name in ("whole", "lots"))
    assert lots.equals(whole, check_metadata=True)
    assert list(columns.read(tmp_path / "lots")) == [*STAKES, *LISTS]


def test_columns_have_the_types_that_were_promised(tmp_path) -> None:
    columns.write(STAKES, tmp_path / "claims")
    found = pq.read_schema(tmp_path / "claims")
    cited = pa.list_(pa.struct([("source", pa.string()), ("locator", pa.string())]))
    assert found.field("citations").type == cited
    assert found.field("via").type == pa.list_(pa.string())
    assert found.field("share_min").type == pa.decimal128(38, 18)
    assert found.field("valid_to").type == pa.date32()
    assert found.field("valid_to_precision").type == pa.string()


def test_a_period_ends_with_its_last_day_and_empty_text_is_nothing(tmp_path) -> None:
    columns.write([stake(0)], tmp_path / "claims")
    (row,) = pq.read_table(tmp_path / "claims").to_pylist()
    assert (str(row["valid_from"]), str(row["valid_to"])) == ("2020-02-01", "2021-02-28")
    assert (row["note"], row["share_min"], row["citations"], row["via"]) == (None, None, [], [])


def test_lists_stay_with_their_record_where_others_have_none(tmp_path) -> None:
    numbers = [(), (Identifier("cik", "1"), Identifier("lei", "2")), (), (Identifier("cik", "3"),)]
    given = [
        Entity(id=f"e{n}", kind="Person", name="Wei", identifiers=one)
        for n, one in enumerate(numbers)
    ]
    columns.write(given, tmp_path / "entities")
    assert list(columns.read(tmp_path / "entities")) == given
