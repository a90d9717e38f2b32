"""Contracts over a firm that were not all read: whose the profit of its stakes is waits for them.

A register says who holds a firm on paper. Where that was read, and what was not read is how much of
it contracts move, another look at the register tells nothing: the contracts are what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims.reasons import Reason, because
from graph.domesticness.missing import Missing
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.contracts import Contract
from graph.measures.hybrid import FOREIGN_MONEY
from graph.networks.network import Network
from graph.networks.situation import Situation

OWNING = (
    "homeShare", "blocks", "foreignUnit", "firstHopForeign", "anyForeignEquity", "score",
    "foreignShare", "homeShareOrControl", FOREIGN_MONEY.code,
)  # fmt: skip
VOTING = ("control", "actualControl", "stateInfluence", "stateForm")


def contracts_not_read(situation: Situation) -> Iterable[Missing]:
    """Contracts whose instruments are not all cited: over parts of the firm, and on its chains."""
    network = situation.network()
    for firm in network.contracts:
        if _open(network, firm):
            yield contracts_wanted(situation, network, firm, None)
    for part in situation.parts:
        if part.role == "contract":
            of_part = situation.network(part.entity)
            if _open(of_part, part.entity):
                yield _wanted(of_part, part.entity, ("homeShare", "score"), None)


def moved_by_contracts(network: Network, firm: str) -> Fraction:
    """Of what is open of a firm, the part whose holders on paper were read."""
    if not _open(network, firm):
        return ZERO
    left = ONE - sum((one.known for one in network.held[firm]), ZERO)
    on_paper = network.columns[firm].known
    moved = on_paper - (ONE - left)
    return min(ONE, moved / left) if left > 0 and moved > 0 else ZERO


def contracts_wanted(
    situation: Situation, network: Network, firm: str, mass: float | None
) -> Missing:
    """The contracts over a firm on the chains, which carry a part of the firm asked about."""
    measures = OWNING + (VOTING if firm == situation.firm else ())
    return _wanted(network, firm, measures, mass)


def _open(network: Network, firm: str) -> list[Contract]:
    """The contracts over a firm of which it is open how much they move."""
    return [one for one in network.contracts.get(firm, ()) if one.lower < one.upper]


def _wanted(network: Network, firm: str, measures: tuple[str, ...], mass: float | None) -> Missing:
    reasons: tuple[Reason, ...] = (because("instrumentsNotCited"),)
    if mass is not None:
        reasons = (because("massByContracts", share=mass), *reasons)
    return Missing(
        document=because("needContracts", company=firm),
        about=firm,
        measures=measures,
        carries=mass,
        reasons=reasons,
        claims=tuple(dict.fromkeys(claim for one in _open(network, firm) for claim in one.claims)),
    )
