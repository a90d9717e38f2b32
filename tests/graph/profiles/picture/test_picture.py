"""What a picture says: all of it on the page or by a claim, nobody left out in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from drawn_sheets import Sheet

from graph import questions
from graph.answers.page_words import Words
from graph.answers.picture import Band, Picture
from graph.arguments import situation_of
from graph.claims.model import Control, Ownership
from graph.profiles.answer.page import page as page_of
from graph.releases.release import Release
from ontology.translations import LANGUAGES

EIGHT = ("smic", "alibaba", "sensetime", "cloudwalk", "dji", "tencent", "hikvision", "megvii")


@pytest.fixture(scope="session")
def pictures(sheets: list[Sheet]) -> list[Picture]:
    return [sheet.picture for sheet in sheets]


@pytest.fixture(scope="session")
def english(pictures: list[Picture]) -> list[Picture]:
    return [picture for picture in pictures if picture.language == "en"]


def band_of(picture: Picture, kind: str) -> Band | None:
    return next((band for band in picture.bands if band.kind == kind), None)


def said(picture: Picture) -> Iterator[str]:
    yield from (picture.title, picture.headline, picture.second, *picture.lead, *picture.footer)
    yield from (key.text for key in picture.keys)
    for band in picture.bands:
        yield from (band.heading, band.note)
        for box in band.boxes:
            yield from (*box.names, box.about, *box.lines)


def test_the_finding_is_the_first_sentence_of_the_page_in_both_languages(
    seed_release: Release,
) -> None:
    for firm in EIGHT:
        pages = [questions.answer(seed_release, firm, language=one) for one in LANGUAGES]
        for page, other in (pages, pages[::-1]):
            picture = questions.picture(seed_release, firm, language=page.language)
            assert picture.headline == page.headline[0].text
            situation = situation_of(seed_release, firm, None, None)
            longest = page_of(situation).headline[0].reason  # it has room for all of it
            assert picture.second == Words(seed_release.knowledge, other.language).say(longest)
            assert picture.lead == tuple(one.text for one in (*page.headline[1:], *page.pending))


def test_every_share_cites_a_claim_whose_document_is_listed(
    pictures: list[Picture], seed_release: Release
) -> None:
    """But for what nobody was read to hold, which is what the others leave."""
    for picture in pictures:
        listed = {one.number for one in picture.sources}
        for band in picture.bands:
            boxes = {box.id: box for box in band.boxes}
            for arrow in band.arrows:
                assert set(arrow.claims) <= seed_release.knowledge.claims.keys()
                assert set(arrow.sources) <= listed
                if arrow.kind != "rest":
                    assert arrow.claims and arrow.sources, (picture.firm.id, arrow)
                    box = boxes[arrow.target if band.kind == "below" else arrow.source]
                    (line,) = {line for line in box.lines if arrow.text in line
                               and f"[{arrow.sources[0]}" in line}  # fmt: skip
                    assert re.search(r"\[\d", line)


def test_every_number_in_brackets_is_a_listed_document(pictures: list[Picture]) -> None:
    for picture in pictures:
        listed = {one.number for one in picture.sources}
        cited = {
            int(number)
            for band in picture.bands for box in band.boxes for line in box.lines
            for found in re.findall(r"\[([\d, …]+)\]$", line)
            for number in re.findall(r"\d+", found)
        }  # fmt: skip
        assert cited <= listed


def test_no_verdict_is_said_that_the_page_does_not_say(
    english: list[Picture], seed_release: Release
) -> None:
    words = {
        outcome.word
        for lens in seed_release.knowledge.lenses.values()
        for outcome in lens.outcomes.values()
    }
    assert len(words) > 20
    for picture in english:
        texts = " · ".join(said(picture))
        found = {word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", texts)}
        if found:
            page = questions.answer(seed_release, picture.firm.id)
            spoken = " · ".join((page.first_line, *(one.text for one in page.headline),
                                 *(one.text for one in page.pending),
                                 *(line.says for line in page.definitions)))  # fmt: skip
            assert {word for word in found if word not in spoken} == set(), picture.firm.id


def test_every_holder_has_a_box_or_is_counted(
    english: list[Picture], seed_release: Release
) -> None:
    """Held against the surroundings that every other export has, which know nothing of boxes."""
    for picture in english:
        around = questions.neighbourhood(seed_release, picture.firm.id)
        stakes = [edge for edge in around.edges if edge.link in ("ownership", "contract")]
        owners = band_of(picture, "owners")
        assert owners is not None
        stood = {entity for box in owners.boxes for entity in box.entities}
        firm = picture.firm.id
        direct = {edge.source for edge in stakes
                  if edge.target == firm and edge.currency != "closed"}  # fmt: skip
        past = band_of(picture, "lastKnown")
        drawn = {box.id for box in past.boxes} if past else set()
        counted = int((re.findall(r"and (\d+) more", past.note) or [0])[0]) if past else 0
        assert len(direct - stood - drawn) == counted, (firm, direct - stood - drawn)
        above, waiting = set(), [firm]
        while waiting:
            party = waiting.pop()
            for edge in stakes:
                if edge.target == party and edge.currency == "current" and edge.source not in above:
                    above.add(edge.source)
                    waiting.append(edge.source)
        further = int(re.findall(r"\d+", owners.note)[0]) if owners.note else 0
        assert len(above - stood - {firm}) == further, (firm, above - stood)


def test_smaller_ones_are_as_many_as_they_stand_for(english: list[Picture]) -> None:
    met = 0
    for picture in english:
        for band in picture.bands:
            for box in band.boxes:
                if box.kind == "smaller" and box.mixture:
                    met += 1
                    assert re.search(rf"\b{len(box.entities)}\b", box.names[0]), box
                    assert sum(share for _, share in box.mixture) == pytest.approx(1)
    assert met


def test_shares_of_the_firm_are_one_whole(english: list[Picture]) -> None:
    """The least shares of its holders and what is left."""
    for picture in english:
        owners = band_of(picture, "owners")
        assert owners is not None
        parts = [arrow.lower for arrow in owners.arrows
                 if arrow.target == picture.firm.id
                 and arrow.kind in ("stake", "contract", "rest")]  # fmt: skip
        assert sum(parts) == pytest.approx(1, abs=1e-6) or sum(parts) > 1, picture.firm.id


def test_what_was_last_known_is_dated_as_precisely_as_its_source(
    pictures: list[Picture], seed_release: Release
) -> None:
    met = set()
    for picture in pictures:
        words = Words(seed_release.knowledge, picture.language)  # type: ignore[arg-type]  # one of the two
        for band in picture.bands:
            for arrow in band.arrows:
                if band.kind == "lastKnown":
                    claim = seed_release.knowledge.claims[arrow.claims[0]]
                    assert isinstance(claim, Ownership | Control)
                    day = claim.as_of or claim.period.start
                    assert arrow.kind == "lastKnown"
                    if day is not None:
                        met.add(day.precision)
                        assert words.day(day) in arrow.text
                        if day.precision == "year":
                            assert not re.search(rf"[a-z] {day.first.year}|月", arrow.text)
    assert met == {"year", "month", "day"}


def test_state_money_is_nobodys_who_has_a_stake_of_a_size(pictures: list[Picture]) -> None:
    for picture in pictures:
        owners, money = band_of(picture, "owners"), band_of(picture, "money")
        if owners and money:
            sized = {arrow.source for arrow in owners.arrows
                     if arrow.target == picture.firm.id and arrow.kind == "stake"}  # fmt: skip
            assert not sized & {arrow.source for arrow in money.arrows}
            assert all(box.origin in ("home_state", "foreign_state")
                       for box in money.boxes if box.kind != "firm")  # fmt: skip


def test_every_holder_says_its_origin(pictures: list[Picture]) -> None:
    for picture in pictures:
        for band in picture.bands:
            for box in band.boxes:
                if box.entities and box.kind not in ("firm", "smaller") and band.kind != "below":
                    assert box.origin and box.about, (picture.firm.id, box)


def test_a_stated_controller_is_joined_to_the_vehicle_it_acts_through(
    seed_release: Release,
) -> None:
    owners = band_of(questions.picture(seed_release, "cloudwalk"), "owners")
    assert owners is not None
    powers = {(one.source, one.target) for one in owners.arrows if one.kind == "control"}
    assert powers == {("p_zhouxi", "changzhou_cw"), ("changzhou_cw", "cloudwalk")}


def test_nobody_directs_past_a_vehicle(english: list[Picture]) -> None:
    """Whoever has an arrow of power to somebody who has one too has none of its own beside it."""
    for picture in english:
        owners = band_of(picture, "owners")
        assert owners is not None
        powers = {(one.source, one.target) for one in owners.arrows if one.kind == "control"}
        for source, target in powers:
            assert not any((source, vehicle) in powers and (vehicle, target) in powers
                           for vehicle in {end for _, end in powers}), picture.firm  # fmt: skip


def test_members_of_a_group_stand_behind_it(seed_release: Release) -> None:
    owners = band_of(questions.picture(seed_release, "megvii"), "owners")
    assert owners is not None
    behind = {one.source for one in owners.arrows if one.target == "megvii_founders"}
    assert behind == {"p_yinqi", "p_tangwenbin", "p_yangmu"}


def test_the_key_explains_what_is_drawn_and_nothing_else(pictures: list[Picture]) -> None:
    for picture in pictures:
        arrows = {arrow.kind for band in picture.bands for arrow in band.arrows}
        boxes = [box for band in picture.bands for box in band.boxes]
        origins = {box.origin for box in boxes} | {one for box in boxes for one, _ in box.mixture}
        assert {key.code for key in picture.keys if key.of == "arrow"} == arrows
        assert {key.code for key in picture.keys if key.of == "origin"} == origins - {""}


def test_both_languages_draw_the_same(sheets: list[Sheet]) -> None:
    english = {one.picture.firm.id: one.picture for one in sheets if one.width == "double"}
    for sheet in sheets:
        if sheet.width == "single":
            other = english[sheet.picture.firm.id]
            for one, beside in zip(sheet.picture.bands, other.bands, strict=True):
                assert [box.id for box in one.boxes] == [box.id for box in beside.boxes]
                assert [(a.source, a.target, a.kind, a.claims) for a in one.arrows] == [
                    (a.source, a.target, a.kind, a.claims) for a in beside.arrows
                ]
            assert re.search("[\u3400-\u9fff]", sheet.picture.headline)


@pytest.mark.parametrize("basis", ["legal", "voting"])
def test_other_bases_say_what_their_shares_are_of(seed_release: Release, basis: str) -> None:
    picture = questions.picture(seed_release, "alibaba", basis=basis)
    of = {"legal": "registered capital", "voting": "votes"}[basis]
    assert any(of in line for line in picture.footer)
