"""The rules of wording of the one page, each over every firm of the seeds, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.answer import FirmAnswer, Sentence
from graph.answers.languages import language_of
from graph.answers.page_words import NOTHING, Words
from graph.claims.reasons import Reason, because
from graph.path_questions import answer
from graph.profiles.answer.fitting import (
    MOST_IN_HEADLINE,
    MOST_WORDS,
    first_screen,
    fitted,
    lines_of,
    words_in,
)
from graph.profiles.answer.said import Said, weakly
from graph.releases.release import Release
from ontology.files import ANSWER_PHRASES
from ontology.phrases import written

LANGUAGES = ("en", "zh")
FIRMS = ("Organization", "Fund", "Arrangement", "Exchange")


@pytest.fixture(scope="module")
def answers(seed_release: Release) -> list[FirmAnswer]:
    """The page on every firm and fund, in each language."""
    known = seed_release.knowledge.entities.values()
    firms = [one.id for one in known if one.kind in FIRMS]
    assert len(firms) > 300
    return [answer(seed_release, firm, language=one) for firm in firms for one in LANGUAGES]


def sentences(found: FirmAnswer) -> Iterator[Sentence]:
    yield from (*found.headline, *found.pending, *found.beside)
    owners = found.owners
    yield from (*owners.last_known, *owners.line, *owners.sentences)
    for section in found.sections:
        yield from section.sentences


def texts(found: FirmAnswer) -> Iterator[str]:
    """Everything a reader meets, but for how the page is called by machines."""
    yield from (text for text in first_screen(found) if found.release not in text)
    yield from (one.text for one in sentences(found))
    yield from (f"{one.of} {one.text}" for one in found.score)
    yield from (section.heading for section in found.sections)
    yield from found.headings.values()


def test_the_first_screen_is_short(answers: list[FirmAnswer]) -> None:
    for found in answers:
        assert sum(map(words_in, first_screen(found))) <= MOST_WORDS, found.firm
        assert lines_of(found) <= 30, found.firm
        assert len(found.definitions) <= 7, found.firm
        assert len(found.wanted) <= 3, found.firm


def test_the_headline_is_short_and_counts_no_definitions(answers: list[FirmAnswer]) -> None:
    for found in answers:
        told = [one.text for one in found.headline]
        assert sum(map(words_in, told)) <= MOST_IN_HEADLINE, found.firm
        assert not re.search(r"definition|lens|标准|定义", " ".join(told)), told


CODE = re.compile(r"\b[a-z]+[A-Z]\w*\b|\b\w+_\w+\b|\b\d{4}-\d{2}(?:-\d{2})?\b|\[|\]|[{}]")


def test_no_identifier_code_or_camel_case_reaches_a_reader(
    answers: list[FirmAnswer], seed_release: Release
) -> None:
    known = seed_release.knowledge
    named = [n for e in known.entities.values() for n in (e.name, e.name_zh, *e.other_names)]
    named += [source.title for source in known.sources.values()]
    allowed = {word for name in named for word in CODE.findall(name)}
    for found in answers:
        for text in texts(found):
            assert set(CODE.findall(text)) <= allowed, text


def test_every_kind_of_fact_has_its_day_in_the_first_line(answers: list[FirmAnswer]) -> None:
    words = {"en": ("ownership", "list", "people", "home"), "zh": ("所有", "名单", "人员", "本国")}
    for found in answers:
        assert all(word in found.first_line for word in words[found.language]), found.first_line


def test_nothing_read_is_one_line_that_says_so(answers: list[FirmAnswer]) -> None:
    for found in answers:
        headings = {section.code: section.sentences for section in found.sections}
        for part in ("headDirects", "headMoney", "headScore", "headWork", "headPeople",
                     "headBelow", "headDisputed"):  # fmt: skip
            assert headings[part], (found.firm, part)
            assert all(one.text for one in headings[part])
        assert found.owners.bars or found.owners.sentences, found.firm
        assert found.headline, found.firm


NOTHING_THERE = re.compile(
    r"\bnone\b|\bno (?:public body|state|foreign|holder|owner|controller)s?\b"
)
# What a lens decided, or what somebody stated: not what was not found.
DECIDED = {"investedNone", "firmNotInvested"}
WORDS_OF_LENSES = {"lensesDecided"}


def test_not_found_is_never_none(answers: list[FirmAnswer]) -> None:
    phrases = written(ANSWER_PHRASES).items()
    assert {code for code, text in phrases if NOTHING_THERE.search(text.lower())} <= DECIDED
    for found in answers:
        if found.language == "en":
            for one in sentences(found):
                decided = one.code in DECIDED | WORDS_OF_LENSES
                assert decided or not NOTHING_THERE.search(one.text), one.text


def test_a_year_is_a_year(answers: list[FirmAnswer], seed_release: Release) -> None:
    """The last day of a year stands only where a source or the question names that day."""
    known = seed_release.knowledge
    ends = {str(lens.valid_to) for lens in known.lenses.values()}  # of laws, to the day
    asked = {seed_release.data_date.isoformat(), *seed_release.days.written().values(), *ends}
    for found in answers:
        for one in sentences(found):
            for said in re.findall(r"31 December (\d{4})|(\d{4})年12月31日", one.text):
                day = f"{said[0] or said[1]}-12-31"
                spoken = {
                    str(value)
                    for claim in (known.claims[c] for c in one.claims)
                    for value in (claim.as_of, claim.period.start, claim.period.end)
                }
                assert day in spoken | asked, one.text


def test_the_bar_is_of_one_hundred_and_a_holder_has_one_origin(answers: list[FirmAnswer]) -> None:
    for found in answers:
        origins: dict[str, str] = {}
        for bar in found.owners.bars:
            assert sum(block.share for block in bar.blocks) == pytest.approx(1), found.firm
            for block in bar.blocks:
                if block.holder is not None:
                    before = origins.setdefault(block.holder.id, block.origin_said)
                    assert before == block.origin_said, (found.firm, block)


def test_state_blocks_are_no_more_than_what_certainly_ends_with_the_state(
    answers: list[FirmAnswer],
) -> None:
    """A figure of the headline is never more certain than the walk that the score takes."""
    for found in answers:
        for bar in (one for one in found.owners.bars if one.basis == "economic"):
            of_state = sum(one.share for one in bar.blocks if one.origin == "home_state")
            assert of_state <= found.score[0].amounts.home_state + 1e-9, found.firm


def test_the_bar_and_the_score_call_as_much_not_read(answers: list[FirmAnswer]) -> None:
    """What the bar calls not read or a nominee's is, in the score, no more certain than that."""
    for found in answers:
        for bar in (one for one in found.owners.bars if one.basis == "economic"):
            blank = sum(one.share for one in bar.blocks if one.kind != "held")
            assert blank <= found.score[0].amounts.not_read + 1e-9, found.firm


def test_a_figure_of_a_block_is_one_that_its_claims_carry(
    answers: list[FirmAnswer], seed_release: Release
) -> None:
    known = seed_release.knowledge.claims
    for found in answers:
        for bar in found.owners.bars:
            for block in bar.blocks:
                if block.holder is not None and bar.basis == "economic":
                    most = sum(
                        float(share.upper) / 100
                        for one in block.claims
                        if (share := getattr(known[one], "share", None)) is not None
                    )
                    assert not most or block.share <= most + 1e-9, (found.firm, block)


def test_a_sentence_on_weak_evidence_says_so(
    answers: list[FirmAnswer], seed_release: Release
) -> None:
    known = seed_release.knowledge
    for found in answers:
        words = Words(known, language_of(found.language))
        for one in found.headline:
            if one.code in ("sitsSeat", "sitsHeadquarters", "directs"):
                weak = weakly(known, one.claims)
                assert weak == NOTHING or words.say(weak) in one.text, one.text


ON_CLAIMS_THAT_ARE_FACTS = {  # sentences that need each of their claims
    "pointsEnd", "pointsUnnamed", "moneyEnds", "yearsOf", "knownHolders", "specialRightNow",
    "specialRightOnce", "directorPutForward", "directorPutForwardOn",
}  # fmt: skip


def ways_of(weak: Reason) -> tuple[Reason, ...]:
    """Each way in which a fact is weak, where several are said of it."""
    each = dict(weak.values).get("ways", (weak,))
    return () if weak == NOTHING else tuple(one for one in each if isinstance(one, Reason))


def test_a_sum_or_a_chain_is_no_surer_than_its_weakest_claim(
    answers: list[FirmAnswer], seed_release: Release
) -> None:
    """Wherever one claim under such a sentence is weak, the sentence says of a weakness."""
    known = seed_release.knowledge
    weak_sentences = 0
    for found in answers:
        words = Words(known, language_of(found.language))
        for one in sentences(found):
            weak = {way for claim in one.claims for way in ways_of(weakly(known, (claim,)))}
            if one.code in ON_CLAIMS_THAT_ARE_FACTS and weak:
                assert any(words.say(why) in one.text for why in weak), one
                weak_sentences += 1
    assert weak_sentences > 100


def test_every_number_unfolds_to_a_source(answers: list[FirmAnswer]) -> None:
    for found in answers:
        numbers = [one.number for one in found.sources]
        assert numbers == list(range(1, len(numbers) + 1))
        cited = {claim.id for claim in found.claims}
        for one in sentences(found):
            assert set(one.sources) <= set(numbers)
            assert set(one.claims) <= cited, (found.firm, one)
        for one in found.headline:
            if one.code.startswith(("ownersRead", "named", "stated", "directs", "sits")):
                assert one.claims or one.code == "sitsNowhere", one


def test_lenses_that_read_the_same_claims_are_one_witness(answers: list[FirmAnswer]) -> None:
    for found in answers:
        lines = [line for line in found.definitions if line.side not in ("", "open")]
        assert len({line.who_asks for line in lines}) == len(lines)
        for line in lines:
            assert len(line.lenses) == len(set(line.lenses)) <= 4


def test_a_foreign_list_is_one_that_an_authority_elsewhere_keeps(
    answers: list[FirmAnswer], seed_release: Release
) -> None:
    """A programme whose keeper is not known, or is of home, is no foreign list."""
    known = seed_release.knowledge
    seen = 0
    for found in answers:
        for line in found.definitions:
            if line.who_asks == "foreignLists" and not line.side:
                for claim in line.claims:
                    keeper = known.entities.get(known.claims[claim].party)
                    if known.claims[claim].kind == "Designation":
                        seen += 1
                        assert keeper is not None, (found.firm, claim)
                        assert keeper.jurisdiction not in ("", found.home), (found.firm, claim)
    assert seen > 50


def test_what_is_said_not_to_be_known_is_not_known(
    answers: list[FirmAnswer], seed_release: Release
) -> None:
    """Whoever is named as an investor of unknown stake has no block that counts on the day."""
    known = seed_release.knowledge.claims
    for found in answers:
        holders = {b.holder.id for bar in found.owners.bars for b in bar.blocks if b.holder}
        for one in sentences(found):
            if one.code.startswith("stateMoney"):
                assert not holders & {known[claim].party for claim in one.claims}, one


def test_what_is_denied_or_weak_is_only_said(
    answers: list[FirmAnswer], seed_release: Release
) -> None:
    known = seed_release.knowledge
    seen = 0
    for found in answers:
        for one in sentences(found):
            if one.code == "stateMoney":
                by_party: dict[str, list[str]] = {}
                for claim in one.claims:
                    by_party.setdefault(known.claims[claim].party, []).append(claim)
                for claims in by_party.values():
                    assert not all(map(known.is_disputed, claims)), one
                    assert weakly(known, claims) == NOTHING, one
                seen += 1
    assert seen > 10


def test_both_languages_say_the_same(answers: list[FirmAnswer]) -> None:
    """Codes, claims and numbers are the same; only words differ, and how many there is room for."""
    for english, chinese in zip(answers[::2], answers[1::2], strict=True):
        assert [line.who_asks for line in english.definitions] == [
            line.who_asks for line in chinese.definitions
        ]
        assert [s.code for s in english.sections] == [s.code for s in chinese.sections]
        assert english.score[0].amounts == chinese.score[0].amounts
        sections = zip(english.sections, chinese.sections, strict=True)
        for one, other in sections:
            assert [(s.code, s.claims) for s in one.sentences] == [
                (s.code, s.claims) for s in other.sentences
            ]


def test_a_day_after_the_facts_says_so_in_the_first_line(seed_release: Release) -> None:
    later = date(seed_release.data_date.year + 3, 1, 1)
    for language, said in (("en", "after the last of the facts"), ("zh", "晚于最后事实")):
        assert said in answer(seed_release, "smic", as_of=later, language=language).first_line


@given(st.integers(10, 90))
def test_sentences_give_way_only_as_far_as_needed(seed_words: Words, most: int) -> None:
    said = [
        Said(because("restNotRead", rest=0.5)),
        Said(because("directionNotRead"), (), (NOTHING,)),
        Said(because("noBlockRead"), (), (NOTHING,), keeps=1),
    ]
    told = fitted(said, seed_words, most)
    assert told[0] == seed_words.say(said[0].reason)
    if sum(words_in(seed_words.say(one.reason)) for one in said) <= most:
        assert all(told)
    length = sum(map(words_in, told))
    assert length <= most or not any(told[1:])
    for place, one in enumerate(said):  # nothing could be said longer
        longest = seed_words.say(one.reason)
        assert told[place] == longest or length - words_in(told[place]) + words_in(longest) > most


@pytest.fixture(scope="module")
def seed_words(seed_release: Release) -> Words:
    return Words(seed_release.knowledge, "en")
