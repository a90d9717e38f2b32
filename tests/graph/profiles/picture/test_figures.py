"""What stands behind a figure in a picture: its day, how sure it is, whose it is."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from drawn_sheets import band_of
from happenings import paid
from msgspec.structs import replace

from graph.answers.page_words import NOTHING, Words
from graph.answers.picture import Picture
from graph.claims.model import Control, Ownership
from graph.claims.reasons import Reason, because
from graph.holders.origins import seats_of
from graph.profiles.answer.days import day_of
from graph.profiles.answer.said import HEDGED, contested, in_every_way
from graph.profiles.picture.drawn import FULLER, hedges, ways_of
from graph.releases.release import Release
from made_up import firms, known, people, stake

DATED = ("stake", "unsized", "contract", "control", "lastKnown", "money")


def test_a_heading_with_one_day_stands_over_figures_of_that_day(
    pictures: list[Picture], seed_release: Release
) -> None:
    """Else each figure has its own, or is called undated: none is read as of another day."""
    of_one_day, of_several = 0, 0
    for picture in pictures:
        words = Words(seed_release.knowledge, picture.language)  # type: ignore[arg-type]  # one of the two
        undated = words.say(because("undatedEvidence"))
        for band in picture.bands:
            for arrow in band.arrows:
                day = day_of(seed_release.knowledge, arrow.claims)
                if arrow.kind not in DATED or arrow.source.endswith(("/smaller", "/unsized")):
                    continue
                if day is None:
                    assert undated in arrow.text, (picture.firm.id, arrow)
                elif words.day(day) in arrow.text:
                    of_several += 1
                elif arrow.kind == "money":  # of several sums the largest, with its own day
                    days = {day_of(seed_release.knowledge, (one,)) for one in arrow.claims}
                    assert any(one and words.day(one) in arrow.text for one in days), arrow
                else:
                    of_one_day += 1
                    assert band.kind == "owners" and words.day(day) in band.heading, arrow
    assert of_one_day > 10 and of_several > 100


def test_whatever_hedges_a_figure_stands_behind_it(
    pictures: list[Picture], seed_release: Release
) -> None:
    """Every link on an estimate, an inference, a weak document or what is disputed says so."""
    known = seed_release.knowledge
    met: Counter[str] = Counter()
    for picture in pictures:
        words = Words(known, picture.language)  # type: ignore[arg-type]  # one of the two
        for band in picture.bands:
            for arrow in band.arrows:
                if not arrow.claims or not arrow.text:
                    continue
                said: list[Reason] = []
                if set(arrow.claims) & known.rival_sets.keys():
                    said.append(because("openRivals"))
                if arrow.kind != "rest" and "/" not in arrow.source:  # those are sums
                    said += ways_of(in_every_way(known, arrow.claims))
                    said.append(contested(known, arrow.claims))
                if arrow.kind == "unsized":  # who is in a group nobody estimated
                    said = [one for one in said if one.code not in HEDGED]
                if any(known.is_disputed(one) for one in arrow.claims):
                    met["anyDispute"] += 1
                    either = (because("disputedEvidence"), because("deniedEvidence"))
                    assert any(words.say(one) in arrow.text for one in either), arrow
                for one in said:
                    if one != NOTHING:
                        met[one.code] += 1
                        fuller = because(FULLER.get(one.code, ""))
                        said_so = words.say(fuller if one.code in FULLER else one)
                        assert said_so in arrow.text, (picture.firm.id, arrow)
    assert {"anyDispute", "estimatedEvidence", "inferredEvidence", "weakEvidence", "moneyDenied",
            "quotedEvidence", "copiedEvidence", "ownWordEvidence", "mediumEvidence",
            "referenceEvidence"} <= met.keys()  # fmt: skip


def test_dji_has_its_figure_estimated_and_its_state_holder_disputed(
    english: list[Picture],
) -> None:
    owners = band_of(next(one for one in english if one.firm.id == "dji"), "owners")
    assert owners is not None
    said = {one.source: one.text for one in owners.arrows if one.target == "dji"}
    assert "87.4 %" in said["dji_insiders"] and "estimated" in said["dji_insiders"]
    lines = [str(line) for box in owners.boxes if box.id == "chengtong" for line in box.lines]
    stake, money = lines
    assert "disputed" in stake and "denied" in money


def test_an_open_origin_is_said_in_words(english: list[Picture], seed_release: Release) -> None:
    """What of it was read, a seat say, and what was not; never a country beside a bare "open"."""
    met = 0
    for picture in english:
        for band in picture.bands:
            for box in band.boxes:
                if box.origin == "open" and box.entities and box.kind not in ("firm", "smaller"):
                    met += 1
                    assert re.search("not read|read in part|not settled|not all named",
                                     box.about), box  # fmt: skip
                    assert "open" not in box.about.split(" · ")[0], box
                    day = date.fromisoformat(picture.as_of)
                    stated = seats_of(seed_release.knowledge, box.id, day)
                    # A country somebody noted beside a name is no statement of a seat.
                    seats = [one for one in stated if one.confidence != "low"]
                    entity = seed_release.knowledge.entities[box.id]
                    if seats and entity.kind == "Organization" and "a state's" not in box.about:
                        assert box.about.startswith("incorporated in"), box
    assert met > 50


def test_the_total_of_a_round_is_said_to_be_the_rounds(
    english: list[Picture], seed_release: Release
) -> None:
    """Of an investor whose own sum was not read, no total stands for that sum."""
    met = 0
    for picture in english:
        for band in picture.bands:
            for arrow in band.arrows:
                if arrow.kind != "money":
                    continue
                own = [claim for one in arrow.claims
                       if getattr(claim := seed_release.knowledge.claims[one], "party", "")
                       and claim.amount_lower is not None]  # fmt: skip
                if not own and re.search(r"[A-Z]{3} \d", arrow.text):
                    met += 1
                    assert "in all; its part not read" in arrow.text, arrow
    assert met >= 5


def test_of_what_was_last_known_what_cannot_stand_says_so(english: list[Picture]) -> None:
    """The shares that say nothing of it are one whole at the most."""
    met = 0
    for picture in english:
        band = band_of(picture, "lastKnown")
        if band is None or "over 100 %" not in band.note:
            continue
        met += 1
        sized = [one for one in band.arrows if "in the name of" not in one.text]
        standing = [one for one in sized if "too much beside" not in one.text]
        assert sum(one.lower for one in standing) <= 1
        assert len(standing) < len(sized) or "current" in band.note, picture.firm.id
    assert met


def test_a_vehicle_read_later_than_its_block_stands_with_it(english: list[Picture]) -> None:
    band = band_of(next(one for one in english if one.firm.id == "hikvision"), "lastKnown")
    assert band is not None
    lines = {box.id: [str(line) for line in box.lines] for box in band.boxes}
    block, vehicle = lines["cetc"]
    assert block.startswith("41.55 %") and "31 December 2017" in block
    assert (
        vehicle.startswith("in it, later, in the name of CETHIK Group 38.88 %")
        and "2021" in vehicle
    )


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


def test_whose_money_is_denied_is_said_in_the_order_of_the_facts() -> None:
    """A set of claims would be gone through in another order by each process."""
    holders = "pqrstuv"
    paid_in = [paid(holder, 5, id=f"paid-{holder}") for holder in holders]
    denied = [
        replace(money, id=f"no-{money.party}", status="denied", disputes=(money.id,))
        for money in paid_in
    ]
    stakes = [stake(holder, "f", "5") for holder in holders]
    knowledge = known([*firms("f"), *people(*holders)], [*stakes, *paid_in, *denied])
    facts = [(claim.id,) for claim in stakes]
    for given in (facts, facts[::-1]):
        expected = tuple(knowledge.claims[claim].party for (claim,) in given)
        assert because("moneyDeniedOf", who=expected) in tuple(hedges(knowledge, *given))
