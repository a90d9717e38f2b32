"""Cells of owners: what is split, what is joint, what is nobody's, and what is refused."""

from fractions import Fraction

import pytest

from graph.formats.foreign.owner_cells import OwnerColumns
from graph.formats.plants.cells import Who, owners_in
from graph.formats.tables.rows import CellError

PARENT = OwnerColumns(
    column="parent",
    separator=";",
    pattern=r"(?P<name>.+?)(?:\s*\[(?P<share>[^\]]*%)\])?",
    id_column="ids",
    id_pattern=r"(E\d+)",
    scheme="gem",
)


def parts(text, ids=""):
    owners = owners_in(PARENT, {"parent": text, "ids": ids})
    return [(tuple(who.name for who in part.who), part.share) for part in owners.parts], owners.gap


def test_percentages_split_a_plant():
    assert parts("A [60.0%]; B [40.0%]") == (
        [(("A",), Fraction(6, 10)), (("B",), Fraction(4, 10))],
        0,
    )


def test_what_is_missing_to_the_whole_is_a_gap():
    assert parts("A [97.4%]")[1] == Fraction(26, 1000)


def test_owners_without_percentages_have_it_among_them():
    assert parts("A; B") == ([(("A", "B"), 1)], 0)
    assert parts("A") == ([(("A",), 1)], 0)


def test_one_without_a_percentage_has_the_rest():
    assert parts("A [60.0%]; B; C")[0] == [(("A",), Fraction(6, 10)), (("B", "C"), Fraction(4, 10))]


def test_an_unnamed_owner_is_nobody_and_spoils_a_joint_part():
    assert parts("unknown [40.0%]; A [60.0%]")[0][0] == ((), Fraction(4, 10))
    assert parts("A; natural person(s)") == ([((), 1)], 0)
    assert owners_in(PARENT, {"parent": "unknown; A", "ids": "E1; E2"}).who == (
        Who("A", "E2", "gem"),
    )


def test_rounded_percentages_are_brought_back_to_the_whole():
    found, gap = parts("A [33.4%]; B [33.4%]; C [33.3%]")
    assert sum(share for _, share in found) == 1
    assert gap == 0
    assert found[0][1] == Fraction(334, 1001)


def test_a_printed_zero_is_up_to_half_of_its_last_digit():
    found, gap = parts("A [100.0%]; B [0.0%]")
    assert found == [(("A",), Fraction(9995, 10000)), (("A", "B"), Fraction(5, 10000))]
    assert gap == 0


def test_a_hundred_and_thirty_percent_is_refused_with_its_column():
    with pytest.raises(CellError, match="come to 130 %") as refused:
        parts("A [90.0%]; B [40.0%]")
    assert refused.value.column == "parent"


def test_a_share_that_is_no_percentage_is_refused():
    with pytest.raises(CellError, match="no plain percentage"):
        parts("A [>50%]")


def test_as_many_identifiers_as_names():
    with pytest.raises(CellError, match=r"1 identifier\(s\) for 2 name\(s\)") as refused:
        parts("A; B", "E1")
    assert refused.value.column == "ids"


def test_one_who_stands_twice_has_both_parts():
    assert parts("A [30.0%]; B [45.0%]; A [25.0%]")[0][0] == (("A",), Fraction(55, 100))


def test_an_empty_cell_names_nobody():
    assert parts("") == ([], 1)
