"""What a page says of a lens that is open: which conditions are met, whose nationality is open."""

from __future__ import annotations

from collections.abc import Mapping

from graph.claims.model import Classification
from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import Finding
from graph.fraction import Fraction
from graph.holders.horizons import known_on
from graph.holders.open_groups import open_by_others
from graph.measures.home_share import BASES
from graph.measures.owner_reasons import open_owners
from graph.measures.stated_control import deciding
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.profiles.answer.holder_origins import OPEN as OPEN_ORIGIN
from graph.profiles.answer.holder_origins import origin_on
from graph.profiles.answer.said import last_first
from ontology.load import codes

MET, OPEN, FAILS = "limbMet", "limbOpen", "limbFails"
NATIONALITY, UNPLACED = "nationalityOpen", "unplaced"
OF_ALL = ("homeShare", "foreignShare", "homeShareOrControl", "score")  # what climbs to the ends
NAMED = 2  # of open nationality, or last known from abroad, by name
WHY_OPEN: Mapping[str, str] = {  # what decides, in the words of the page
    "floatDecides": "openFloat",
    "undisclosedDecides": "openOwners",
    "lastKnownOnly": "openLastKnown",
    "rivalSources": "openRivals",
    "contractsDecide": "openContracts",
    "contradictory": "openContradictory",
    "pendingStep": "openPending",
    "notCited": "openNotCited",
    "coverageTooLow": "openCoverage",
    "limbOpen": "openLimb",
    "nationalityOpen": "openNationality",
}


def mostly_met(found: Finding) -> bool:
    """Whether a lens of several conditions is open, none of them fails and most are met."""
    limbs = [part.reason.code for part in found.measured.parts]
    return (
        found.in_force
        and not found.decided
        and FAILS not in limbs
        and limbs.count(MET) > limbs.count(OPEN) > 0
    )


def limbs_said(found: Finding, *, short: bool = False) -> Reason:
    """Which conditions of such a lens are met, and which are open; in short the open ones."""
    met, left = (
        tuple(part.of for part in found.measured.parts if part.reason.code == code)
        for code in (MET, OPEN)
    )
    if short:
        return because("lensLimbsShort", lens=found.lens.label, open=left)
    return because("lensLimbs", lens=found.lens.label, met=met, open=left)


def why_open(situation: Situation, found: Finding, *, short: bool = False) -> Reason:
    """What decides an open lens, in the words of the page; whose nationality is open by name.

    In short only the largest holder of those is named.
    """
    if found.decides == NATIONALITY and (who := of_open_nationality(situation, found)):
        shown = who[:1] if short else who
        if all(_by_others(situation, one) for one in shown):
            return because("openNationalityOfOthers", who=shown)
        return because("openNationalityOf", who=shown)
    left = tuple(part.of for part in found.measured.parts if part.reason.code == OPEN)
    if found.decides == "limbOpen" and left:
        return because("openLimbs", open=left)
    if found.lens.measure == "foreignUnit":
        if found.decides == "undisclosedDecides":
            return because("openNoForeignRead")
        if found.decides == "lastKnownOnly":
            who = _last_known_abroad(situation, found)
            direct = because("openForeignLastKnown", who=who)
            return direct if who else because("openForeignAbove")
    return because(WHY_OPEN.get(found.decides, "openForMore"))


def of_open_nationality(situation: Situation, found: Finding) -> tuple[str, ...]:
    """Of whom a lens does not know the nationality, where it hangs on that: the largest first.

    Those who direct the firm, where it asks who does; the owners in whom chains end, where it asks
    for a share of all; otherwise the firm's own holders.
    """
    basis = BASES.get(found.lens.basis, "economic")
    who: tuple[str, ...] = ()
    if found.measured.case == UNPLACED:
        power = power_over(situation)
        tops = tuple(one for top in deciding(power) for one in power.named(top.group))
        who = tuple(one for one in tops if origin_on(situation, one) == OPEN_ORIGIN) or tops
    elif found.lens.measure in OF_ALL:
        who = tuple(owner for owner, _ in open_owners(situation.network(basis=basis)))
    if not who:
        line = Fraction(found.lens.substantial or 0) / 100 if found.lens.measure == "blocks" else 0
        held = sorted(situation.column(situation.firm, basis).held, key=lambda one: -one.lower)
        who = tuple(
            one.holder
            for one in held
            if one.lower >= line and origin_on(situation, one.holder, basis) == OPEN_ORIGIN
        )
    return tuple(dict.fromkeys(who))[:NAMED]


def _by_others(situation: Situation, entity: str) -> bool:
    """Whether an origin is open for members of a group whom nobody named, and for no other."""
    return open_by_others(situation.knowledge, entity, situation.day, situation.home)


def whose_open(situation: Situation, who: tuple[str, ...]) -> Reason:
    """Whose nationality a word leaves open: somebody's, or that of a group's unnamed members."""
    if all(_by_others(situation, one) for one in who):
        return because("thatOfOthers", who=who)
    return because("thatOf", who=who)


def _last_known_abroad(situation: Situation, found: Finding) -> tuple[str, ...]:
    """Who from abroad was last known to hold a part of the firm itself, by what was found."""
    column = situation.column(situation.firm, "legal", "lastKnown")
    direct = {stake.holder for stake in column.stakes}
    owners = next(
        (dict(one.values)["owners"] for one in found.measured.reasons
         if one.code == "fromAbroadLastKnown"), (),
    )  # fmt: skip
    assert isinstance(owners, tuple)
    return tuple(str(one) for one in owners if one in direct)[:NAMED]


def label_said(situation: Situation, found: Finding) -> Classification | None:
    """The newest label known on the day whose test an open lens is: a word, never a finding.

    None where the lens is decided, where nobody named gave one, or where it is denied.
    """
    if found.decided:
        return None
    labels = [
        claim
        for claim in situation.knowledge.about(Classification, situation.firm)
        if claim.label
        and claim.party
        and claim.status not in ("denied", "retracted")
        and found.lens.id
        in str(codes("Labels")[claim.label].attributes.get("testedBy", "")).split()
        and known_on(claim, situation.day)
    ]
    return min(labels, key=lambda claim: (last_first(claim), claim.id), default=None)
