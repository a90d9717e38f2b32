"""Actual control as a takeover rule reads it: half of the shares, or the most votes above a line.

Each test is enough by itself, so there may be several actual controllers. Whoever may
direct the firm for certain (by a majority, a decisive right or a statement) is one, and
so is whoever has half of the shares. Below a majority, who passes the line of
votes is one if nobody else can have as much. A statement that there is none is a
claim like others: it decides where nothing found contradicts it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from graph.answers.codes import Decides
from graph.claims.kept import once
from graph.claims.model import Listing
from graph.claims.reasons import Reason, because
from graph.fraction import ZERO, Fraction
from graph.holders.origins import jurisdiction_of
from graph.measures.control import (
    claims_of,
    directed_by,
    directing_reason,
    keeps_open,
    on_side,
    open_reasons,
    others_elsewhere,
    side_of,
    stated_above,
)
from graph.measures.foremost import Foremost, foremost, lead_reason, most_beside, with_shares
from graph.measures.measured import Measured
from graph.measures.stated_control import by_statement, stated_none
from graph.networks.directing import BESIDE_VOTES, STATED
from graph.networks.power import Power, power_over
from graph.networks.situation import Situation
from ontology.lenses import Lens

BY_BOARD = ("boardNomination", "articles")


class Leading(Struct, frozen=True, kw_only=True, gc=False):
    """Who is found at the top of a firm, by which test, and what speaks against naming it."""

    groups: tuple[tuple[str, ...], ...] = ()  # decided
    reasons: tuple[Reason, ...] = ()
    nearest: Foremost | None = None  # the most votes, decided or not
    over: bool = False  # whether the nearest passes the line, though somebody may have as much
    others: bool = False  # whether somebody not found may meet a test as well
    as_stated: bool = False  # whether the groups are only stated to control
    claims: tuple[str, ...] = ()


def actual_control(situation: Situation, lens: Lens) -> Measured:
    """The actual controllers of a listed firm, by where they are from."""
    tested = (situation.firm,)
    if lens.listed_in and not _listed(situation, lens.listed_in):
        reason = because("notListedIn", jurisdiction=lens.listed_in)
        return Measured(applies=False, reasons=(reason,), tested=tested)
    top = leading(situation, lens.aggregation, line_of(lens), shares_of(lens))
    stated, current, cited = stated_none(situation)
    claims = tuple(dict.fromkeys([*top.claims, *cited]))
    case, as_stated = "", top.as_stated
    decides: Decides = ""
    reasons = top.reasons
    above = () if top.as_stated else stated_above(situation, top.groups)
    if top.groups and stated and current:
        decides, reasons = "rivalSources", (*top.reasons, because("yetStatedNone"))
    elif above or (top.others and _are_stated(power_over(situation), top.groups)):
        case, as_stated = side_of(situation, above or top.groups), True
    elif top.groups and top.others:
        decides, reasons = "undisclosedDecides", (*top.reasons, because("anotherActual"))
    elif top.groups:
        case = side_of(situation, top.groups)
    elif stated and current:
        case, reasons = "none", (because("statedNone"),)
    elif stated:
        decides, reasons = "lastKnownOnly", (because("statedNoneLastKnown"),)
    else:
        decides, reasons = _open(situation, lens, top)
    directing = directed_by(power_over(situation), as_stated=as_stated)
    rests_on = cited if case == "none" else directing or None
    return Measured(
        case=case,
        decides=decides,
        reasons=reasons,
        tested=tested,
        claims=claims,
        as_stated=as_stated,
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
        return keeps_open(power), reasons
    if earlier is not None and earlier.had > line_of(lens):
        before = because("asLastKnown", reason=lead_reason(situation, earlier))
        return "lastKnownOnly", (before, *reasons)
    if power.nobody_hidden:
        return "notCited", (*reasons, because("nobodyOverLine"))
    return keeps_open(power), reasons


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
    first = foremost(situation, key)
    stated = [power.named(top.group) for top in power.certain if by_statement(top)]
    if power.column.over_hundred and not power.certain:
        return Leading(nearest=first, claims=claims_of(power))
    over = first is not None and first.had > line
    leading_votes = first if over and first is not None and first.leads else None
    found = _found(situation, leading_votes, key, shares)
    # What those found have in votes, where they have the most.
    ahead = first.had if first is not None and not _is_new(found, first.holders) else ZERO
    others = bool(found) and _others(
        situation, found, line, ahead, shares, leads=leading_votes is not None
    )
    as_stated = bool(stated) and not found
    if as_stated:  # votes, shares and rights that decide come before what somebody states
        found = dict.fromkeys(stated, directing_reason(power))
    return Leading(
        groups=tuple(found),
        reasons=tuple(dict.fromkeys(found.values())),
        nearest=first,
        over=over and not found,
        as_stated=as_stated,
        others=others,
        claims=claims_of(power),
    )


def _found(
    situation: Situation, leading_votes: Foremost | None, key: str, shares: Fraction
) -> dict[tuple[str, ...], Reason]:
    """Who controls by more than a statement, by each test in its turn, with the reason for each."""
    power = power_over(situation)
    direct = [power.named(top.group) for top in power.certain if not by_statement(top)]
    found = dict.fromkeys(direct, directing_reason(power)) if direct else {}
    alone = _directed_alone(power)
    if leading_votes is not None and _is_new(found, leading_votes.holders):
        # Counted as one, holders may direct those who direct: then these have somebody over them.
        under = power.directed_together(leading_votes.holders) if alone else frozenset[str]()
        if alone and found and all(set(group) <= under for group in found):
            found = {leading_votes.holders: lead_reason(situation, leading_votes)}
        elif not alone:
            found[leading_votes.holders] = lead_reason(situation, leading_votes)
    if not shares_settled(power):
        for owner in with_shares(situation, key, shares):
            if _is_new(found, owner.holders):
                found[owner.holders] = lead_reason(situation, owner, of_shares=True)
    return found


def _is_new(found: Iterable[tuple[str, ...]], holders: tuple[str, ...]) -> bool:
    """Whether a group found by another test is not one of those already found, or part of one."""
    return not any(set(group) <= set(holders) or set(holders) <= set(group) for group in found)


def _others(
    situation: Situation,
    found: Collection[tuple[str, ...]],
    line: Fraction,
    ahead: Fraction,
    shares: Fraction,
    *,
    leads: bool,
) -> bool:
    """Whether somebody beside those found may have so much of the shares, or lead in votes.

    For that one must pass the lens's ``line``, and be ``ahead`` of what those found have.
    Not whoever is certainly from where they are, since that would be the same word; and where
    they are from several sides already, nobody changes that.
    """
    power = power_over(situation)
    side = side_of(situation, found)
    if side == "contested":
        return False
    if power.others_possible and others_elsewhere(situation, power):
        return True
    majority = any(top.derivation.steps[0].mechanism == "majorityVotes" for top in power.certain)
    ours = {one for group in found for one in group}
    ours.update(one for one in power.ids if on_side(situation, one, side))
    by_shares = not shares_settled(power)
    if by_shares and most_beside(situation, ours, shares, by_shares=True) >= shares:
        return True
    if _directed_alone(power) or leads or majority:
        return False
    to_pass = line if ahead < line else ZERO
    return most_beside(situation, ours, to_pass, by_shares=False) > max(line, ahead)


def _directed_alone(power: Power) -> bool:
    """Whether somebody directs as the parent, the partner or the manager, or names the board."""
    return bool(_mechanisms(power) - {*BESIDE_VOTES, "majorityVotes", STATED})


def _are_stated(power: Power, groups: Iterable[tuple[str, ...]]) -> bool:
    """Whether each of those found is stated to control the firm: then no other is, as stated."""
    return all(
        len(group) == 1 and (power.index.get(group[0], -1), 0, STATED) in power.standing
        for group in groups
    )


def shares_settled(power: Power) -> bool:
    """Whether somebody directs in a way that leaves nobody else half of the shares.

    A parent has most of the votes, and most of the shares where those are one thing; who names
    the board may have none.
    """
    beside = {*BESIDE_VOTES, *BY_BOARD, "majorityVotes", STATED}
    return bool(_mechanisms(power) - beside - ({"parent"} if power.column.apart else set()))


def _mechanisms(power: Power) -> set[str]:
    """By what those found direct the firm itself."""
    return {top.derivation.steps[0].mechanism for top in power.certain}


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
