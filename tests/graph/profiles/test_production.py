"""An answer on production: matches and names, statuses, definitions, what is not climbed."""

import pytest

from graph.claims.model import Entity, Identifier
from graph.errors import InputError
from graph.formats.plants.mapping import plant_mapping
from graph.formats.plants.matches import Matches
from graph.formats.plants.table import plants_in
from graph.profiles.production import production_in
from made_up import DAY, citizen, firms, known, people, stake

PATTERN = r"(?P<name>.+?)(?:\s*\[(?P<share>[^\]]*%)\])?"
MAPPING = plant_mapping(
    {
        "source": {"id": "mills", "title": "Mills"},
        "plants": {
            "name": "mill", "place": "country", "unit": "kt", "capacity_column": "kt",
            "status_column": "status", "counted": ["on"],
        },
        "owner": {"column": "owner", "separator": ";"},
        "parent": {
            "column": "parent", "separator": ";", "pattern": PATTERN,
            "id_column": "number", "id_pattern": r"(E\d+)", "scheme": "gem",
        },
        "supplier": {"column": "supplier"},
    }
)  # fmt: skip
COLUMNS = ("mill", "country", "kt", "status", "owner", "parent", "number", "supplier")


def ask(rows, knowledge, matches=None, **more):
    numbered = ((at, dict(zip(COLUMNS, row, strict=True)), "") for at, row in enumerate(rows, 2))
    table = plants_in("mills.csv", MAPPING, numbered)
    lens = knowledge.lenses["ultimate-control"]
    answer = production_in(
        knowledge, table, matches or Matches(), lens, DAY, "CN", release="r", **more
    )
    return answer, {one.definition: one for one in answer.shares}


WORLD = known(
    [*firms("f", "g"), *people("ann")], [stake("ministry", "f", "100"), citizen("ann", "home")]
)
ROW = ("one", "China", "60", "on", "F Ltd", "F Ltd [100.0%]", "E1", "Wheels")
TWO = ("two", "India", "40", "on", "G Ltd", "A [50.0%]; B [50.0%]", "E2; E3", "")


def test_the_same_name_is_nobody_until_a_reviewed_row_says_so():
    world = known([Entity(id="f", kind="Organization", name="F Ltd")],
                  [stake("ministry", "f", "100")])  # fmt: skip
    _, unmatched = ask([ROW], world)
    assert unmatched["byUltimateOwner"].share.lower == 0
    _, matched = ask([ROW], world, Matches({"E1": "f"}))
    assert matched["byUltimateOwner"].share.lower == 1


def test_a_number_of_a_register_matches_where_one_entity_has_it():
    number = (Identifier("gem", "E1"),)
    world = known(firms("f", identifiers=number), [stake("ministry", "f", "100")])
    _, found = ask([ROW], world)
    assert found["byUltimateOwner"].share.lower == 1
    twice = known(firms("f", "g", identifiers=number), [stake("ministry", "f", "100")])
    assert ask([ROW], twice)[1]["byUltimateOwner"].share.lower == 0


def test_each_definition_asks_somebody_else():
    _, found = ask([ROW, TWO], WORLD, Matches({"E1": "f"}, {"F Ltd": "f"}))
    assert found["byPlace"].share.lower == found["byPlace"].share.upper == 0.6
    assert found["byPlace"].state is None
    assert (found["byDirectOwner"].share.lower, found["byDirectOwner"].share.upper) == (0.6, 1)
    assert found["byMajorityOwner"].share.lower == 0.6
    open_parts = {part.code: part.share for part in found["byMajorityOwner"].parts if part.open}
    assert open_parts == {"noMajority": 0.4}
    assert found["bySupplier"].share.lower == 0


def test_a_parent_that_is_the_owner_itself_is_not_climbed_by_the_table():
    _, found = ask([ROW, TWO], WORLD, Matches({"E1": "f"}))
    ultimate = found["byUltimateOwner"]
    assert (ultimate.not_climbed, ultimate.climbed_here) == (60, 60)
    _, unmatched = ask([ROW, TWO], WORLD)
    assert unmatched["byUltimateOwner"].climbed_here == 0
    assert found["byDirectOwner"].not_climbed == 0


def test_whom_to_cite_next_is_ranked_by_what_it_would_settle():
    _, found = ask([ROW, TWO], WORLD)
    told = [(one.name, one.settles) for one in found["byUltimateOwner"].next]
    assert told == [("F Ltd", 0.6), ("A", 0.2), ("B", 0.2)]


def test_a_status_that_is_asked_for_and_one_that_is_not_there():
    planned = ("three", "China", "10", "planned", "F Ltd", "F Ltd", "E1", "")
    answer, _ = ask([ROW, planned], WORLD, statuses=("on", "planned"))
    assert (answer.plants, answer.amount) == (2, 70)
    with pytest.raises(InputError, match="no status 'plan'; there are: planned"):
        ask([ROW, planned], WORLD, statuses=("plan",))


def test_a_definition_that_is_none_and_one_without_a_column():
    with pytest.raises(InputError, match="no definition 'byMoon'"):
        ask([ROW], WORLD, definitions=("byMoon",))
    bare = plant_mapping(
        {"source": {"id": "m", "title": "M"},
         "plants": {"name": "mill", "unit": "kt", "capacity_column": "kt"}}
    )  # fmt: skip
    table = plants_in("m.csv", bare, iter([(2, dict(zip(COLUMNS, ROW, strict=True)), "")]))
    with pytest.raises(InputError, match="no column for the place of a plant"):
        production_in(
            WORLD, table, Matches(), WORLD.lenses["ultimate-control"], DAY, "CN", release="r",
            definitions=("byPlace",),
        )  # fmt: skip


def test_an_associated_jurisdiction_is_neither_home_nor_abroad():
    away = (TWO[0], "Hong Kong", *TWO[2:])
    _, found = ask([ROW, away], WORLD, Matches({"E1": "f"}))
    parts = {part.code: part.share for part in found["byPlace"].parts}
    assert parts == {"homeByPlace": 0.6, "fromAssociated": 0.4}
    eve = known([*firms("f"), *people("eve")], [stake("eve", "f", "60"), citizen("eve", "near")])
    _, found = ask([ROW], eve, Matches({"E1": "f"}))
    assert [part.code for part in found["byUltimateOwner"].parts] == ["fromAssociated"]


def test_a_name_that_is_several_owners_there_is_matched_by_number_alone():
    other = (TWO[0], *TWO[1:5], "F Ltd", "E7", "")
    with pytest.raises(InputError, match=r"'F Ltd' under several numbers \(E1, E7\)"):
        ask([ROW, other], WORLD, Matches({}, {"F Ltd": "f"}))


def test_a_match_to_what_owns_nothing_is_refused():
    with pytest.raises(InputError, match=r"home is no owner of anything \(Jurisdiction\)"):
        ask([ROW], WORLD, Matches({"E1": "home"}))


def test_a_place_that_may_be_two_is_open():
    _, found = ask([(ROW[0], "Georgia", *ROW[2:])], WORLD)
    assert (found["byPlace"].share.lower, found["byPlace"].share.upper) == (0, 1)
    assert [part.code for part in found["byPlace"].parts] == ["placeNotRead"]
