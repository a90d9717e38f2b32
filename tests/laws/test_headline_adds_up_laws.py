"""Where a headline prints parts of a firm, they add up: holders to their group, all of it to 100.

Figures are read out of the words, as a reader would add them; each may be off by its rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import questions
from graph.answers.page_words import Words
from graph.claims.reasons import Reason
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import BlocksRead, blocks_read
from graph.profiles.answer.owned import not_read, owned
from graph.profiles.answer.said import Said
from graph.releases.release import Release
from made_up import DAY, firms, known, seated, stake
from seed_firms import firms_on

DAYS = (date(2020, 12, 31), date(2026, 11, 29))
PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?%")
POINTS = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?![\d.]| ?%)")
CENT = 0.01  # of a percent: what one figure may be off by
READ = ("ownersRead", "ownersReadBetween", "ownersReadUndated")


def forms_of(statements: Iterable[Said], *codes: str) -> Iterator[list[Reason]]:
    """Of each statement of some codes every form in which it says something."""
    for said in statements:
        if said.reason.code in codes or not codes:
            yield [form for form in (said.reason, *said.shorter) if form.code != "nothing"]


def within_groups(words: Words, read: Reason) -> float:
    """What all groups of a sentence come to as printed, each of them the sum of its holders."""
    whole = 0.0
    for group in dict(read.values)["groups"]:
        values = dict(group.values)
        holders = [float(PERCENT.findall(words.say(one))[0]) for one in values["each"]]
        if group.code == "heldAlone":
            whole += sum(holders)
            continue
        printed = float(PERCENT.findall(words.say(group))[0])
        assert abs(printed - sum(holders)) <= CENT * (len(holders) + 1), words.say(group)
        whole += printed
    return whole


def within_rest(words: Words, rest: Reason) -> float:
    """What a sentence on what is left prints, which is the sum of its parts where it names some."""
    printed = float(PERCENT.findall(words.say(rest))[0])
    parts = dict(rest.values).get("each")
    if parts:
        points = [float(POINTS.findall(words.say(one))[0]) for one in parts]
        assert abs(printed - sum(points)) <= CENT * (len(points) + 1), words.say(rest)
    return printed


def check(situation: Situation, read: BlocksRead) -> bool:
    """Whether the headline of a firm prints parts; fails where they do not add up."""
    if not read.blocks:
        return False
    for language in ("en", "zh"):
        words = Words(situation.knowledge, language)
        (blocks,) = forms_of(owned(situation, read), *READ)
        rests = [*forms_of(not_read(read))]
        for form in blocks:
            had = within_groups(words, form)
            for left in product(*rests):
                # A sentence without a figure (that a step may have changed it) is no part.
                whole = had + sum(within_rest(words, one) for one in left)
                figures = sum(len(PERCENT.findall(words.say(one))) for one in (form, *left))
                assert abs(whole - 100) <= CENT * (figures + 1), (
                    situation.firm, language, [words.say(one) for one in (form, *left)]
                )  # fmt: skip
    return True


@pytest.mark.parametrize("day", DAYS)
def test_the_parts_of_every_headline_add_up(seed_release: Release, day: date) -> None:
    found = [check(one, blocks_read(one)) for one in firms_on(seed_release.knowledge, day)]
    assert sum(found) > 20


@pytest.mark.parametrize("day", DAYS)
def test_the_bars_the_score_and_the_picture_add_up(seed_release: Release, day: date) -> None:
    seen = 0
    for firm in seed_release.knowledge.subjects:
        page = questions.answer(seed_release, firm, as_of=day)
        for bar in page.owners.bars:
            seen += 1
            assert sum(block.share for block in bar.blocks) == pytest.approx(1)
            printed = [float(PERCENT.findall(block.text)[-1]) for block in bar.blocks]
            assert abs(sum(printed) - 100) <= CENT * (len(printed) + 1), (firm, bar)
        for line in page.score:
            amounts = line.amounts
            assert amounts.home + amounts.foreign + amounts.not_read == pytest.approx(1)
            assert amounts.associated <= amounts.foreign
        drawn = questions.picture(seed_release, firm, as_of=day)
        owners = next(band for band in drawn.bands if band.kind == "owners")
        into = [arrow for arrow in owners.arrows if arrow.target == firm]
        shares = [arrow.lower for arrow in into if arrow.kind in ("stake", "contract", "rest")]
        if sum(shares) > 0:
            seen += 1
            assert sum(shares) == pytest.approx(1), (firm, day)
    assert seen > 2


SHARES = st.lists(st.integers(1, 4000), min_size=1, max_size=9)


@settings(max_examples=150, deadline=None)
@given(SHARES, st.lists(st.sampled_from(["town", "away", "near", ""]), min_size=9, max_size=9),
       st.booleans())  # fmt: skip
def test_the_parts_of_any_headline_add_up(
    shares: list[int], seats: list[str], open_above: bool
) -> None:
    if sum(shares) > 9999:
        shares = [share // len(shares) + 1 for share in shares]
    holders = [f"h{number}" for number in range(len(shares))]
    claims = [
        stake(holder, "f", (share / 100, 100 if open_above and number == 0 else share / 100))
        for number, (holder, share) in enumerate(zip(holders, shares, strict=True))
    ]
    claims += [seated(holder, seat) for holder, seat in zip(holders, seats, strict=False) if seat]
    situation = Situation(known(firms("f", *holders), claims), "f", DAY, "CN")
    assert check(situation, blocks_read(situation))
