"""What passes on to a firm without a share: who directs it, by contract, right or as its parent.

Shares of a firm, the other way to it, are in ``graph.screening.capital``. Which powers a rule
passes by is the rule's; those it does not pass by are flags (:mod:`graph.screening.flags`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.claims.knowledge import Knowledge
from graph.holders.contracts import standing_controls
from graph.networks.directing import directs, moves_votes
from graph.networks.situation import Situation
from graph.ownership.control.reach import CAPITAL
from ontology.load import codes
from ontology.rules import ReachRule

VOTES = "votes"  # the mechanism of a firm's votes, where a rule asks for capital or votes
Passing = Literal["certain", "possible", "no"]


@dataclass(frozen=True)
class Link:
    """Passage without a share: who directs whom, by what, on which claims, for certain or not."""

    holder: str
    firm: str
    mechanism: str
    claims: tuple[str, ...]
    certain: bool

    @property
    def test(self) -> str:
        """The control test for which the power is evidence; nothing for votes."""
        code = codes("ControlMechanisms").get(self.mechanism)
        return str(code.attributes.get("meetsTest", "")) if code else ""


@dataclass(frozen=True)
class Arranged:
    """Parties who act together in a firm, on which claim, for certain or not."""

    members: frozenset[str]
    claim: str
    certain: bool


def links_over(situation: Situation, firm: str) -> tuple[Link, ...]:
    """Powers over a firm that need no votes."""
    return tuple(
        Link(claim.party, firm, claim.mechanism, (claim.id,), current and moves_votes(claim))
        for claim, current in standing_controls(situation.knowledge, firm, situation.day)
        if claim.party and directs(claim)
    )


def arranged_in(knowledge: Knowledge, firm: str, day: date) -> tuple[Arranged, ...]:
    """Arrangements among holders of a firm to act together."""
    return tuple(
        Arranged(frozenset(claim.members), claim.id, current)
        for claim, current in standing_controls(knowledge, firm, day, "concert")
        if len(claim.members) > 1
    )


def passing(rule: ReachRule, link: Link) -> Passing:
    """Whether a rule passes by a power: for certain, possibly, or not at all."""
    if link.mechanism == VOTES:
        return "certain"
    if rule.passes_by == "control":
        return "certain" if link.certain else "possible"
    test = next((one for one in rule.tests if one.test == link.test), None)
    if test is None:
        return "no"
    return "certain" if test.suffices and link.certain else "possible"


__all__ = ["CAPITAL", "VOTES", "Arranged", "Link", "arranged_in", "links_over", "passing"]
