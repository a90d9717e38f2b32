"""The page on SMIC and on CloudWalk beside the two made by hand from the facts.

What is expected was read off the facts by hand, sentence by sentence; the program's words may be
better, its facts may not differ without a reason.
"""

from __future__ import annotations

import pytest

from graph.answers.answer import DefinitionLine, FirmAnswer
from graph.path_questions import answer
from graph.releases.release import Release


@pytest.fixture(scope="module")
def smic(seed_release: Release) -> FirmAnswer:
    return answer(seed_release, "SMIC")


@pytest.fixture(scope="module")
def cloudwalk(seed_release: Release) -> FirmAnswer:
    return answer(seed_release, "云从科技")


def headline(found: FirmAnswer) -> str:
    return " ".join(one.text for one in found.headline)


def asked_by(found: FirmAnswer, group: str) -> DefinitionLine:
    return next(line for line in found.definitions if line.who_asks == group)


def section(found: FirmAnswer, code: str) -> str:
    return " ".join(one.text for part in found.sections if part.code == code
                    for one in part.sentences)  # fmt: skip


def test_smic_sits_in_shanghai_on_one_reference_page_and_is_incorporated_elsewhere(smic):
    assert "headquartered in Shanghai (by reference page)" in headline(smic)
    assert "incorporated in the Cayman Islands" in headline(smic)


def test_smic_has_two_state_blocks_quoted_in_the_test_data_of_a_program(smic):
    said = headline(smic)
    assert "at least 18.85 %" in said  # 14.06 + 4.79
    assert "Datang Holdings 14.06 %" in said
    assert "Big Fund I 4.79 %" in said
    assert "quoted second-hand" in said
    assert "31 December 2025" in said


def test_what_was_not_read_of_smic_is_said_in_points(smic):
    assert "81.15 %" in headline(smic)  # 100 - 18.85
    assert "55.99" in headline(smic)
    (bar,) = smic.owners.bars
    shares = {block.kind: block.share for block in bar.blocks if block.kind != "held"}
    assert shares["nominee"] == pytest.approx(0.5599)
    held = sum(block.share for block in bar.blocks if block.kind == "held")
    assert held == pytest.approx(0.1406 + 0.0479 + 0.0124 + 0.0124)  # two index funds besides
    assert shares["notRead"] == pytest.approx(1 - held - 0.5599)


def test_that_nobody_controls_smic_is_its_own_word(smic):
    assert "its own exchange notice" in headline(smic)
    assert "nobody controls it" in headline(smic)
    assert "it has no actual controller as of 8 September 2025" in section(smic, "headDirects")


def test_a_pending_step_stands_under_the_headline(smic):
    (step,) = smic.pending
    for part in ("12 February 2026", "SMNC", "outcome not read", "may have changed"):
        assert part in step.text
    assert "9.25 %" in section(smic, "headPending")  # as if it were done, by the circular


@pytest.mark.parametrize(
    ("group", "side", "since", "seen"),
    [
        ("registrar", "notHome", "2000", "2025-12"),
        ("doorPlate", "home", "", "2024-02"),
        ("foreignInvestmentLaw", "notHome", "", "2025-12-29"),
        ("investors", "open", "", "2025-12-31"),
        ("foreignLists", "", "", "2026-08-22"),
    ],
)
def test_who_asks_about_smic_is_told_this(smic, group, side, since, seen):
    line = asked_by(smic, group)
    assert (line.side, line.since, line.seen) == (side, since, seen)


def test_smic_is_open_between_its_state_blocks_and_all(smic):
    interval = asked_by(smic, "investors").interval
    assert interval is not None
    assert interval.lower == pytest.approx(0.1885)
    assert interval.upper == 1


def test_smic_has_three_amounts_and_no_number(smic):
    amounts = smic.score[0].amounts
    assert amounts.home == pytest.approx(0.1885)
    assert amounts.home_state == pytest.approx(0.1885)
    assert amounts.foreign == 0
    assert amounts.not_read == pytest.approx(0.8115)
    said = section(smic, "headScore")
    assert "Not rated" in said
    # Each is a least, so that together they are a hair less than 18.85.
    assert "at least 3.36 rest on percentages and at least 15.48 on a classification" in said


def test_a_plant_of_smic_is_decided_while_its_parent_is_open(smic):
    assert "SMNC (SMIC Northern): home-owned, 58.61–100 %; SMIC itself: undecided" in section(
        smic, "headBelow"
    )


def test_people_of_smic_have_cited_citizenships_or_none_stated(smic):
    said = section(smic, "headPeople")
    assert "Richard Chang" in said
    assert "the United States" in said
    assert "2005" in said
    assert "Liu Xunfeng (chair): citizenship not stated" in said


def test_an_authoritys_word_on_who_owns_smic_is_a_sentence_of_its_own(smic):
    said = section(smic, "headDirects")
    assert "By the word of US Department of Defense (8 June 2026)" in said
    assert "neither a share nor a chain" in said


def test_documents_that_would_change_the_page_on_smic(smic):
    assert smic.wanted[0].document == "owners of SMIC behind HKSCC Nominees Limited"
    assert "sought 4 times" in smic.wanted[0].looked
    assert "SMNC" in smic.wanted[1].document  # the outcome of the vote of 12 February 2026
    assert any("12 February" in search
               for search in smic.wanted[1].searches)  # fmt: skip


def test_cloudwalk_is_directed_by_its_founder_by_its_own_word(cloudwalk):
    said = headline(cloudwalk)
    assert "CloudWalk is a company of China" in said
    assert "its own filing" in said
    assert "directed by Zhou Xi (through Changzhou Yuncong" in said
    assert "6 votes a share" in section(cloudwalk, "headDirects")
    assert "Shanghai Stock Exchange STAR Market" in section(cloudwalk, "headDirects")


def test_no_block_of_cloudwalk_was_read(cloudwalk):
    assert "What any holder owns was not read" in headline(cloudwalk)
    assert cloudwalk.owners.bars == ()
    told = " ".join(one.text for one in cloudwalk.owners.sentences)
    assert "No block was read" in told
    assert "Changzhou Yuncong" in told


def test_state_bodies_paid_into_cloudwalk_and_what_they_hold_is_not_known(cloudwalk):
    assert "what they hold now is not known" in headline(cloudwalk)
    said = section(cloudwalk, "headMoney")
    for body in ("China Internet Investment Fund", "Industrial and Commercial Bank of China",
                 "Shanghai Guosheng"):  # fmt: skip
        assert body in said


def test_that_cloudwalk_is_purely_domestic_is_neither_shown_nor_refuted(cloudwalk):
    assert asked_by(cloudwalk, "pressAndScholars").side == "open"


def test_cloudwalk_is_not_on_the_ministrys_team_though_one_author_says_so(cloudwalk):
    said = section(cloudwalk, "headDisputed")
    assert "AI Open Innovation Platforms" in said
    assert "; by “Ten more national AI open innovation platforms" in said


def test_money_that_a_firm_denies_is_only_said(seed_release: Release):
    """DJI denied what a newspaper and two retellings of it say of state money."""
    said = section(answer(seed_release, "dji"), "headMoney")
    assert "State bodies are said to have put money in" in said
    assert "(denied; weakly sourced)" in said
    assert "State bodies put money in" not in said


def test_the_seat_and_the_address_of_cloudwalk_are_one_witness(cloudwalk):
    line = asked_by(cloudwalk, "registrar")
    assert set(line.lenses) >= {"legal-seat", "headquarters"}
    assert "doorPlate" not in {one.who_asks for one in cloudwalk.definitions}


def test_a_sum_is_no_surer_than_the_weakest_block_in_it(seed_release: Release):
    """In 2014 one of three state blocks of SMIC is inferred, the other two are filed."""
    said = headline(answer(seed_release, "smic", as_of="2014-12-31"))
    assert "at least 35.19 %" in said  # 20.6 + 10 + 4.59
    assert "(in part inferred)" in said


def test_the_largest_block_is_named_whatever_its_origin(seed_release: Release):
    """SoftBank had 13.9 % of Alibaba of record when nobody else was above 5 %."""
    said = headline(answer(seed_release, "alibaba", as_of="2023-12-31"))
    assert "SoftBank 13.9 % (origin open)" in said
    assert "80.4 %" in said  # 100 - 13.9 - 4.3 - 1.4, of which the table of owners names nobody


def test_what_a_classification_decides_is_not_called_unread(seed_release: Release):
    """Of Big Fund I holders of 70.17 % were read; the rest counts by its classification."""
    found = answer(seed_release, "bigfund1")
    assert "Holders not read have 29.83 %" in headline(found)  # 100 - 36.74 - 22.29 - 11.14
    assert "home state by its classification" in headline(found)
    (bar,) = found.owners.bars
    assert {block.kind for block in bar.blocks} == {"held"}


def test_a_page_for_a_day_before_the_founding_says_so_first(seed_release: Release):
    """SenseTime was founded in 2014, Alibaba in 1999, by what is cited."""
    for firm, before, after, year in (
        ("sensetime", "2013-12-31", "2014-12-31", "2014"),
        ("alibaba", "1998-12-31", "1999-12-31", "1999"),
    ):
        early = answer(seed_release, firm, as_of=before)
        assert early.headline[0].code == "notFoundedYet"
        assert f"was not founded yet: that was in {year}" in early.headline[0].text
        assert early.headline[0].sources
        late = answer(seed_release, firm, as_of=after)
        assert "notFoundedYet" not in [one.code for one in late.headline]


def test_a_page_for_a_day_before_all_that_was_read_says_so_first(seed_release: Release):
    """Of SMIC no founding with a day is cited; that it was incorporated in 2000 is."""
    early = answer(seed_release, "smic", as_of="1999-06-30").headline[0]
    assert early.code == "nothingReadAsOld" and "the earliest is of 2000" in early.text
    late = answer(seed_release, "smic", as_of="2005-12-31")
    assert "nothingReadAsOld" not in [one.code for one in late.headline]


def test_nothing_is_read_further_than_the_day_asked_about(seed_release: Release):
    """A document of 2024 that speaks of 2014 is no reading of 2024 on a page for 2014."""
    for firm in ("bigfund1", "alibaba", "smic", "tencent"):
        read_to = answer(seed_release, firm, as_of="2014-12-31").read_to
        assert all(day[:4] <= "2014" for kind, day in read_to.items()), (firm, read_to)


def test_a_place_that_was_left_is_no_place_of_work(seed_release: Release):
    """DJI's office in Palo Alto was closed in February 2021, by what is cited."""
    assert "Palo Alto" not in section(answer(seed_release, "dji"), "headWork")
    assert "Palo Alto" in section(answer(seed_release, "dji", as_of="2020-12-31"), "headWork")
