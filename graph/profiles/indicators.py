"""Policy indicators with their aims and the figures that were seen, of a programme or of all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from graph.answers.evidence import cited_source
from graph.answers.indicators import Figure, IndicatorFigures
from graph.answers.names import label, named
from graph.claims.indicators import Indicator, Observation, Target
from graph.claims.knowledge import Knowledge

TARGET = "target"


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
    value = value_said(one.value_lower, one.value_upper, one.unit, one.whole) or one.words
    return Figure(
        id=one.id,
        kind=kind,
        text=f"{one.hedge} {value}" if isinstance(one, Observation) and one.hedge else value,
        about=named(knowledge, one.about) if isinstance(one, Observation) and one.about else None,
        period=period,
        how=one.variant if isinstance(one, Observation) else "",
        sources=tuple(cited_source(knowledge, citation) for citation in one.citations),
    )


def value_said(low: Decimal | None, high: Decimal | None, unit: str, whole: str) -> str:
    """A figure as people read it: one number, a range, or a bound; nothing where there is none.

    >>> value_said(Decimal(70), Decimal(70), "percent", "chips used"), value_said(
    ...     None, Decimal(30), "percent", "")
    ('70 % of chips used', 'less than 30 %')
    """
    said = " %" if unit == "percent" else f" {label(unit, 'Units')}" if unit else ""
    of = f" of {whole}" if whole and unit == "percent" else ""
    if low is None:
        return "" if high is None else f"less than {high}{said}{of}"
    if high is None:
        return f"more than {low}{said}{of}"
    return f"{low if low == high else f'{low}–{high}'}{said}{of}"
