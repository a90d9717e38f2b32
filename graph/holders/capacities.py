"""In what capacity a stake is held: as one's own, or in name for somebody else.

The capacity belongs to the stake, not to the entity: one bank has shares of its own, keeps
others for clients and lends a third part.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.model import Control, Ownership
from ontology.load import codes

NOMINEE = "nominee"
OF_RECORD = ("registered", "record")  # what a register of holders counts


def held_for_others(knowledge: Knowledge, claim: Ownership, day: date) -> bool:
    """Whether a stake belongs to somebody else: its holder owns nothing by it, and directs nothing.

    The capacity belongs to the stake. Where none is stated, a holder that is cited as a
    nominee has it as one; but not a nominee whose equity contracts bind, since these say
    what becomes of it.
    """
    if claim.capacity:
        return codes("Capacities")[claim.capacity].attributes.get("heldForOthers") == "true"
    return knowledge.has_role(claim.party, NOMINEE, day) and not any(
        claim.party in control.bound for control in knowledge.about(Control, claim.target)
    )


def vehicles_of(knowledge: Knowledge, claim: Ownership, day: date) -> tuple[str, ...]:
    """The parties that a stake is held through and that are owners: nominees are none.

    A nominee is one by its own row in the firm; without a row there, by its role.
    """
    if not claim.via:
        return ()
    rows = _rows_in(knowledge, claim.target, day)
    return tuple(
        vehicle
        for vehicle in dict.fromkeys(claim.via)
        if not (rows[vehicle] if vehicle in rows else knowledge.has_role(vehicle, NOMINEE, day))
    )


def _rows_in(knowledge: Knowledge, firm: str, day: date) -> Mapping[str, bool]:
    """For everybody with a row in a firm, whether something of it is held for others."""
    shelf = knowledge.shelves.of(day, knowledge.home)
    key = ("rows held for others", firm)
    kept: Mapping[str, bool] | None = shelf.get(key)
    if kept is None:
        rows: dict[str, bool] = {}
        for claim in knowledge.about(Ownership, firm):
            for_others = held_for_others(knowledge, claim, day)
            rows[claim.party] = rows.get(claim.party, False) or for_others
        kept = shelf[key] = rows
    return kept
