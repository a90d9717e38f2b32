"""Actual control as a takeover rule reads it: half of the shares, or the most votes above a line.

Whoever may direct the firm for certain (by a majority, a decisive right or a
statement) is its actual controller. Below a majority, who passes the line of
votes is one if nobody else can have as much. A statement that there is none is a
claim like others: it decides where nothing found contradicts it.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from graph.claims.kept import once
from graph.claims.model import Listing
from graph.claims.reasons import Reason, because
from graph.holders.contracts import standing_controls
from graph.holders.holder_column import Reading
from graph.holders.origins import jurisdiction_of
from graph.measures.control import claims_of, directed_by, directing_reason, open_reasons, side_of
from graph.measures.measured import Decides, Measured
from graph.measures.state_bodies import counted_as_one, state_above
from graph.networks.network import is_end
from graph.networks.power import hidden_most, power_over, voters
from graph.networks.situation import Situation
from graph.ownership.control.leading import lead
from ontology.lenses import Lens

NOBODY = "statedNone"


class Foremost(Struct, frozen=True, kw_only=True):
    """Whoever has the most in a firm, by id; ``leads`` if nobody else can have as much."""

    holders: tuple[str, ...]
    had: Fraction
    rival: Fraction

    @property
    def leads(self) -> bool:
        """Whether nobody else can have as much."""
        return self.had > self.rival


class Leading(Struct, frozen=True, kw_only=True):
    """Who is found at the top of a firm, by which test, and what speaks against naming it."""

    groups: tuple[tuple[str, ...], ...] = ()  # decided
    reasons: tuple[Reason, ...] = ()
    nearest: Foremost | None = None  # the most votes, decided or not
    over: bool = False  # whether the nearest passes the line, though somebody may have as much
    claims: tuple[str, ...] = ()


def actual_control(situation: Situation, lens: Lens) -> Measured:
    """The actual controllers of a listed firm, by where they are from."""
    tested = (situation.firm,)
    if lens.listed_in and not _listed(situation, lens.listed_in):
        reason = because("notListedIn", jurisdiction=lens.listed_in)
        return Measured(applies=False, reasons=(reason,), tested=tested)
    top = leading(situation, lens.aggregation, line_of(lens), shares_of(lens))
    stated, current, cited = _stated_none(situation)
    claims = tuple(dict.fromkeys([*top.claims, *cited]))
    case = ""
    decides: Decides = ""
    reasons = top.reasons
    if top.groups and stated and current:
        decides, reasons = "rivalSources", (*top.reasons, because("yetStatedNone"))
    elif top.groups:
        case = side_of(situation, top.groups)
    elif stated and current:
        case, reasons = "none", (because("statedNone"),)
    elif stated:
        decides, reasons = "lastKnownOnly", (because("statedNoneLastKnown"),)
    else:
        decides, reasons = _open(situation, lens, top)
    rests_on = cited if case == "none" else directed_by(power_over(situation)) or None
    return Measured(
        case=case,
        decides=decides,
        reasons=reasons,
        tested=tested,
        claims=claims,
        rests_on=rests_on,
    )


def _open(situation: Situation, lens: Lens, top: Leading) -> tuple[Decides, tuple[Reason, ...]]:
    """What decides, and what is known, where nobody can be named."""
    power = power_over(situation)
    reasons = open_reasons(situation, power)
    earlier = foremost(situation, lens.aggregation, reading="lastKnown")
    if power.column.over_hundred:
        return "contradictory", reasons
    if top.over and top.nearest is not None:
        lead = because("leadShared", lead=lead_reason(situation, top.nearest))
        return "undisclosedDecides", (lead,)
    if power.possible:
        return "lastKnownOnly", reasons
    if earlier is not None and earlier.had > line_of(lens):
        before = because("asLastKnown", reason=lead_reason(situation, earlier))
        return "lastKnownOnly", (before, *reasons)
    if power.nobody_hidden:
        return "notCited", (*reasons, because("nobodyOverLine"))
    return "undisclosedDecides", reasons


def line_of(lens: Lens) -> Fraction:
    """The line of votes of a lens, as a fraction of one."""
    return Fraction(lens.threshold if lens.threshold is not None else 100) / 100


def shares_of(lens: Lens) -> Fraction:
    """The part of the shares that is enough for a lens, as a fraction of one."""
    return Fraction(lens.share_threshold if lens.share_threshold is not None else 100) / 100


@once
def leading(situation: Situation, key: str, line: Fraction, shares: Fraction) -> Leading:
    """Who controls, leads above a line of votes, or has so much of the shares.

    ``key`` says which holders of the state count as one.
    """
    power = power_over(situation)
    claims = claims_of(power)
    first = foremost(situation, key)
    if power.certain:
        groups = tuple(power.named(top.group) for top in power.certain)
        reasons = (directing_reason(power),)
        return Leading(groups=groups, reasons=reasons, nearest=first, claims=claims)
    if power.column.over_hundred:
        return Leading(nearest=first, claims=claims)
    if first is not None and first.had > line:
        if not first.leads:
            return Leading(nearest=first, over=True, claims=claims)
        reasons = (lead_reason(situation, first),)
        return Leading(groups=(first.holders,), reasons=reasons, nearest=first, claims=claims)
    owner = foremost(situation, key, by_shares=True)
    if owner is not None and owner.leads and owner.had >= shares:
        reasons = (lead_reason(situation, owner, of_shares=True),)
        return Leading(groups=(owner.holders,), reasons=reasons, nearest=first, claims=claims)
    return Leading(nearest=first, claims=claims)


@once
def foremost(
    situation: Situation, key: str, *, by_shares: bool = False, reading: Reading = "current"
) -> Foremost | None:
    """Whoever has the most votes, or shares, in the firm, with all it controls and its concerts."""
    power = power_over(situation)
    column = situation.column(situation.firm, "legal" if by_shares else "voting", reading)
    if reading == "lastKnown" and column.over_hundred:
        return None  # stakes of different times that do not fit together show nothing
    holders = column.held if by_shares else voters(situation, column)
    ids = list(dict.fromkeys([*power.ids, *(stake.holder for stake in holders)]))
    index = {entity: position for position, entity in enumerate(ids)}
    blocs = counted_as_one(situation, sorted(state_above(situation)), key)
    first = lead(
        power.votes,
        0,
        {index[stake.holder]: (stake.lower, stake.upper) for stake in holders},
        links=power.links,
        concerts=[*power.concerts, *([index[member] for member in bloc] for bloc in blocs)],
        people={index[entity] for entity in ids if is_end(situation.knowledge, entity)},
        hidden=hidden_most(column),
    )
    if first is None:
        return None
    group = tuple(ids[position] for position in sorted(first.group))
    return Foremost(holders=group, had=first.had, rival=first.rival)


def lead_reason(situation: Situation, first: Foremost, *, of_shares: bool = False) -> Reason:
    """Who has the most, and how much of it; of a large group, those with a stake of their own."""
    direct = {stake.holder for stake in situation.column(situation.firm, "legal").stakes}
    large = len(first.holders) > 2
    shown = tuple(holder for holder in first.holders if large and holder in direct)
    who = shown or first.holders
    if of_shares:
        return because("leadsByShares", who=who, share=first.had)
    return because("leadsByVotes", who=who, share=first.had)


def _listed(situation: Situation, jurisdiction: str) -> bool:
    """Whether the firm's shares are on an exchange of a jurisdiction on the day."""
    return any(
        jurisdiction_of(situation.knowledge, listing.target) == jurisdiction
        and listing.stage == "completed"
        and not listing.period.ended_before(situation.day)
        and _begun(listing, situation)
        for listing in situation.knowledge.of(Listing, situation.firm)
    )


def _begun(listing: Listing, situation: Situation) -> bool:
    since = listing.period.start or listing.as_of
    return since is None or since.first <= situation.day


def _stated_none(situation: Situation) -> tuple[bool, bool, tuple[str, ...]]:
    """Whether it is stated that nobody controls, whether that is current, and by which claims."""
    stated = standing_controls(situation.knowledge, situation.firm, situation.day, NOBODY)
    current = any(stands for _, stands in stated)
    return bool(stated), current, tuple(claim.id for claim, _ in stated)
