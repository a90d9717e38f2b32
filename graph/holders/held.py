"""A holder's share of a firm, between bounds, as columns count it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from graph.fraction import ONE, ZERO, Fraction


class Held(Struct, frozen=True, gc=False):
    """A holder's share of a column: certainly between the bounds, ``known`` at the least."""

    holder: str
    lower: Fraction
    known: Fraction
    upper: Fraction
    claims: tuple[str, ...] = ()
    link: str = "ownership"  # or contract
    is_sure: bool = True  # whether it is a holder at all, of whatever size
    through: bool = False  # whether it is held through somebody, where that was asked


def left_by_others(held: Sequence[Held]) -> tuple[Held, ...]:
    """Holders of a column above one: each has what the largest shares of the others leave it."""
    most = sum((one.upper for one in held), ZERO)
    least = [max(ZERO, ONE - (most - one.upper)) for one in held]
    return tuple(
        replace(one, lower=lower, known=lower) for one, lower in zip(held, least, strict=True)
    )


def drawn_in(held: Sequence[Held], *, all_named: bool) -> tuple[Held, ...]:
    """Holders with no more than the others leave and, where all are named, no less.

    >>> band, rest = Fraction(1, 4), Fraction(3, 5)
    >>> holders = [Held("p", band, band, ONE), Held("q", rest, rest, rest)]
    >>> [str(one.upper) for one in drawn_in(holders, all_named=False)]
    ['2/5', '3/5']
    >>> [str(one.lower) for one in drawn_in(holders, all_named=True)]
    ['2/5', '3/5']
    """
    least = sum((one.lower for one in held), ZERO)
    most = sum((one.upper for one in held), ZERO)
    if least > 1 or (all_named and most < 1):
        return tuple(held)  # contradictory: bounded elsewhere
    out = []
    for one in held:
        lower = max(one.lower, ONE - (most - one.upper)) if all_named else one.lower
        upper = min(one.upper, ONE - (least - one.lower))
        if lower == one.lower <= one.known and upper == one.upper:
            out.append(one)
        else:
            out.append(replace(one, lower=lower, known=max(one.known, lower), upper=upper))
    return tuple(out)


def each_once(held: Iterable[Held]) -> tuple[Held, ...]:
    """Everybody once: what somebody has of its own, and what contracts move to it, together.

    >>> fifth, sixth = Fraction(1, 5), Fraction(1, 6)
    >>> own, moved = Held("d", *[fifth] * 3), Held("d", *[sixth] * 3, link="contract")
    >>> [str(one.lower) for one in each_once([own, moved])]
    ['11/30']
    """
    found: dict[str, Held] = {}
    for one in held:
        before = found.get(one.holder)
        found[one.holder] = (
            one
            if before is None
            else replace(
                before,
                lower=min(ONE, before.lower + one.lower),
                known=min(ONE, before.known + one.known),
                upper=min(ONE, before.upper + one.upper),
                claims=tuple(dict.fromkeys((*before.claims, *one.claims))),
            )
        )
    return tuple(found.values())
