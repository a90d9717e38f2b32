"""Rows of foreign tables become claims, refusals or notes, and none is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.claims.model import Citation, Claim, Entity, Identifier, Location, Ownership, Source
from graph.claims.periods import PartialDate
from graph.claims.shares import Share
from graph.claims.statements import Statement
from graph.errors import FileError
from graph.formats.foreign.mapping import read_mapping
from graph.formats.foreign.reader import ALL_FIRMS, read_foreign

MAPPING = """
[file]
nothing = ["n/a"]

[source]
id = "register-2025"
title = "Shareholders"
kind = "register"
published = "2025-03-25"

[[claims]]
type = "Ownership"
party.column = "Owner"
party.separator = ";"
party.complete = true
party.pattern = '(?P<name>.+?)(?: \\[(?P<share>[^\\]]+)\\])?'
target.column = "Firm"
target.id_column = "LEI"
target.scheme = "lei"
share.column = "Share"
fields.as_of.column = "On"
fields.measurand.value = "registered"

[[claims]]
type = "Location"
when.Seat = []
party.column = "Firm"
party.id_column = "LEI"
party.scheme = "lei"
target.column = "Seat"
target.kind = "Place"
fields.aspect.value = "seat"
"""
LEI = "549300SAMPLEEXAMPL39"
HEADER = "Owner,Firm,LEI,Share,On,Seat,More\n"


def _statements(folder: Path, rows: str, mapping: str = MAPPING) -> list[Statement]:
    (folder / "table.csv").write_text(HEADER + rows, encoding="utf-8")
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    return list(read_foreign(folder / "table.csv", read_mapping(folder / "mapping.toml")))


def _of(statements: list[Statement], kind: type) -> list:
    return [one for said in statements for one in said.records if isinstance(one, kind)]


def test_a_row_becomes_claims_that_cite_it(tmp_path: Path) -> None:
    header, row = _statements(
        tmp_path, f"Alpha [60%]; Beta [<5%],Gamma,{LEI},,2025/3/1,Delaware,x\n"
    )
    assert header.noted == ("columns not read: More",)
    (source,) = _of([header], Source)
    assert (source.id, source.published) == ("register-2025", PartialDate.parse("2025-03-25"))
    alpha, beta = _of([row], Ownership)
    assert alpha.share == Share.parse("60", "60")
    assert str(beta.share) == "under 5 %"
    assert alpha.as_of == PartialDate.parse("2025-03-01")
    assert alpha.measurand == "registered"
    assert alpha.citations == (Citation("register-2025", "row 2"),)
    entities = {one.id: one for one in _of([row], Entity)}
    assert entities[alpha.target].identifiers == (Identifier("lei", LEI),)
    assert [entities[one.party].name for one in (alpha, beta)] == ["Alpha", "Beta"]
    (seat,) = _of([row], Location)
    assert (seat.party, entities[seat.target].jurisdiction) == (alpha.target, "US")


def test_an_entity_is_given_out_once_and_another_name_for_it_is_noted(tmp_path: Path) -> None:
    rows = f"Alpha,Gamma,{LEI},5,,,\nBeta,Gamma Ltd,{LEI},5,,,\nAlpha,Delta,,5,,,\n"
    statements = _statements(tmp_path, rows)
    names = [one.name for one in _of(statements, Entity)]
    assert names == ["Alpha", "Gamma", "Beta", "Delta"]
    assert statements[2].noted == ("another name of an entity that an earlier row described",)
    assert len({one.target for one in _of(statements, Ownership)}) == 2


def test_two_unknown_owners_are_not_one_and_none_is_a_firm(tmp_path: Path) -> None:
    rows = "unknown [40%]; natural person(s) [30%]; unknown [30%],A,,,,,\nunknown [9%],B,,,,,\n"
    statements = _statements(tmp_path, rows)
    owners = [one for one in _of(statements, Entity) if one.name.endswith("(not named)")]
    assert len({one.id for one in owners}) == 4
    assert {one.kind for one in owners} == {"PartyGroup"}
    assert not any(one.members for one in owners)


def test_a_repeated_row_repeats_its_unnamed_owners(tmp_path: Path) -> None:
    row = "unknown [40%]; X [60%],A,,,,,\n"
    first, second = _statements(tmp_path, row * 2)[1:]
    assert [one.party for one in _of([first], Ownership)] == [
        one.party for one in _of([second], Ownership)
    ]
    assert {one.citations[0].locator for one in _of([second], Ownership)} == {"row 3 (as row 2)"}
    apart = MAPPING.replace("party.complete = true\n", "")
    first, second = _statements(tmp_path, row * 2, apart)[1:]
    holders = [[one.party for one in _of([said], Ownership)] for said in (first, second)]
    assert holders[0][0] != holders[1][0]
    assert holders[0][1] == holders[1][1]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("A,B,,130,,,", "line 2, column Share: 130 is not a share"),
        ("A,B,,about 5,,,", "line 2, column Share: 'about 5' is no share"),
        ("A [5%],B,,5,,,", "line 2, column Share: the share is given twice"),
        ("A,B,,5,30/2/2025,,", "line 2, column On: '2025-02-30' is not in the calendar"),
        ("A,B,,5,3/2/2025,,", "line 2, column On: '3/2/2025' may be two days"),
        ("A,B,,5,2025-02-30,,", "line 2, column On: '2025-02-30' is not in the calendar"),
        ("A,B,549300SAMPLEEXAMPL52,5,,,", "line 2, column LEI: lei"),
        ("A (51%) and C,B,,,,,", "line 2, column Owner: 'A (51%) and C' has a share in what"),
        ("A,B", "line 2: 2 cells, but 7 columns"),
        ("A,B,,5,,,,8", "line 2: 8 cells, but 7 columns"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path: Path, row: str, fault: str) -> None:
    _, said, after = _statements(tmp_path, f"{row}\nC,D,,5,,,\n")
    assert len(said.refusals) == 1
    assert str(said.refusals[0]).startswith(f"table.csv, {fault}")
    assert _of([said], Claim) == []
    assert len(_of([after], Claim)) == 1


def test_one_owner_that_cannot_be_does_not_take_the_others_along(tmp_path: Path) -> None:
    _, row = _statements(tmp_path, "A [130%]; B [40%],C,,,,,\n")
    assert len(row.refusals) == 1
    (claim,) = _of([row], Ownership)
    assert claim.share == Share.parse("40", "40")


def test_a_row_that_says_nothing_is_noted(tmp_path: Path) -> None:
    statements = _statements(tmp_path, ",B,,,,,\nn/a,B,,0,,,\nB,B,,95,,,\n")
    assert [said.noted for said in statements[1:]] == [
        ("a row without a claim",),
        ("a row without a claim",),
        ("a firm named as its own owner", "a row without a claim"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"Ownership"', '"Ownershp"', r"claims\[0\].type: no 'Ownershp' here; one of: Ownership"),
        ("party.column", "party.colunm", "colunm"),
        ("fields.measurand", "fields.measurnd", r"no 'measurnd' here; one of: measurand"),
        ('scheme = "lei"', 'scheme = "lie"', r"claims\[0\].target.scheme: 'lie' is not"),
        ('kind = "register"', 'kind = "registre"', r"source.kind: .*register"),
        ("(?P<name>", "(?P<name", "not a regular expression"),
        ('"Firm"\ntarget', '"Form"\ntarget', r"no column 'Form', which claims\[0\].target.column"),
        ('"registered"', '"registred"', "registred"),
        ("[source]", "[source", "mapping.toml"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert old in MAPPING
    mapping = MAPPING.replace(old, new, 1)
    if new == '"registred"':  # a code is looked at with the row that it fills
        (refusal,) = _statements(tmp_path, "A,B,,5,,,\n", mapping)[1].refusals
        assert fault in str(refusal)
        return
    with pytest.raises(FileError, match=fault):
        _statements(tmp_path, "A,B,,5,,,\n", mapping)


def test_without_a_mapping_columns_are_known_by_name_and_told(tmp_path: Path) -> None:
    path = tmp_path / "股东.csv"
    path.write_text(
        "股东名称,公司名称,持股比例,截至日期,备忘\n大唐控股,中芯国际,12.5,2024-12-31,x\n"
        "其他股东,中芯国际,0.6,2024-12-31,x\n自然人,中芯国际,20%,,x\n",
        encoding="gb18030",
    )
    header, known, unsaid, nobody, guess = read_foreign(path)
    assert header.noted == (
        "columns not read: 备忘",
        (
            "columns taken by their names: 股东名称 as party, 公司名称 as target, "
            "持股比例 as share, 截至日期 as as_of; please confirm"
        ),
        ALL_FIRMS,
    )
    assert guess.noted == (
        "the encoding gb18030, which is a guess; --encoding or a mapping can name another",
    )
    (claim,) = _of([known], Ownership)
    assert claim.share == Share.parse("12.5", "12.5")
    assert "may be a percentage or a fraction" in str(unsaid.refusals[0])
    assert [one.kind for one in _of([nobody], Entity)] == ["PartyGroup"]


def test_a_table_of_unknown_columns_asks_for_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"the owner or what is owned \(write a mapping; .*x, y"):
        list(read_foreign(path))


@pytest.mark.parametrize(
    ("file", "mapping", "rows", "claims", "refused", "empty"),
    [
        ("gem/iron-steel-2025-03-25.csv", "gem-iron-steel", 1204, 3993, 0, 0),
        ("gem/coal-terminals-2025-01-15.csv", "gem-coal-terminals", 521, 987, 3, 0),
        ("gem/geothermal-2025-03-18.csv", "gem-geothermal", 771, 1944, 0, 0),
        ("sec-ex21/ex21_labels.csv", "sec-exhibit-21", 2425, 4758, 4, 1),
    ],
)
def test_published_tables_load_and_every_row_is_accounted_for(
    root: Path,
    shared: Path,
    file: str,
    mapping: str,
    rows: int,
    claims: int,
    refused: int,
    empty: int,
) -> None:
    read = read_mapping(root / "docs" / "mappings" / f"{mapping}.toml")
    _, *statements = read_foreign(shared / "data" / file, read)
    told = Counter(
        "claims" if _of([said], Claim) else "refused" if said.refusals else "empty"
        for said in statements
    )
    assert len(statements) == sum(told.values()) == rows
    assert len(_of(statements, Claim)) == claims
    assert sum(bool(said.refusals) for said in statements) == refused
    assert told["empty"] == empty
    assert all(said.noted for said in statements if not said.records and not said.refusals)
    ids = [one.id for one in _of(statements, Claim)]
    assert len(ids) == len(set(ids))


def test_shares_of_the_steel_table_are_those_of_its_cells(root: Path, shared: Path) -> None:
    """A second, plainer reading of the cells: numbers in brackets, summed over the file."""
    import csv
    import re

    path = shared / "data" / "gem" / "iron-steel-2025-03-25.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    bracketed = [
        float(share)
        for row in rows
        for owner in row["parent"].split(";")
        for share in re.findall(r"\[([\d.]+)%\]", owner)
        if re.sub(r"\[.*", "", owner).strip() != row["owner"]
    ]
    mapping = read_mapping(root / "docs" / "mappings" / "gem-iron-steel.toml")
    read = [
        float(claim.share.lower)
        for claim in _of(list(read_foreign(path, mapping)), Ownership)
        if claim.share is not None
    ]
    assert len(read) == len(bracketed)
    assert sum(read) == pytest.approx(sum(bracketed))
