"""What BODS can carry of what we know, and why the rest stays behind.

An interest is a stake, a power or a post that holds. What is denied, only planned,
or a share of one class would be read by everybody else as a fact about the whole, so
it stays behind, and is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Citizenship,
    Claim,
    Consolidation,
    Control,
    Leadership,
    Listing,
    Location,
    Ownership,
)
from graph.claims.walks import everybody
from ontology.crosswalks import foreign
from ontology.load import Code, codes

Carried = Ownership | Control | Leadership | Consolidation


def why_not(knowledge: Knowledge, claim: Claim) -> str:
    """Why a claim has no interest in BODS, in words that are the same for every such claim."""
    if isinstance(claim, Listing) and not is_done(claim):
        return f"Listing: {claim.stage}, which a reader of BODS would take as done"
    if isinstance(claim, Location | Citizenship | Listing):
        return _field_of_its_entity(claim)
    if not isinstance(claim, Carried):
        return f"{claim.kind}: BODS has no statement for it"
    if claim.status in ("denied", "retracted"):
        return f"{claim.kind}: {claim.status}, which a reader of BODS would take as said"
    if claim.stage != "completed":
        return f"{claim.kind}: only {claim.stage}, which a reader of BODS would take as done"
    if isinstance(claim, Ownership) and claim.denominator:
        return "Ownership: a share of one class, which a reader of BODS would take as of the whole"
    if not interest_types(claim):
        return f"{claim.kind}: BODS has no code for {_code(claim)}"
    if not claim.party:
        return f"{claim.kind}: no single interested party"
    for end in (claim.party, claim.target):
        kind = knowledge.entities[end].kind if end in knowledge.entities else "nothing known"
        if ("kindWritten", kind) not in foreign("bods"):
            return f"{claim.kind}: one end is a {kind}, which is no party in BODS"
    return ""


def is_done(claim: Listing) -> bool:
    """Whether a listing came about: one that is only announced is none."""
    return claim.stage == "completed" and claim.status not in ("denied", "retracted")


def lost_of(claim: Claim) -> Iterator[str]:
    """What of a claim that is a field of its entity no field carries."""
    if isinstance(claim, Listing) and is_done(claim) and claim.rank:
        yield "Listing.rank: BODS has no field for it"


def interest_types(claim: Carried) -> tuple[str, ...]:
    """The BODS codes of a claim: one, or for contracts one for each instrument.

    The first is one that anybody reads as a claim of this kind. Services for a fee alone
    would be read as a stake in the profit, so that a right by contract stands before them.
    """
    if isinstance(claim, Consolidation):
        return consolidation_words(claim)[:1]
    if isinstance(claim, Ownership):
        found = [codes("InterestTypes")[claim.interest]]
    elif isinstance(claim, Leadership):
        found = [codes("LeaderRoles")[claim.role]]
    elif claim.mechanism == "vieContracts" and claim.instruments:
        return _of_contracts(claim)
    else:
        found = [codes("ControlMechanisms")[claim.mechanism]]
    return _written(found)


def _of_contracts(claim: Control) -> tuple[str, ...]:
    """The codes of instruments, those first that are read as control; or none."""
    found = _written(codes("Instruments")[one] for one in claim.instruments)
    powers = [one for one in found if foreign("bods")["interestType", one][0].becomes == "Control"]
    if found and not powers:
        return (*_written([codes("ControlMechanisms")[claim.mechanism]]), *found)
    return (*powers, *(one for one in found if one not in powers))


def _written(found: Iterable[Code]) -> tuple[str, ...]:
    return tuple(
        str(code.attributes["bodsCode"]) for code in found if "bodsCode" in code.attributes
    )


def consolidation_words(claim: Consolidation) -> tuple[str, ...]:
    """The BODS code of a parent that consolidates, and the words that say which; or nothing."""
    for (of, code), rules in foreign("bods").items():
        for rule in rules:
            if of == "interestType" and rule.field == "parent" and rule.value == claim.parent:
                return code, rule.details
    return ()


def around(knowledge: Knowledge, firm: str) -> tuple[Claim, ...]:
    """The claims on a firm and on everyone above it, and those on what the firm itself holds."""
    found: dict[str, Claim] = {claim.id: claim for claim in knowledge.touching(firm)}

    def carried_on(entity: str) -> Iterator[Carried]:
        for claim in knowledge.touching(entity):
            if claim.target == entity and isinstance(claim, Carried):
                yield claim

    def holders(entity: str) -> Iterator[str]:
        for claim in carried_on(entity):
            if claim.party and not isinstance(claim, Leadership):
                yield claim.party

    for entity in everybody([firm], holders, latest_first=True):
        found.update((claim.id, claim) for claim in carried_on(entity))
    return tuple(found.values())


def named_in(knowledge: Knowledge, claims: Iterable[Claim]) -> list[str]:
    """Every entity that some claims name, and those these are part of, each once."""
    found: dict[str, None] = {}
    for claim in claims:
        more = claim.via if isinstance(claim, Ownership) else ()
        if isinstance(claim, Control):
            more = (*claim.bound, *claim.members)
        found.update(dict.fromkeys(one for one in (claim.party, claim.target, *more) if one))

    def parts_of(name: str) -> Iterator[str]:
        entity = knowledge.entities.get(name)
        return filter(None, (entity.part_of, *entity.members) if entity else ())

    return list(everybody(found, parts_of))


def _field_of_its_entity(claim: Location | Citizenship | Listing) -> str:
    what = claim.aspect if isinstance(claim, Location) else claim.kind.lower()
    if isinstance(claim, Location) and claim.aspect != "seat":
        return f"Location: {what} is no field of BODS"
    return (
        f"{claim.kind}: {what} goes as a field of its entity, "
        "with dates and sources in an annotation alone"
    )


def _code(claim: Carried) -> str:
    if isinstance(claim, Ownership):
        return claim.interest
    if isinstance(claim, Leadership):
        return claim.role
    if isinstance(claim, Consolidation):
        return "a parent of which it is not said whether it is the direct or the ultimate one"
    return ", ".join(claim.instruments) or claim.mechanism
