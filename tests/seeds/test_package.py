"""The data package describes the tables as they are, in the words of the ontology."""

import csv

import pytest

from ontology.load import codes

# Columns whose values come from one list of codes; a role may be a leader's or a party's.
SCHEMES = {
    "interest": "InterestTypes", "measurand": "Measurands", "directness": "Directness",
    "event": "StakeEvents", "mechanism": "ControlMechanisms", "right": "Rights",
    "flow": "InvestmentFlows", "currency": "Currencies", "base": "Currencies",
    "aspect": "LocationAspects", "label": "Labels", "jurisdiction": "Jurisdictions",
    "level": "PublicLevels", "system": "PublicSystems", "quantity": "ConsolidatedQuantities",
    "succession": "SuccessionKinds", "link": "ProgrammeLinkKinds", "stance": "TrustStances",
    "relation": "RelationKinds", "period_end": "PeriodEnds", "status": "Statuses",
    "stage": "Stages", "confidence": "Confidences", "reach": "RuleReaches",
    "unit": "Units", "placed": "Placements", "counts_by": "CountingLines",
}  # fmt: skip
BY_TABLE = {
    ("leadership", "role"): "LeaderRoles",
    ("classifications", "role"): "PartyRoles",
    ("sources", "kind"): "SourceKinds",
    ("rules", "kind"): "RuleKinds",
    ("observations", "kind"): "ObservationKinds",
}


def scheme_of(table, column):
    return BY_TABLE.get((table, column)) or SCHEMES.get(column)


@pytest.fixture(scope="session")
def resources(package):
    return {resource["name"]: resource for resource in package["resources"]}


# frictionless 5 still imports names that its own dependencies have put out of use.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")
def test_an_independent_program_finds_the_package_valid(folder):
    from frictionless import Package

    report = Package(str(folder / "datapackage.json")).validate()
    findings = [
        f"{task.name}: {error.message}" for task in report.tasks for error in task.errors
    ] + [error.message for error in report.errors]
    assert findings == []


def test_every_table_is_described_and_every_description_has_a_table(resources, tables):
    assert set(resources) == set(tables)


def test_headers_are_the_fields_in_order(resources, folder):
    for name, resource in resources.items():
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as handle:
            header = next(csv.reader(handle))
        assert header == [field["name"] for field in resource["schema"]["fields"]], name


def test_coded_fields_allow_what_the_ontology_knows_and_nothing_else(resources):
    for name, resource in resources.items():
        for field in resource["schema"]["fields"]:
            scheme = scheme_of(name, field["name"])
            if scheme:
                allowed = set(field["constraints"]["enum"])
                assert allowed == set(codes(scheme)), f"{name}.{field['name']}"


def test_lists_of_codes_hold_codes(tables):
    for row in tables["control"]:
        assert set(filter(None, row["instruments"].split(" | "))) <= set(codes("Instruments"))
    schemes = set(codes("IdentifierSchemes"))
    for row in tables["entities"]:
        found = {one.split(":")[0] for one in row["identifiers"].split(" | ") if one}
        assert found <= schemes, row["id"]


def test_it_says_which_home_and_up_to_which_day(package):
    assert package["zizhu"]["home"] in codes("Jurisdictions")
    assert package["zizhu"]["dataDate"] == "2025-12-31"


def test_the_licence_is_named(package):
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
