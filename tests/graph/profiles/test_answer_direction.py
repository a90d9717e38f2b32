"""Who directs a firm, on its page: all who may or nobody, and hedged where the lens is open."""

from datetime import date
from decimal import Decimal

import pytest

from graph.claims.model import Entity
from graph.holders.contracts import standing_controls
from graph.holders.votes import votes_a_share
from graph.measures.stated_control import deciding
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.path_questions import answer
from graph.profiles.answer.direction import directed, direction
from graph.profiles.answer.said import sources_of
from graph.profiles.answer.special_rights import rights_in_short, special_rights
from graph.profiles.answer.stated import OF_THE_FIRM, SPOKEN
from made_up import DAY, firms, known, people, power, say, stake
from seed_firms import firms_on

WORLD = firms("f") + people("p", "q", "r")
LAST_KNOWN = ("statedToDirectLastKnown", "statedNobodyLastKnown")
AS_FOUND = ("directs", "othersMayDirect", "statedToDirect")
OLD = "2010-01-01"


def on_its_page(claims):
    return list(directed(Situation(known(WORLD, claims), "f", DAY, "CN")))


def whom(sentences):
    return {who for one in sentences for who in dict(one.reason.values).get("who", ())}


def stated(who, day="2025-06-30"):
    return power(who, "f", "statedController", day)


def test_everybody_stated_on_an_old_day_is_named_and_as_last_known():
    (said,) = on_its_page([stated("p", OLD), stated("q", OLD), stated("r", OLD)])
    assert said.reason.code in LAST_KNOWN
    assert whom([said]) == {"p", "q", "r"}
    assert len(said.claims) == 3
    assert not said.shorter  # none that leaves out the day


def test_that_nobody_directs_is_as_last_known_where_it_was_stated_long_ago():
    (said,) = on_its_page([power("", "f", "statedNone", OLD)])
    assert said.reason.code in LAST_KNOWN


def test_a_statement_of_today_goes_before_an_old_one():
    (said,) = on_its_page([stated("p", OLD), power("", "f", "statedNone")])
    assert said.reason.code == "statedNobody"


def test_each_of_several_is_said_to_direct_by_what_it_directs_by():
    by_right = power("q", "f", "decisiveRight", right="decisive")
    said = on_its_page([stake("p", "f", "60"), by_right])
    how = {who: dict(one.reason.values)["how"].code for one in said for who in whom([one])}
    assert how == {"p": "byVotes", "q": "byMechanism"}


def test_two_who_are_stated_by_one_document_stand_in_one_sentence():
    (said,) = on_its_page([stated("p"), stated("q")])
    assert whom([said]) == {"p", "q"}
    assert set(said.claims) == {stated(who).id for who in ("p", "q")}


def test_a_lens_that_is_open_names_all_who_may_direct():
    found = say("ultimate-control", WORLD, [stated("p", OLD), stated("q", OLD)])
    assert found.decides == "lastKnownOnly"
    assert "P may direct" in found.explanation
    assert "Q may direct" in found.explanation


@pytest.mark.parametrize(
    "day", [date(2015, 12, 31), date(2019, 12, 31), date(2022, 12, 31), date(2024, 6, 30), None]
)
def test_of_the_seeds_nobody_directs_on_a_page_whom_control_does_not_find(seed_release, day):
    """All who are found are named, nobody else; who is only last known is said to be."""
    knowledge, hedged = seed_release.knowledge, 0
    for situation in firms_on(knowledge, day):
        firm = situation.firm
        over, sentences = power_over(situation), list(directed(situation))
        found = {who for top in deciding(over) for who in over.named(top.group)}
        sure = [one for one in sentences if one.reason.code in AS_FOUND]
        assert whom(sure) == found, firm
        last = [one for one in sentences if one.reason.code in LAST_KNOWN]
        hedged += len(last)
        over_it = standing_controls(knowledge, firm, situation.day)
        old = {claim.id for claim, current in over_it if not current}
        for one in direction(situation):
            assert one.reason.code not in AS_FOUND or old.isdisjoint(one.claims), firm
    if day is None:
        assert hedged >= 3  # three pages rest on a statement grown old


def test_whoever_has_a_special_right_stands_in_the_headline(seed_release):
    """A golden share is no share of one per cent: on the page of its company and of the firm's."""
    knowledge, firms_with = seed_release.knowledge, set()
    for firm, entity in knowledge.entities.items():
        if entity.kind not in ("Organization", "Fund", "Arrangement"):
            continue
        situation = Situation(knowledge, firm, knowledge.data_date, "CN")
        rights = {
            claim.id: current and part.current
            for part in situation.parts
            for claim, current in standing_controls(
                knowledge, part.entity, situation.day, "goldenShare", "vetoRight", "decisiveRight"
            )
        }
        said = {one.claims[0]: one.reason.code for one in special_rights(situation)}
        assert said.keys() == rights.keys(), firm
        assert all(("Now" in said[one]) == current for one, current in rights.items())
        if rights:
            firms_with.add(firm)
    assert {"gz_lujiao", "alibaba"} <= firms_with
    assert list(rights_in_short(Situation(knowledge, "alibaba", knowledge.data_date, "CN")))
    for firm in firms_with:
        page = answer(seed_release, firm)
        headline = {claim for one in page.headline for claim in one.claims}
        situation = Situation(knowledge, firm, knowledge.data_date, "CN")
        assert all(one.claims[0] in headline for one in rights_in_short(situation)), firm


def test_votes_a_share_are_said_of_the_class_that_is_held():
    """Six votes a share of the class its vehicle has; of whoever has another nothing is said."""
    classes = [
        Entity(id=one, kind="ShareClass", name=one, part_of="f") for one in ("class_a", "class_b")
    ]
    of_class = {"measurand": "classTotal", "interest": "shareholding"}
    claims = [
        stake("q", "f", None, denominator="class_a", **of_class),
        stake("r", "f", None, denominator="class_b", **of_class),
        stake("class_a", "f", None, votes_per_share=Decimal(6), **of_class),
    ]
    knowledge = known([*WORLD, *classes], claims)
    assert votes_a_share(knowledge, "f", ("p", "q"), DAY) == 6
    assert votes_a_share(knowledge, "f", ("p", "r"), DAY) is None


def test_an_own_statement_read_in_a_copy_says_so(seed_release):
    """Whoever quotes "by its own notice" quotes a mirror: the sentence says it."""
    knowledge = seed_release.knowledge
    codes = set()
    for situation in firms_on(knowledge, None):
        for one in directed(situation):
            speaker = dict(one.reason.values).get("speaker")
            if speaker is None or speaker.code in ("documentOf", *SPOKEN.values()):
                continue
            papers = [paper for id_ in one.claims for paper in sources_of(
                knowledge, knowledge.claims[id_]) if paper.kind in OF_THE_FIRM]  # fmt: skip
            copied = all(paper.copied_by for paper in papers)
            assert (speaker.code == "ownDocumentCopied") == copied, situation.firm
            codes.add(speaker.code)
    assert codes == {"ownDocument", "ownDocumentCopied"}
