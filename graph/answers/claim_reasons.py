"""A claim in codes: which sentence says it, with the values that go into it.

Words are put on by whoever tells it, in its reader's language (:mod:`graph.answers.sentences`);
each sentence is a phrase of ``ontology/phrases.csv`` whose code begins with ``claim``.
"""

from __future__ import annotations

from decimal import Decimal

from graph.answers.names import label
from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Citizenship,
    Claim,
    Classification,
    Consolidation,
    Control,
    Dependence,
    Designation,
    Founding,
    HolderTable,
    Investment,
    Leadership,
    ListEdition,
    Listing,
    Location,
    Ownership,
    ProgrammeLink,
    Relation,
    Residence,
    Succession,
    Trust,
)
from graph.claims.reasons import Reason, Value, because

LIMITED = ("goldenShare", "vetoRight")  # rights that block or are heard; they do not direct
# Interests that give the power to decide only where a source says so.
NOT_SAID = (
    "boardNomination", "articles", "otherInfluence", "contractRights",
    "conditionalContractRights", "assetUse", "assetIncome", "unknownInterest",
    "unpublishedInterest",
)  # fmt: skip
# Parts in an arrangement: somebody is one, rather than has one.
PARTS_PLAYED = (
    "trustee", "settlor", "protector", "trustBeneficiary", "nominee", "nominator",
)  # fmt: skip
# Powers named after who has them: somebody directs as one of these.
HELD_AS = ("parent", "generalPartner", "statedController")
HAD = ("weightedVotingRights", "oneShareClass")  # of the roles: what a firm has, and never is
COUNTED = ("foreignInvested", "privateCompany", "nationalChampion")  # labels that take an article


def claim_reason(knowledge: Knowledge, claim: Claim) -> Reason:
    """What a claim says, with its status when it is not simply asserted."""
    said = _said(knowledge, claim)
    hedges = []
    if claim.status != "asserted":
        hedges.append(because("claimStatus", status=claim.status))
    if claim.stage != "completed":
        hedges.append(because("claimStage", stage=claim.stage))
    return because("claimHedged", said=said, hedges=tuple(hedges)) if hedges else said


def _said(knowledge: Knowledge, claim: Claim) -> Reason:
    """The sentence of each type of claim; a table, since each is worded in its own way."""
    both: dict[str, Value] = {"party": claim.party, "target": claim.target}
    match claim:
        case Ownership():
            return _stake(claim, both)
        case Control():
            return _control(claim, both)
        case Investment():
            return _money(claim, both)
        case Classification():
            return _called(claim, both)
        case Consolidation():
            return _consolidated(claim, both)
        case Leadership():
            return _leads(knowledge, claim, both)
        case ListEdition():
            return _edition(claim)
    return _noted(claim, both) or _linked(knowledge, claim, both)


def _noted(claim: Claim, both: dict[str, Value]) -> Reason | None:
    """What is noted of a firm, or of a list; nothing of another type of claim."""
    match claim:
        case HolderTable():
            if claim.covered is not None:
                return because("claimCovered", target=claim.target, share=str(claim.covered))
            return because("claimTable", target=claim.target, line=str(claim.complete_above))
        case Designation():
            named = {"target": claim.target, "programme": claim.programme}
            if claim.party:
                return because("claimNamedBy", **named, party=claim.party)
            return because("claimNamed", **named)
        case Dependence():
            if claim.content is not None:
                return because("claimDependsIn", **both, content=claim.content)
            return because("claimDepends", **both)
        case Location():
            return because("claimLocated", **both, aspect=claim.aspect)
        case Listing():
            return _listing(claim, both)
        case Succession():
            if claim.stake_in:
                return because("claimSucceededIn", **both, stake=claim.stake_in)
            return because("claimSucceeded", **both)
    return None


def _listing(claim: Listing, both: dict[str, Value]) -> Reason:
    if claim.period_end == "endSought" and claim.stage != "completed":
        return because("claimListingEnds", **both)
    if claim.ticker:
        return because("claimListedAs", **both, ticker=claim.ticker)
    return because("claimListed", **both)


def _linked(knowledge: Knowledge, claim: Claim, both: dict[str, Value]) -> Reason:
    """A claim that simply links two entities, by its verb."""
    many = "Many" if _are_many(knowledge, claim) else ""
    match claim:
        case Founding():
            return because("claimFounded", **both)
        case Citizenship():
            return because(f"claimCitizen{many}", **both)
        case Residence():
            return because("claimResides", **both)
        case ProgrammeLink():
            return because(f"claimOfProgramme{many}", **both, link=claim.link)
        case Trust():
            return because("claimTrust", **both, stance=claim.stance)
        case Relation():
            return because(f"claimRelation{many}", **both, relation=claim.relation)
    return because(f"claimLinked{many}", **both)


def _are_many(knowledge: Knowledge, claim: Claim) -> bool:
    """Whether a party is a group, which takes the verb of many."""
    known = knowledge.entities.get(claim.party)
    return known is not None and known.kind == "PartyGroup"


def _leads(knowledge: Knowledge, claim: Leadership, both: dict[str, Value]) -> Reason:
    many = "Many" if _are_many(knowledge, claim) else ""
    if claim.post:
        return because(f"claimPost{many}", **both, post=claim.post)
    if claim.role == "otherRole":
        return because(f"claimLeads{many}", **both)
    return because(f"claimRole{many}", **both, role=claim.role)


def _edition(claim: ListEdition) -> Reason:
    """An edition of a list: how much of it was read, and how many it was gone through for."""
    read, stated = claim.entries_read, claim.entries_stated
    parts = [because("claimCopy", copy=claim.copy)] if claim.copy else []
    if read is not None and stated not in (None, read):
        parts.append(because("claimEntriesOf", read=read, stated=stated))
    elif (count := stated if read is None else read) is not None:
        parts.append(because("claimEntries", count=count))
    sought = len(claim.named) + len(claim.absent)
    found = because("claimFound", found=len(claim.named), sought=sought) if claim.absent else None
    return because(
        "claimEdition", target=claim.target, day=str(claim.as_of), parts=tuple(parts), found=found
    )


def _consolidated(claim: Consolidation, both: dict[str, Value]) -> Reason:
    which = because("claimAsParent", parent=claim.parent) if claim.parent else None
    part = (
        because("claimPartOf", weight=claim.weight, quantity=claim.quantity)
        if claim.weight
        else None
    )
    return because("claimConsolidates", **both, which=which, part=part)


def _called(claim: Classification, both: dict[str, Value]) -> Reason:
    said: dict[str, Value] = both if claim.party else {"target": claim.target}
    by = "By" if claim.party else ""
    if claim.label == "stateOwnerNamed":
        return because(f"claimStateOwner{by}", **said)
    if claim.label:
        code = "claimCalledA" if claim.label in COUNTED else "claimCalled"
        return because(f"{code}{by}", **said, label=claim.label)
    code = "claimHas" if claim.role in HAD else "claimActsAs"
    return because(code, target=claim.target, role=claim.role)


def _stake(claim: Ownership, both: dict[str, Value]) -> Reason:
    if claim.event == "exit":
        return because("claimExit", **both)
    size = (
        because("claimSize", share=claim.share)
        if claim.share is not None
        else because("claimSizeUnknown")
    )
    of = "Votes" if claim.interest == "votingRights" else "Stake"
    through = "Indirect" if claim.directness == "indirect" else ""
    return because(f"claim{of}{through}", **both, size=size, kind=claim.measurand)


def _control(claim: Control, both: dict[str, Value]) -> Reason:
    values: dict[str, Value] = {**both, "mechanism": claim.mechanism}
    if not claim.party and not claim.members:
        if claim.scope:
            return because("claimNoControllerOf", target=claim.target, scope=claim.scope)
        return because("claimNoController", target=claim.target)
    if claim.members:
        return because(
            "claimActTogether",
            members=claim.members,
            target=claim.target,
            mechanism=claim.mechanism,
        )
    if claim.right != "decisive" and (claim.right or claim.mechanism in LIMITED):
        if claim.right and _names_another(claim.right, claim.mechanism):
            return because("claimRightWith", **values, right=claim.right)
        return because("claimRight", **values)
    if claim.right != "decisive" and claim.mechanism in NOT_SAID:
        return because("claimInterest", **values)
    if claim.mechanism in PARTS_PLAYED:
        return because("claimPlays", **values)
    tools = tuple(because("claimTool", tool=tool) for tool in claim.instruments)
    return because(
        "claimDirectsAs" if claim.mechanism in HELD_AS else "claimDirectsBy",
        **values,
        tools=because("claimTools", tools=tools) if tools else None,
        bound=because("claimBound", bound=claim.bound) if claim.bound else None,
    )


def _names_another(right: str, mechanism: str) -> bool:
    """Whether a right says more than the mechanism, which may be called after it."""
    return f"{label(right, 'Rights')} right" != label(mechanism, "ControlMechanisms")


def _money(claim: Investment, both: dict[str, Value]) -> Reason:
    amount = amount_reason(claim.amount_lower, claim.amount_upper, claim.currency)
    if not claim.party:
        if claim.round:
            return because("claimRaisedIn", target=claim.target, amount=amount, round=claim.round)
        return because("claimRaised", target=claim.target, amount=amount)
    how = None if claim.flow == "primary" else because("claimFlow", flow=claim.flow)
    if claim.round:
        return because("claimPaidIn", **both, amount=amount, round=claim.round, how=how)
    return because("claimPaid", **both, amount=amount, how=how)


def amount_reason(lower: Decimal | None, upper: Decimal | None, currency: str) -> Reason:
    """An amount to the last digit, with its bounds, or that none is given."""
    unit = f"{currency} " if currency else ""
    if lower is None:
        if upper is None:
            return because("claimNoAmount")
        return because("claimAtMost", amount=f"{unit}{upper:,f}")
    if upper is None:
        return because("claimAtLeast", amount=f"{unit}{lower:,f}")
    if lower == upper:
        return because("claimAmount", amount=f"{unit}{lower:,f}")
    return because("claimBetween", lower=f"{unit}{lower:,f}", upper=f"{upper:,f}")
