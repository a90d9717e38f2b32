"""Policy indicators with their aims and the figures that were seen, of a programme or of all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from graph.answers.evidence import cited_source
from graph.answers.indicators import Figure, IndicatorFigures
from graph.answers.names import label, named
from graph.claims.indicators import Indicator, Observation, Target
from graph.claims.knowledge import Knowledge
from ontology.load import codes

TARGET = "target"
#: Hedges that stand before a number; the others say it again in words ("nearly half").
BEFORE_A_NUMBER = ("more than", "less than", "about", "nearly", "almost", "a little over")


def indicators_in(
    knowledge: Knowledge, programme: str | None = None
) -> tuple[IndicatorFigures, ...]:
    """Indicators by name: those a programme watches or has an aim for, by default all."""
    found = [
        one
        for one in knowledge.indicators.values()
        if programme is None or programme in _programmes(knowledge, one)
    ]
    return tuple(
        IndicatorFigures(
            id=one.id,
            name=one.name,
            definition=one.definition,
            programme=named(knowledge, one.programme) if one.programme else None,
            figures=tuple(_figures(knowledge, one)),
            sources=tuple(cited_source(knowledge, citation) for citation in one.citations),
        )
        for one in sorted(found, key=lambda one: one.name.casefold())
    )


def _programmes(knowledge: Knowledge, one: Indicator) -> set[str]:
    aims = {target.programme for target in knowledge.targets if target.indicator == one.id}
    return {one.programme, *aims} - {""}


def _figures(knowledge: Knowledge, one: Indicator) -> Iterator[Figure]:
    """Its aims, those due first before the others, then the figures seen, the newest first."""
    aims = [target for target in knowledge.targets if target.indicator == one.id]
    for aim in sorted(aims, key=lambda aim: str(aim.due or "~")):
        yield _figure(knowledge, aim, TARGET, str(aim.due or ""))
    seen = [figure for figure in knowledge.observations if figure.indicator == one.id]
    for figure in sorted(seen, key=_last, reverse=True):
        days = (figure.period.start, figure.period.end)
        period = " – ".join(dict.fromkeys(str(day) for day in days if day))
        yield _figure(knowledge, figure, figure.kind, period)


def _last(figure: Observation) -> str:
    return str(figure.period.end or figure.period.start or "")


def _figure(knowledge: Knowledge, one: Target | Observation, kind: str, period: str) -> Figure:
    hedge = one.hedge if isinstance(one, Observation) else ""
    return Figure(
        id=one.id,
        kind=kind,
        text=value_said(one.value_lower, one.value_upper, one.unit, one.whole, hedge) or one.words,
        about=named(knowledge, one.about) if isinstance(one, Observation) and one.about else None,
        period=period,
        how=one.variant if isinstance(one, Observation) else "",
        sources=tuple(cited_source(knowledge, citation) for citation in one.citations),
    )


def value_said(
    low: Decimal | None, high: Decimal | None, unit: str, whole: str, hedge: str = ""
) -> str:
    """A figure as people read it: one number, a range, or a bound; nothing where there is none.

    What its source hedges it with stands before it if it can, and in brackets otherwise.

    >>> value_said(Decimal(70), Decimal(70), "percent", "chips used")
    '70 % of chips used'
    >>> value_said(None, Decimal(30), "percent", ""), value_said(Decimal(160), None, "petaflops",
    ...     "", "more than")
    ('at most 30 %', 'more than 160 petaflops')
    >>> value_said(Decimal(50), Decimal(50), "percent", "value", "nearly half")
    '50 % of value (nearly half)'
    """
    if low is None and high is None:
        return ""
    number = _number(low, high, unit, whole)
    bound = "at most" if low is None else "at least" if high is None else ""
    if hedge in BEFORE_A_NUMBER:
        return f"{hedge} {number}"
    said = f"{bound} {number}".lstrip()
    return f"{said} ({hedge})" if hedge else said


def _number(low: Decimal | None, high: Decimal | None, unit: str, whole: str) -> str:
    """The number itself, or both ends of a range, with its unit and what it is a part of."""
    ends = dict.fromkeys(end for end in (low, high) if end is not None)
    figures = "–".join(f"{end:f}" if unit == "calendarYear" else f"{end:,f}" for end in ends)
    if unit in codes("Currencies"):
        return f"{unit} {figures}"
    if unit == "percent":
        return f"{figures} % of {whole}" if whole else f"{figures} %"
    if unit == "percentPerYear":
        return f"{figures} % a year"
    if unit == "rank":
        return f"rank {figures}"
    counted = whole if unit == "count" else "" if unit == "calendarYear" else label(unit, "Units")
    return f"{figures} {counted}".rstrip()
