"""What stands with each verdict: side, measure, whose part its interval is, whose definition."""

import pytest

from graph.domesticness.verdicts import MEASURES, SIDES, interval_counts
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdicts_of
from ontology.lenses import lenses
from ontology.load import codes
from seed_firms import firms_on

HOMES = ("CN", "US")


@pytest.mark.parametrize("home", HOMES)
def test_every_verdict_says_its_side_and_whose_part_its_interval_is(seed_release, home):
    with_interval = set()
    chosen = seed_release.knowledge.subjects
    for seen in firms_on(seed_release.knowledge, None):
        if home != "CN" and seen.firm not in chosen:
            continue
        situation = Situation(seen.knowledge, seen.firm, seen.day, home)
        for one in verdicts_of(situation):
            lens = situation.knowledge.lenses[one.lens]
            assert (one.measure, one.holder, one.source) == (lens.measure, lens.holder, lens.source)
            assert bool(one.valid_from) is (lens.valid_from is not None)
            assert (one.interval is not None) is bool(one.counts), (one.lens, one.firm.id)
            if one.interval is not None:
                with_interval.add(one.measure)
            if one.decided:
                outcome = lens.outcomes.get(one.case)
                assert one.side == (SIDES.get(outcome.reads_as, "") if outcome else "")
            else:
                assert one.side == ("open" if one.in_force and one.decides not in
                                    ("outOfScope", "listNotHeld") else "")  # fmt: skip
    assert {"homeShare", "homeFunding", "foreignShare"} <= with_interval


def test_every_measure_of_a_share_says_whose_part_it_is_and_from_which_end_lenses_draw_it():
    measures = codes("LensMeasures")
    assert set(measures) == set(MEASURES)
    counted = codes("Counted")
    for lens in lenses().values():
        assert not interval_counts(lens) or interval_counts(lens) in counted
        if "oreign" in lens.measure and interval_counts(lens):
            assert interval_counts(lens) == "foreign"
    assert all(code.label_zh for code in counted.values())
