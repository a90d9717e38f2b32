"""Several things in a cell, and for whom a stake is held, by a mapping."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph import questions
from graph.claims.model import Control, Entity, Ownership
from graph.formats.foreign.mapping import read_mapping
from graph.formats.foreign.reader import read_foreign
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into
from kept_tables import FORMATS, written

CONTRACTS = """
[source]
id = "s"
title = "S"
[[claims]]
type = "Control"
party.column = "Party"
target.column = "Firm"
fields.mechanism.value = "vieContracts"
fields.instruments.column = "Instruments"
"""
NOMINEES = """
[source]
id = "s"
title = "S"
[[claims]]
type = "Ownership"
party.column = "Owner"
party.kind = "Person"
target.column = "Firm"
share.column = "Share"
fields.as_of.value = "2025-06-30"
fields.principal.column = "For"
"""
HEADER = ["Owner", "Firm", "Share", "For"]


def read(folder: Path, form: str, mapping: str, *rows: list[str]):
    toml = folder / "m.toml"
    toml.write_text(mapping)
    return list(read_foreign(written(folder, form, rows), read_mapping(toml)))


def owned(folder: Path, *rows: list[str]) -> dict[str, tuple[float, float]]:
    toml = folder / "m.toml"
    toml.write_text(NOMINEES)
    wanted = Wanted(name="t", home="CN", mapping=toml, data_date=date(2025, 12, 31))
    import_into([written(folder, "csv", [HEADER, *rows])], folder / "tables", wanted)
    found = questions.owners(questions.own_tables(folder / "tables"), "Oak Ltd").owners
    return {one.owner.name: (round(one.share.lower, 4), round(one.share.upper, 4)) for one in found}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("parted", ["; ", ";", " | ", "|", "；", "\n"])
def test_a_cell_lists_several_instruments(tmp_path: Path, form: str, parted: str) -> None:
    rows = ["Party", "Firm", "Instruments"], ["Ash", "Oak", f"loan{parted}votingProxy"]
    made = [one for said in read(tmp_path, form, CONTRACTS, *rows) for one in said.records]
    (contracts,) = [one for one in made if isinstance(one, Control)]
    assert sorted(contracts.instruments) == ["loan", "votingProxy"]


def test_an_instrument_that_is_none_is_refused_by_its_own_name(tmp_path: Path) -> None:
    rows = ["Party", "Firm", "Instruments"], ["Ash", "Oak", "loan; votingproxies"]
    (refusal,) = [one for said in read(tmp_path, "csv", CONTRACTS, *rows) for one in said.refusals]
    assert "'votingproxies'" in str(refusal)
    assert "votingProxy" in str(refusal)


@pytest.mark.parametrize("form", FORMATS)
def test_a_principal_is_named_as_an_owner_is(tmp_path: Path, form: str) -> None:
    rows = HEADER, ["Li Ming", "Oak Ltd", "55%", "Wu Fang"], ["WU FANG", "Oak Ltd", "45%", ""]
    made = [one for said in read(tmp_path, form, NOMINEES, *rows) for one in said.records]
    named = {one.id: one.name for one in made if isinstance(one, Entity)}
    held, own = (one for one in made if isinstance(one, Ownership))
    assert (held.capacity, own.capacity, own.principal) == ("nominee", "", "")
    assert held.principal == own.party
    assert named[held.principal] == "Wu Fang"


@pytest.mark.parametrize(
    ("word", "capacity"),
    [("-", ""), ("no", ""), ("n/a", ""), ("Li Ming", ""), ("unknown", "nominee")],
)
def test_a_principal_of_nobody(tmp_path: Path, word: str, capacity: str) -> None:
    statements = read(tmp_path, "csv", NOMINEES, HEADER, ["Li Ming", "Oak Ltd", "55%", word])
    (held,) = [one for said in statements for one in said.records if isinstance(one, Ownership)]
    assert (held.capacity, held.principal) == (capacity, "")


def test_one_stake_for_two_principals_is_refused(tmp_path: Path) -> None:
    statements = read(tmp_path, "csv", NOMINEES, HEADER, ["Li Ming", "Oak", "55%", "Wu; Yan"])
    (refusal,) = [one for said in statements for one in said.refusals]
    assert "For" in str(refusal)
    assert "several for one principal" in str(refusal)


def test_what_has_no_room_in_a_principals_own_figure_stands_beside_it(tmp_path: Path) -> None:
    rows = ["Li Ming", "Oak Ltd", "55%", "Wu Fang"], ["Wu Fang", "Oak Ltd", "45%", ""]
    assert owned(tmp_path, *rows) == {"Wu Fang": (0.55, 1)}


def test_what_has_room_there_may_be_in_it(tmp_path: Path) -> None:
    rows = ["Li Ming", "Oak Ltd", "20%", "Wu Fang"], ["Wu Fang", "Oak Ltd", "45%", ""]
    assert owned(tmp_path, *rows)["Wu Fang"][0] == 0.45


def test_a_total_counts_both(tmp_path: Path) -> None:
    rows = (
        ["Li Ming", "Oak Ltd", "20%", "Wu Fang"],
        ["Wu Fang", "Oak Ltd", "45%", ""],
        ["Yan Bo", "Oak Ltd", "35%", ""],
        ["Total", "Oak Ltd", "100%", ""],
    )
    assert owned(tmp_path, *rows) == {"Wu Fang": (0.65, 0.65), "Yan Bo": (0.35, 0.35)}
