"""Every claim that a step rests on is cited with the answer, so that its day can be shown."""

from own_release import CITED, SEEN, release_of

from api.views.ownership import controllers as shown
from graph.arguments import holdable
from graph.questions import chains, controllers, owners, paths


def uncited(answer, steps):
    cited = {one.id for one in answer.claims}
    return {claim for step in steps for claim in step.claims} - cited


def steps_of(found):
    for one in found.controllers:
        yield from one.steps
        for step in one.derivation:
            yield from step.contributors


def test_every_step_to_a_controller_of_the_seeds_is_cited(seed_release):
    steps = 0
    for firm in seed_release.knowledge.entities:
        if holdable(seed_release, firm):
            found = controllers(seed_release, firm)
            every = list(steps_of(found))
            assert not uncited(found, every), firm
            steps += len(every)
    assert steps


def test_every_step_of_chains_and_paths_of_the_seeds_is_cited(seed_release):
    for firm in seed_release.knowledge.subjects:
        for owner in owners(seed_release, firm).owners[:5]:
            if owner.owner.id in seed_release.knowledge.entities:
                found = chains(seed_release, owner.owner.id, firm)
                assert not uncited(found, (step for one in found.chains for step in one.steps))
        asked = paths(seed_release, firm, "state")
        assert not uncited(
            asked, (step for part in asked.kinds for one in part.paths for step in one.steps)
        )


def test_a_step_above_a_contract_has_its_day():
    """TOP has all of WFOE, which has contracts over OPCO: both steps are of the same day."""
    contract = {
        "id": "c", "party": "WFOE", "target": "OPCO", "mechanism": "vieContracts",
        "instruments": ["exclusiveServices"], "as_of": SEEN,
    } | CITED  # fmt: skip
    release = release_of(("li", "OPCO", 60), ("TOP", "WFOE", 100), control=[contract])
    found = controllers(release, "OPCO")
    assert "TOP" in {one.controller.id for one in found.controllers}
    derivations = next(one for one in shown(found).tables if one.title.startswith("Step by step"))
    when = [column.name for column in derivations.columns].index("period")
    assert {row[when] for row in derivations.rows} == {f"as of {SEEN}"}
