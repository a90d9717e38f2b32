"""A quotient or a part of a whole between bounds, in words."""

from __future__ import annotations

from graph.claims.figures import LEAST, MOST, figure
from graph.fraction import ONE
from graph.selfreliance.aims import Distance
from graph.selfreliance.quotients import Range


def range_said(value: Range, *, of_whole: bool = False) -> str:
    """A range in per cent with one digit; a bound is rounded to its own side.

    What is a part ``of_whole`` is at most all of it, which needs no words.

    >>> from graph.fraction import Fraction
    >>> third = Fraction(1, 3)
    >>> range_said(Range(third, third)), range_said(Range(third, None, True))
    ('33.3 %', 'more than 33.3 %')
    >>> range_said(Range(upper=third, upper_open=True)), range_said(Range(third, Fraction(1, 2)))
    ('less than 33.4 %', '33.3–50 %')
    >>> range_said(Range(third, Fraction(1)), of_whole=True)
    'at least 33.3 %'
    """
    if value.exact and value.upper is not None:
        return f"{figure(value.lower, digits=1)} %"
    least = figure(value.lower, LEAST, 1)
    if value.upper is None or (of_whole and value.upper == ONE and value.lower):
        return f"{'more than' if value.lower_open else 'at least'} {least} %"
    most = figure(value.upper, MOST, 1)
    if value.lower == 0:
        return f"{'less than' if value.upper_open else 'at most'} {most} %"
    return f"{least}–{most} %"


def distance_said(away: Distance) -> str:
    """How far from an aim a value is, in points with one digit; a bound is rounded to its own side.

    >>> from graph.fraction import Fraction
    >>> tenth, fifth = Fraction(1, 10), Fraction(1, 5)
    >>> distance_said(Distance(-tenth, -tenth)), distance_said(Distance(tenth, tenth))
    ('10 points below', '10 points above')
    >>> distance_said(Distance(-fifth, -tenth)), distance_said(Distance(-tenth, fifth))
    ('10–20 points below', 'from 10 points below to 20 above')
    >>> distance_said(Distance(tenth, None)), distance_said(Distance(tenth * 0, tenth * 0))
    ('at least 10 points above', 'at it')
    """
    lower, upper = away.lower, away.upper
    if lower == upper:
        way = "below" if lower < 0 else "above"
        return f"{figure(abs(lower), digits=1)} points {way}" if lower else "at it"
    if upper is None:
        if lower < 0:
            return f"at most {figure(-lower, MOST, 1)} points below"
        return f"at least {figure(lower, LEAST, 1)} points above"
    if upper <= 0:
        return f"{figure(-upper, LEAST, 1)}–{figure(-lower, MOST, 1)} points below"
    if lower >= 0:
        return f"{figure(lower, LEAST, 1)}–{figure(upper, MOST, 1)} points above"
    return f"from {figure(-lower, MOST, 1)} points below to {figure(upper, MOST, 1)} above"
