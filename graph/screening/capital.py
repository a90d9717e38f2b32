"""Each firm's holders as a rule of reach reads them: direct stakes with least and most, and why.

A rule cuts at every hop, so what matters is who holds a firm *directly*:

* a current stake of record or register counts from its least to its most;
* a stake held through one named vehicle is the vehicle's, and a block larger than
  the vehicle's own figure is a range; through several it is a block of its own,
  which passes on what any of them may have;
* a stake held through nobody named, and a deemed figure (Part XV, rule 13d-3) of
  unknown directness, may be its holder's and need not;
* a stake last known, one whose size nobody gives, and one of another quantity
  count towards the most only;
* a stated parent of unknown share may have everything, and so may a member of a
  group have of the group; members who are all named have all of it together.

The firm's own shares are a part like any other; the calculator leaves them out.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.reasons import because
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.groups import all_named
from graph.holders.held import Held
from graph.holders.holder_column import HolderColumn
from graph.holders.stakes import Basis
from graph.networks.situation import Situation
from graph.screening.direct_holders import (
    Part,
    behind,
    beyond_vehicles,
    direct_holders,
    last_seen,
    unsized,
)


class FirmCapital(Struct, frozen=True, kw_only=True):
    """One firm's parts, the most nobody named can have, and whether its claims contradict.

    ``blocks`` are holders among the parts that stand for a holder with its
    several vehicles; each has parts of its own, and nobody besides.
    """

    firm: str
    parts: tuple[Part, ...]
    rest: Fraction
    undisclosed: Fraction = ZERO  # of the rest, what is not float
    contradictory: bool = False
    blocks: tuple[FirmCapital, ...] = ()
    block_of: tuple[str, str] | None = None  # of a block: its holder, and the firm it is in


def capital_of(situation: Situation, firm: str, basis: Basis) -> FirmCapital:
    """Who may hold a firm directly on the day, on the legal or the voting basis.

    Cost: one pass over the claims on the firm.
    """
    current = situation.column(firm, basis)
    stale = situation.column(firm, basis, "lastKnown")
    held, held_before = _issued(current, basis), _issued(stale, basis)
    now = _parts(situation, current, held)
    before = _parts(situation, stale, held_before)
    parts = dict(now)
    for one in held_before:
        direct = direct_holders(situation, firm, one, stale.stakes)
        for holder in (part.holder for part in direct):
            if holder not in parts:
                seen = last_seen(situation, one)
                why = before[holder].reason
                parts[holder] = replace(
                    before[holder],
                    lower=ZERO,
                    above=False,
                    currency="lastKnown",
                    reason=because("both", first=why, second=seen) if why else seen,
                )
    sized = {one.holder for one in (*held, *held_before)}
    parts.update((part.holder, part) for part in beyond_vehicles(situation, current, parts))
    for part in (*unsized(situation, current, basis, sized, parts), *behind(situation, firm)):
        parts.setdefault(part.holder, part)
    # A block whose direct holder is not sure may be with somebody whom nobody names.
    placed = sum((part.lower for part in parts.values()), ZERO)
    moved = sum((one.lower for one in held), ZERO) - placed
    left = current.rest_upper * (ONE if basis == "voting" else current.outstanding)
    if all_named(situation.knowledge, firm):
        left = ZERO  # split or not, the members have all of what the group has
    undisclosed = left if current.rest_kind == "undisclosed" else ZERO
    return FirmCapital(
        firm=firm,
        parts=tuple(parts.values()),
        rest=min(ONE, left + moved),
        undisclosed=min(ONE, undisclosed + moved),
        contradictory=bool(current.over_hundred),
        blocks=tuple(_block(part) for part in parts.values() if part.members),
    )


def _issued(column: HolderColumn, basis: Basis) -> tuple[Held, ...]:
    """Capital as parts of all shares issued, the firm's own among them.

    Whether a list's rule counts own shares, its law says; the bounds hold either way.
    """
    counted = basis == "voting" or bool(column.over_hundred)
    return column.held if counted else column.issued or column.held


def _parts(situation: Situation, column: HolderColumn, held: Iterable[Held]) -> dict[str, Part]:
    """The direct holders of some blocks.

    Two blocks with the same direct holder may be one, so the larger least counts; or two.
    """
    parts: dict[str, Part] = {}
    for one in held:
        for part in direct_holders(situation, column.firm, one, column.stakes):
            before = parts.get(part.holder)
            parts[part.holder] = (
                part
                if before is None
                else replace(
                    before,
                    lower=max(before.lower, part.lower),
                    upper=min(ONE, before.upper + part.upper),
                    below=before.below and part.below,
                    above=before.above and part.above,
                    stated=None,
                    claims=tuple(dict.fromkeys((*before.claims, *part.claims))),
                )
            )
    return parts


def _block(part: Part) -> FirmCapital:
    """A holder with its vehicles as a firm of its own: one of them has all of it, or several."""
    return FirmCapital(
        firm=part.holder,
        parts=tuple(
            Part(
                holder=member,
                firm=part.holder,
                lower=ZERO,
                upper=ONE,
                currency="unknownShare",
                reason=because("whichNotSaid"),
                claims=part.claims,
            )
            for member in part.members
        ),
        rest=ZERO,
        block_of=(part.members[0], part.firm),
    )
