"""Whom the headline names: states of unread size, what was last known, what was agreed since."""

from __future__ import annotations

import pytest

from graph.answers.answer import FirmAnswer
from graph.answers.page_words import NOTHING
from graph.claims.model import Ownership
from graph.holders.last_known import cannot_all_stand, that_can_stand
from graph.networks.situation import Situation
from graph.path_questions import answer, picture
from graph.profiles.answer.blocks import blocks_read
from graph.profiles.answer.holder_origins import origin_on
from graph.profiles.answer.steps import step_after
from graph.releases.release import Release
from seed_firms import firms_on


@pytest.fixture(scope="module")
def answers(seed_release: Release) -> list[FirmAnswer]:
    """The page on each firm with holders of unread size, or with stakes last known."""
    reads = (blocks_read(situation) for situation in firms_on(seed_release.knowledge, None))
    firms = [read.situation.firm for read in reads if read.unsized or read.last_known]
    assert len(firms) > 50
    return [answer(seed_release, firm) for firm in firms]


STATES = ("home_state", "foreign_state")


def test_a_state_body_of_unread_size_is_in_the_headline(
    answers: list[FirmAnswer], seed_release: Release
) -> None:
    """Present is present: whoever is drawn or listed as a state's holder is named first of all."""
    named = 0
    for found in answers:
        situation = Situation(seed_release.knowledge, found.firm.id, seed_release.data_date, "CN")
        states = {
            stake.claim.id
            for stake in blocks_read(situation).unsized
            if origin_on(situation, stake.holder) in STATES
        }
        claims = {claim for one in found.headline for claim in one.claims}
        assert states <= claims, found.firm
        named += bool(states)
    assert named


def test_where_nothing_is_current_the_last_known_is_in_the_headline_with_its_day(
    answers: list[FirmAnswer], seed_release: Release
) -> None:
    seen = 0
    for found in answers:
        situation = Situation(seed_release.knowledge, found.firm.id, seed_release.data_date, "CN")
        read = blocks_read(situation)
        last = that_can_stand([one for one in read.last_known if one not in read.of_classes])
        if read.blocks or not last:
            continue
        (said,) = (one for one in found.headline if one.code == "noCurrentBlockLast")
        assert last[0].claim.id in said.claims, found.firm
        day = last[0].claim.as_of or last[0].claim.period.start
        assert day is None or str(day.first.year) in said.text, said.text
        assert sum(one.bounds[0] for one in last) <= 1
        seen += 1
    assert seen > 20


def test_a_stake_whose_sale_was_agreed_says_so_wherever_it_stands(
    seed_release: Release,
) -> None:
    """SMIC's part of SJ Semiconductor is known from the notice of its sale alone."""
    knowledge = seed_release.knowledge
    stakes = [one for one in knowledge.claims.values() if isinstance(one, Ownership)]
    sold = [one for one in stakes if one.event == "exit" and one.stage == "agreed"]
    assert sold
    for sale in sold:
        before = [
            one
            for one in stakes
            if (one.party, one.target) == (sale.party, sale.target)
            and one.stage == "completed"
            and one.as_of is not None
            and sale.as_of is not None
            and one.as_of.last <= sale.as_of.last
        ]
        later = [
            one
            for one in stakes
            if (one.party, one.target, one.stage) == (sale.party, sale.target, "completed")
            and one not in before
        ]
        for stake in before:
            assert (step_after(knowledge, (stake.id,)) == NOTHING) == bool(later), stake


def test_what_can_stand_with_the_newest_comes_first_on_the_page_and_in_the_picture(
    seed_release: Release,
) -> None:
    """An old majority beside a newer large block would be read as the owner of today."""
    met = 0
    for situation in firms_on(seed_release.knowledge, None):
        read = blocks_read(situation)
        if not read.last_known:
            continue
        standing = that_can_stand(read.last_known)
        assert read.last_known[: len(standing)] == standing, situation.firm
        assert sum(stake.bounds[0] for stake in standing) <= 1
        drawn = picture(seed_release, situation.firm)
        bands = [band for band in drawn.bands if band.kind == "lastKnown"]
        if not cannot_all_stand(read.column) or not bands:
            continue
        claims = [claim for arrow in bands[0].arrows for claim in arrow.claims]
        sized = [stake.claim.id for stake in read.last_known if stake.claim.id in claims]
        order = [claim for claim in claims if claim in sized]
        assert order[: len(standing)] == sized[: len(standing)], situation.firm
        met += 1
    assert met
