"""Groups: who is in them, whether that is all, and where they are from on paper."""

import pytest
from msgspec.structs import replace

from graph.claims.model import Entity, HolderTable
from graph.claims.reasons import because
from graph.holders.groups import all_members, all_named, members_of
from graph.holders.nationality import legal_nationality
from graph.holders.origins import origin
from made_up import CITED, DAY, citizen, firms, known, people, stake

PQ = Entity(id="g", kind="PartyGroup", name="P and Q", members=("p", "q"))
OUTER = Entity(id="o", kind="PartyGroup", name="P and Q, and R", members=("g", "r"))
WORLD = [*people("p", "q", "r"), *firms("f"), PQ, OUTER]


def whole(group):
    return HolderTable(id=f"all-{group}", target=group, covered=100, citations=CITED)


def test_whoever_is_no_group_has_no_members():
    told = known(WORLD, [whole("f")])
    assert members_of(told, "f") == () == all_members(told, "f")
    assert not all_named(told, "f")


def test_a_table_of_everybody_names_all_members_by_its_line_or_by_what_it_covers():
    by_line = replace(whole("g"), covered=None, complete_above=0)
    assert all_named(known(WORLD, [whole("g")]), "g") and all_named(known(WORLD, [by_line]), "g")
    assert not all_named(known(WORLD, [replace(by_line, complete_above=5)]), "g")


def test_all_members_are_those_of_inner_groups_too_if_these_are_whole():
    assert all_members(known(WORLD, [whole("g"), whole("o")]), "o") == ("r", "p", "q")
    assert all_members(known(WORLD, [whole("o")]), "o") == ()


def test_why_a_group_has_no_origin_is_said_as_it_is():
    """Rule 7: "members not all named" is said only when that is so."""
    companies = [*people("p"), *firms("f"), replace(PQ, members=("p", "f")), OUTER]
    owned = stake("p", "f", "100")
    for claims, why in (([owned], "membersNotAllNamed"), ([owned, whole("g")], "membersHeld")):
        placed = origin(known(companies, claims), "g", DAY, "CN", economic=True)
        assert placed.reason == because(why)


def test_a_group_in_itself_adds_nobody():
    circle = [*WORLD[:-1], replace(OUTER, members=("o", "r"))]
    assert all_members(known(circle, [whole("o")]), "o") == ("r",)


@pytest.mark.parametrize(
    ("homes", "jurisdictions"),
    [
        ({"p": "away", "q": "away"}, ("US",)),
        ({"p": "away", "q": "home"}, ("CN", "US")),
        ({"p": "away"}, ()),
    ],
)
def test_a_whole_group_is_of_all_its_members_jurisdictions(homes, jurisdictions):
    claims = [whole("g"), *(citizen(who, place) for who, place in homes.items())]
    assert legal_nationality(known(WORLD, claims), "g", DAY).jurisdictions == jurisdictions
    assert legal_nationality(known(WORLD, claims[1:]), "g", DAY).jurisdictions == ()
