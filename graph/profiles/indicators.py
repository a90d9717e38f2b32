"""Policy indicators with their aims and the figures that were seen, of a programme or of all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from graph.answers.evidence import cited_source
from graph.answers.indicators import Figure, IndicatorFigures
from graph.answers.names import label, named
from graph.claims.hedges import bounds_of, hedges
from graph.claims.indicators import Indicator, Observation, Target
from graph.claims.knowledge import Knowledge
from graph.selfreliance.comparing import as_figure, is_the_aim
from graph.selfreliance.series import last_day
from ontology.load import codes

TARGET = "target"


def indicators_in(
    knowledge: Knowledge, programme: str | None = None, about: str | None = None
) -> tuple[IndicatorFigures, ...]:
    """Indicators by name: those a programme watches or has an aim for, by default all.

    ``about``: only those with figures about this entity, and of their figures only these.
    """
    found = [
        one
        for one in knowledge.indicators.values()
        if programme is None or programme in programmes_of(knowledge, one)
    ]
    told = []
    for one in sorted(found, key=lambda one: one.name.casefold()):
        figures = [
            figure
            for figure in figures_of(knowledge, one.id)
            if about is None or (figure.about is not None and figure.about.id == about)
        ]
        if figures or about is None:
            told.append(indicator_of(knowledge, one, figures))
    return tuple(told)


def indicator_of(
    knowledge: Knowledge, one: Indicator, figures: Sequence[Figure]
) -> IndicatorFigures:
    """An indicator as an answer has it, with some figures."""
    return IndicatorFigures(
        id=one.id,
        name=one.name,
        definition=one.definition,
        programme=named(knowledge, one.programme) if one.programme else None,
        figures=tuple(figures),
        sources=tuple(cited_source(knowledge, citation) for citation in one.citations),
    )


def programmes_of(knowledge: Knowledge, one: Indicator) -> set[str]:
    """The programmes that watch an indicator or have an aim for it."""
    aims = {target.programme for target in knowledge.targets if target.indicator == one.id}
    return {one.programme, *aims} - {""}


def figures_of(knowledge: Knowledge, indicator: str) -> Sequence[Figure]:
    """Its aims, those due first before the others, then the figures seen, the newest first.

    An aim that a figure says again, from the same document, stands once, as the aim.
    """
    aims = [target for target in knowledge.targets if target.indicator == indicator]
    seen = [figure for figure in knowledge.observations if figure.indicator == indicator]
    alone = [figure for figure in seen if not any(is_the_aim(figure, aim) for aim in aims)]
    return [
        *(aim_shown(knowledge, aim) for aim in sorted(aims, key=lambda aim: str(aim.due or "~"))),
        *(figure_shown(knowledge, one) for one in sorted(alone, key=last_day, reverse=True)),
    ]


def aim_shown(knowledge: Knowledge, aim: Target) -> Figure:
    """An aim, with what the figure that says it again adds: about whom, by what count, whose."""
    said = next((one for one in knowledge.observations if is_the_aim(one, aim)), None)
    programme = named(knowledge, aim.programme) if aim.programme else None
    if said is None:
        return replace(figure_shown(knowledge, as_figure(aim)), programme=programme)
    return replace(figure_shown(knowledge, said), id=aim.id, programme=programme)


def figure_shown(knowledge: Knowledge, one: Observation) -> Figure:
    """A figure as an answer has it."""
    bounds = bounds_of(one)
    printed = value_said(one.value_lower, one.value_upper, one.unit, one.whole, one.hedge)
    return Figure(
        id=one.id,
        kind=one.kind,
        text=printed or one.words,
        about=named(knowledge, one.about) if one.about else None,
        period=period_said(one),
        how=one.variant,
        sources=tuple(cited_source(knowledge, citation) for citation in one.citations),
        indicator=one.indicator,
        lower=None if bounds.lower is None else float(bounds.lower),
        upper=None if bounds.upper is None else float(bounds.upper),
        lower_open=bounds.lower_open,
        upper_open=bounds.upper_open,
        printed_lower=None if one.value_lower is None else float(one.value_lower),
        printed_upper=None if one.value_upper is None else float(one.value_upper),
        unit=one.unit,
        whole=one.whole,
        hedge=one.hedge,
        counts_by=one.counts_by,
        says=who_says(knowledge, one),
        definitions=one.definitions,
        note=one.note,
    )


def who_says(knowledge: Knowledge, one: Observation) -> str:
    """Who counted, judged, foresaw or set a figure: as recorded, or else who published it.

    Of a document without a publisher the title stands for who wrote it.
    """
    if one.says:
        return one.says
    sources = [knowledge.sources[cited.source] for cited in one.citations]
    return next((source.publisher or f"“{source.title}”" for source in sources), "")


def period_said(one: Observation) -> str:
    """For when a figure is; what is only to be *by* a year has no beginning.

    >>> from graph.claims.periods import PartialDate, Period
    >>> by = Period(None, PartialDate.parse("2025"))
    >>> period_said(Observation(id="a", indicator="i", about="e", kind="target", period=by))
    'by 2025'
    """
    if one.kind == TARGET and one.period.start is None and one.period.end is not None:
        return f"by {one.period.end}"
    days = (one.period.start, one.period.end)
    return " – ".join(dict.fromkeys(str(day) for day in days if day))


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
    known = hedges().get(hedge)
    if known and known.before:
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
