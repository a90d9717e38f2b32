"""By whose definition: days that facts carry, the firm by its own name, rules beside lists."""

from datetime import date

import pytest

from graph.domesticness.verdicts import findings_of
from graph.holders.horizons import AHEAD
from graph.networks.situation import Situation
from graph.profiles.answer.by_definition import RULES, lines
from graph.profiles.answer.documents import documents
from graph.profiles.answer.headline import listed_abroad
from graph.profiles.answer.invested import invested_as
from graph.profiles.answer.open_lens import label_said, mostly_met

LATER = date(2026, 11, 30)  # after the last step that is waited for, and with the BIS rule in force
KINDS = ("Organization", "Fund", "Arrangement")


def asked(release, day):
    knowledge = release.knowledge
    for firm, entity in knowledge.entities.items():
        if entity.kind in KINDS:
            situation = Situation(knowledge, firm, day or knowledge.data_date, "CN")
            yield situation, findings_of(situation)


@pytest.mark.parametrize("day", [LATER, None])
def test_no_line_begins_or_was_seen_by_a_step_whose_outcome_was_not_read(seed_release, day):
    with_steps = 0
    for situation, findings in asked(seed_release, day):
        for line in lines(situation, findings):
            claims = [situation.knowledge.claims[one] for one in line.claims]
            ahead = {one.period.start for one in claims if one.stage in AHEAD}
            done = {one.period.start for one in claims if one.stage not in AHEAD}
            with_steps += bool(ahead)
            assert line.since is None or line.since in done, (situation.firm, line.who_asks)
    assert with_steps or day is None


def test_on_its_own_page_no_firm_is_a_company_of_its(seed_release):
    itself = 0
    for situation, findings in asked(seed_release, None):
        for found in findings:
            if found.lens.who_asks != "foreignInvestmentLaw" or not found.decided:
                continue
            said = invested_as(situation.knowledge, found)
            assert said is None or dict(said.values).get("company") != situation.firm
            itself += said is not None and said.code == "investedSome"
    assert itself


def test_the_outcome_of_steps_of_one_firm_is_asked_for_once(seed_release):
    wanted = 0
    for situation, findings in asked(seed_release, None):
        firms = [
            dict(one.short.values)["firm"]
            for one in documents(situation, findings)
            if one.short.code in ("wantOutcome", "wantVote")
        ]
        wanted += len(firms)
        assert len(firms) == len(set(firms)), situation.firm
    assert wanted


def test_whom_a_rule_abroad_may_reach_has_a_line_of_it(seed_release):
    """Unless a list names it: a rule that is in force is never passed over in silence."""
    reached = 0
    for situation, findings in asked(seed_release, LATER):
        rules = [
            one.lens.id
            for one in findings
            if one.in_force and one.lens.measure == "listReach"
            and one.measured.case in ("reached", "notExcluded", "redFlag")
        ]  # fmt: skip
        found = lines(situation, findings)
        assert len(found) <= 7, situation.firm
        if rules and not listed_abroad(situation):
            (line,) = [one for one in found if one.who_asks == (RULES,)]
            assert line.lenses[0] in rules, situation.firm
            reached += 1
    assert reached > 5


def test_a_rule_is_no_list(seed_release):
    """Taiwan's rule on mainland funding counts shares: it names nobody."""
    situation = Situation(seed_release.knowledge, "smic", date(2014, 12, 31), "CN")
    found = {one.who_asks[0]: one for one in lines(situation, findings_of(situation))}
    assert "foreignLists" not in found
    assert "taiwan-mainland-funded" in found[RULES].lenses


def test_an_open_lens_most_of_whose_conditions_are_met_is_said_however_little_room(seed_release):
    """Beside a decided one, which keeps the side and the days of the line."""
    beside = 0
    for situation, findings in asked(seed_release, None):
        half = [one for one in findings if mostly_met(one)]
        assert not any(one.decided for one in half)
        for line in lines(situation, findings):
            mine = [one for one in half if one.lens.id in line.lenses]
            for form in (line.says, *line.shorter) if mine else ():
                codes = {reason.code for reason in form}
                assert codes & {"lensLimbs", "lensLimbsShort"}, situation.firm
            if mine and line.side != "open":
                decided = [one for one in findings if one.lens.id in line.lenses and one.decided]
                days = {
                    claim.period.start
                    for one in decided
                    for id_ in one.measured.rests_on or one.measured.claims
                    for claim in [situation.knowledge.claims[id_]]
                }
                assert line.since is None or line.since in days, situation.firm
                beside += 1
    assert beside


def test_a_label_is_said_with_its_speaker_and_only_of_an_open_lens(seed_release):
    """Whoever reads "purely domestic funding: open" reads who called it so, and when."""
    called = 0
    for situation, findings in asked(seed_release, None):
        labelled = {one.lens.id: label for one in findings if (label := label_said(situation, one))}
        decided = {one.lens.id for one in findings if one.decided}
        assert not decided & labelled.keys()
        assert all(label.party and label.target == situation.firm for label in labelled.values())
        for line in lines(situation, findings):
            for reason in line.says:
                if reason.code == "lensOpenCalled":
                    claims = [labelled[lens] for lens in line.lenses if lens in labelled]
                    assert dict(reason.values)["who"] in {claim.party for claim in claims}
                    assert {claim.id for claim in claims} <= set(line.claims)
                    called += 1
    assert called
