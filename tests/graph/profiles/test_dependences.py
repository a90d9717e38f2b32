"""Who would be met if a supplier stopped: step by step, and which facts nobody read."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph import questions
from graph.claims.model import Citation, Dependence, Entity
from graph.claims.periods import PartialDate, Period
from graph.profiles.dependences import needed_by, needs
from graph.releases.release import Release
from made_up import known

LINKS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12)
DAY = date(2025, 12, 31)


def world(links: list[tuple[int, int]], ended: int = -1):
    firms = [Entity(id=f"f{n}", kind="Organization", name=f"F{n}") for n in range(6)]
    claims = [
        Dependence(
            id=f"d{number}", party=f"f{supplier}", target=f"f{firm}",
            as_of=PartialDate(date(2020, 1, 1)), citations=(Citation("press"),),
            period=Period(None, PartialDate(date(2021, 1, 1)) if number == ended else None),
        )
        for number, (supplier, firm) in enumerate(links)
        if supplier != firm
    ]  # fmt: skip
    return known(firms, claims), claims


def steps_from(start: str, claims: list[Dependence]) -> dict[str, int]:
    """How far along each firm is met, round by round."""
    steps = {start: 0}
    for step in range(1, 7):
        new = {one.target for one in claims if one.party in steps} - steps.keys()
        steps |= dict.fromkeys(new, step)
    return steps


@given(LINKS)
def test_everybody_reachable_is_met_once_for_each_claim_by_the_shortest_way(
    links: list[tuple[int, int]],
) -> None:
    knowledge, claims = world(links)
    found = needed_by(knowledge, "f0", DAY)
    steps = steps_from("f0", claims)
    assert sorted(one.claim.id for one in found) == sorted(
        one.id for one in claims if one.party in steps
    )
    assert all(one.steps == steps[one.on.id] + 1 for one in found)


@given(LINKS, st.integers(0, 11))
def test_what_has_ended_or_was_not_seen_yet_meets_nobody(
    links: list[tuple[int, int]], ended: int
) -> None:
    knowledge, claims = world(links, ended)
    standing = [one for one in claims if one.period.end is None]
    for firm in (f"f{n}" for n in range(6)):
        assert {one.claim.id for one in needs(knowledge, firm, DAY)} == {
            one.id for one in standing if one.target == firm
        }
        steps = steps_from(firm, standing)
        assert {one.claim.id for one in needed_by(knowledge, firm, DAY)} == {
            one.id for one in standing if one.party in steps
        }
        for before in (needs, needed_by):
            assert before(knowledge, firm, date(2019, 1, 1)) == ()


def test_of_the_seeds_nobody_can_say_who_stops(seed_release: Release) -> None:
    page = questions.dependence(seed_release, "semiconductors")
    assert {"dji", "zte"} <= {one.who.id for one in page.needed_by}
    assert page.unread["criticality"] == page.unread["substitute"] == len(page.needed_by)
    assert questions.dependence(seed_release, "smic").needs
