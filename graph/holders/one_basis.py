"""Firms whose holders are the same whatever is counted: register, cash flow or votes.

Most firms have nothing but stakes in one's own name that every basis ranks alike. Their column
is worked out once, and so is everything above a firm that has only such firms above it.
"""

from __future__ import annotations

from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.model import Control, HolderTable, Ownership
from graph.holders.bases import Basis, measurand_ranks
from graph.holders.capacities import NOMINEE
from graph.holders.votes import unequal_votes

ALL: tuple[Basis, ...] = ("legal", "economic", "voting")


def same_on_every_basis(knowledge: Knowledge, firm: str, day: date) -> bool:
    """Whether no claim tells the firm's holders of record from those of its benefit or votes.

    Only claims are read, not columns, so that asking costs less than what it saves. What
    could make a difference on some day or for some holder counts as one that does.
    """
    return (
        all(_ranked_alike(claim.measurand) for claim in knowledge.about(HolderTable, firm))
        and all(_in_own_name(knowledge, claim, day) for claim in knowledge.about(Ownership, firm))
        and not knowledge.about(Control, firm)
        and not knowledge.through(firm)
        and not unequal_votes(knowledge, firm, day)
    )


def _ranked_alike(measurand: str) -> bool:
    """Whether every basis counts a quantity; those that all count are in one order on all."""
    return all(measurand in measurand_ranks(basis) for basis in ALL)


def _in_own_name(knowledge: Knowledge, claim: Ownership, day: date) -> bool:
    """Whether a stake carries capital and votes, for the holder that it names."""
    return (
        _ranked_alike(claim.measurand)
        and not (claim.capacity or claim.principal or claim.voting)
        and not knowledge.has_role(claim.party, NOMINEE, day)
    )
