"""Calculations in which indicators take part: where newer values and further aims stand.

Figures side by side are those that were printed. What series come to, beside which aims, is
computed elsewhere, and whoever looks at the figures is told where.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.answers.figures_in import bound_in, period_in
from graph.answers.indicators import SeeAlso
from graph.claims.indicators import Target
from graph.claims.knowledge import Knowledge
from graph.profiles.indicators import value_said
from graph.profiles.range_words import range_said
from graph.selfreliance.calculating import Computed, Point, aims_of, computed
from graph.selfreliance.series import last_day, year_of
from ontology.calculations import Basis, calculations
from ontology.translations import SOURCE, translated

OBSERVED = "observed"


def see_also(
    knowledge: Knowledge, indicators: Iterable[str], language: str = SOURCE
) -> tuple[SeeAlso, ...]:
    """The calculations that take one of some indicators in, on a side, as an aim or to be split."""
    wanted, found = set(indicators), []
    for calculation in calculations().values():
        bases = [
            one
            for one in computed(knowledge, calculation)
            if one.points and wanted & indicators_of(one.basis)
        ]
        if bases or any(split.series.indicator in wanted for split in calculation.splits):
            aims = {aim.id: aim for one in bases for aim in aims_of(knowledge, one.basis)}
            found.append(
                SeeAlso(
                    calculation=calculation.id,
                    name=translated(language, "page", calculation.name),
                    values=tuple(_values(bases, language)),
                    aims=tuple(dict.fromkeys(_aim(aim, language) for aim in aims.values())),
                )
            )
    return tuple(found)


def indicators_of(basis: Basis) -> set[str]:
    """Every indicator that takes part in a basis."""
    series = (basis.part, basis.whole, basis.printed)
    return {*basis.aims, *(one.indicator for one in series)} - {""}


def _values(bases: Sequence[Computed], language: str) -> Iterable[str]:
    """What is observed last of each basis that goes so far, by its first form."""
    last = {
        one.basis.name: max(observed, key=lambda point: last_day(point.part))
        for one in bases
        if (observed := [point for point in one.points if point.part.kind == OBSERVED])
    }
    newest = max((last_day(point.part) for point in last.values()), default="")
    for basis, point in last.items():
        if last_day(point.part) == newest:
            name = translated(language, "page", basis)
            value = bound_in(language, range_said(point.values[0].value))
            yield f"{name} {value} ({_when(point)})"


def _when(point: Point) -> str:
    return str(year_of(point.part) or point.part.period.end or point.part.period.start)


def _aim(aim: Target, language: str) -> str:
    number = bound_in(language, value_said(aim.value_lower, aim.value_upper, aim.unit, ""))
    return f"{number} {period_in(language, f'by {aim.due}')}" if aim.due else number
