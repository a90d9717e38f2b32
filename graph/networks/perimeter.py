"""What "the firm" is: the issuer and the companies under it that a lens may test.

Going down from the issuer: companies it holds a majority of, is the stated
parent of, or controls by contract. A stake without a majority does not make a
company part of the firm.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import Control, Ownership
from graph.fraction import Fraction
from graph.holders.contracts import standing_controls
from graph.holders.holder_column import HolderColumn
from graph.holders.origins import jurisdictions_of, seats_of

PartRole = Literal["issuer", "subsidiary", "jointVenture", "contract"]
ONSHORE_ROLES = ("vieOperatingCompany", "wholeForeignOwnedEnterprise")
PARENTHOOD = ("parent", "vieContracts")


class Part(Struct, frozen=True, kw_only=True, gc=False):
    """A company of the firm, and how it belongs."""

    entity: str
    role: PartRole
    onshore: bool
    current: bool  # whether the link is current or only last known
    claims: tuple[str, ...] = ()


def perimeter(
    knowledge: Knowledge,
    firm: str,
    day: date,
    home: str,
    column_of: Callable[[str], HolderColumn],
) -> tuple[Part, ...]:
    """The firm and the companies under it on a day, each once, the issuer first.

    ``column_of`` gives the holders of a company on the day, by law.
    """
    parts = [
        Part(
            entity=firm, role="issuer", onshore=is_onshore(knowledge, firm, day, home), current=True
        )
    ]
    met = {firm}
    for part in parts:
        for below, role, current, claim in _held_by(knowledge, part.entity, day, column_of):
            if below not in met:
                met.add(below)
                parts.append(
                    Part(
                        entity=below,
                        role=role,
                        onshore=is_onshore(knowledge, below, day, home),
                        current=current and part.current,
                        claims=(*part.claims, claim),
                    )
                )
    return tuple(parts)


def is_onshore(knowledge: Knowledge, firm: str, day: date, home: str) -> bool:
    """Whether a company is seated at home, by its cited seat or by the role it plays."""
    seats = jurisdictions_of(knowledge, (claim.target for claim in seats_of(knowledge, firm, day)))
    if seats:
        return seats == (home,)
    return any(
        role.role in ONSHORE_ROLES and (role.jurisdiction or knowledge.home) == home
        for role in knowledge.roles(firm, day)
    )


def _held_by(
    knowledge: Knowledge, owner: str, day: date, column_of: Callable[[str], HolderColumn]
) -> list[tuple[str, PartRole, bool, str]]:
    found: list[tuple[str, PartRole, bool, str]] = []
    for below in dict.fromkeys(claim.target for claim in knowledge.of(Ownership, owner)):
        column = column_of(below)
        if column.over_hundred:
            continue  # contradictory: nobody's majority is certain
        for stake in column.stakes:
            if stake.holder != owner or stake.currency not in ("current", "lastKnown"):
                continue
            lower = stake.bounds[0]
            if lower > Fraction(1, 2):
                role: PartRole = "subsidiary" if lower == 1 else "jointVenture"
                found.append((below, role, stake.currency == "current", stake.claim.id))
    for below in dict.fromkeys(claim.target for claim in knowledge.of(Control, owner)):
        for claim, current in standing_controls(knowledge, below, day, *PARENTHOOD):
            if claim.party == owner:
                by_contract = claim.mechanism == "vieContracts"
                found.append(
                    (below, "contract" if by_contract else "subsidiary", current, claim.id)
                )
    return found
