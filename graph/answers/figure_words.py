"""How figures stand to each other, in words: contradictions, and steps that are no rise or fall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from graph.answers.indicators import Figure
from graph.answers.names import label
from graph.claims.knowledge import Knowledge

KINDS = {
    "target": "an aim", "observed": "a figure observed", "estimate": "an estimate",
    "forecast": "a forecast",
}  # fmt: skip
UNSAID = {
    "period": "for when is not printed of {which}",
    "about": "about whom or what {which} is, is not said",
    "countsBy": "where the line is drawn is not said of {which}",
    "variant": "how {which} is counted is not said",
    "whole": "of what {which} is a part is not said",
}


def pair_said(
    knowledge: Knowledge,
    relation: str,
    one: Figure,
    other: Figure,
    differs: Sequence[str],
    unsaid: Sequence[str],
) -> str:
    """Why two figures contradict each other, or why they do not, in one sentence or two.

    The differences come in the order in which a reader meets them: what the figures are, of what,
    when, whose, and by which count.
    """
    first, second = short(one), short(other)
    reasons = "; ".join(
        [*_differences(knowledge, one, other, differs), *_lacking(one, other, unsaid)]
    )
    if relation == "contradict":
        said = f"{first} and {second} contradict each other: all is the same that is said of them"
        return f"{said}, {_whose(one, other)}." if "says" in differs else f"{said}."
    if relation == "agree":
        said = f"{first} and {second} do not contradict each other: one value can be both"
        return f"{said}; {reasons}." if reasons else f"{said}."
    if relation == "series":
        return f"{first} and {second} are of one series: {reasons}."
    if relation == "noBounds":
        said = f"{first} and {second} cannot be told apart or together: one has no certain bounds"
        return f"{said}; {reasons}." if reasons else f"{said}."
    if relation == "countedOtherwise":
        return (
            f"{first} and {second} contradict each other only if their words mean the same: "
            f"{reasons}."
        )
    return f"{first} and {second} do not contradict each other{_step(one, other)}: {reasons}."


def _step(one: Figure, other: Figure) -> str:
    """That going from the one to the other is no fall, where a reader could take it for one."""
    word = step(one, other)
    return f", and from the one to the other is no {word}" if word else ""


def step(one: Figure, other: Figure) -> Literal["fall", "rise", ""]:
    """For what a reader could take going from one figure to another, if they were of one thing."""
    if one.indicator != other.indicator or one.unit != other.unit or one.period == other.period:
        return ""
    if one.lower is not None and other.upper is not None and other.upper < one.lower:
        return "fall"
    if one.upper is not None and other.lower is not None and one.upper < other.lower:
        return "rise"
    return ""  # one value can be both


def short(figure: Figure) -> str:
    """A figure as a sentence names it.

    >>> short(Figure(id="a", kind="forecast", text="49 % of use", period="2019"))
    '49 % of use (forecast, 2019)'
    """
    return f"{figure.text} ({', '.join(filter(None, (figure.kind, figure.period)))})"


def _differences(
    knowledge: Knowledge, one: Figure, other: Figure, differs: Sequence[str]
) -> Iterable[str]:
    written: Mapping[str, Callable[[], str]] = {
        "kind": lambda: f"one is {KINDS[one.kind]}, the other {KINDS[other.kind]}",
        "indicator": lambda: (
            f"one is “{_indicator(knowledge, one)}”, the other “{_indicator(knowledge, other)}”"
        ),
        "about": lambda: f"they are about {_about(one)} and {_about(other)}",
        "period": lambda: f"they are for {_period(one)} and for {_period(other)}",
        "says": lambda: _whose(one, other),
        "countsBy": lambda: f"they draw the line {_line(one)} and {_line(other)}",
        "variant": lambda: f"they count “{one.how}” and “{other.how}”",
        "whole": lambda: f"they are parts of {one.whole} and of {other.whole}",
        "unit": lambda: f"their units are {_unit(one)} and {_unit(other)}",
        "definitions": lambda: f"they follow {_by(knowledge, one)} and {_by(knowledge, other)}",
    }
    told_by_name = {"variant"} if "indicator" in differs else set()  # what they count, is said
    return [say() for name, say in written.items() if name in differs and name not in told_by_name]


def _lacking(one: Figure, other: Figure, unsaid: Sequence[str]) -> Iterable[str]:
    said = {
        "period": (one.period, other.period),
        "about": (one.about, other.about),
        "countsBy": (one.counts_by, other.counts_by),
        "variant": (one.how, other.how),
        "whole": (one.whole, other.whole),
    }
    for name in unsaid:
        pair = said[name]
        which = "both" if not any(pair) else "the first" if not pair[0] else "the second"
        yield UNSAID[name].format(which=which)


def _whose(one: Figure, other: Figure) -> str:
    return f"one is of {one.says or 'nobody named'}, the other of {other.says or 'nobody named'}"


def _indicator(knowledge: Knowledge, figure: Figure) -> str:
    return knowledge.indicators[figure.indicator].name


def _about(figure: Figure) -> str:
    return figure.about.name if figure.about else "nothing named"


def _period(figure: Figure) -> str:
    return figure.period.removeprefix("by ") if figure.period else "no time printed"


def _line(figure: Figure) -> str:
    return label(figure.counts_by, "CountingLines")


def _unit(figure: Figure) -> str:
    return label(figure.unit, "Units")


def _by(knowledge: Knowledge, figure: Figure) -> str:
    names = (knowledge.definitions[one].name for one in figure.definitions)
    return " and ".join(f"“{name}”" for name in names)


def gap_said(years: Sequence[tuple[int, int]]) -> str:
    """The years a series has no figure for.

    >>> gap_said([(2001, 2001), (2012, 2016)])
    'no figure for 2001 and 2012 to 2016'
    """
    return f"no figure for {stretches(years)}"


def stretches(years: Sequence[tuple[int, int]]) -> str:
    """Years as people list them.

    >>> stretches([(1999, 2004), (2007, 2009), (2012, 2012)])
    '1999 to 2004, 2007 to 2009 and 2012'
    """
    words = [str(first) if first == last else f"{first} to {last}" for first, last in years]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
