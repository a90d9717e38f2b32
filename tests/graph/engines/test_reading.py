"""A data set as arrays: who is in them, and who has to be asked apart."""

from __future__ import annotations

from graph.engines.reading import bits_of, day_shares, day_votes, firms_of
from graph.networks.view import View
from made_up import DAY, citizen, firms, known, people, power, role, stake

ECONOMIC = View(day=DAY, home="CN")
VOTING = View(day=DAY, home="CN", basis="voting")


def test_firms_come_first_and_their_owners_after_them():
    world = known([*people("p"), *firms("f", "g")], [stake("p", "f", "60"), stake("f", "g", "50")])
    read = day_shares(world, firms_of(world), ECONOMIC)
    assert read.ids[:2] == firms_of(world)[:2] == ("f", "g")
    assert read.ids[len(firms_of(world)) :] == ("p",)


def test_an_asset_manager_with_holders_is_asked_apart_on_the_economic_basis_only():
    """Walks of others end in it, since it holds for clients; its own go up to its owners."""
    claims = [stake("manager", "f", "40"), stake("ministry", "manager", "100")]
    world = known(firms("f", "manager"), [*claims, role("manager", "assetManager", "")])
    assert day_shares(world, firms_of(world), ECONOMIC).apart == ("manager",)
    assert day_shares(world, firms_of(world), View(day=DAY, home="CN", basis="legal")).apart == ()


def test_the_rest_of_a_firm_nobody_holds_is_its_own_and_not_its_seats():
    world = known([*firms("f"), *people("p")], [citizen("p", "home")])
    read = day_shares(world, firms_of(world), ECONOMIC)
    (place,) = (k for k, position in enumerate(read.bare) if read.ids[position] == "f")
    assert read.kinds[read.bare_kind[place]] == ("undisclosed", "undisclosed")
    assert read.bare_groups[place] == bits_of(
        ["home_state", "home_other", "associated", "foreign_state", "foreign_other"]
    )


def test_control_is_read_from_votes_alone_only_where_there_is_nothing_else():
    claims = [
        stake("p", "plain", "60"),
        stake("plain", "below-plain", "60"),
        stake("p", "directed", "10"), power("q", "directed", "statedController"),
        stake("directed", "below-directed", "60"),
        stake("group", "grouped", "60"),
        stake("a", "b", "60"), stake("b", "a", "60"),
    ]  # fmt: skip
    names = ("plain", "below-plain", "directed", "below-directed", "grouped", "a", "b")
    entities = [*firms(*names), *people("p", "q"), *people("group", kind="PartyGroup")]
    world = known(entities, claims)
    read = day_votes(world, firms_of(world), VOTING)
    plain = {entity for entity, flag in zip(read.ids, read.plain, strict=True) if flag}
    assert plain & set(names) == {"plain", "below-plain"}
