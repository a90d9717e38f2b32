"""Lists and programmes: is the firm itself named on this day; special rights in its companies."""

from __future__ import annotations

from msgspec import Struct

from graph.claims.model import Control, Designation
from graph.claims.reasons import because
from graph.holders.contracts import standing_controls
from graph.holders.horizons import seen_on
from graph.holders.origins import legal_nationality
from graph.measures.measured import Decides, Measured, part_result
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
    listed = [claim for claim in claims if claim.stage == "completed"]
    standing = [claim for claim in listed if not claim.period.ended_before(situation.day)]
    proposed = [claim for claim in claims if claim.stage == "proposed"]
    if standing or proposed:
        shown = standing or proposed
        since = min(str(claim.period.start or claim.as_of or "") for claim in shown)
        return Measured(
            case="listed" if standing else "proposed",
            reasons=(
                because("namedOn", programme=lens.programme, day=since)
                if standing
                else because("proposedFor", programme=lens.programme, day=since),
            ),
            tested=(situation.firm,),
            claims=tuple(claim.id for claim in shown),
        )
    if listed:
        return Measured(
            case="removed",
            reasons=(because("wasNamedOn", programme=lens.programme),),
            tested=(situation.firm,),
            claims=tuple(claim.id for claim in listed),
        )
    return Measured(
        decides="listNotHeld",
        reasons=(because("notNamedOn", programme=lens.programme),),
        tested=(situation.firm,),
    )


def special_right(situation: Situation, lens: Lens) -> Measured:
    """State special shares and vetoes in the firm's companies; they stay where they are.

    The holder must be a public body or cited as a state's; other people's vetoes
    are shown beside.
    """
    rights: list[tuple[str, Control, bool]] = [
        (part.entity, claim, current and part.current)
        for part in situation.parts
        for claim, current in standing_controls(
            situation.knowledge, part.entity, situation.day, *SPECIAL
        )
    ]
    of_state = [right for right in rights if _is_states(situation, right[1].party)]
    standing = [right for right in of_state if right[2]]
    shown = standing or of_state
    companies = tuple(dict.fromkeys(company for company, _, _ in shown))
    holders = tuple(dict.fromkeys(claim.party for _, claim, _ in shown))
    decides: Decides = ""
    if not shown:
        reason, decides = because("noSpecialRight"), "undisclosedDecides"
    elif standing:
        reason = because("specialRights", holders=holders, companies=companies)
    else:
        reason = because("specialRightsLastKnown", holders=holders, companies=companies)
        decides = "lastKnownOnly"
    return Measured(
        case="some" if standing else "",
        decides=decides,
        reasons=(reason,),
        tested=tuple(part.entity for part in situation.parts),
        parts=tuple(
            part_result(
                company,
                because("rightOf", holder=claim.party, right=claim.right or claim.mechanism),
            )
            for company, claim, _ in rights
        ),
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
