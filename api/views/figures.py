"""Figures side by side, and what series come to, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from api.views.splits import split_notes, split_tables
from api.views.tables import Cell, Column, Table, View
from graph.answers.figures_in import figure_in, period_in
from graph.answers.indicators import Figure, FiguresSideBySide, IndicatorFigures, SeeAlso
from graph.answers.parts import CitedSource
from graph.answers.reliance import FormValue, Reliance, RelianceBasis, ReliancePoint
from graph.claims.figures import counted
from ontology.translations import translated

PAIRS = 12  # told in a table; machines get them all
FIGURE_COLUMNS = (
    Column("number", "No", "number"),
    Column("id", "Id", shown=False),
    Column("indicator", "Indicator", shown=False),
    Column("kind", "Kind"),
    Column("text", "Figure", wide=True),
    Column("about", "About", wide=True),
    Column("period", "For"),
    Column("how", "Counted how", wide=True),
    Column("says", "By whom", wide=True),
    Column("lower", "Lower", "number", shown=False),
    Column("upper", "Upper", "number", shown=False),
    Column("lower_open", "Lower open", shown=False),
    Column("upper_open", "Upper open", shown=False),
    Column("unit", "Unit", shown=False),
    Column("whole", "Whole", shown=False),
    Column("hedge", "Hedge", shown=False),
    Column("counts_by", "Counts by", shown=False, holds="code"),
    Column("source_ids", "Source ids", shown=False),
    Column("locators", "Places", shown=False),
)
CALCULATION_COLUMNS = (
    Column("calculation", "Calculation", shown=False),
    Column("basis", "Basis"),
    Column("about", "About", shown=False),
    Column("period", "For"),
    Column("kind", "Kind", shown=False),
    Column("formula", "Formula"),
    Column("value", "Value"),
    Column("lower", "Lower", shown=False),
    Column("upper", "Upper", shown=False),
    Column("aims", "Aims (points away)", wide=True),
    Column("printed", "Printed"),
    Column("part", "Above the line"),
    Column("whole", "Below the line"),
    Column("conversion", "Converted", shown=False),
    Column("figures", "Figures", shown=False),
    Column("source_ids", "Source ids", shown=False),
)
#: What a value says of an aim, where the word is not the code's.
MET = {"notDue": "not due yet", "noDay": "no day is set"}
WENT_IN = (
    Column("figure", "Figure"),
    Column("period", "For"),
    Column("how", "Counted how", wide=True),
    Column("read", "Document and place", wide=True),
)


class IndicatorLine(NamedTuple):
    """An indicator in a list: its aims in words, how many figures, and from when until when."""

    indicator: IndicatorFigures
    aims: tuple[str, ...]
    figures: int
    first: str
    last: str


def indicators(found: Sequence[IndicatorFigures]) -> View:
    """Indicators with how many aims and figures each has."""
    columns = (
        Column("id", "Id"),
        Column("name", "Indicator", wide=True),
        Column("definition", "What it measures", wide=True),
        Column("programme", "Programme"),
        Column("aims", "Aims", wide=True),
        Column("figures", "Figures", "number"),
        Column("first", "From", shown=False),
        Column("last", "To"),
    )
    rows = tuple(_indicator(line_of(one)) for one in found)
    return View(
        (counted(len(found), "indicator"),),
        (Table(columns, rows, empty="no indicator is recorded"),),
    )


OF_ONE = (
    Column("indicator", "Indicator, id", shown=False),
    Column("name", "What was counted", wide=True),
    Column("kind", "Kind"),
    Column("figure", "Figure", wide=True),
    Column("period", "For"),
    Column("how", "Counted how", wide=True),
    Column("read", "Document and place", wide=True),
    Column("source_ids", "Source ids", shown=False),
)


def about_one(found: Sequence[IndicatorFigures]) -> View:
    """Every figure about one entity, by what it counts."""
    rows = tuple(
        (
            one.id, one.name, figure.kind, figure.text, figure.period, figure.how,
            _titles(figure.sources), _ids(figure.sources),
        )
        for one in found
        for figure in one.figures
    )  # fmt: skip
    heading = f"{counted(len(rows), 'figure')} for {counted(len(found), 'indicator')}"
    return View((heading,), (Table(OF_ONE, rows, empty="nothing was counted of it"),))


def _indicator(line: IndicatorLine) -> tuple[Cell, ...]:
    one = line.indicator
    programme = one.programme.id if one.programme else ""
    aims = "; ".join(line.aims)
    return (one.id, one.name, one.definition, programme, aims, line.figures, line.first, line.last)


def line_of(indicator: IndicatorFigures, language: str = "en") -> IndicatorLine:
    """An indicator as lists have it; what several say in the same words is told once."""
    aims = [figure_in(language, one) for one in indicator.figures if one.kind == "target"]
    seen = [figure for figure in indicator.figures if figure.kind != "target"]
    periods = [figure.period for figure in seen if figure.period]
    return IndicatorLine(
        indicator=indicator,
        aims=tuple(dict.fromkeys(" ".join(filter(None, (aim.text, aim.period))) for aim in aims)),
        figures=len(seen),
        first=min(periods, default=""),
        last=max(periods, default=""),
    )


def numbers_of(figures: Iterable[Figure]) -> dict[str, int]:
    """The number of each figure side by side, by its id."""
    return {figure.id: number for number, figure in enumerate(figures, 1)}


def aims_by_outcome(
    value: FormValue, language: str = "en", *, away: bool = False
) -> dict[str, list[str]]:
    """Aims with when they are due, by whether a value lies within them; none is told twice.

    ``away`` adds how many points the value is away from each.
    """
    aims: dict[str, list[str]] = {}
    for aim in value.aims:
        due = period_in(language, f"by {aim.due}") if aim.due else ""
        said = f"{aim.text} {due}".rstrip()
        if away and aim.distance:
            said += f" ({aim.distance.replace(' points', '')})"
        if said not in aims.setdefault(aim.met, []):
            aims[aim.met].append(said)
    return aims


def side_by_side(found: FiguresSideBySide) -> View:
    """Figures with their sources, then why two of them contradict or do not, then the gaps."""
    figures = Table(FIGURE_COLUMNS, tuple(_rows(found.figures)), empty="no figure is recorded")
    number = numbers_of(found.figures)
    told = found.pairs[:PAIRS]
    pairs = Table(
        (Column("pair", "Nos"), Column("text", "Do they contradict each other?", wide=True)),
        tuple((f"{number[pair.one]} and {number[pair.other]}", pair.text) for pair in told),
        title="Two figures at a time",
        more=f"{len(found.pairs) - PAIRS} more in JSON" if len(found.pairs) > PAIRS else "",
    )
    read = Table(
        (Column("number", "No", "number"), Column("read", "Document and place", wide=True)),
        tuple((place, _titles(one.sources)) for place, one in enumerate(found.figures, 1)),
        title="Where each figure was read",
    )
    tables = (figures, pairs, read) if told else (figures, read)
    definitions = tuple(f"{one.name}: {one.definition}." for one in found.indicators)
    gaps = tuple(
        f"{gap.indicator}, {gap.kind}, counted “{gap.how or 'not said how'}”: {gap.text}."
        for gap in found.gaps
    )
    also = tuple(
        f"See also zizhu calculate {one.calculation}: {': '.join(filter(None, told))}."
        for one in found.see_also
        for told in ((one.name, calculated(one)),)
    )
    return View((found.name, *definitions), tables, notes=(*gaps, *also))


def calculated(one: SeeAlso, language: str = "en") -> str:
    """The newest values of a calculation, and the aims beside them, in the language of both."""
    between, comma = ("；", "、") if language == "zh" else ("; ", ", ")
    aims = f"{translated(language, 'page', 'aims')} {comma.join(one.aims)}" if one.aims else ""
    return between.join(filter(None, (between.join(one.values), aims)))


def _rows(figures: Sequence[Figure]) -> Iterable[tuple[Cell, ...]]:
    for number, one in enumerate(figures, 1):
        yield (
            number, one.id, one.indicator, one.kind, one.text,
            one.about.name if one.about else "", one.period, one.how, one.says, one.lower,
            one.upper, str(one.lower_open).lower(), str(one.upper_open).lower(), one.unit,
            one.whole, one.hedge, one.counts_by, _ids(one.sources),
            " | ".join(source.locator for source in one.sources),
        )  # fmt: skip


def _titles(sources: Sequence[CitedSource]) -> str:
    return "; ".join(f"{source.title}, {source.locator}" for source in sources)


def _ids(sources: Sequence[CitedSource]) -> str:
    return " | ".join(source.id for source in sources)


def reliance(found: Sequence[Reliance]) -> View:
    """Calculations, a row a basis and period, with the figures that went in and their sources."""
    rows = tuple(
        _row(one, basis, point, value)
        for one in found
        for basis in one.bases
        for point in basis.points
        for value in point.values
    )
    heading = tuple(f"{one.name}, in {one.unit}: {one.question} {one.note}" for one in found)
    table = Table(CALCULATION_COLUMNS, rows, empty="this release has no figures for it")
    read = _went_in(found)
    figures = Table(WENT_IN, read, title="The figures that go in")
    tables: tuple[Table, ...] = (table, figures) if read else (table,)
    if splits := split_tables(found):
        tables = (*tables, *splits) if rows else splits
    notes = (*_notes(found), *split_notes(found))
    return View(heading or ("No calculation",), tables, notes=notes)


def _notes(found: Sequence[Reliance]) -> Iterator[str]:
    """What each basis counts, what the count decides, and which figures are missing."""
    for one in found:
        yield from (f"{basis.id}: {basis.counts}." for basis in one.bases)
        yield from one.remarks
        for basis in one.bases:
            yield from (f"{basis.id}, missing: {said}." for said in basis.missing)


def _went_in(found: Sequence[Reliance]) -> tuple[tuple[Cell, ...], ...]:
    """Each figure once, however many numbers it goes into."""
    return tuple(
        dict.fromkeys(
            (figure.text, figure.period, figure.how, _titles(figure.sources))
            for one in found
            for basis in one.bases
            for point in basis.points
            for figure in (point.part, point.whole)
        )
    )


def _row(
    one: Reliance, basis: RelianceBasis, point: ReliancePoint, value: FormValue
) -> tuple[Cell, ...]:
    aims = aims_by_outcome(value, away=True)
    return (
        one.id, basis.id, point.about.name, _of_what(basis, point), point.kind, value.formula,
        value.text,
        value.lower, value.upper,
        "; ".join(f"{MET.get(met, met)}: {', '.join(said)}" for met, said in aims.items()),
        "; ".join(printed.text for printed in point.printed), _converted(point),
        point.whole.text, point.conversion.text if point.conversion else "",
        f"{point.part.id} | {point.whole.id}",
        _ids((*point.part.sources, *point.whole.sources)),
    )  # fmt: skip


def _of_what(basis: RelianceBasis, point: ReliancePoint) -> str:
    """The period, and of several things which."""
    several = len({one.about.id for one in basis.points}) > 1
    return f"{point.about.name}, {_when(point)}" if several else _when(point)


def _converted(point: ReliancePoint) -> str:
    """What is above the line, with the rate by which it is divided."""
    rate = f" ({point.conversion.text})" if point.conversion else ""
    return f"{point.part.text}{rate}"


def _when(point: ReliancePoint) -> str:
    return point.period if point.kind == "observed" else f"{point.period} ({point.kind})"
