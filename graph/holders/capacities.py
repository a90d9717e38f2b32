"""In what capacity a stake is held: as one's own, or in name for somebody else.

The capacity belongs to the stake, not to the entity: one bank has shares of its own, keeps
others for clients and lends a third part.
"""

from __future__ import annotations

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
