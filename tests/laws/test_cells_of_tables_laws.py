"""Laws of cells: several owners in one, numbers that look like days, names with accents."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from graph.claims.model import Entity
from graph.formats.foreign.unread_columns import UnreadColumns
from graph.formats.tables.rows import CellError
from graph.importing.called import _may_be_one as may_be_one
from graph.importing.same_names import kept_apart
from kept_tables import HEADER, read, written

NAMES = ("Alpha Ltd", "Former Glory Ltd", "Trustee Savings Bank", "Warrant Holdings", "Option One",
         "Nominee Street Bakery", "Until Tomorrow AG", "Sold Out Ltd", "Beta GmbH")  # fmt: skip
names = some.lists(some.sampled_from(NAMES), min_size=2, max_size=4, unique=True)


@settings(max_examples=60, deadline=None)
@given(names, some.sampled_from(["; ", ";", "；", "\n"]))
def test_several_owners_in_a_cell_are_read_as_in_rows_of_their_own(owners, parted) -> None:
    part = 100 // len(owners)
    together = parted.join(f"{one} [{part}%]" for one in owners)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        cell = read(written(Path(one), "csv", [HEADER, [together, "Oak", ""]]))
        rows = [[owner, "Oak", f"{part}%"] for owner in owners]
        alone = read(written(Path(other), "csv", [HEADER, *rows]))
    assert cell[0] == alone[0]
    assert cell[2] == alone[2] == []
    assert len(cell[0]) == len(owners)


@given(names, some.integers(0, 3), some.sampled_from(["(until 2020)", "(former)", "(sold)"]))
def test_a_word_beside_one_of_them_refuses_the_cell(owners, at, beside) -> None:
    said = [*owners]
    said[at % len(said)] += f" {beside}"
    with TemporaryDirectory() as folder:
        held, _, refused = read(
            written(Path(folder), "csv", [HEADER, ["; ".join(said), "Oak", "50%"]])
        )
    assert held == {}
    assert len(refused) == 1


def speaks(cell: str) -> str:
    unread = UnreadColumns(["Owner", "Firm", "Share", "Score"], {"Owner", "Firm", "Share"})
    try:
        unread.check({"Owner": "a", "Firm": "b", "Share": "1%", "Score": cell})
    except CellError as error:
        return error.problem
    return ""


@given(some.decimals(0, 99_999, places=2), some.sampled_from([".", ","]))
def test_a_decimal_in_an_unread_column_is_no_day(number, point) -> None:
    assert speaks(f"{number}".replace(".", point)) == ""


@given(some.integers(10_000_000, 99_999_999))
def test_eight_digits_in_an_unread_column_are_no_day(number) -> None:
    assert speaks(str(number)) == ""


@given(some.dates(), some.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%Y年%m月%d日"]))
def test_a_day_in_an_unread_column_is_one(day, form) -> None:
    if day.year >= 1900:
        assert "is a day" in speaks(day.strftime(form))


ACCENTS = (
    "Nestlé",
    "Société Générale",
    "Škoda Auto",
    "Müller",
    "Ångström",
    "Peña Nieto",
)
FORMS = (("S.A.", "SA"), ("Ltd.", "LIMITED"), ("GmbH", "gmbh"), ("", ""))


def without_accents(name: str) -> str:
    parts = unicodedata.normalize("NFD", name)
    return "".join(one for one in parts if not unicodedata.combining(one))


@pytest.mark.parametrize("name", ACCENTS)
@pytest.mark.parametrize("forms", FORMS)
def test_a_name_without_its_accents_may_be_the_same(name: str, forms: tuple[str, str]) -> None:
    one, other = f"{name} {forms[0]}".strip(), f"{without_accents(name)} {forms[1]}".strip()
    assert may_be_one(one, other)
    assert may_be_one(other.upper(), one)
    assert not may_be_one(one, f"Quite Another {forms[1]}")


@pytest.mark.parametrize("name", ACCENTS)
def test_names_that_differ_in_accents_alone_are_told_to_be_kept_apart(name: str) -> None:
    two = [
        Entity(id="a", kind="Organization", name=name),
        Entity(id="b", kind="Organization", name=without_accents(name).upper()),
    ]
    assert kept_apart(two)
