"""Pages and charts of figures in Chinese: no sentence of ours is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterable

import httpx
import pytest
from lxml import html

from graph import questions
from graph.answers import figure_words, figures_in
from graph.answers.figures_in import figure_in, reliance_in
from graph.claims.hedges import hedges
from graph.profiles.indicators import value_said
from graph.releases.release import Release
from ontology.calculations import calculations, topics
from ontology.translations import catalog

#: Words in Latin letters one after the other: more than a name of ours has in Chinese.
ENGLISH = re.compile(r"[A-Za-z][a-z']*(?:[ ,;:]+[A-Za-z][a-z']*){2,}")


@pytest.fixture(scope="module")
def of_sources(seed_release: Release) -> re.Pattern[str]:
    """What sources call things, counts and themselves, and what things are called: all quoted."""
    known = seed_release.knowledge
    said: set[str] = {entity.name for entity in known.entities.values()}
    for figure in known.observations:
        said |= {figure.words, figure.whole, figure.variant, figure.says}
        said |= {cited.locator for cited in figure.citations}
    for target in known.targets:
        said |= {target.words, target.whole}
        said |= {cited.locator for cited in target.citations}
    for indicator in known.indicators.values():
        said |= {indicator.name, indicator.definition}
    for source in known.sources.values():
        said |= {source.title, source.publisher}
    said |= {definition.name for definition in known.definitions.values()}
    several = {" ".join(one.split()) for one in said if len(one.split()) > 1}
    longest = sorted(several, key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, longest))})(?![A-Za-z])")


def english_in(text: str, of_sources: re.Pattern[str]) -> list[str]:
    return ENGLISH.findall(of_sources.sub("·", " ".join(text.split())))


def pages(release: Release) -> Iterable[str]:
    yield from ("/indicators", "/calculations")
    yield from (f"/calculations/{one.id}" for one in questions.calculate(release))
    there = {one.id for one in release.knowledge.observations}
    topic_ids = (one.id for one in topics().values() if there.intersection(one.figures))
    yield from (f"/indicators/{one}" for one in topic_ids)


def test_no_english_sentence_is_left_on_a_page(
    web: httpx.Client, seed_release: Release, of_sources: re.Pattern[str]
) -> None:
    left = {}
    for path in pages(seed_release):
        answer = web.get(f"{path}?language=zh", headers={"Accept": "text/html"})
        assert answer.status_code == 200, path
        (main,) = html.fromstring(answer.content).xpath("//main")
        for theirs in main.xpath(".//bdi | .//a"):  # names, and what sources call things
            theirs.clear(keep_tail=True)
        found = english_in(" ".join(main.itertext()), of_sources)
        left |= {path: found} if found else {}
    assert left == {}


def test_no_english_sentence_is_left_of_any_indicator(
    seed_release: Release, of_sources: re.Pattern[str]
) -> None:
    left = {}
    for name in seed_release.knowledge.indicators:
        found = questions.indicator(seed_release, (name,), language="zh")
        chart = questions.figures_chart(seed_release, (name,), language="zh")
        said = [chart.headline, chart.description, chart.how_to_read, *chart.apart]
        said += [pair.text for pair in found.pairs] + [gap.text for gap in found.gaps]
        said += [f"{one.text}。{one.period}" for one in found.figures]
        said += [f"{row.who}。{row.about}" for group in chart.groups for row in group.rows]
        english = english_in("。".join(said), of_sources)
        left |= {name: english[:3]} if english else {}
    assert left == {}


def test_no_english_sentence_is_left_in_a_drawn_chart(
    web: httpx.Client, of_sources: re.Pattern[str]
) -> None:
    for path in ("/api/calculations.svg?name=foreign-dependency", "/api/figures.svg?name=phones"):
        drawn = html.fromstring(web.get(f"{path}&language=zh").content)
        texts = [one.text_content() for one in drawn.xpath("//*[local-name()='title']")]
        assert english_in(" ".join(texts), of_sources) == []


def test_every_word_on_figures_is_in_chinese() -> None:
    words = figure_words
    said = [*words.KINDS.values(), *words.UNSAID.values(), *words.RELATIONS.values(),
            *words.DIFFERENCES.values(), *words.WHICH, words.NOBODY, words.NOTHING, words.NO_TIME,
            words.SHORT, words.NO_FIGURE, words.STRETCH, *figures_in.FORMS, *figures_in.BOUNDS,
            figures_in.BY, figures_in.RANK, figures_in.A_YEAR, figures_in.HEDGED, figures_in.OF,
            *hedges()]  # fmt: skip
    for calculation in calculations().values():
        said += [calculation.name, calculation.question, calculation.note]
        said += [text for one in (*calculation.bases, *calculation.splits)
                 for text in (one.name, one.counts)]  # fmt: skip
    said += [topic.name for topic in topics().values()]
    known = catalog("zh")
    assert [text for text in said if text and ("page", text) not in known] == []


def test_english_is_as_it_was(seed_release: Release) -> None:
    (found,) = questions.calculate(seed_release, "foreign-dependency")
    assert reliance_in("en", found) is found
    figures = questions.indicator(seed_release, ("chip-targets",)).figures
    assert all(figure_in("en", one) is one for one in figures)


def test_a_translated_figure_keeps_its_digits(seed_release: Release) -> None:
    digits = re.compile(r"\d[\d.,]*")
    known = seed_release.knowledge
    for name in known.indicators:
        english = questions.indicator(seed_release, (name,)).figures
        chinese = questions.indicator(seed_release, (name,), language="zh").figures
        for one, other in zip(english, chinese, strict=True):
            if one.printed_lower is not None or one.printed_upper is not None:
                written = {*digits.findall(one.text)} - {*digits.findall(one.hedge)}
                assert written <= {*digits.findall(other.text)}, (one.text, other.text)


@pytest.mark.parametrize(
    ("ends", "unit", "whole", "hedge", "said"),
    [
        ((70, 70), "percent", "chips used", "", "70 %（chips used）"),
        ((None, 30), "percent", "", "", "至多30 %"),
        ((50, 50), "percent", "value", "nearly half", "50 %（value）（近一半）"),
        ((3, 3), "percentPerYear", "", "about", "约每年3 %"),
        ((2, 2), "rank", "", "", "第2名"),
        ((5, 9), "count", "firms", "more than", "超过5–9（firms）"),
    ],
)
def test_numbers_with_hedges_units_and_wholes(
    ends: tuple[int | None, int | None], unit: str, whole: str, hedge: str, said: str
) -> None:
    from decimal import Decimal

    from graph.answers.indicators import Figure

    low, high = (None if end is None else Decimal(end) for end in ends)
    figure = Figure(
        id="f", kind="observed", text=value_said(low, high, unit, whole, hedge), unit=unit,
        whole=whole, hedge=hedge, printed_lower=ends[0], printed_upper=ends[1],
    )  # fmt: skip
    assert figure_in("zh", figure).text == said


def test_the_check_sees_what_is_english(seed_release: Release, of_sources: re.Pattern[str]) -> None:
    english = questions.indicator(seed_release, ("chip-targets",))
    assert all(english_in(pair.text, of_sources) for pair in english.pairs)
    (found,) = questions.calculate(seed_release, "foreign-dependency")
    sentences = (found.question, found.note, *found.remarks, *found.bases[0].missing)
    assert all(english_in(one, of_sources) for one in sentences)
