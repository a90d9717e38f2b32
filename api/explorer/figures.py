"""What pages of figures show: the list of indicators, figures side by side, and calculations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from api.views.figures import IndicatorLine, line_of, numbers_of
from graph import questions
from graph.answers.chart import Chart
from graph.answers.indicators import FigurePair, FiguresSideBySide
from graph.answers.languages import Language
from graph.answers.reliance import Reliance
from graph.releases.release import Release
from ontology.calculations import Topic, topics

PAIRS_ON_A_PAGE = 40  # of those that contradict nobody; machines get them all
APART = ("contradict", "countedOtherwise", "noBounds")


class IndicatorList(NamedTuple):
    """Everything that the list of indicators shows."""

    topics: tuple[Topic, ...]
    calculations: tuple[Reliance, ...]
    lines: tuple[IndicatorLine, ...]


class FigurePage(NamedTuple):
    """Figures side by side as their page shows them."""

    found: FiguresSideBySide
    chart: Chart
    number: Mapping[str, int]  # of a figure, by its id
    doubtful: tuple[FigurePair, ...]  # that contradict each other, or may
    others: tuple[FigurePair, ...]
    more: int  # pairs that the page leaves out


class CalculationPage(NamedTuple):
    """A calculation as its page shows it."""

    found: Reliance
    chart: Chart


def indicator_list(release: Release, language: Language) -> IndicatorList:
    """Indicators by name, and what is asked of several of them at once."""
    there = {one.id for one in release.knowledge.observations}
    return IndicatorList(
        topics=tuple(one for one in topics().values() if there.intersection(one.figures)),
        calculations=questions.calculate(release, language=language),
        lines=tuple(line_of(one, language) for one in questions.indicators(release)),
    )


def figure_page(release: Release, names: Sequence[str], language: Language) -> FigurePage:
    """Figures side by side, with their chart and with what is said of two at a time."""
    found = questions.indicator(release, names, language=language)
    doubtful = tuple(pair for pair in found.pairs if pair.relation in APART)
    others = tuple(pair for pair in found.pairs if pair.relation not in APART)
    return FigurePage(
        found=found,
        chart=questions.chart_of(release, found, language=language),
        number=numbers_of(found.figures),
        doubtful=doubtful,
        others=others[:PAIRS_ON_A_PAGE],
        more=max(0, len(others) - PAIRS_ON_A_PAGE),
    )


def calculation_page(release: Release, name: str, language: Language) -> CalculationPage:
    """A calculation with its chart."""
    (found,) = questions.calculate(release, name, language=language)
    return CalculationPage(found, questions.chart_of(release, found, language=language))
