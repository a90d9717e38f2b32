"""Lists and programmes: is the firm itself named on this day; special rights in its companies."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from graph.answers.codes import Decides
from graph.claims.kept import once
from graph.claims.model import Claim, Control, Designation, ListEdition
from graph.claims.reasons import Reason, because
from graph.holders.contracts import standing_controls
from graph.holders.nationality import legal_nationality
from graph.measures.group_members import group_of
from graph.measures.list_editions import Standing, standing_on
from graph.measures.measured import Measured, part_result
from graph.networks.situation import Situation
from graph.screening.list_membership import since_day
from ontology.lenses import Lens

SPECIAL = ("goldenShare", "vetoRight", "decisiveRight")


def designation(situation: Situation, lens: Lens) -> Measured:
    """Listed, proposed or removed, as claims say; "not on it" only from a list read whole."""
    programme = lens.programme
    standing = standing_on(situation.knowledge, situation.firm, programme, situation.day)
    edition = standing.edition
    if standing.perhaps and not standing.on:
        return _measured(situation, lens, standing, "", [_perhaps(standing, situation.day)])
    if standing.on or (standing.named and not standing.removed):
        return _measured(situation, lens, standing, "listed", _listed(standing, programme))
    if standing.proposed:
        put_forward = because("proposedFor", programme=programme, since=_since(standing.proposed))
        return _measured(situation, lens, standing, "proposed", [put_forward])
    if standing.removed:
        before = because("wasNamedOn", programme=programme)
        return _measured(situation, lens, standing, "removed", [before])
    not_on_it = next((case for case in ("absent", "notFound") if case in lens.outcomes), "")
    if edition is not None and standing.absent and not_on_it:
        return _measured(situation, lens, standing, not_on_it, [_not_on(edition, programme)])
    silent = because("notNamedOn", programme=programme)
    if edition is not None and not standing.absent:
        silent = because("notGoneThrough", programme=programme, day=str(edition.as_of))
    return _measured(situation, lens, standing, "", [silent])


def _measured(
    situation: Situation, lens: Lens, standing: Standing, case: str, reasons: list[Reason]
) -> Measured:
    """What was found, with the edition that answers and the companies of the group on the list."""
    shown: tuple[Designation, ...] = {
        "listed": standing.on, "proposed": standing.proposed, "removed": standing.removed
    }.get(case, ())  # fmt: skip
    edition = standing.edition
    claims: list[Claim] = [*shown, *standing.disputing, *standing.set_aside]
    claims += standing.perhaps
    if edition is not None and (standing.absent or (standing.named and not shown)):
        claims.append(edition)
    if case in ("proposed", "removed") and edition is not None and standing.absent:
        reasons.append(because("editionWithoutIt", day=str(edition.as_of)))
    if standing.set_aside:
        reasons.append(_disputed(situation, standing))
    if case != "listed":
        kin = _kin_on(situation, lens.programme)
        claims += [claim for _, named in kin for claim in named]
        companies = tuple(company for company, _ in kin)
        if len(companies) == 1:
            reasons.append(because("ofItsGroupOne", company=companies[0]))
        elif companies:
            reasons.append(because("ofItsGroup", companies=companies))
    return Measured(
        case=case,
        decides="" if case else "listNotHeld",
        reasons=tuple(reasons),
        tested=(situation.firm,),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
    )


def _perhaps(standing: Standing, day: date) -> Reason:
    """That a vague date leaves open whether it was on the list that day."""
    claim = standing.perhaps[0]
    end = claim.period.end
    if end is not None and claim.period.may_be_over(day):
        return because("removedSomeTimeIn", period=end)
    return because("listedSomeTimeIn", period=str(claim.period.start or claim.as_of))


def _listed(standing: Standing, programme: str) -> list[Reason]:
    if not standing.on:
        assert standing.edition is not None
        return [because("namedOnAsOf", programme=programme, day=str(standing.edition.as_of))]
    named = because("namedOn", programme=programme, since=_since(standing.on))
    return [named, *(_disputes(claim) for claim in standing.disputing)]


def _disputes(claim: Claim) -> Reason:
    if isinstance(claim, Designation):
        return because("claimDisputes", entity=claim.target)
    return because("editionDisputes", day=str(claim.as_of))


def _since(claims: tuple[Designation, ...]) -> Reason:
    """The first day on which it began, by a source; where none says so, the first it was seen.

    A vague day only where none within it is named.
    """
    begun = [claim.period.start for claim in claims if claim.period.start is not None]
    days = begun or [claim.as_of for claim in claims if claim.as_of is not None]
    if not days:
        return since_day("", begun=False)
    first = min(days)
    within = [day for day in days if day.first <= first.last]
    day = min(within, key=lambda day: ((day.last - day.first).days, day.first))
    return since_day(str(day), begun=bool(begun))


def _not_on(edition: ListEdition, programme: str) -> Reason:
    """That an edition does not name it, and how much of the edition was read."""
    day, count = str(edition.as_of), edition.entries_read
    if edition.copy == "enumerated":
        if count is None:
            return because("notAmongNamed", programme=programme, day=day)
        return because("notAmongCounted", programme=programme, day=day, count=count)
    if count is None:
        return because("notOnWhole", programme=programme, day=day)
    return because("notOnWholeCounted", programme=programme, day=day, count=count)


def _disputed(situation: Situation, standing: Standing) -> Reason:
    """Who says that it is on the list: the documents that say so, by id."""
    sources = situation.knowledge.sources
    cited = [
        sources[citation.source]
        for claim in standing.set_aside
        for citation in claim.citations
        if citation.source in sources
    ]
    # What a document only relays is that document's word.
    documents = dict.fromkeys(sources.get(one.relayed_by, one).id for one in cited)
    if len(documents) == 1:
        return because("disputedByOne", source=next(iter(documents)))
    return because("disputedBy", sources=tuple(documents))


def _kin_on(situation: Situation, programme: str) -> list[tuple[str, tuple[Designation, ...]]]:
    """The companies of the firm's group that are on the list that day, with what says so."""
    knowledge, day = situation.knowledge, situation.day
    anybody = {claim.target for claim in knowledge.on_list(programme)} - {situation.firm}
    if not anybody:
        return []
    standings = [
        (company, standing_on(knowledge, company, programme, day).on)
        for company in _group(situation)
        if company in anybody
    ]
    return [(company, on) for company, on in standings if on]


@once
def _group(situation: Situation) -> tuple[str, ...]:
    return group_of(situation.knowledge, situation.firm, situation.day)


def special_right(situation: Situation, lens: Lens) -> Measured:
    """State special shares, vetoes and decisive rights in the firm's companies; they stay there.

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
