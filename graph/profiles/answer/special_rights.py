"""Who has a special right in the firm or in a company of its group, now or when last known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.claims.model import Control
from graph.claims.reasons import Value, because
from graph.holders.contracts import standing_controls
from graph.measures.designations import SPECIAL
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, weakly

NOW, ONCE = "specialRightNow", "specialRightOnce"
IN_IT = {NOW: "specialRightInItNow", ONCE: "specialRightInItOnce"}
IN_SHORT = {NOW: "specialRightNowShort", ONCE: ONCE}


class SpecialRight(NamedTuple):
    """A right in a company, and whether it stands on the day."""

    claim: Control
    company: str
    stands: bool


def special_rights(situation: Situation) -> Iterator[Said]:
    """Every special right in a sentence of its own."""
    return (_said(situation, right) for right in rights_in(situation))


def rights_in_short(situation: Situation) -> Iterator[Said]:
    """The special rights that stand now, and those in the firm itself; of others, in short."""
    for right in rights_in(situation):
        if right.stands or right.company == situation.firm:
            said = _said(situation, right)
            yield Said(said.shorter[0] if said.shorter else said.reason, said.claims)


def rights_in(situation: Situation) -> Iterator[SpecialRight]:
    """The rights in the firm and in the companies of its group, as the day knows them."""
    for part in situation.parts:
        for claim, current in standing_controls(
            situation.knowledge, part.entity, situation.day, *SPECIAL
        ):
            yield SpecialRight(claim, part.entity, current and part.current)


def _said(situation: Situation, right: SpecialRight) -> Said:
    claim, code = right.claim, NOW if right.stands else ONCE
    of_all: dict[str, Value] = {
        "holder": claim.party,
        "right": claim.mechanism,
        "aside": weakly(situation.knowledge, (claim.id,)),
    }
    if right.company == situation.firm:
        return Said(because(IN_IT[code], **of_all), (claim.id,))
    full, short = (
        because(form, company=right.company, **of_all) for form in (code, IN_SHORT[code])
    )
    return Said(full, (claim.id,), (short,))
