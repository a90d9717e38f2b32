"""Shares, owners and places as people write them in a cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.claims.shares import Share
from graph.errors import ImpossibleShareError
from graph.formats.foreign.owner_cells import Named, split, unnamed
from graph.formats.foreign.placing import place
from graph.formats.foreign.share_words import read_share
from graph.formats.tables.slugs import slug

PATTERN = r"(?P<name>.+?)(?:\s*\[(?P<share>[^\]]*%)\])?"


def share(lower: str, upper: str, **open_) -> Share:
    return Share(Decimal(lower), Decimal(upper), **open_)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("60", share("60", "60")),
        ("60.5 %", share("60.5", "60.5")),
        ("60,5%", share("60.5", "60.5")),
        ("６０％".translate({0xFF16: "6", 0xFF10: "0"}), share("60", "60")),
        ("百分之60", share("60", "60")),
        ("25-50", share("25", "50")),
        ("25 % – 50 %", share("25", "50")),
        ("between 25 and 50%", share("25", "50")),
        ("25%至50%", share("25", "50")),
        ("<5", share("0", "5", upper_open=True)),
        ("≤5%", share("0", "5")),
        (">75%", share("75", "100", lower_open=True)),
        ("at least 30", share("30", "100")),
        ("more than 50 %", share("50", "100", lower_open=True)),
        ("不超过 5%", share("0", "5")),
        ("majority", share("50", "100", lower_open=True)),
        ("wholly owned", share("100", "100")),
        ("全资", share("100", "100")),
        ("0", share("0", "0")),
    ],
)
def test_shares_are_read_as_written(text: str, meant: Share) -> None:
    assert read_share(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "130",
        "-5",
        "about 60",
        "~60",
        "c. 60 %",
        "60/40",
        "1,234",
        "abc",
        "50-25",
        "5 %%",
        "NaN",
        "1e1",
    ],
)
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ImpossibleShareError):
        read_share(text)


def test_a_bare_number_is_in_the_unit_said() -> None:
    assert read_share("0.6", "fraction") == share("60", "60")
    assert read_share("0.25-0.5", "fraction") == share("25", "50")
    assert read_share("0.6%", "fraction") == share("0.6", "0.6")
    assert read_share("12", "unsaid") == share("12", "12")
    with pytest.raises(ImpossibleShareError, match="a percentage or a fraction"):
        read_share("0.6", "unsaid")
    with pytest.raises(ImpossibleShareError, match="120 is not a share"):
        read_share("1.2", "fraction")


@given(some.decimals(0, 100, places=3), some.decimals(0, 100, places=3))
def test_a_range_is_what_its_ends_are(one: Decimal, other: Decimal) -> None:
    low, high = sorted((abs(one), abs(other)))
    assert read_share(f"{low:f}-{high:f}%") == Share(low, high)


def test_owners_in_one_cell_are_taken_apart() -> None:
    cell = "A Ltd [60.9%]; unknown [21.5%] ;B (Group) Co； 丙公司 [7%]; "
    assert split(cell, ";", PATTERN) == [
        Named("A Ltd", "60.9%"),
        Named("unknown", "21.5%"),
        Named("B (Group) Co"),
        Named("丙公司", "7%"),
    ]
    assert split("", ";", PATTERN) == []
    assert split("A; B", "", "") == [Named("A; B")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("unknown", "PartyGroup"),
        ("Natural Person(s)", "PartyGroup"),
        ("small shareholder(s)", "PartyGroup"),
        ("Others.", "PartyGroup"),
        ("public float", "PartyGroup"),
        ("其他股东", "PartyGroup"),
        ("undisclosed investor", "UnidentifiedParty"),
        ("--", "PartyGroup"),
        ("Unknown Worlds Entertainment", ""),
        ("Public Investment Fund", ""),
        ("Other Side Ltd", ""),
    ],
)
def test_words_that_name_nobody_are_told_from_names(name: str, kind: str) -> None:
    assert unnamed(name) == kind


@given(some.text(min_size=1), some.text(min_size=1))
def test_ids_made_of_texts_are_valid_and_apart(one: str, other: str) -> None:
    assert slug(one).replace("-", "").isalnum()
    assert slug(one).isascii()
    if " ".join(one.split()) == " ".join(other.split()):
        assert slug(one) == slug(other)


def test_texts_that_look_alike_get_ids_of_their_own() -> None:
    names = ["A & B", "A B", "A-B", "a b", "Ä B", "甲", "乙"]
    assert len({slug(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "id_", "jurisdiction"),
    [
        ("China", "jurisdiction-CN", "CN"),
        ("中国", "jurisdiction-CN", "CN"),
        ("united states", "jurisdiction-US", "US"),
        ("U.S.A.", "jurisdiction-US", "US"),
        ("Delaware", "", "US"),
        ("Shanghai, China", "", "CN"),
        ("Dubai (UAE)", "", "AE"),
        ("Georgia", "", ""),
        ("Georgia, USA", "", "US"),
        ("DE", "", ""),
        ("Hong Kong, S.A.R., China", "", ""),
        ("Middle-earth", "", ""),
    ],
)
def test_a_place_lies_where_its_name_says_and_nowhere_when_it_does_not(
    name: str, id_: str, jurisdiction: str
) -> None:
    found = place(name)
    assert found.jurisdiction == jurisdiction
    assert (found.kind == "Jurisdiction") == bool(id_)
    assert found.id == (id_ or found.id)
