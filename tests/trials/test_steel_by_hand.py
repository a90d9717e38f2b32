"""The steel plants of China against a computation by hand, and one in plain Python."""

import csv
from fractions import Fraction

import pytest
from plants_by_hand import bounds, majority, rows_of, split

from graph.formats.plants.mapping import read_plant_mapping
from graph.formats.plants.table import read_plants
from graph.production.origins import OwnerOrigin
from graph.production.shares import pieces_by_owner, summed
from graph.questions import production

CAPACITY = "operating-nominal-crude-steel-capacity-(ttpa)"
CHINA = {"country/area": ["China"]}
# What the notes on the facts compute by hand, in thousand tonnes.
BY_HAND = {"byDirectOwner": 266_556, "byUltimateOwner": 507_970, "byMajorityOwner": 379_761}
STATE_BY_HAND = {"byUltimateOwner": 366_685, "byMajorityOwner": 270_327}


@pytest.fixture(scope="module")
def steel(shared):
    return shared / "data" / "gem" / "iron-steel-2025-03-25.csv"


@pytest.fixture(scope="module")
def table(steel, steel_example):
    return read_plants(steel, read_plant_mapping(steel_example / "plants.toml"), CHINA)


@pytest.fixture(scope="module")
def noted(shared):
    """Class of each matched parent, by number, as the notes on the facts have it."""
    with (shared / "facts" / "steel" / "coverage.csv").open(encoding="utf-8", newline="") as stream:
        return {row["gem_id"]: row["class"] for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def by_hand(steel):
    rows = [*rows_of(steel, "China", CAPACITY)]
    return {
        "byDirectOwner": [(c, split(r["owner"], r["owner-gem-id"])) for r, c in rows],
        "byUltimateOwner": [(c, split(r["parent"], r["parent-gem-id"])) for r, c in rows],
        "byMajorityOwner": [(c, majority(r["parent"], r["parent-gem-id"])) for r, c in rows],
    }


@pytest.fixture(scope="module")
def answer(steel_release, steel, steel_example):
    return production(
        steel_release,
        steel,
        steel_example / "plants.toml",
        matches=[steel_example / "matches.csv"],
        where=CHINA,
    )


def counted(table):
    return [
        (plant, plant.capacity["operating"])
        for plant in table.plants
        if plant.capacity.get("operating")
    ]


def origins(homes):
    """Owners who are wholly domestic by their number; of nobody else anything is known."""
    one = Fraction(1)

    def origin_of(who):
        if who.id not in homes:
            return None
        return OwnerOrigin(
            entity=who.id, lower=one, upper=one, state_lower=one, state_upper=one, word=""
        )

    return origin_of


def test_the_denominator_is_that_of_the_hand_check(answer, by_hand):
    assert (answer.plants, answer.amount) == (273, 955_940)
    assert sum(capacity for capacity, _ in by_hand["byUltimateOwner"]) == 955_940
    other = {one.status: (one.plants, one.amount) for one in answer.statuses}
    assert other["operating-pre-retirement"] == (66, 99_890)
    assert answer.refusals == ()


def test_another_denominator_is_that_of_the_hand_check_too(steel_release, steel, steel_example):
    both = production(
        steel_release, steel, steel_example / "plants.toml", where=CHINA,
        statuses=("operating", "operating-pre-retirement"), definitions=("bySite",),
    )  # fmt: skip
    assert (both.plants, both.amount) == (316, 1_055_830)


@pytest.mark.parametrize("definition", BY_HAND)
def test_the_same_origins_give_the_same_share_as_a_second_computation(
    definition, table, by_hand, noted
):
    homes = frozenset(number for number, kind in noted.items() if kind.startswith("home"))
    sums = summed(pieces_by_owner(counted(table), definition, origins(homes)))
    assert (sums.lower, sums.upper) == bounds(by_hand[definition], homes)
    assert sum(sums.amounts.values()) == 955_940


@pytest.mark.parametrize("definition", BY_HAND)
def test_the_origins_of_the_notes_give_the_figures_of_the_notes(definition, table, noted):
    homes = frozenset(number for number, kind in noted.items() if kind.startswith("home"))
    sums = summed(pieces_by_owner(counted(table), definition, origins(homes)))
    # The notes add cells of 100.1 as they are printed; here they are brought back to the whole.
    assert float(sums.lower) == pytest.approx(BY_HAND[definition], abs=30)


@pytest.mark.parametrize("definition", STATE_BY_HAND)
def test_the_part_of_the_state_is_that_of_the_notes(definition, table, noted):
    state = frozenset(number for number, kind in noted.items() if kind == "home_state")
    sums = summed(pieces_by_owner(counted(table), definition, origins(state)))
    assert float(sums.state_lower) == pytest.approx(STATE_BY_HAND[definition], abs=30)


def test_all_of_it_stands_at_home_and_ownership_is_narrower_than_everything(answer):
    shares = {one.definition: one.share for one in answer.shares}
    assert (shares["bySite"].lower, shares["bySite"].upper) == (1, 1)
    for definition in BY_HAND:
        assert 0 < shares[definition].lower < shares[definition].upper == 1


def test_without_origins_nothing_is_known_of_owners(steel_release, steel, steel_example):
    bare = production(steel_release, steel, steel_example / "plants.toml", where=CHINA)
    assert {(one.share.lower, one.share.upper) for one in bare.shares[1:]} == {(0, 1)}
    assert bare.matched == 0


def test_what_is_not_climbed_is_what_the_hand_check_says(answer):
    (share,) = [one for one in answer.shares if one.definition == "byUltimateOwner"]
    assert share.not_climbed == 378_099
    assert share.climbed_here > 0


def test_our_lower_bounds_are_below_those_of_the_notes_and_the_difference_is_told(answer):
    """The notes count three things more, which stand as open here, each with its cause."""
    for one in answer.shares:
        if one.definition not in BY_HAND:
            continue
        amounts = {part.code: part.amount for part in one.parts}
        least = one.share.lower * answer.amount
        wider = least + sum(
            amounts.get(code, 0)
            for code in ("asLastKnown", "bySeatOnly", "claimsOpen", "jointOwners")
        )
        assert least < BY_HAND[one.definition] <= wider + 30
