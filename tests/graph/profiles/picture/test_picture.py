"""What a picture says: all of it on the page or by a claim, nobody left out in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from drawn_sheets import band_of

from graph import questions
from graph.answers.picture import Picture
from graph.releases.release import Release


def said(picture: Picture) -> Iterator[str]:
    yield from (picture.title, picture.headline, picture.second, *picture.lead, *picture.footer)
    yield from (key.text for key in picture.keys)
    for band in picture.bands:
        yield from (band.heading, band.note)
        for box in band.boxes:
            yield from (*box.names, box.about, *map(str, box.lines))


def test_every_sentence_of_the_page_stands_on_top_once_the_finding_first(
    pictures: list[Picture], seed_release: Release
) -> None:
    """In the other language too, in the form that was chosen."""
    for picture in pictures:
        page = questions.answer(seed_release, picture.firm.id, language=picture.language)
        sentences = [one.text for one in (*page.headline, *page.pending)]
        assert set(sentences) <= {picture.headline, *picture.lead}
        there = [one for one in picture.lead if one in sentences]
        assert there == [one for one in sentences if one != picture.headline]
        assert picture.second and picture.second != picture.headline


FINDINGS = {
    "smic": "Datang Holdings 14.06 % and Big Fund I 4.79 %",
    "alibaba": "Jack Ma at least 4.3 %",
    "sensetime": "last known: Amind Inc. 20.63 %",
    "cloudwalk": "it is directed by Zhou Xi",  # no holder's share was read
    "dji": "87.4 %",
    "tencent": "Prosus N.V. 22.8 %",
    "hikvision": "last known: China Electronics Technology Group Corporation 41.55 %",
    "megvii": "16.8 %",
}


def test_the_headline_is_what_the_picture_shows_of_owners(english: list[Picture]) -> None:
    found = {picture.firm.id: picture.headline for picture in english}
    for firm, finding in FINDINGS.items():
        assert finding in found[firm]


def test_a_picture_with_a_share_or_a_power_does_not_begin_with_where_the_firm_sits(
    english: list[Picture], seed_release: Release
) -> None:
    met = 0
    for picture in english:
        codes = {one.text: one.code
                 for one in questions.answer(seed_release, picture.firm.id).headline}  # fmt: skip
        owners = band_of(picture, "owners")
        assert owners is not None
        firm = picture.firm.id
        if any(one.target == firm and one.kind in ("stake", "control") for one in owners.arrows):
            met += 1
            assert not codes[picture.headline].startswith("sits"), firm
    assert met > 30


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
                    lines = {str(line) for line in box.lines}
                    (line,) = {line for line in lines if arrow.text in line
                               and f"[{arrow.sources[0]}" in line}  # fmt: skip
                    assert re.search(r"\[\d", line)


def test_every_number_in_brackets_is_a_listed_document(pictures: list[Picture]) -> None:
    for picture in pictures:
        listed = {one.number for one in picture.sources}
        cited = {
            int(number)
            for band in picture.bands for box in band.boxes for line in box.lines
            for found in re.findall(r"\[([\d,\s…]+)\]$", str(line))
            for number in re.findall(r"\d+", found)
        }  # fmt: skip
        assert cited <= listed


def test_every_sentence_over_the_picture_has_its_days_and_documents(
    pictures: list[Picture], seed_release: Release
) -> None:
    """As a figure in a box has: what rests on a claim cites one, and says of which days it is."""
    dated = 0
    for picture in pictures:
        listed = {one.number for one in picture.sources}
        page = questions.answer(seed_release, picture.firm.id, language=picture.language)
        said = {picture.headline, *picture.lead}
        assert said <= set(picture.behind)
        for sentence in (*page.headline, *page.pending):
            cited = picture.cited(sentence.text)
            behind = picture.behind[sentence.text]
            assert set(behind.sources) <= listed
            assert bool(behind.sources) == bool(sentence.sources), (picture.firm.id, sentence)
            assert bool(behind.sources) == cited.endswith("]")
            claims = [seed_release.knowledge.claims[one] for one in sentence.claims]
            days = {claim.as_of or claim.period.start for claim in claims} - {None}
            if days:
                dated += 1
                assert any(str(day.first.year) in cited for day in days if day), cited
    assert dated > 100


def test_a_denial_is_cited_with_what_it_denies(
    pictures: list[Picture], seed_release: Release
) -> None:
    met = 0
    for picture in pictures:
        numbers = {one.source.url or one.source.id: one.number for one in picture.sources}
        for band in picture.bands:
            for arrow in band.arrows:
                for denial in seed_release.knowledge.against(*arrow.claims):
                    met += 1
                    papers = [seed_release.knowledge.sources[one.source]
                              for one in denial.citations]  # fmt: skip
                    assert any(numbers[one.url or one.id] in arrow.sources for one in papers)
    assert met


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
        further = int((re.findall(r"(\d+) further", owners.note) or [0])[0])
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
    """The least shares of its holders and what is left; of nothing that was read nothing is."""
    drawn, bare = 0, 0
    for picture in english:
        owners = band_of(picture, "owners")
        assert owners is not None
        parts = [arrow for arrow in owners.arrows
                 if arrow.target == picture.firm.id
                 and arrow.kind in ("stake", "contract", "rest")]  # fmt: skip
        if not any(arrow.upper > 0 for arrow in parts):
            bare += 1
            assert not any(arrow.kind == "rest" for arrow in parts)
            assert re.search("not read|How much", owners.note), picture.firm.id
            continue
        drawn += 1
        total = sum(arrow.lower for arrow in parts)
        assert total == pytest.approx(1, abs=1e-6) or total > 1, picture.firm.id
        named = [arrow for arrow in parts if arrow.kind != "rest" or arrow.claims]
        assert named, (picture.firm.id, "a whole of which nothing was read")
    assert drawn > 30 and bare > 30


def test_state_money_is_nobodys_who_has_a_stake_of_a_size(pictures: list[Picture]) -> None:
    for picture in pictures:
        owners, money = band_of(picture, "owners"), band_of(picture, "money")
        if owners and money:
            sized = {arrow.source for arrow in owners.arrows
                     if arrow.target == picture.firm.id and arrow.kind == "stake"}  # fmt: skip
            assert not sized & {arrow.source for arrow in money.arrows}
            for box in money.boxes:  # or somebody's who is a state's by a weak source alone
                called = box.origin == "open" and (
                    "called a state" in box.about or "国" in box.about
                )
                states = box.origin in ("home_state", "foreign_state")
                assert box.kind == "firm" or states or called, (picture.firm, box)


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


def test_both_languages_draw_the_same(pictures: list[Picture]) -> None:
    english = {one.firm.id: one for one in pictures if one.language == "en"}
    for picture in pictures:
        if picture.language == "zh":
            other = english[picture.firm.id]
            for one, beside in zip(picture.bands, other.bands, strict=True):
                assert [box.id for box in one.boxes] == [box.id for box in beside.boxes]
                assert [(a.source, a.target, a.kind, a.claims) for a in one.arrows] == [
                    (a.source, a.target, a.kind, a.claims) for a in beside.arrows
                ]
            assert re.search("[\u3400-\u9fff]", picture.headline)


@pytest.mark.parametrize("basis", ["legal", "voting"])
def test_other_bases_say_what_their_shares_are_of(seed_release: Release, basis: str) -> None:
    picture = questions.picture(seed_release, "alibaba", basis=basis)
    of = {"legal": "registered capital", "voting": "votes"}[basis]
    assert any(of in line for line in picture.footer)
