"""A claim as a sentence: the one place where claims are put into words."""

from __future__ import annotations

from graph.answers.claim_words import money_amount
from graph.answers.names import label, named
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


def sentence(knowledge: Knowledge, claim: Claim) -> str:
    """A claim in words, with its status when it is not simply asserted."""
    party = named(knowledge, claim.party).name if claim.party else ""
    target = named(knowledge, claim.target).name
    said = _said(knowledge, claim, party, target)
    hedges = [
        word
        for word in (
            claim.status if claim.status != "asserted" else "",
            label(claim.stage, "Stages") if claim.stage != "completed" else "",
        )
        if word
    ]
    return f"{said} ({', '.join(hedges)})" if hedges else said


def _said(knowledge: Knowledge, claim: Claim, party: str, target: str) -> str:
    """The sentence of each claim type; a table, since each is worded in its own way."""
    match claim:
        case Ownership():
            return _stake(claim, party, target)
        case Control():
            return _control(knowledge, claim, party, target)
        case Investment():
            return _money(knowledge, claim, party, target)
        case HolderTable() | Classification() | Designation() | Consolidation() | Dependence():
            return _about_firm(knowledge, claim, party, target)
        case Leadership():
            if claim.role == "otherRole" and not claim.post:
                return f"{party} {_is(knowledge, claim)} among those who lead {target}"
            post = claim.post or label(claim.role, "LeaderRoles")
            return f"{party} {_is(knowledge, claim)} {post} of {target}"
        case Location():
            return f"{party} has its {label(claim.aspect, 'LocationAspects')} in {target}"
        case ListEdition():
            return _edition(claim, target)
        case Listing():
            return f"{party} is listed on {target} {claim.ticker}".rstrip()
        case Succession():
            stake = named(knowledge, claim.stake_in).name if claim.stake_in else ""
            return f"{party} took the place of {target}" + (f" in {stake}" if stake else "")
    verb = _verb(claim)
    if verb.startswith("is "):
        verb = _is(knowledge, claim) + verb.removeprefix("is")
    return f"{party} {verb} {target}"


def _is(knowledge: Knowledge, claim: Claim) -> str:
    """The verb of a party; a group of many takes that of many."""
    known = knowledge.entities.get(claim.party)
    return "are" if known is not None and known.kind == "PartyGroup" else "is"


def _edition(claim: ListEdition, target: str) -> str:
    """An edition of a list: how much of it was read, and how many it was gone through for."""
    read = "" if claim.entries_read is None else f"{claim.entries_read} entries"
    if claim.entries_stated not in (None, claim.entries_read):
        read += f" of {claim.entries_stated}" if read else f"{claim.entries_stated} entries"
    said = ", ".join(part for part in (label(claim.copy, "ListCopies"), read) if part)
    sought = len(claim.named) + len(claim.absent)
    found = f"; {len(claim.named)} of {sought} looked for are on it" if claim.absent else ""
    return f"{target} of {claim.as_of} was read: {said}{found}"


def _verb(claim: Claim) -> str:
    """The verb of a claim that simply links two entities."""
    match claim:
        case Founding():
            return "founded"
        case Citizenship():
            return "is a citizen of"
        case Residence():
            return "lives in"
        case ProgrammeLink():
            return label(claim.link, "ProgrammeLinkKinds")
        case Trust():
            return label(claim.stance, "TrustStances")
        case Relation():
            return label(claim.relation, "RelationKinds")
    return "is linked to"


def _about_firm(
    knowledge: Knowledge,
    claim: HolderTable | Classification | Designation | Consolidation | Dependence,
    party: str,
    target: str,
) -> str:
    by = f" by {party}" if party else ""
    match claim:
        case HolderTable():
            if claim.covered is not None:
                return f"those named hold {claim.covered} % of {target}"
            return f"every holder of {target} above {claim.complete_above} % is named"
        case Classification():
            return _called(claim, party, target)
        case Designation():
            return f"{target} is named under {named(knowledge, claim.programme).name}{by}"
        case Dependence():
            how = f" ({claim.content} of content)" if claim.content else ""
            return f"{target} depends on {party}{how}"
        case Consolidation():
            part = f", {claim.weight} of {claim.quantity}" if claim.weight else ""
            which = f" as its {label(claim.parent, 'ConsolidatingParents')}" if claim.parent else ""
            return f"{party} consolidates {target}{which}{part}"


def _called(claim: Classification, party: str, target: str) -> str:
    by = f" by {party}" if party else ""
    if claim.label == "stateOwnerNamed":
        says = f"{party} says that {target} has" if party else f"{target} is said to have"
        return f"{says} a state owner"
    if claim.label:
        word = label(claim.label, "Labels").removeprefix("called ")
        return f"{target} is called {'a ' if claim.label in COUNTED else ''}{word}{by}"
    role = label(claim.role, "PartyRoles")
    return f"{target} has {role}" if claim.role in HAD else f"{target} acts as {role}"


def _stake(claim: Ownership, party: str, target: str) -> str:
    if claim.event == "exit":
        return f"{party} no longer holds a stake in {target}"
    what = "of the votes of" if claim.interest == "votingRights" else "of"
    size = str(claim.share) if claim.share is not None else "a stake of unknown size"
    kind = label(claim.measurand, "Measurands")
    through = ", indirectly" if claim.directness == "indirect" else ""
    return f"{party} holds {size} {what} {target} ({kind}{through})"


def _control(knowledge: Knowledge, claim: Control, party: str, target: str) -> str:
    mechanism = label(claim.mechanism, "ControlMechanisms")
    if not claim.party and not claim.members:
        scope = f" ({claim.scope})" if claim.scope else ""
        return f"{target} is stated to have no actual controller{scope}"
    if claim.members:
        who = ", ".join(named(knowledge, member).name for member in claim.members)
        return f"{who} act together over {target} ({mechanism})"
    if claim.right != "decisive" and (claim.right or claim.mechanism in LIMITED):
        right = f"{label(claim.right, 'Rights')} right" if claim.right else ""
        right = f" with a {right}" if right not in ("", mechanism) else ""
        return f"{party} has a {mechanism}{right} in {target}"
    if claim.right != "decisive" and claim.mechanism in NOT_SAID:
        return f"{party} has an interest in {target} ({mechanism}), but is not said to direct it"
    if claim.mechanism in PARTS_PLAYED:
        return f"{party} is {mechanism} of {target}"
    tools = ", ".join(label(tool, "Instruments") for tool in claim.instruments)
    bound = ", ".join(named(knowledge, nominee).name for nominee in claim.bound)
    how = f"as its {mechanism}" if claim.mechanism in HELD_AS else f"by {mechanism}"
    return (
        f"{party} may direct {target} {how}"
        + (f": {tools}" if tools else "")
        + (f"; nominees bound: {bound}" if bound else "")
    )


def _money(knowledge: Knowledge, claim: Investment, party: str, target: str) -> str:
    amount = money_amount(claim.amount_lower, claim.amount_upper, claim.currency)
    round_name = named(knowledge, claim.round).name if claim.round else ""
    if not party:
        return f"{target} raised {amount or 'an amount not given'} in {round_name or 'a round'}"
    how = "" if claim.flow == "primary" else f" ({label(claim.flow, 'InvestmentFlows')})"
    where = f" in {round_name}" if round_name else ""
    return f"{party} invested {amount or 'an amount not given'} in {target}{where}{how}"
