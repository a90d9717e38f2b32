"""A definition that is not in force is named with the day asked and the days on which it is."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.model import ListEdition
from graph.domesticness.verdicts import findings_of
from graph.networks.situation import Situation
from graph.profiles.answer.numbered import OF_A_RULE, Numbers
from graph.profiles.answer.silent import silent
from graph.releases.release import Release
from made_up import firms, known, seated
from ontology.lenses import lenses

WORLD = known(firms("f"), [seated("f", "town")])
LENSES = {lens.label: lens for lens in lenses().values()}


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2000, 1, 1), date(2030, 12, 31)) | st.sampled_from([date(2026, 6, 30)]),
    st.sampled_from(["CN", "US"]),
)
def test_no_day_of_a_definition_said_not_to_be_in_force_is_the_day_asked(day, home):
    situation = Situation(WORLD, "f", day, home)
    said = [one for one in silent(situation, findings_of(situation))
            if one.reason.code == "lensesOutOfForce"]  # fmt: skip
    named = set()
    for sentence in said:
        values = dict(sentence.reason.values)
        assert not sentence.claims  # the firm's own claims are no source of a rule's days
        for reason in values["lenses"]:
            lens = LENSES[dict(reason.values)["lens"]]
            named.add(lens.id)
            assert not lens.in_force(values["day"], home)
            if reason.code == "lensOfHome":
                assert lens.only_home not in ("", home)
                continue
            for each in dict(reason.values)["each"]:
                period = dict(each.values)
                first, last = period.get("first"), period.get("last")
                assert first or last
                assert not (first or date.min) <= values["day"] <= (last or date.max)
    out = {one.lens.id for one in findings_of(situation) if one.decides == "outOfForce"}
    assert named == out


def test_what_a_rule_is_read_in_is_its_source(seed_release: Release):
    situation = Situation(seed_release.knowledge, "smic", date(2025, 12, 31), "CN")
    (said,) = [one for one in silent(situation, findings_of(situation)) if one.rules]
    rules = [seed_release.knowledge.rules[one] for one in said.rules]
    assert {rule.id for rule in rules} == {
        "rule_bis_affil", "rule_bis_affil_2026", "rule_ndaa805",
    }  # fmt: skip
    cited = {one.source for rule in rules for one in rule.citations[:OF_A_RULE]}
    assert len(Numbers(seed_release.knowledge).of_rules(said.rules)) == len(cited)


def test_that_a_firm_is_not_on_a_list_rests_on_copies_of_the_list(seed_release: Release):
    knowledge = seed_release.knowledge
    met = 0
    for firm in ("cloudwalk", "smic", "yitu", "megvii"):
        situation = Situation(knowledge, firm, date(2025, 12, 31), "CN")
        for said in silent(situation, findings_of(situation)):
            if said.reason.code == "lensesAbsent":
                met += 1
                assert all(isinstance(knowledge.claims[one], ListEdition) for one in said.claims)
                assert said.claims
    assert met
