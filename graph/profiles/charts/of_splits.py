"""The chart of shares of named things: a row for each reading of whose they are."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.chart import ChartGroup, ChartRow, Mark
from graph.answers.indicators import Figure
from graph.answers.reliance import Reliance, RelianceSplit, SplitPoint, SplitValue
from graph.profiles.charts.of_figures import mark_of
from graph.profiles.charts.words import kind_said
from ontology.load import codes

HUNDRED = 100.0
PRINTED = "asPrinted"
#: The marks of a sentence in a language.
FORMS = {
    "en": {"said": "{name} ({period}): {values}", "between": ", ", "among": " ({})"},
    "zh": {"said": "{name}（{period}）：{values}", "between": "，", "among": "（{}）"},
}


def rows_of_splits(found: Reliance, language: str) -> tuple[ChartRow, ...]:
    """A bar from the least to the most that is from home, for each reading of each point."""
    each = (
        (split, point, value)
        for split in found.splits
        for point in split.points
        for value in _drawn(point)
    )
    return tuple(_row(number, *one, language) for number, one in enumerate(each, 1))


def group_of_splits(found: Reliance, language: str) -> ChartGroup:
    """All readings on one scale to a hundred."""
    return ChartGroup(heading="", unit="%", whole_scale=True, rows=rows_of_splits(found, language))


def split_finding(found: Reliance, language: str) -> str:
    """Of each split the newest of which anything is known, with the reading it is known by."""
    said = [one for split in found.splits if (one := _newest_said(split, language))]
    stop, between = ("。", "；") if language == "zh" else (".", "; ")
    text = between.join(said)
    return f"{text[:1].upper()}{text[1:]}{stop}" if said else ""


def _newest_said(split: RelianceSplit, language: str) -> str:
    """The newest points that somebody observed; those foreseen only where there are no others."""
    known = [point for point in split.points if _is_known(point)]
    observed = [point for point in known if point.kind == "observed"] or known
    newest = [point for point in observed if point.period == observed[-1].period]
    if not newest:
        return ""
    form = FORMS[language]
    values = []
    for point in newest:
        value = point.values[-1]
        among = _among(point, language) if len(newest) > 1 else ""
        beside = form["between"].join(filter(None, (among, _reading(value, language))))
        values.append(value.text + form["among"].format(beside))
    return form["said"].format(
        name=split.name, period=newest[-1].period, values=form["between"].join(values)
    )


def figures_of_splits(found: Reliance) -> Iterable[Figure]:
    """Every figure that goes in."""
    return (
        share.figure for split in found.splits for point in split.points for share in point.shares
    )


def _is_known(point: SplitPoint) -> bool:
    last = point.values[-1] if point.values else None
    if last is not None and last.by == PRINTED:
        return True
    return last is not None and (last.lower, last.upper) != (0.0, 1.0)


def _drawn(point: SplitPoint) -> Iterable[SplitValue]:
    """The certain reading, and of the weaker ones those that say something else."""
    before = ""
    for value in point.values:
        if value.text != before:
            yield value
        before = value.text


def _row(
    number: int, split: RelianceSplit, point: SplitPoint, value: SplitValue, language: str
) -> ChartRow:
    who = split.name[:1].upper() + split.name[1:]
    among = _among(point, language)
    return ChartRow(
        number=number,
        who=who,
        about=" · ".join(filter(None, (kind_said(language, point.kind), point.period, among))),
        how=_reading(value, language),
        mark=mark_of(point.shares[0].figure)
        if value.by == PRINTED
        else Mark(
            figure=f"{split.id} {point.period} {point.how} {value.by}",
            kind=point.kind,
            lower=value.lower * HUNDRED,
            upper=value.upper * HUNDRED,
            text=value.text,
        ),
    )


def _among(point: SplitPoint, language: str) -> str:
    """Among whom a source counted, where it prints the part from home itself."""
    if point.about is None:
        return ""
    return (point.about.name_zh if language == "zh" else "") or point.about.name


def _reading(value: SplitValue, language: str) -> str:
    code = codes("OriginReadings")[value.by]
    return (code.label_zh if language == "zh" else "") or code.label
