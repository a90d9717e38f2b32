"""What a complete holder table says of everybody it does not name.

Above a table that names all holders from a line upwards, whatever is left is
*float*: many holders, each below the line. Without such a table it is
*undisclosed*: it may be anybody's, in one hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from graph.errors import ComputationError
from graph.ownership.arrays.exact import ONE, ZERO, Number, exact, share
from graph.ownership.arrays.votes import Votes


@dataclass(frozen=True)
class Rest:
    """What no named holder has; each unnamed holder stays below ``cap``, if a table says so."""

    floating: Fraction
    undisclosed: Fraction
    cap: Fraction | None


def divided_rest(named: Iterable[Number], complete_above: Number | None = None) -> Rest:
    """Divide what named holders leave into float and undisclosed.

    ``complete_above`` is the table's line as a fraction of one, 0 when it names
    everybody, nothing when there is no table. Raises :class:`ComputationError`
    when the named have more than all.

    >>> divided_rest([0.043, 0.209], 0.05)
    Rest(floating=Fraction(187, 250), undisclosed=Fraction(0, 1), cap=Fraction(1, 20))
    """
    left = ONE - sum((share(part) for part in named), ZERO)
    if left < 0:
        raise ComputationError("the named holders have more than all of the firm")
    if complete_above is None:
        return Rest(ZERO, left, None)
    return Rest(left, ZERO, share(complete_above))


def leading_side(sides: Mapping[str, Number]) -> str | None:
    """The side whose named blocks have more together; nobody when two are level.

    >>> leading_side({"home": 0.043, "foreign": 0.209})
    'foreign'
    """
    if not sides:
        return None
    totals = {side: exact(total) for side, total in sides.items()}
    most = max(totals.values())
    leading = [side for side, total in totals.items() if total == most]
    return leading[0] if len(leading) == 1 and most > 0 else None


def concentration(equity: Votes, firm: int) -> Fraction:
    """The Herfindahl–Hirschman index of a firm's named holders: their squared shares, summed.

    >>> concentration(Votes.from_stakes([(0, 2, 0.5), (1, 2, 0.5)]), 2)
    Fraction(1, 2)
    """
    return sum((part * part for part in equity.column(firm).values()), ZERO)


def diluted(
    holders: Mapping[str, Number], rounds: Iterable[tuple[str, Number]]
) -> dict[str, Fraction]:
    """A table of holders after rounds of new shares, each (investor, post-money share).

    Every earlier holder keeps one minus the new share of what it had.

    >>> {who: str(part) for who, part in diluted({"X": 0.5, "Y": 0.5}, [("A", 0.2)]).items()}
    {'X': '2/5', 'Y': '2/5', 'A': '1/5'}
    """
    table = {holder: share(part) for holder, part in holders.items()}
    for investor, new in rounds:
        table = {holder: part * (ONE - share(new)) for holder, part in table.items()}
        table[investor] = table.get(investor, ZERO) + share(new)
    return table


def rescaled(named: Mapping[int, Number]) -> dict[int, Fraction]:
    """Named shares stretched or shrunk to sum to one: what some tools do silently.

    For comparison with them only; no measure here uses it, because it ranks
    firms by who disclosed.

    >>> {holder: str(part) for holder, part in rescaled({0: 0.7, 1: 0.5}).items()}
    {0: '7/12', 1: '5/12'}
    """
    parts = {holder: share(part) for holder, part in named.items()}
    total = sum(parts.values(), ZERO)
    return {holder: part / total for holder, part in parts.items()} if total else parts
