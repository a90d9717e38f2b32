"""Calculations on series as an answer: numbers with their figures, and what decides an aim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.answers.evidence import cited_source
from graph.answers.figure_words import stretches
from graph.answers.names import named
from graph.answers.reliance import (
    AimMet,
    Conversion,
    FormValue,
    Reliance,
    RelianceBasis,
    ReliancePoint,
)
from graph.claims.indicators import Target
from graph.claims.knowledge import Knowledge
from graph.claims.rivals_and_rates import ExchangeRate
from graph.errors import UnknownThingError
from graph.profiles.indicators import aim_shown, figure_shown, period_said, value_said
from graph.profiles.range_words import distance_said, range_said
from graph.profiles.splits import Asked, splits_in
from graph.selfreliance.aims import Beside, Side
from graph.selfreliance.calculating import Computed, Point, Undivided, Value, aims_of, computed
from graph.selfreliance.series import year_of, years_said
from ontology.calculations import Calculation, calculations
from ontology.terms import nearest

PERCENT = "per cent"
OBSERVED = "observed"

UNDIVIDED: Mapping[Undivided, str] = {
    "noRate": "no rate between the two currencies is cited",
    "units": "the two are in units that are not the same, and not money",
    "negative": "an amount is below zero, and only amounts are divided",
    "nothing": "what would be divided by is nothing",
}


def reliances(
    knowledge: Knowledge, name: str | None = None, *, asked: Asked
) -> tuple[Reliance, ...]:
    """The calculations of which a release has the figures, or the one of that id.

    Raises
    ------
    UnknownThingError
        If there is no such calculation, with the nearest.
    """
    known = calculations()
    if name is not None and name not in known:
        raise UnknownThingError(name, nearest(name, known) or list(known))
    wanted = known.values() if name is None else (known[name],)
    found = (_reliance(knowledge, one, asked) for one in wanted)
    return tuple(one for one in found if one.bases or one.splits or name is not None)


def _reliance(knowledge: Knowledge, calculation: Calculation, asked: Asked) -> Reliance:
    bases = [one for one in computed(knowledge, calculation) if one.points]
    aims = {aim.id: aim for one in bases for aim in aims_of(knowledge, one.basis)}
    return Reliance(
        id=calculation.id,
        name=calculation.name,
        question=calculation.question,
        unit=PERCENT,
        note=calculation.note,
        bases=tuple(_basis(knowledge, calculation, one, aims) for one in bases),
        aims=tuple(aim_shown(knowledge, aim) for aim in aims.values()),
        remarks=tuple(_remarks(calculation, bases, aims)),
        splits=splits_in(knowledge, calculation, asked),
    )


def _basis(
    knowledge: Knowledge, calculation: Calculation, one: Computed, aims: dict[str, Target]
) -> RelianceBasis:
    return RelianceBasis(
        id=one.basis.id,
        name=one.basis.name,
        counts=one.basis.counts,
        formulas=tuple(calculation.formula(form) for form in one.basis.forms),
        definitions=tuple(filter(None, one.basis.definitions.values())),
        points=tuple(_point(knowledge, calculation, point, aims) for point in one.points),
        missing=tuple(_missing(calculation, one)),
    )


def _point(
    knowledge: Knowledge, calculation: Calculation, point: Point, aims: dict[str, Target]
) -> ReliancePoint:
    return ReliancePoint(
        period=period_said(point.part),
        kind=point.part.kind,
        about=named(knowledge, point.part.about),
        part=figure_shown(knowledge, point.part),
        whole=figure_shown(knowledge, point.whole),
        values=tuple(_value(calculation, value, aims) for value in point.values),
        conversion=None if point.rate is None else _conversion(knowledge, point.rate),
        printed=tuple(figure_shown(knowledge, one) for one in point.printed),
    )


def _value(calculation: Calculation, value: Value, aims: dict[str, Target]) -> FormValue:
    found = value.value
    return FormValue(
        form=value.form,
        formula=calculation.formula(value.form),
        lower=float(found.lower),
        upper=None if found.upper is None else float(found.upper),
        lower_open=found.lower_open,
        upper_open=found.upper_open,
        text=range_said(found),
        aims=tuple(_beside(aims[one.aim], one) for one in value.beside),
    )


def _beside(aim: Target, found: Beside) -> AimMet:
    away = found.distance
    return AimMet(
        aim=aim.id,
        text=_aim(aim),
        due=str(aim.due or ""),
        met=found.lies if found.due == "due" else found.due,
        lies=found.lies,
        distance="" if away is None else distance_said(away),
        distance_lower=None if away is None else float(away.lower),
        distance_upper=None if away is None or away.upper is None else float(away.upper),
    )


def _aim(aim: Target) -> str:
    return value_said(aim.value_lower, aim.value_upper, aim.unit, "")


def _conversion(knowledge: Knowledge, rate: ExchangeRate) -> Conversion:
    return Conversion(
        text=f"{rate.rate:f} {rate.currency} for one {rate.base}, the mean of {rate.year}",
        rate=float(rate.rate),
        sources=tuple(cited_source(knowledge, citation) for citation in rate.citations),
    )


def _missing(calculation: Calculation, one: Computed) -> Iterable[str]:
    """The years that cannot be computed, and of which side the figure is missing."""
    part, whole = calculation.part, calculation.whole
    undivided = ((years, UNDIVIDED[why]) for why, years in one.undivided)
    for years, said in (
        (one.only_part, f"{part} is there and {whole} is not"),
        (one.only_whole, f"{whole} is there and {part} is not"),
        (one.unread, f"neither {part} nor {whole} is there"),
        (one.several, f"there are several figures for {part} or {whole}, and none is chosen"),
        *undivided,
    ):
        if years:
            yield f"{stretches(years_said(years))}: {said}"


def _remarks(
    calculation: Calculation, bases: Sequence[Computed], aims: dict[str, Target]
) -> Iterable[str]:
    """Where the form alone, or the basis alone, decides whether a value lies within an aim."""
    said = {id_: _aim(aim) for id_, aim in aims.items()}
    for limit in dict.fromkeys(said.values()):
        alike = {id_ for id_, text in said.items() if text == limit}  # aims at one figure
        for one in bases:
            yield from _by_form(calculation, one, alike, limit)
        yield from _by_basis(calculation, bases, alike, limit)


def _by_form(calculation: Calculation, one: Computed, aims: set[str], limit: str) -> Iterable[str]:
    """The periods of a basis in which one form lies within an aim and the other does not."""
    for point in one.points:
        if len({_side(value, aims) for value in point.values}) > 1:
            forms = " and ".join(
                f"{calculation.formula(value.form)} {range_said(value.value)}"
                for value in point.values
            )
            yield (
                f"{period_said(point.part)}, {one.basis.name}: the form alone decides if that lies "
                f"within an aim of {limit}: {forms}."
            )


def _by_basis(
    calculation: Calculation, bases: Sequence[Computed], aims: set[str], limit: str
) -> Iterable[str]:
    """The years in which the first form lies within an aim on one basis and does not on another."""
    by_year: dict[int, dict[Side, list[str]]] = {}
    for one in bases:
        for point in one.points:
            year, side = year_of(point.part), _side(point.values[0], aims)
            if year and side and point.part.kind == OBSERVED:
                by_year.setdefault(year, {}).setdefault(side, []).append(one.basis.id)
    formula = calculation.formula("ratio")
    for year, bases_by_side in sorted(by_year.items()):
        if "within" in bases_by_side and "outside" in bases_by_side:
            kept, missed = (", ".join(bases_by_side[side]) for side in ("within", "outside"))
            yield (
                f"{year}, {formula}: the basis alone decides if that lies within an aim of "
                f"{limit}: it does on {kept}, and not on {missed}."
            )


def _side(value: Value, aims: set[str]) -> Side | None:
    """Whether a value lies within some aims at one figure; nothing where it is beside none."""
    return next((one.lies for one in value.beside if one.aim in aims), None)
