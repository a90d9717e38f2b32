"""Lists and programmes: is the firm itself named on this day; special rights in its companies."""

from __future__ import annotations

from msgspec import Struct

from graph.claims.model import Control, Designation
from graph.holders.contracts import standing_controls
from graph.holders.horizons import seen_on
from graph.holders.origins import legal_nationality
from graph.measures.measured import Measured
from graph.networks.situation import Situation, once
from ontology.lenses import Lens

SPECIAL = ("goldenShare", "vetoRight")


def designation(situation: Situation, lens: Lens) -> Measured:
    """Listed, proposed or removed, as claims say; never "not listed" from silence."""
    claims = [
        claim
        for claim in situation.knowledge.about(Designation, situation.firm)
        if claim.programme == lens.programme and seen_on(claim, situation.day) is not None
    ]
    list_name = situation.name(lens.programme)
    listed = [claim for claim in claims if claim.stage == "completed"]
    standing = [claim for claim in listed if not claim.period.ended_before(situation.day)]
    proposed = [claim for claim in claims if claim.stage == "proposed"]
    if standing or proposed:
        shown = standing or proposed
        since = min(str(claim.period.start or claim.as_of or "") for claim in shown)
        kind = "named" if standing else "proposed"
        return Measured(
            case="listed" if standing else "proposed",
            explanation=f"{kind} on {list_name}, first seen {since}",
            tested=(situation.firm,),
            claims=tuple(claim.id for claim in shown),
        )
    if listed:
        return Measured(
            case="removed",
            explanation=f"was named on {list_name}",
            tested=(situation.firm,),
            claims=tuple(claim.id for claim in listed),
        )
    return Measured(
        decides="listNotHeld",
        explanation=f"no claim names it on {list_name}; the whole list is not held here",
        tested=(situation.firm,),
    )


def special_right(situation: Situation, lens: Lens) -> Measured:
    """State special shares and vetoes in the firm's companies; they stay where they are.

    The holder must be a public body or cited as a state's; other people's vetoes
    are shown beside.
    """
    found: list[tuple[str, Control, bool]] = [
        (part.entity, claim, current and part.current)
        for part in situation.parts
        for claim, current in standing_controls(
            situation.knowledge, part.entity, situation.day, *SPECIAL
        )
    ]
    parts = tuple(
        (
            situation.name(company),
            f"{situation.name(claim.party)}: {claim.right or claim.mechanism}",
        )
        for company, claim, _ in found
    )
    state = [one for one in found if _is_states(situation, one[1].party)]
    standing = [one for one in state if one[2]]
    shown = standing or state
    where = ", ".join(dict.fromkeys(situation.name(company) for company, _, _ in shown))
    holders = ", ".join(dict.fromkeys(situation.name(claim.party) for _, claim, _ in shown))
    if not shown:
        explanation = "no special right of a state is cited in any company of the firm"
        decides = "undisclosedDecides"
    else:
        explanation = f"{holders} in {where}" + ("" if standing else ", as last known")
        decides = "" if standing else "lastKnownOnly"
    return Measured(
        case="some" if standing else "",
        decides=decides,
        explanation=explanation,
        tested=tuple(part.entity for part in situation.parts),
        parts=parts,
        claims=tuple(claim.id for _, claim, _ in shown),
    )


class StateRight(Struct, frozen=True, kw_only=True):
    """A special right of the state of home in one of a firm's companies."""

    company: str
    holder: str
    current: bool
    claim: str


@once
def standing_rights(situation: Situation) -> tuple[StateRight, ...]:
    """The special rights that the state of home has in the firm's companies."""
    return tuple(
        StateRight(
            company=part.entity,
            holder=claim.party,
            current=current and part.current,
            claim=claim.id,
        )
        for part in situation.parts
        for claim, current in standing_controls(
            situation.knowledge, part.entity, situation.day, *SPECIAL
        )
        if _is_states(situation, claim.party)
        and legal_nationality(situation.knowledge, claim.party, situation.day).jurisdictions
        == (situation.home,)
    )


def _is_states(situation: Situation, holder: str) -> bool:
    return legal_nationality(situation.knowledge, holder, situation.day).state
