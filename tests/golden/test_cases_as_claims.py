"""Shared cases once more, as claims: from stakes with dates and citizenships to answers.

The runner in tests/worlds gives the cases to the engine as numbers. Here the
same cases come in as claims, so that what decides which numbers the engine
gets (dates, exits, tables, contracts, origins) is held to the same answers.
"""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Entity, HolderTable, Ownership
from graph.claims.periods import Period
from graph.claims.shares import Share
from graph.holders.holder_column import holder_column
from graph.holders.origins import NATIONAL
from graph.holders.stakes import stakes_in
from graph.networks.network import View, upstream
from graph.networks.power import power_over
from graph.networks.situation import Situation
from made_up import SOURCES, citizen, power, when

DAY = date(2025, 12, 31)
CITED = (Citation("press"),)
HOME = ("home_state", "home_other")


@pytest.fixture(scope="module")
def case(shared):
    def read(name):
        (path,) = (shared / "cases").glob(f"{name}_*.json")
        return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)

    return read


def share_of(edge):
    low = edge["min"] if edge.get("min") is not None else edge.get("share")
    high = edge["max"] if edge.get("max") is not None else edge.get("share")
    if low is None:
        return None
    return Share(Decimal(str(low)) * 100, Decimal(str(high)) * 100)


def knowledge(case):
    """The case's edges as ownership claims, its countries as citizenships, its tables as tables."""
    attributes = case["attributes"]
    owned = {edge["owned"] for edge in case["edges"]}
    names = owned | {edge["owner"] for edge in case["edges"]} | set(attributes)
    countries = {value.get("country") for value in attributes.values()} - {None}
    entities = [
        Entity(id=name, kind="Organization" if name in owned else "Person", name=name)
        for name in sorted(names)
    ]
    entities += [
        Entity(id=f"in {country}", kind="Jurisdiction", name=country, jurisdiction=country)
        for country in countries
        if len(country) == 2
    ]
    claims = []
    for number, edge in enumerate(case["edges"]):
        if edge.get("kind", "equity") == "contract_control":
            tools = {"option": "callOption", "pledge": "equityPledge"}
            given = edge.get("instruments")
            full = ("exclusiveServices", "callOption", "equityPledge", "votingProxy")
            claims.append(
                power(
                    edge["owner"], edge["owned"], "vieContracts",
                    instruments=tuple(tools[tool] for tool in given) if given else full,
                    bound=tuple(edge.get("nominees") or ()),
                )
            )  # fmt: skip
            continue
        claims.append(
            Ownership(
                id=f"c{number}", party=edge["owner"], target=edge["owned"], share=share_of(edge),
                as_of=when(edge.get("as_of") or edge.get("valid_from") or "2025-06-30"),
                period=Period(when(edge.get("valid_from")), when(edge.get("valid_to"))),
                event=edge.get("event") or "", measurand="registered", citations=CITED,
            )
        )  # fmt: skip
    for name, value in attributes.items():
        if value.get("country") and name not in owned and len(value["country"]) == 2:
            claims.append(citizen(name, f"in {value['country']}"))
        line = value.get("holder_table", {}).get("complete_above")
        if line is not None or value.get("complete"):
            claims.append(
                HolderTable(
                    id=f"table {name}", target=name, as_of=when("2025-06-30"), citations=CITED,
                    complete_above=Decimal(line or 0) * 100,
                )
            )  # fmt: skip
    return Knowledge(entities=entities, sources=SOURCES, claims=claims, data_date=DAY, home="CN")


def bounds(case, *, basis="economic"):
    view = View(day=DAY, home="CN", basis=basis)
    return upstream(knowledge(case), case["query"]["target"], view).column_bounds(HOME)


def exact(text):
    return float(Fraction(text))


@pytest.mark.parametrize(
    "name", ["U02", "U03", "U05", "U06", "U08", "U09", "D08"], ids=lambda name: name
)
def test_bounds_of_home(case, name):
    found = case(name)
    expected = found["expected_exact"]
    assert bounds(found) == pytest.approx((exact(expected["min"]), exact(expected["max"])))


@pytest.mark.parametrize("name", ["A03b", "A25", "A27", "A29", "D07"])
def test_ultimate_owners_and_what_nobody_disclosed(case, name):
    found = case(name)
    network = upstream(knowledge(found), found["query"]["target"], View(day=DAY, home="CN"))
    owners, rests, trapped = network.ends
    for owner, expected in found["expected_exact"].items():
        if owner == "__unknown__":
            assert rests.sum() + trapped == pytest.approx(exact(expected), abs=1e-9)
        else:
            assert owners[network.index[owner]] == pytest.approx(exact(expected))


def test_d04_a_column_over_one_is_bounded_and_named(case):
    found = case("D04")
    network = upstream(knowledge(found), "T", View(day=DAY, home="CN"))
    assert network.columns["T"].over_hundred == ("c0", "c1")
    assert network.column_bounds(HOME) == pytest.approx((0.5, 0.7))


def test_d15_the_day_chooses_the_stake(case):
    found = case("D15")
    known = knowledge(found)
    for day, expected in found["expected_exact"].items():
        stakes = stakes_in(known, "T", "legal", date.fromisoformat(day))
        current = [
            one.bounds[0] for one in stakes if one.holder == "X" and one.currency == "current"
        ]
        assert current == ([] if expected is None else [Fraction(expected)])


def test_d19_current_last_known_closed(case):
    found = case("D19")
    known = knowledge(found)
    by_currency = {"current": {}, "lastKnown": {}, "closed": set()}
    for one in stakes_in(known, "T", "legal", DAY):
        if one.currency == "closed":
            by_currency["closed"].add(one.holder)
        else:
            by_currency[one.currency][one.holder] = one.bounds[0]
    expected = found["expected_exact"]
    assert by_currency["current"] == {k: Fraction(v) for k, v in expected["current"].items()}
    assert by_currency["lastKnown"] == {k: Fraction(v) for k, v in expected["last_known"].items()}
    assert by_currency["closed"] == set(expected["closed"])
    low, high = expected["home_bounds"]
    assert bounds(found | {"query": {"target": "T"}}) == pytest.approx((exact(low), exact(high)))


def test_c50_float_has_its_own_column(case):
    found = case("C50")
    expected = found["expected_exact"]
    known = knowledge(found)
    column = holder_column(known, "L", "legal", DAY)
    assert (column.rest_kind, column.rest_lower) == ("float", Fraction(expected["float"]))
    home = tuple(exact(bound) for bound in expected["home_bounds"])
    assert bounds(found) == pytest.approx(home)
    network = upstream(known, "L", View(day=DAY, home="CN"))
    foreign = tuple(exact(bound) for bound in expected["foreign_bounds"])
    assert network.column_bounds(["foreign_state", "foreign_other"]) == pytest.approx(foreign)


@pytest.mark.parametrize(
    ("name", "expected"), [("C48", (0.4, 0.4)), ("C49", (0.4, 1.0))], ids=["C48", "C49"]
)
def test_contracts_stake_by_stake(case, name, expected):
    found = case(name)
    assert bounds(found, basis="legal") == pytest.approx((1, 1))
    assert bounds(found) == pytest.approx(expected)


@pytest.mark.parametrize("name", ["D01", "D02"])
def test_closed_groups_trap_their_mass(case, name):
    found = case(name)
    network = upstream(knowledge(found), found["query"]["target"], View(day=DAY, home="CN"))
    shares, trapped = network.point_columns()
    assert trapped == pytest.approx(exact(found["expected_exact"]["undetermined"]))
    assert sum(shares[column] for column in NATIONAL) + trapped == pytest.approx(1)


@pytest.mark.parametrize(
    ("name", "target", "controllers"),
    [
        ("A23", "T", [["U"]]), ("C35", "T", [["H"]]), ("A12", "C", [["A"]]),
        ("C34", "JV", []), ("C14", "T", []), ("A18", "A", []),
    ],
    ids=["A23", "C35", "A12", "C34", "C14", "A18"],
)  # fmt: skip
def test_who_may_direct(case, name, target, controllers):
    found = power_over(Situation(knowledge(case(name)), target, DAY, "CN"))
    outside = [sorted(found.ids[one] for one in who.group) for who in found.certain]
    inside = {target, "B"} if name == "A18" else set()  # the loop itself may stand at the top
    assert [who for who in outside if not set(who) <= inside] == controllers
