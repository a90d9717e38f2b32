"""What a hedged figure certainly says: between which bounds, and whether they are reached.

A source that prints "nearly 35" says that it is less than 35 and not how much less; "about 35" has
no certain bound at all. What each word does to each end of a figure is data
(``ontology/crosswalks/hedges.csv``), so that a table, a query, a chart and a calculation open the
same figure on the same side. A hedge never narrows a figure.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple, cast

from msgspec import Struct

from graph.claims.indicators import Observation, Target
from ontology.crosswalks import rows

#: What a hedge makes of one end of a figure: the number itself counts, it is not reached, or
#: nothing certain is said on that side.
End = Literal["kept", "open", "none"]


class Hedge(NamedTuple):
    """What one word does: to the lower end, to the upper end, and whether a number follows it."""

    lower: End
    upper: End
    before: bool


UNHEDGED = Hedge("kept", "kept", False)
#: A word that nobody reviewed: nothing certain is read out of it.
UNKNOWN = Hedge("none", "none", False)


class Bounds(Struct, frozen=True, gc=False):
    """Between what a figure certainly lies; no bound where a side has none."""

    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_open: bool = False  # the lower bound is itself not reached
    upper_open: bool = False

    def apart_from(self, other: Bounds) -> bool:
        """Whether no value can be meant by both: certainly two different figures.

        >>> Bounds(Decimal(50), None, lower_open=True).apart_from(Bounds(None, Decimal(50)))
        True
        >>> Bounds(Decimal(50), Decimal(50)).apart_from(Bounds())
        False
        """
        return _ends_before(self, other) or _ends_before(other, self)


def _ends_before(one: Bounds, other: Bounds) -> bool:
    if one.upper is None or other.lower is None:
        return False
    return one.upper < other.lower or (
        one.upper == other.lower and (one.upper_open or other.lower_open)
    )


@cache
def hedges() -> dict[str, Hedge]:
    """Every reviewed hedge, by the word of the source.

    >>> hedges()["more than"]
    Hedge(lower='open', upper='none', before=True)
    """
    return {
        row["hedge"]: Hedge(
            cast(End, row["lower"]), cast(End, row["upper"]), row["before"] == "yes"
        )
        for row in rows("hedges")
    }


def bounds_of(figure: Observation | Target) -> Bounds:
    """What an observation or a target certainly says, after its hedge."""
    hedge = figure.hedge if isinstance(figure, Observation) else ""
    return certain(figure.value_lower, figure.value_upper, hedge)


def certain(lower: Decimal | None, upper: Decimal | None, hedge: str = "") -> Bounds:
    """The certain bounds of a printed figure.

    Parameters
    ----------
    lower, upper
        As in a table: equal for one printed number, one of them absent for a bound only.
    hedge
        The word of the source; empty for none. A word that the crosswalk does not have leaves
        no certain bound of a single number.

    Notes
    -----
    Two ends that differ are bounds which the source gives itself; a hedge may open them and
    takes neither away.

    Examples
    --------
    >>> certain(Decimal(35), Decimal(35), "nearly")
    Bounds(lower=None, upper=Decimal('35'), lower_open=False, upper_open=True)
    >>> certain(Decimal(35), Decimal(35), "about")
    Bounds(lower=None, upper=None, lower_open=False, upper_open=False)
    >>> certain(Decimal(33), Decimal(37), "about")
    Bounds(lower=Decimal('33'), upper=Decimal('37'), lower_open=False, upper_open=False)
    """
    rule = UNHEDGED if not hedge else hedges().get(hedge, UNKNOWN)
    both_given = lower is not None and upper is not None and lower != upper
    low = lower if both_given or rule.lower != "none" else None
    high = upper if both_given or rule.upper != "none" else None
    return Bounds(
        low,
        high,
        low is not None and rule.lower == "open",
        high is not None and rule.upper == "open",
    )
