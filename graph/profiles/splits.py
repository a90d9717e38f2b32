"""What part of a whole is from home, where sources print the shares of named things, as an answer.

Of each figure it is told whose the thing is and on what that rests; then how much of the whole is
from home for certain, and with each weaker reading of the makers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.answers.reliance import RelianceSplit, SplitPoint, SplitShare, SplitValue
from graph.claims.figures import MOST, figure
from graph.claims.hedges import bounds_of
from graph.claims.indicators import Observation
from graph.claims.knowledge import Knowledge
from graph.fraction import ONE, ZERO, Fraction
from graph.production.makers import READINGS, Makers, Whence, makers_of
from graph.profiles.indicators import figure_shown, period_said, value_said
from graph.profiles.range_words import range_said
from graph.selfreliance.quotients import Range
from graph.selfreliance.splits import Shares, Side, as_printed, bounded, part_from_home, shares_of
from ontology.calculations import Calculation, Split
from ontology.lenses import Lens
from ontology.load import codes


class Asked(NamedTuple):
    """From which home, by which lens, and no later than which day."""

    home: str
    lens: Lens | None
    day: date


def splits_in(
    knowledge: Knowledge, calculation: Calculation, asked: Asked
) -> tuple[RelianceSplit, ...]:
    """The splits of a calculation of which a release has figures."""
    found = (_split(knowledge, split, asked) for split in calculation.splits)
    return tuple(one for one in found if one.points)


def _split(knowledge: Knowledge, split: Split, asked: Asked) -> RelianceSplit:
    return RelianceSplit(
        id=split.id,
        name=split.name,
        counts=split.counts,
        definitions=split.definitions,
        overlap=split.overlap,
        points=tuple(
            _printed(knowledge, shares)
            if split.printed
            else _point(knowledge, split, shares, asked)
            for shares in shares_of(knowledge.observations, split)
        ),
    )


def _printed(knowledge: Knowledge, shares: Shares) -> SplitPoint:
    """A share that a source itself prints for what is from home: nothing is judged here."""
    one = shares.first
    value = as_printed(bounds_of(one))
    text = value_said(one.value_lower, one.value_upper, one.unit, "", one.hedge)
    return SplitPoint(
        period=period_said(one),
        kind=one.kind,
        how=one.variant,
        about=named(knowledge, one.about),
        shares=(
            SplitShare(figure=figure_shown(knowledge, one), makers=(), side="home", by="asPrinted"),
        ),
        values=(replace(_value("asPrinted", value), text=text),),
        not_named="",
    )


def _point(knowledge: Knowledge, split: Split, shares: Shares, asked: Asked) -> SplitPoint:
    day = min(_last_day(shares.first) or asked.day, asked.day)
    makers = {
        one.about: makers_of(knowledge, one.about, split.made_by, day) for one in shares.figures
    }
    everybody = {maker for found in makers.values() for maker in found}
    judged = Makers(knowledge, everybody, day, asked.home, asked.lens)
    whence = {one.about: judged.together(makers[one.about]) for one in shares.figures}
    return SplitPoint(
        period=period_said(shares.first),
        kind=shares.first.kind,
        how=shares.first.variant,
        about=None,
        shares=tuple(
            SplitShare(
                figure=figure_shown(knowledge, one),
                makers=tuple(named(knowledge, maker) for maker in makers[one.about]),
                side=whence[one.about].side,
                by=whence[one.about].by or "",
                claims=cited_all(
                    knowledge,
                    (*_said(makers[one.about].values()), *whence[one.about].claims),
                ),
            )
            for one in shares.figures
        ),
        values=(values := () if shares.twice else values_of(shares.figures, whence, split)),
        not_named="" if split.overlap or not values else _not_named(shares.figures),
        problem="twoFigures" if shares.twice else "" if values else "moreThanAll",
    )


def _said(claims: Iterable[Sequence[str]]) -> Iterable[str]:
    return (claim for some in claims for claim in some)


def values_of(
    figures: Sequence[Observation], whence: Mapping[str, Whence], split: Split
) -> tuple[SplitValue, ...]:
    """The part from home by the lens alone, and with each weaker reading that adds something."""
    used = {one.by for one in whence.values()}
    found = []
    for place, reading in enumerate(READINGS):
        if reading not in used and place:
            continue
        so_far = READINGS[: place + 1]
        sides: dict[str, Side] = {
            about: one.side if one.by in so_far else "open" for about, one in whence.items()
        }
        shares = [bounded(figure, sides[figure.about]) for figure in figures]
        value = part_from_home(shares, overlap=split.overlap)
        if value is not None:
            found.append(_value(reading, value))
    return tuple(found)


def _value(by: str, value: Range) -> SplitValue:
    upper = ONE if value.upper is None else value.upper
    return SplitValue(
        by=by,
        label=codes("OriginReadings")[by].label,
        lower=float(value.lower),
        upper=float(upper),
        lower_open=value.lower_open,
        upper_open=value.upper_open,
        text="not known"
        if (value.lower, upper) == (ZERO, ONE)
        else range_said(value, of_whole=True),
    )


def _not_named(figures: Sequence[Observation]) -> str:
    """What is left of the whole by what is printed: at most that much is somebody else's."""
    printed = [bounds_of(one) for one in figures]
    least = sum((Fraction(one.lower) / 100 for one in printed if one.lower), ZERO)
    if least >= ONE:
        return ""
    left = f"{figure(ONE - least, MOST, 1)} %"
    return f"less than {left}" if any(one.lower_open for one in printed) else left


def _last_day(one: Observation) -> date | None:
    day = one.period.end or one.period.start
    return day.last if day else None
