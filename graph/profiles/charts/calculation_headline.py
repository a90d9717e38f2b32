"""What a chart of a calculation finds: how far values that can be ranged go, and what an aim says.

Values are ranged only with values that answer the same question: those beside which an aim stands,
or else those over one whole. What is over another whole is no count of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.answers.reliance import FormValue, Reliance
from graph.profiles.charts.words import say

_YEAR = re.compile(r"\d{4}")
Aim = tuple[str, str]  # as people read it, and when it is due
CODES: Mapping[frozenset[str], str] = {
    frozenset({"within"}): "within", frozenset({"outside"}): "outside",
}  # fmt: skip
DIVIDES = frozenset({"within", "outside"})


class Placed(NamedTuple):
    """A value with what it is for and which figures it is a part of."""

    year: str
    whole: str  # the indicator of what it is a part of
    value: FormValue


def finding(found: Reliance, language: str, *, over_years: bool) -> str:
    """From what to what the values of one year go, by what is counted, and what that decides."""
    chosen = _chosen(found, over_years=over_years)
    if not chosen.values:
        return found.question
    if not over_years:
        return _range(language, chosen.values, chosen.year, "rangeAbout")
    said = [_range(language, chosen.values, chosen.year, "range", chosen.formula)]
    said += _aims_said(language, chosen.values)
    return ("" if language == "zh" else " ").join(said)


def told(found: Reliance, *, over_years: bool) -> tuple[FormValue, ...]:
    """The values that the finding gives in numbers: the least and the most of its year."""
    ordered = _in_order(_chosen(found, over_years=over_years).values)
    return tuple({id(value): value for value in (*ordered[:1], *ordered[-1:])}.values())


class Chosen(NamedTuple):
    """The values that a finding ranges: of which year, and by which formula where there are two."""

    values: Sequence[FormValue] = ()
    year: str = ""
    formula: str = ""


def _chosen(found: Reliance, *, over_years: bool) -> Chosen:
    """The values of the year that tells most.

    Of several forms it tells the first: what the count decides is not what the form does.
    """
    values = [
        Placed(point.period, point.whole.indicator, value)
        for basis in found.bases
        for point in basis.points
        if point.kind == "observed" or not over_years
        for value in point.values
    ]
    if not values:
        return Chosen()
    first = values[0].value.formula
    several = len({placed.value.formula for placed in _rangeable(values)}) > 1
    ranged = _rangeable([placed for placed in values if placed.value.formula == first])
    if not over_years:
        year = ranged[0].year if len(ranged) == 1 else ""
        return Chosen([placed.value for placed in ranged], year)
    by_year: dict[str, list[FormValue]] = {}
    for placed in ranged:
        by_year.setdefault(placed.year, []).append(placed.value)
    year = max(by_year, key=lambda year: (_tells(by_year[year]), year))
    return Chosen(by_year[year], year, first if several else "")


def _in_order(values: Iterable[FormValue]) -> list[FormValue]:
    return sorted(values, key=lambda value: value.lower)


def _rangeable(values: Sequence[Placed]) -> list[Placed]:
    """The values beside which an aim stands; where none does, those over the first whole."""
    beside = [placed for placed in values if placed.value.aims]
    return beside or [placed for placed in values if placed.whole == values[0].whole]


def _tells(values: Sequence[FormValue]) -> tuple[bool, bool, int]:
    """How much a year tells: what only the count decides, an aim that is due, and many values."""
    sides = _sides(values)
    due = any(aim.met == aim.lies for value in values for aim in value.aims)
    return any(found >= DIVIDES for found in sides.values()), due, len(values)


def _sides(values: Sequence[FormValue]) -> dict[Aim, set[str]]:
    """On which sides of each aim the values lie."""
    found: dict[Aim, set[str]] = {}
    for value in values:
        for aim in value.aims:
            found.setdefault((aim.text, aim.due), set()).add(aim.lies)
    return found


def _range(
    language: str, values: Sequence[FormValue], year: str, code: str, formula: str = ""
) -> str:
    ordered = _in_order(values)
    least, most = ordered[0].text, ordered[-1].text
    when = say(language, "inYear", year=year) if _YEAR.fullmatch(year) else year
    named = say(language, "byFormula", when=when, formula=formula) if formula else when
    if len(ordered) == 1:
        return say(language, "one" if named else "oneOnly", year=named, least=least)
    return say(language, code, year=named, least=least, most=most)


def _aims_said(language: str, values: Sequence[FormValue]) -> Iterable[str]:
    """Of the aim that divides the values, or else of one that is due: where they lie."""
    sides = _sides(values)
    due = {
        (aim.text, aim.due)
        for value in values
        for aim in value.aims
        if aim.met == aim.lies
    }  # fmt: skip
    dated = {(aim.text, aim.due): aim for value in values for aim in value.aims if aim.due}
    ordered = sorted(
        sides, key=lambda aim: (not sides[aim] >= DIVIDES, aim not in due, aim not in dated)
    )
    for aim in ordered[:1]:
        code = "decides" if sides[aim] >= DIVIDES else CODES.get(frozenset(sides[aim]), "")
        if code:
            yield say(language, code, aim=_said(language, *aim))
            if aim not in due:
                yield say(language, "notDue" if aim[1] else "noDay")


def _said(language: str, text: str, day: str) -> str:
    number = text.split(" (")[0]
    return say(language, "aimBy", aim=number, day=day) if day else number
