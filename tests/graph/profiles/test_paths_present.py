"""Whoever is known to be there is on a path, with or without points."""

from __future__ import annotations

from graph import questions
from graph.arguments import situation_of
from graph.holders.origins import origin
from graph.measures.completion import received
from graph.profiles.answer.state_money import state_investors
from graph.profiles.climbs import COLUMNS
from graph.releases.release import Release

MANY = 100


def test_every_investor_cited_as_from_abroad_is_on_a_path_from_abroad(
    seed_release: Release,
) -> None:
    known, seen = seed_release.knowledge, 0
    for firm in known.subjects:
        situation = situation_of(seed_release, firm, None, None)
        investors = {
            claim.party: origin(
                known, claim.party, situation.day, situation.home, economic=True
            ).point
            for claim in received(known, firm, situation.day)
            if claim.party
        }
        answer = questions.paths(seed_release, firm, "abroad", kind="funding", k=MANY)
        ends = {step.owner.id for path in answer.kinds[0].paths for step in path.steps}
        abroad = {who for who, point in investors.items() if point in COLUMNS["abroad"]}
        assert abroad <= ends, firm
        seen += len(abroad)
    assert seen > 5


def test_a_seat_alone_gives_a_path_and_no_points(seed_release: Release) -> None:
    answer = questions.paths(seed_release, "dji", "abroad", kind="funding")
    ends = {path.end.id: path.points for path in answer.kinds[0].paths}
    assert {"accel", "sequoia", "kleiner_perkins"} <= {*ends} or len(ends) >= 3
    assert set(ends.values()) == {None}


def test_the_page_and_the_paths_name_the_same_investors_of_the_state(
    seed_release: Release,
) -> None:
    seen = 0
    for firm in seed_release.knowledge.subjects:
        situation = situation_of(seed_release, firm, None, None)
        answer = questions.paths(seed_release, firm, "state", kind="funding", k=MANY)
        steps = [step for path in answer.kinds[0].paths for step in path.steps]
        on_paths = {step.owner.id for step in steps if step.link == "investment"}
        on_page = {*state_investors(situation, "home_state")}
        assert on_page <= on_paths, firm
        seen += len(on_page)
    assert seen > 8


def test_a_path_without_points_rests_on_no_percentages(seed_release: Release) -> None:
    """Money of which no size was read, a list, whoever initiated it: that they are there."""
    seen = set()
    for firm in seed_release.knowledge.subjects:
        for source in ("state", "home", "abroad", "foreign-state"):
            for part in questions.paths(seed_release, firm, source, k=MANY).kinds:
                for path in part.paths:
                    sized = {"percentages", "classification"}
                    unsized = {"presence", "classification"}
                    allowed = unsized if path.points is None else sized
                    assert path.rests_on in allowed, (firm, part.kind, path)
                    seen.add(path.rests_on)
    assert seen == {"percentages", "classification", "presence"}
