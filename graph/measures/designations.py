"""Lists and programmes: is the firm itself named on this day; special rights in its companies."""

from __future__ import annotations

from msgspec import Struct

from graph.claims.model import Claim, Control, Designation, ListEdition
from graph.claims.reasons import Reason, because
from graph.holders.contracts import standing_controls
from graph.holders.origins import legal_nationality
from graph.measures.group_members import group_of
from graph.measures.list_editions import Standing, standing_on
from graph.measures.measured import Decides, Measured, part_result
from graph.networks.situation import Situation, once
from ontology.lenses import Lens

SPECIAL = ("goldenShare", "vetoRight")


def designation(situation: Situation, lens: Lens) -> Measured:
    """Listed, proposed or removed, as claims say; "not on it" only from a list read whole."""
    standing = standing_on(situation.knowledge, situation.firm, lens.programme, situation.day)
    programme, edition = lens.programme, standing.edition
    if standing.on or (standing.named and not standing.removed):
        return _measured(situation, lens, standing, "listed", _listed(standing, programme))
    if standing.proposed:
        seen = _first_seen(standing.proposed)
        reason = (
            because("proposedFor", programme=programme, day=seen)
            if seen
            else because("proposedForUndated", programme=programme)
        )
        return _measured(situation, lens, standing, "proposed", (reason,))
    if standing.removed:
        reason = because("wasNamedOn", programme=programme)
        return _measured(situation, lens, standing, "removed", (reason,))
    not_on_it = next((case for case in ("absent", "notFound") if case in lens.outcomes), "")
    if edition is not None and standing.absent and not_on_it:
        return _measured(situation, lens, standing, not_on_it, (_absent_from(edition, programme),))
    reason = because("notNamedOn", programme=programme)
    if edition is not None and not standing.absent:
        reason = because("notGoneThrough", programme=programme, day=str(edition.as_of))
    return _measured(situation, lens, standing, "", (reason,))


def _measured(
    situation: Situation, lens: Lens, standing: Standing, case: str, reasons: tuple[Reason, ...]
) -> Measured:
    """The case, with the edition that answers and the companies of the group on the list."""
    shown: tuple[Designation, ...] = {
        "listed": standing.on, "proposed": standing.proposed, "removed": standing.removed
    }.get(case, ())  # fmt: skip
    edition = standing.edition
    claims: list[Claim] = [*shown, *standing.disputing, *standing.set_aside]
    if edition is not None and (standing.absent or (standing.named and not shown)):
        claims.append(edition)
    if case in ("proposed", "removed") and edition is not None and standing.absent:
        reasons += (because("editionWithout", day=str(edition.as_of)),)
    if standing.set_aside:
        reasons += (_disputed(situation, standing),)
    if case != "listed":
        kin = _kin_on(situation, lens.programme)
        claims += [claim for _, named in kin for claim in named]
        if kin:
            companies = tuple(company for company, _ in kin)
            reasons += (
                because("memberOfGroupOn", companies=companies)
                if len(companies) == 1
                else because("membersOfGroupOn", companies=companies),
            )
    return Measured(
        case=case,
        decides="" if case else "listNotHeld",
        reasons=reasons,
        tested=(situation.firm,),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
    )


def _listed(standing: Standing, programme: str) -> tuple[Reason, ...]:
    if not standing.on:
        assert standing.edition is not None
        return (because("namedInEdition", programme=programme, day=str(standing.edition.as_of)),)
    seen = _first_seen(standing.on)
    reasons = [
        because("namedOn", programme=programme, day=seen)
        if seen
        else because("namedOnUndated", programme=programme)
    ]
    for claim in standing.disputing:
        if isinstance(claim, Designation):
            reasons.append(because("disputedByClaimOn", entity=claim.target))
        else:
            reasons.append(because("disputedByEdition", day=str(claim.as_of)))
    return tuple(reasons)


def _first_seen(claims: tuple[Designation, ...]) -> str:
    """The first day that is named, a vague one only where none within it is; empty for none."""
    days = [day for claim in claims if (day := claim.period.start or claim.as_of) is not None]
    first = min(days, default=None)
    if first is None:
        return ""
    within = [day for day in days if day.first <= first.last]
    return str(min(within, key=lambda day: ((day.last - day.first).days, day.first)))


def _absent_from(edition: ListEdition, programme: str) -> Reason:
    """Not in an edition, with how much of it was read."""
    day, count = str(edition.as_of), edition.entries_read
    if edition.copy == "enumerated":
        if count is None:
            return because("notAmongThoseNamed", programme=programme, day=day)
        return because("notAmongSome", programme=programme, day=day, count=count)
    if count is None:
        return because("notOnEdition", programme=programme, day=day)
    return because("notOnEditionOf", programme=programme, day=day, count=count)


def _disputed(situation: Situation, standing: Standing) -> Reason:
    """Who says that it is on the list, by the documents that say so."""
    sources = situation.knowledge.sources
    # What a document only relays is that document's word.
    cited = dict.fromkeys(
        sources[citation.source].relayed_by or citation.source
        for claim in standing.set_aside
        for citation in claim.citations
        if citation.source in sources
    )
    titles = tuple(dict.fromkeys(sources[one].title for one in cited if one in sources))
    if len(titles) == 1:
        return because("disputedAsOn", titles=titles)
    return because("disputedByAllAsOn", titles=titles)


def _kin_on(situation: Situation, programme: str) -> list[tuple[str, tuple[Designation, ...]]]:
    """The companies of the firm's group that are on the list that day, with what says so."""
    knowledge, day = situation.knowledge, situation.day
    anybody = {claim.target for claim in knowledge.on_list(programme)} - {situation.firm}
    if not anybody:
        return []
    found = [
        (company, standing_on(knowledge, company, programme, day).on)
        for company in _group(situation)
        if company in anybody
    ]
    return [(company, on) for company, on in found if on]


@once
def _group(situation: Situation) -> tuple[str, ...]:
    return group_of(situation.knowledge, situation.firm, situation.day)


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
