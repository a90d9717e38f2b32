"""What a reader of the page must not be left to wonder about, over every firm of the seeds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from graph.answers.answer import FirmAnswer
from graph.answers.page_words import NOTHING, Words
from graph.arguments import situation_of
from graph.claims.model import Investment, Listing
from graph.domesticness.missing_facts import missing_facts
from graph.domesticness.verdicts import findings_of
from graph.fraction import ZERO
from graph.holders.last_known import stale_size, that_can_stand
from graph.measures.group_members import group_of
from graph.networks.situation import Situation
from graph.path_questions import answer
from graph.profiles.answer.direction import directed
from graph.profiles.answer.documents import STAKE, WHOLE, documents
from graph.profiles.answer.fitting import Room
from graph.profiles.answer.headline import listed, listed_abroad
from graph.profiles.answer.open_lens import UNPLACED, of_open_nationality
from graph.profiles.answer.owners_worded import beside_bars
from graph.profiles.answer.page import Page, page
from graph.profiles.answer.people import leaders
from graph.profiles.answer.said import at_odds, contested, weakly
from graph.profiles.answer.silent import COUNTS
from graph.releases.release import Release

FIRMS = ("Organization", "Fund", "Arrangement", "Exchange")


class Read(NamedTuple):
    """A firm, its page in codes, and the page in English."""

    situation: Situation
    page: Page
    words: FirmAnswer
    release: Release

    def section(self, code: str) -> list[str]:
        return [x.text for part in self.words.sections if part.code == code for x in part.sentences]


@pytest.fixture(scope="module")
def pages(seed_release: Release) -> list[Read]:
    known = seed_release.knowledge
    found = []
    for entity in known.entities.values():
        if entity.kind in FIRMS:
            situation = situation_of(seed_release, entity.id, None, None)
            words = answer(seed_release, entity.id)
            found.append(Read(situation, page(situation), words, seed_release))
    assert len(found) > 300
    return found


NOT_READ = re.compile(r"([\d.]+) not read|(?<!owners )not read ([\d.]+) %")


def test_what_is_called_not_read_is_one_number_on_a_page(pages: list[Read]) -> None:
    """The bar, the headline and the parts of what is open: of one firm they say one figure."""
    several = 0
    for read in pages:
        texts = [x.text for bar in read.words.owners.bars if bar.basis == "economic"
                 for x in bar.blocks]  # fmt: skip
        texts += [one.text for one in read.words.headline if one.code.startswith("restIs")]
        texts += [one for one in read.section("headScore") if "origin" in one]
        figures = ["".join(found) for text in texts for found in NOT_READ.findall(text)]
        assert len(set(figures)) <= 1, (read.situation.firm, figures)
        several += len(figures) > 1
        assert not any("not read" in line.text for line in read.words.score), read.situation.firm
    assert several > 5


def test_the_money_read_is_the_sum_of_the_rounds_that_are_named(pages: list[Read]) -> None:
    for read in pages:
        sentences = read.page.sections["headMoney"]
        rounds = [dict(one.reason.values)["each"] for one in sentences
                  if one.reason.code == "moneyRounds"]  # fmt: skip
        totals = [dict(one.reason.values)["total"] for one in sentences
                  if one.reason.code in ("moneyRead", "moneyOpen")]  # fmt: skip
        assert len(rounds) == len(totals)
        for each, (total, currency) in zip(rounds, totals, strict=True):
            counted = ZERO
            for part in each:
                values = dict(part.values)
                amount, of = values["amount"]
                converted = [dict(aside.values)["amount"] for aside in values.get("asides", ())
                             if aside.code == "convertedTo"]  # fmt: skip
                assert bool(converted) == (of != currency), read.situation.firm
                counted += converted[0][0] if converted else amount
            assert float(counted) == pytest.approx(total), read.situation.firm


def test_where_its_shares_trade_is_on_the_first_screen(pages: list[Read]) -> None:
    listed = 0
    for read in pages:
        there = read.situation
        trading = any(
            one.stage == "completed" and not one.period.ended_before(there.day)
            for one in there.knowledge.of(Listing, there.firm)
        )
        said = [one.text for one in read.words.headline if one.code == "listedIn"]
        assert len(said) == trading, there.firm
        listed += trading
    assert listed > 10


def test_that_nothing_shows_foreign_money_is_said_where_that_is_so(pages: list[Read]) -> None:
    open_ = 0
    for read in pages:
        (found,) = [x for x in findings_of(read.situation) if x.lens.measure == "foreignUnit"]
        neither = not found.decided and found.decides == "undisclosedDecides"
        said = [line.says for line in read.words.definitions if found.lens.id in line.lenses]
        if said and "as stated" not in said[0]:
            assert ("nothing read shows foreign money" in said[0]) == neither, read.situation.firm
            open_ += neither
        if neither:
            assert not any(one.reason.code.startswith("foreignStateMoney")
                           for one in read.page.sections["headMoney"])  # fmt: skip
    assert open_ > 50


def test_what_later_stakes_leave_no_room_for_is_asked_for_after_what_may_still_stand(
    pages: list[Read],
) -> None:
    outdone = 0
    for read in pages:
        there = read.situation
        stale = [x for x in there.network().columns[there.firm].stakes if stale_size(x)]
        standing = {one.holder for one in that_can_stand([x for x in stale if x.seen])}
        facts = missing_facts(there, findings_of(there))
        sized = [fact for fact in facts if fact.weight or fact.outdone]
        later = [fact.outdone for fact in sized]
        assert later == sorted(later), there.firm
        for fact in facts:
            if fact.outdone:
                assert fact.about not in standing, there.firm
                outdone += 1
    assert outdone


def test_no_stake_is_asked_for_before_what_a_table_asked_for_would_not_tell(
    pages: list[Read],
) -> None:
    """Hikvision's holder of 2001 was the second thing asked for, beside a table of all of them."""
    told = 0
    for read in pages:
        wanted = documents(read.situation, findings_of(read.situation))
        whole = {dict(one.short.values)["firm"] for one in wanted if one.short.code in WHOLE}
        stakes = [place for place, one in enumerate(wanted) if one.short.code == STAKE
                  and dict(one.short.values)["firm"] in whole]  # fmt: skip
        others = [place for place, one in enumerate(wanted)
                  if place not in stakes and one.points is not None]  # fmt: skip
        assert not stakes or min(stakes) > max(others), read.situation.firm
        told += bool(stakes)
    assert told


def test_every_definition_is_in_the_table_or_in_one_line_under_it(
    pages: list[Read], seed_release: Release
) -> None:
    every = {lens.label for lens in seed_release.knowledge.lenses.values()}
    for read in pages:
        shown = {one for line in read.page.lines for one in line.lenses
                 if one not in line.giving_way}  # fmt: skip
        named: Counter[str] = Counter()
        for said in read.page.beside:
            assert said.reason.code in COUNTS
            named.update(_lens_of(one) for one in dict(said.reason.values)["lenses"])
        lenses = seed_release.knowledge.lenses
        assert not named.keys() & {lenses[one].label for one in shown}, read.situation.firm
        assert set(named.values()) <= {1}
        assert named.keys() | {lenses[one].label for one in shown} == every
        (line,) = [one for one in read.words.beside if one.code == "lensesSilent"] or [None]
        if line is not None:
            assert sum(map(int, re.findall(r"\d+", line.text))) == named.total()


def _lens_of(reason) -> str:
    values = dict(reason.values)
    return str(values["lens"]) if "lens" in values else _lens_of(values["said"])


def test_who_leads_a_firm_is_named_where_who_directs_it_was_not_read(pages: list[Read]) -> None:
    led = 0
    for read in pages:
        for said in directed(read.situation):
            if said.reason.code.startswith("directionNotRead"):
                people = leaders(read.situation)
                texts = [one.text for one in read.words.headline if one.code == said.reason.code]
                names = [Words(read.situation.knowledge, "en").name(one) for one in people]
                assert all(name in text for name in names[:1] for text in texts), read.situation
                assert all(name in " ".join(read.section("headDirects")) for name in names)
                led += bool(people)
    assert led > 2


def test_an_open_nationality_is_somebodys(pages: list[Read]) -> None:
    met = 0
    for read in pages:
        words = Words(read.situation.knowledge, "en")
        for found in findings_of(read.situation):
            if found.in_force and (
                found.decides == "nationalityOpen" or found.measured.case == UNPLACED
            ):
                who = of_open_nationality(read.situation, found)
                assert who, (read.situation.firm, found.lens.id)
                said = [
                    line.says for line in read.words.definitions if found.lens.id in line.lenses
                ]
                said += read.section("headSilent")
                assert any(words.brief(who[0]) in text for text in said), read.situation.firm
                met += 1
    assert met > 20


def test_what_is_denied_disputed_or_estimated_says_so_wherever_it_stands(
    pages: list[Read], seed_release: Release
) -> None:
    """China Chengtong's part in DJI, whose money DJI denies; the 87.4 % that DJI estimates."""
    known = seed_release.knowledge
    kinds = {"deniedEvidence", "disputedEvidence", "estimatedEvidence", "inferredEvidence"}
    met: Counter[str] = Counter()
    for read in pages:
        words = Words(known, "en")
        known_holders = [
            (words.say(x.reason), x.claims) for x in beside_bars(read.page, Room()) if x.claims
        ]
        for text, claims in (*_figures(read.words), *known_holders):
            weak = weakly(known, claims)
            ways = dict(weak.values).get("ways", (weak,))
            for way in ways:
                if way.code in kinds:
                    assert words.say(way) in text, (read.situation.firm, text)
                    met[way.code] += 1
            denied = contested(known, claims)
            if denied != NOTHING:
                assert "disputed: that" in text, (read.situation.firm, text)
                met["contested"] += 1
        for line in read.words.definitions:
            if line.who_asks == "foreignLists":
                for programme in _programmes(known, line.claims):
                    if at_odds(known, programme) != NOTHING and words.short(
                        known.claims[programme[0]].programme) in line.says:  # fmt: skip
                        assert "disputed" in line.says, read.situation.firm
                        met["list"] += 1
    assert min(met[one] for one in ("contested", "estimatedEvidence", "list")) > 0, met


def _figures(found: FirmAnswer) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each text with a figure of a holder, and the claims of the one figure."""
    for bar in found.owners.bars:
        yield from ((f"{x.text} {x.aside}", x.claims) for x in bar.blocks if x.holder is not None)
    yield from ((one.text, one.claims) for one in found.owners.last_known)
    for one in found.headline:
        if one.code == "stateHolder" and len(one.claims) == 1:
            yield one.text, one.claims
    for part in found.sections:
        if part.code == "headInFull":
            yield from ((x.text, x.claims) for x in part.sentences if len(x.claims) == 1)


def _programmes(known, claims) -> Iterator[tuple[str, ...]]:
    of: dict[str, list[str]] = {}
    for claim in claims:
        if programme := getattr(known.claims[claim], "programme", ""):
            of.setdefault(programme, []).append(claim)
    yield from map(tuple, of.values())


def test_money_of_which_no_source_says_when_it_was_paid_was_there_by_the_day_of_a_report(
    pages: list[Read],
) -> None:
    dated = 0
    for read in pages:
        known = read.situation.knowledge
        for said in read.page.sections["headMoney"]:
            when = dict(said.reason.values).get("when")
            if when is None or when == NOTHING:
                continue
            paid = [x for x in map(known.claims.get, said.claims)
                    if isinstance(x, Investment) and x.party]  # fmt: skip
            totals = {x.round for x in known.about(Investment, read.situation.firm)
                      if not x.party and x.period.start}  # fmt: skip
            started = all(x.period.start or x.round in totals for x in paid)
            assert (when.code == "moneyBy") == (not started), read.situation.firm
            dated += 1
    assert dated > 10


def test_who_screens_a_firm_reads_which_companies_of_its_group_a_list_names(
    pages: list[Read],
) -> None:
    """By lists abroad that do not name the firm itself, each with the company that it names."""
    said = 0
    for read in pages:
        situation = read.situation.on("lists")
        own = listed(read.situation)
        for company in group_of(situation.knowledge, situation.firm, situation.day):
            other = situation_of(read.release, company, None, None)
            for programme, claims in listed_abroad(other).items():
                found = [
                    one
                    for part in read.words.sections
                    if part.code == "headLists"
                    for one in part.sentences
                    if one.code == "namedOfGroup" and {*one.claims} == {one.id for one in claims}
                ]
                assert len(found) == (programme not in own), (situation.firm, company, programme)
                said += len(found)
    assert said >= 1
