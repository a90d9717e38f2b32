"""What a rule comes to for one firm and one list: the one place where that is decided.

*Certain* holds in every world that the claims allow. *Not excluded* is a firm in which a listed
party has a link by shares, known, unsized, last known or possible, over any steps, and which a
range or a part that nobody named could carry over the line. *Flagged* is one with a link that
does not count and that whose rule it is asks to look into, or with no other link. *Below* has a
listed holder and nothing that could carry it; our own flags stand beside it. Of any other firm
nothing is known but how much of it was not read, and that clears nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.holders.nationality import legal_nationality
from graph.screening.flags import Flag, flags_of
from graph.screening.reach import Reaching

Status = Literal[
    "listed", "certain", "notExcluded", "redFlag", "undisclosed", "below", "notReached", "exempt"
]
OpenBy = Literal["", "listing", "range", "unnamed", "unnamedAbove"]
STATUSES: tuple[Status, ...] = (
    "listed", "certain", "notExcluded", "redFlag", "undisclosed", "below", "notReached", "exempt",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """How far a list reaches one firm, what leaves it open, and what is to be looked into."""

    firm: str
    status: Status
    open_by: OpenBy = ""
    flags: tuple[Flag, ...] = ()

    @property
    def said(self) -> bool:
        """Whether a batch has a row for it: what is known or in doubt, and not all the others."""
        open_or_known = ("listed", "certain", "notExcluded", "redFlag", "exempt")
        return self.status in open_or_known or bool(self.flags)


def outcome_of(found: Reaching, firm: str) -> Outcome:
    """The outcome of a rule for one firm, from the lists that were followed."""
    lines = found.listed.get(firm, ())
    flags = flags_of(found, firm)
    if any(line.certain for line in lines):
        return Outcome(firm, "listed", flags=flags)
    status, open_by = _by_shares_and_powers(found, firm)
    if status in ("certain", "notExcluded") and _is_exempt(found, firm):
        return Outcome(firm, "exempt", open_by, flags)
    if lines and status != "certain":
        return Outcome(firm, "notExcluded", "listing", flags)
    if status == "notReached" and flags:
        return Outcome(firm, "redFlag", flags=flags)
    if status == "below" and any(_is_holders(found, flag) for flag in flags):
        return Outcome(firm, "redFlag", flags=flags)
    return Outcome(firm, status, open_by, flags)


def _by_shares_and_powers(found: Reaching, firm: str) -> tuple[Status, OpenBy]:
    status = found.status(firm)
    if status == "reached":
        return "certain", ""
    if status == "notExcluded":
        return "notExcluded", "range"
    if found.is_linked(firm) and found.could_hide(firm):
        return "notExcluded", "unnamed" if found.own_rest_could_hide(firm) else "unnamedAbove"
    return ("below" if status == "inPart" else "notReached"), ""


def _is_holders(found: Reaching, flag: Flag) -> bool:
    """Whether whose rule it is asks to look into this, and not only we."""
    raised = found.rule.flag_for(flag.flag)
    return raised is not None and not raised.ours


def _is_exempt(found: Reaching, firm: str) -> bool:
    """Whether a firm is, on paper, of a jurisdiction whose own firms the rule does not reach."""
    situation = found.around.situation
    if not found.rule.exempts:
        return False
    paper = legal_nationality(situation.knowledge, firm, situation.day).jurisdictions
    return bool(paper) and set(paper) <= set(found.rule.exempts)
