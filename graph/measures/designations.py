"""Lists and programmes: is the firm itself named on this day; special rights in its companies."""

from __future__ import annotations

from msgspec import Struct

from graph.claims.model import Claim, Control, Designation, ListEdition
from graph.holders.contracts import standing_controls
from graph.holders.origins import legal_nationality
from graph.measures.group_members import group_of
from graph.measures.list_editions import Standing, standing_on
from graph.measures.measured import Measured
from graph.networks.situation import Situation, once
from ontology.lenses import Lens

SPECIAL = ("goldenShare", "vetoRight")


def designation(situation: Situation, lens: Lens) -> Measured:
    """Listed, proposed or removed, as claims say; "not on it" only from a list read whole."""
    said = standing_on(situation.knowledge, situation.firm, lens.programme, situation.day)
    list_name = situation.name(lens.programme)
    if said.on or (said.named and not said.removed):
        return _found(situation, lens, said, "listed", _listed(situation, said, list_name))
    if said.proposed:
        text = f"proposed on {list_name}, first seen {_since(said.proposed)}"
        return _found(situation, lens, said, "proposed", text)
    if said.removed:
        return _found(situation, lens, said, "removed", f"was named on {list_name}")
    not_on_it = next((case for case in ("absent", "notFound") if case in lens.outcomes), "")
    if said.edition is not None and said.absent and not_on_it:
        text = f"not on {list_name} as of {said.edition.as_of}{_how_read(said.edition)}"
        return _found(situation, lens, said, not_on_it, text)
    text = f"no claim names it on {list_name}; the whole list is not held here"
    if said.edition is not None and not said.absent:
        text = f"no claim names it on {list_name}, and the edition of {said.edition.as_of} was "
        text += "not gone through for it"
    return _found(situation, lens, said, "", text)


def _found(
    situation: Situation, lens: Lens, said: Standing, case: str, explanation: str
) -> Measured:
    """What was found, with the edition that answers and the companies of the group on the list."""
    shown: tuple[Designation, ...] = {
        "listed": said.on, "proposed": said.proposed, "removed": said.removed
    }.get(case, ())  # fmt: skip
    claims: list[Claim] = [*shown, *said.disputing, *said.set_aside]
    if said.edition is not None and (said.absent or (said.named and not shown)):
        claims.append(said.edition)
    if case in ("proposed", "removed") and said.edition is not None and said.absent:
        explanation += f"; the edition of {said.edition.as_of} does not name it"
    if said.set_aside:
        explanation += _disputed(situation, said)
    if case != "listed":
        kin = _kin_on(situation, lens.programme)
        claims += [claim for _, named in kin for claim in named]
        if kin:
            names = ", ".join(situation.name(company) for company, _ in kin)
            explanation += f"; of its group {names} {'is' if len(kin) == 1 else 'are'} on it"
    return Measured(
        case=case,
        decides="" if case else "listNotHeld",
        explanation=explanation,
        tested=(situation.firm,),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
    )


def _listed(situation: Situation, said: Standing, list_name: str) -> str:
    if not said.on:
        assert said.edition is not None
        return f"named on {list_name} as of {said.edition.as_of}"
    text = f"named on {list_name}, first seen {_since(said.on)}"
    for claim in said.disputing:
        of = f"the edition of {claim.as_of}"
        if isinstance(claim, Designation):
            of = f"a claim on {situation.name(claim.target)}"
        text += f"; {of} disputes it"
    return text


def _since(claims: tuple[Designation, ...]) -> str:
    """The first day that is named; a vague one only where none within it is."""
    days = [day for claim in claims if (day := claim.period.start or claim.as_of) is not None]
    first = min(days, default=None)
    if first is None:
        return "on no day that is said"
    within = [day for day in days if day.first <= first.last]
    return str(min(within, key=lambda day: ((day.last - day.first).days, day.first)))


def _how_read(edition: ListEdition) -> str:
    """How much of an edition was read, in a reader's words."""
    number = "" if edition.entries_read is None else f" {edition.entries_read}"
    if edition.copy == "enumerated":
        return f": not among the{number} that one source names; the list itself was not read"
    return f", of which all{number} entries were read"


def _disputed(situation: Situation, said: Standing) -> str:
    """Who says that it is on the list, named by the documents that say so."""
    sources = situation.knowledge.sources
    cited = [
        sources[citation.source]
        for claim in said.set_aside
        for citation in claim.citations
        if citation.source in sources
    ]
    # What a document only relays is that document's word.
    titles = dict.fromkeys(sources.get(one.relayed_by, one).title for one in cited)
    quoted = " and ".join(f"“{title}”" for title in titles)
    return f"; disputed: {quoted} {'has' if len(titles) == 1 else 'have'} it there"


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
