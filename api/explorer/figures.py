"""What pages of figures show: the list of indicators, figures side by side, and calculations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph import questions
from graph.answers.chart import Chart
from graph.answers.figures_in import figure_in
from graph.answers.indicators import FigurePair, FiguresSideBySide, IndicatorFigures
from graph.answers.languages import Language
from graph.answers.reliance import Reliance, RelianceBasis
from graph.releases.release import Release
from ontology.calculations import Topic, topics

PAIRS = 40  # told on a page; machines get them all
APART = ("contradict", "countedOtherwise", "noBounds")


class IndicatorLine(NamedTuple):
    """An indicator in the list: its aims in words, how many figures, and up to when."""

    indicator: IndicatorFigures
    aims: tuple[str, ...]
    figures: int
    last: str


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

    @staticmethod
    def forms(basis: RelianceBasis) -> int:
        """How many lines of the table each period has."""
        return len(basis.formulas)


def indicator_list(release: Release, language: Language) -> IndicatorList:
    """Indicators by name, and what is asked of several of them at once."""
    there = {one.id for one in release.knowledge.observations}
    return IndicatorList(
        topics=tuple(one for one in topics().values() if there.intersection(one.figures)),
        calculations=questions.calculate(release, language=language),
        lines=tuple(_line(one, language) for one in questions.indicators(release)),
    )


def _line(one: IndicatorFigures, language: Language) -> IndicatorLine:
    aims = [figure_in(language, figure) for figure in one.figures if figure.kind == "target"]
    seen = [figure for figure in one.figures if figure.kind != "target"]
    return IndicatorLine(
        indicator=one,
        aims=tuple(" ".join(filter(None, (aim.text, aim.period))) for aim in aims),
        figures=len(seen),
        last=max((figure.period for figure in seen), default=""),
    )


def figure_page(release: Release, names: Sequence[str], language: Language) -> FigurePage:
    """Figures side by side, with their chart and with what is said of two at a time."""
    found = questions.indicator(release, names, language=language)
    doubtful = tuple(pair for pair in found.pairs if pair.relation in APART)
    others = tuple(pair for pair in found.pairs if pair.relation not in APART)
    return FigurePage(
        found=found,
        chart=questions.figures_chart(release, names, language=language),
        number={figure.id: place for place, figure in enumerate(found.figures, 1)},
        doubtful=doubtful,
        others=others[:PAIRS],
        more=max(0, len(others) - PAIRS),
    )


def calculation_page(release: Release, name: str, language: Language) -> CalculationPage:
    """A calculation with its chart."""
    (found,) = questions.calculate(release, name, language=language)
    return CalculationPage(found, questions.calculation_chart(release, name, language=language))
