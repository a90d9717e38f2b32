"""Which powers that are no shares let somebody direct a firm, and how many of its votes they move.

A right to decide directs; one to block or to be heard does not. Contracts give votes only with a
cited proxy, and only those of the nominees they bind.
"""

from __future__ import annotations

from graph.claims.knowledge import Knowledge
from graph.claims.model import Control
from graph.fraction import Fraction
from graph.holders.contracts import contract_of, rows_of_nominees
from graph.holders.holder_column import HolderColumn

STATED = "statedController"
DIRECTING = (
    "vieContracts",
    "parent",
    STATED,
    "generalPartner",
    "managementContract",
    "law",
)
BY_RIGHT = ("boardNomination", "decisiveRight", "goldenShare", "articles", "vetoRight")
BESIDE_VOTES = ("decisiveRight", "goldenShare", "vetoRight")  # another may have the majority


def directs(claim: Control) -> bool:
    """Whether a claim of control gives the power to decide, not only to block or to be heard."""
    if claim.mechanism in DIRECTING:
        return claim.right in ("", "decisive")
    return claim.mechanism in BY_RIGHT and claim.right == "decisive"


def moves_votes(claim: Control) -> bool:
    """Whether a contract gives the votes themselves: only a cited proxy does."""
    return claim.mechanism != "vieContracts" or "votingProxy" in claim.instruments


def bound_votes(
    knowledge: Knowledge, column: HolderColumn, claim: Control
) -> tuple[Fraction, Fraction]:
    """The least and most of a firm's votes that a claim of control moves to its party.

    Contracts move those of the nominees they bind; any other claim, and contracts that name
    no nominee, are over the whole firm.
    """
    if claim.mechanism != "vieContracts" or not claim.bound:
        return Fraction(1), Fraction(1)
    contract = contract_of(knowledge, claim, (Fraction(1), Fraction(1)))
    rows = rows_of_nominees(column, column.held, [contract])
    by_part = {part: [one for one in rows if contract.part_of(one) == part]
               for part in ("all", "some", "none")}  # fmt: skip
    others = sum((one.lower for one in by_part["none"]), Fraction(0))
    most = sum((one.upper for one in (*by_part["all"], *by_part["some"])), Fraction(0))
    if not contract.all_hold(rows):
        most += column.rest_upper
    return sum((one.lower for one in by_part["all"]), Fraction(0)), min(most, 1 - others)
