"""Countries by name, code and nationality, in every format that has them in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.claims.model import Citizenship, Entity, Location, Residence
from graph.formats.bods.reader import read_bods
from graph.formats.foreign.mapping import read_mapping
from graph.formats.foreign.placing import has_countries, may_be_a_part, place
from graph.formats.foreign.reader import read_foreign
from graph.formats.ftm.reader import read_ftm
from kept_tables import FORMATS, written
from ontology.crosswalks import rows
from ontology.load import codes

CODES = sorted(codes("Jurisdictions"))
THREE = {row["code"]: row["jurisdiction"] for row in rows("country-codes") if not row["also"]}
WORDS = {"CN": "CN", "GB": "GB", "DE": "DE", "CHN": "CN", "PRC": "CN", "Chinese": "CN",
         "中国": "CN", "ＣＮ": "CN", "Germany": "DE", "german": "DE"}  # fmt: skip
MAPPING = """
[source]
id = "s"
title = "S"
[[claims]]
type = "{type}"
party.column = "Owner"
party.kind = "{kind}"
target.column = "{column}"
target.kind = "Place"
{more}
"""


def read(folder: Path, form: str, column: str, cells, type_="Citizenship", kind="Person"):
    table = [["Owner", column], *([f"P {n}", cell] for n, cell in enumerate(cells))]
    path, toml = written(folder, form, table), folder / "m.toml"
    more = 'fields.aspect.value = "seat"' if type_ == "Location" else ""
    toml.write_text(MAPPING.format(type=type_, kind=kind, column=column, more=more))
    return list(read_foreign(path, read_mapping(toml)))


def targets(statements, cls) -> list[str]:
    made = [one for said in statements for one in said.records]
    lies = {one.id: one.jurisdiction for one in made if isinstance(one, Entity)}
    return [lies[one.target] for one in made if isinstance(one, cls)]


@pytest.mark.parametrize("form", FORMATS)
def test_a_citizenship_is_understood_however_its_country_is_written(tmp_path: Path, form: str):
    statements = read(tmp_path, form, "Whose", list(WORDS))
    assert targets(statements, Citizenship) == list(WORDS.values())
    assert not [one for said in statements for one in (*said.refusals, *said.noted)]


@pytest.mark.parametrize("word", ["XX", "cn", "stateless", "Ruritania", "Georgia"])
def test_a_citizenship_of_no_country_known_is_refused(tmp_path: Path, word: str) -> None:
    statements = read(tmp_path, "csv", "Nationality", [word])
    assert targets(statements, Citizenship) == []
    (refusal,) = [one for said in statements for one in said.refusals]
    assert "no country known here" in str(refusal)
    assert "ISO 3166" in str(refusal)


@pytest.mark.parametrize(("column", "read_as"), [("Country", "DE"), ("Jurisdiction", "")])
def test_two_letters_are_a_country_where_countries_stand(tmp_path, column, read_as):
    statements = read(tmp_path, "csv", column, ["DE"], "Location", "Organization")
    assert targets(statements, Location) == [read_as]
    told = [words for said in statements for words in said.noted if "Delaware" in words]
    assert bool(told) == (not read_as)


def test_a_place_of_no_country_known_is_told_with_its_column(tmp_path: Path) -> None:
    statements = read(tmp_path, "csv", "Lives in", ["Wuxi", "China"], "Residence")
    assert targets(statements, Residence) == ["", "CN"]
    told = "places in column Lives in of which no country is known here"
    assert [said.line for said in statements if told in said.noted] == [2]


@given(some.sampled_from(CODES))
def test_each_code_is_its_country_or_told_to_be_a_part_of_another(code: str) -> None:
    assert place(code, coded=True).jurisdiction == code
    if may_be_a_part(code):
        assert place(code).kind == "Place"
        assert place(code).jurisdiction == ""
    else:
        assert place(code).jurisdiction == code


@given(some.sampled_from(sorted(THREE)))
def test_three_letters_are_one_country_each(code: str) -> None:
    assert place(code).jurisdiction == THREE[code]
    assert place(code, letters=False).jurisdiction in ("", THREE[code])


def test_every_country_has_three_letters() -> None:
    assert sorted(THREE.values()) == CODES


def test_a_nationality_is_no_name_of_another_place() -> None:
    for row in rows("nationalities"):
        assert place(row["nationality"], coded=True).jurisdiction == row["jurisdiction"]


@given(some.sampled_from(["State of", "Province", "Bundesland", "国有股东", "International code"]))
def test_columns_of_parts_have_no_countries(column: str) -> None:
    assert not has_countries(column)


@pytest.mark.parametrize("word", ["China", "Chinese", "CHN", "cn"])
def test_followthemoney_reads_countries_by_name_too(tmp_path: Path, word: str) -> None:
    things = [
        {"id": "p", "schema": "Person", "properties": {"name": ["Li"], "nationality": [word]}},
        {"id": "f", "schema": "Company", "properties": {"name": ["Fir"], "jurisdiction": [word]}},
        {"id": "o", "schema": "Ownership", "properties": {"owner": ["p"], "asset": ["f"]}},
    ]
    path = tmp_path / "x.json"
    path.write_text("\n".join(map(json.dumps, things)))
    statements = list(read_ftm(path))
    assert targets(statements, Citizenship) == targets(statements, Location) == ["CN"]


@pytest.mark.parametrize(
    ("country", "code"),
    [({"name": "China"}, "CN"), ({"name": "Chinese"}, "CN"), ({"name": "Ruritania"}, "")],
)
def test_the_ownership_standard_reads_a_country_without_a_code(tmp_path, country, code):
    person = {
        "statementId": "s" * 32, "declarationSubject": "p", "recordId": "p",
        "recordType": "person", "recordStatus": "new", "statementDate": "2025-01-01",
        "recordDetails": {
            "isComponent": False, "personType": "knownPerson",
            "names": [{"type": "legal", "fullName": "Li"}], "nationalities": [country],
        },
        "publicationDetails": {
            "publicationDate": "2025-01-01", "bodsVersion": "0.4", "publisher": {"name": "x"},
        },
    }  # fmt: skip
    path = tmp_path / "x.json"
    path.write_text(json.dumps([person]))
    statements = list(read_bods(path))
    assert targets(statements, Citizenship) == ([code] if code else [])
    told = [words for said in statements for words in said.noted if "not known" in words]
    assert bool(told) == (not code)
