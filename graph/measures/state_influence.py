"""How far the state of home reaches into a firm, its bodies taken together as the lens says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from graph.answers.codes import Decides
from graph.claims.reasons import Reason, because
from graph.fraction import Fraction
from graph.holders.held import each_once
from graph.holders.holder_column import Held, HolderColumn, counts
from graph.holders.last_known import seen_unsized, stale_size
from graph.holders.stake import Stake
from graph.holders.unsized import is_current
from graph.measures.actual_control import Leading, leading, line_of, shares_of, shares_settled
from graph.measures.control import keeps_open
from graph.measures.designations import StateRight, standing_rights
from graph.measures.foremost import disposal, with_votes
from graph.measures.measured import Measured, part_result
from graph.measures.owner_reasons import stake_seen
from graph.measures.state_bodies import (
    counted_as_one,
    is_state,
    is_states,
    level_reason,
    state_above,
)
from graph.measures.whose_claims import claims_on_whose
from graph.networks.hidden_votes import hidden_towards
from graph.networks.power import Power, power_over
from graph.networks.situation import Situation
from graph.networks.voters import voters
from graph.ownership.control.leading import at_disposal
from ontology.lenses import Lens

AT_LEAST = "atLeastInfluencing"


class Reach(Struct, frozen=True, kw_only=True):
    """The state's votes in a firm: certain, what open holders may add, and all there may be."""

    least: Fraction
    seen: Fraction  # the most of holders above the table's line, and of one that is not
    at_all: Fraction  # with all of the rest
    at_once: Fraction  # with what of the rest may count as one with it
    holders: tuple[Held, ...]  # the state's, the largest first


def state_influence(situation: Situation, lens: Lens) -> Measured:
    """High, medium or none seen; at least medium where high cannot be excluded.

    Bodies of the state that nobody disclosed count with the others if the lens takes all
    together, however small each is. The levels of government behind each holder are listed.
    """
    power = power_over(situation)
    top = leading(situation, lens.aggregation, line_of(lens), shares_of(lens))
    reach = _reach(situation, lens, power)
    rights = standing_rights(situation)
    current = [right for right in rights if right.current]
    case = _case(situation, lens, top, reach, rights=bool(rights), current=bool(current))
    directing = [one for group in top.groups for one in group if is_states(situation, one)]
    levels = [
        *((one.holder, level_reason(situation, one.holder, one)) for one in reach.holders),
        *((one, level_reason(situation, one)) for one in directing if not reach.holders),
    ]
    held = [
        *(because("stateHolder", holder=entity, level=level) for entity, level in levels),
        *_unsized(situation),
        *(_right_reason(right) for right in rights),
        *_last_known(situation),
    ] or [because("noPublicBody")]
    if case == "controlling":
        held = [*top.reasons, *held]
    elif case == AT_LEAST:
        held = [because("atLeastMedium", held=tuple(held))]
    whose = claims_on_whose(situation, [entity for entity, _ in levels])
    claims = [*top.claims, *(right.claim for right in rights), *whose]
    is_open = case in ("", AT_LEAST)
    stale = bool(rights) and not current
    return Measured(
        case=case,
        decides=_decides(situation, power, top, case, stale=stale) if is_open else "",
        reasons=(*held, because("stateVotes", share=(reach.least, reach.at_all))),
        lower=float(reach.least),
        upper=float(reach.at_all),
        tested=tuple(part.entity for part in situation.parts),
        parts=tuple(part_result(entity, level) for entity, level in levels),
        claims=tuple(dict.fromkeys(claims)),
        rests_on=_rests_on(case, lens, reach, current),
    )


def _rests_on(
    case: str, lens: Lens, reach: Reach, current: Sequence[StateRight]
) -> tuple[str, ...] | None:
    """A right in a company is enough for influence where the votes known are too few for it."""
    if case == "influencing" and current and reach.least < _substantial(lens):
        return tuple(right.claim for right in current)
    return None


def _unsized(situation: Situation) -> list[Reason]:
    """Bodies of the state that hold a stake of which no source gives the size, or once did.

    A size that is current says more; what was seen too long ago to be current says when.
    """
    stakes = situation.column(situation.firm, "voting").stakes
    sized = {stake.holder for stake in stakes if counts(stake, "current") and stake.claim.share}
    return [
        _presence(situation, stake)
        for stake in seen_unsized(stakes)
        if stake.holder not in sized and is_state(situation, stake.holder)
    ]


def _presence(situation: Situation, stake: Stake) -> Reason:
    """That a holder has a stake of unknown size; or had one when it was last seen."""
    seen = stake.seen
    if seen is None or is_current(situation.knowledge, stake, situation.day):
        return because("stakeUnsized", holder=stake.holder)
    return because("stakeUnsizedSeen", holder=stake.holder, day=stake.claim.as_of or seen)


def _right_reason(right: StateRight) -> Reason:
    if right.current:
        return because("specialRightIn", holder=right.holder, company=right.company)
    return because("specialRightInLastKnown", holder=right.holder, company=right.company)


def _last_known(situation: Situation) -> list[Reason]:
    """What the state was last seen to hold, when that was long ago."""
    return [
        because("stateStakeLastKnown", stake=stake_seen(stake))
        for stake in situation.column(situation.firm, "legal").stakes
        if stale_size(stake) and is_states(situation, stake.holder)
    ]


def _case(
    situation: Situation, lens: Lens, top: Leading, reach: Reach, *, rights: bool, current: bool
) -> str:
    if power_over(situation).column.over_hundred:
        return ""
    whose = [[is_states(situation, one) for one in group] for group in top.groups]
    if any(all(group) for group in whose) or _has_shares(situation, lens):
        return "controlling"
    certain = reach.least >= _substantial(lens)  # by small holders too, if they are named
    in_sight = certain or reach.seen >= _substantial(lens) or _shares_seen(situation, lens)
    if not in_sight and not rights:
        return "none"
    seen = current or certain
    if _may_direct(situation, lens, reach, others=all(False in group for group in whose)):
        return AT_LEAST if seen else ""
    return "influencing" if seen else ""


def _has_shares(situation: Situation, lens: Lens) -> bool:
    """Whether the state has so much of the shares, whoever directs the firm together with it."""
    power = power_over(situation)
    if shares_settled(power):
        return False
    shares = disposal(situation, lens.aggregation, by_shares=True)
    blocs = counted_as_one(situation, sorted(state_above(situation)), lens.aggregation)
    return any(
        at_disposal(
            shares.votes,
            0,
            shares.column,
            [shares.index[one] for one in bloc],
            links=power.standing,
        )[0]
        >= shares_of(lens)
        for bloc in blocs
    )


def _may_direct(situation: Situation, lens: Lens, reach: Reach, *, others: bool) -> bool:
    """Whether in some world the state passes the line and leads, or has so much of the shares."""
    power = power_over(situation)
    whose = [is_states(situation, one) for by in power.possible for one in power.named(by.group)]
    stale = any(one is not False for one in whose)  # by what is last known
    if stale and not (others and power.certain):
        return True
    if reach.at_once > line_of(lens):
        ahead = with_votes(situation, reach.at_once)
        if not any(is_states(situation, one) is False for group in ahead for one in group):
            return True
    return _shares(situation, lens) >= shares_of(lens)


def _shares_seen(situation: Situation, lens: Lens) -> bool:
    """Whether the state may be seen with so much of the shares, where votes are another thing."""
    if not power_over(situation).column.apart:
        return False
    column = situation.column(situation.firm, "legal")
    large = (one for one in column.held if one.upper > _line(column))
    return _most(situation, large, hidden_towards(column, shares_of(lens))) >= shares_of(lens)


def _shares(situation: Situation, lens: Lens) -> Fraction:
    """The most of the shares that the state may have."""
    column = situation.column(situation.firm, "legal")
    return _most(situation, column.held, _hidden(lens, column, shares_of(lens)))


def _most(situation: Situation, held: Iterable[Held], hidden: Fraction) -> Fraction:
    """What is or may be the state's of some holders, with so much hidden, as others leave it."""
    ours = hidden
    theirs = Fraction(0)
    for stake in held:
        if is_states(situation, stake.holder) is False:
            theirs += stake.lower
        else:
            ours += stake.upper
    return max(Fraction(0), min(1 - theirs, ours))


def _line(column: HolderColumn) -> Fraction:
    """The share up to which holders need not be named: with a name or without, they are small."""
    return column.line or Fraction(0) if column.rest_kind == "float" else Fraction(0)


def _hidden(lens: Lens, column: HolderColumn, line: Fraction) -> Fraction:
    """What nobody disclosed and may be the state's: all of it where all bodies count as one."""
    return column.rest_upper if lens.aggregation == "allAsOne" else hidden_towards(column, line)


def _substantial(lens: Lens) -> Fraction:
    return Fraction(lens.substantial if lens.substantial is not None else 100) / 100


def _reach(situation: Situation, lens: Lens, power: Power) -> Reach:
    """The votes of the state's largest bloc in the firm, at the least and at the most.

    Whoever is neither the state's nor certainly another's may be the state's.
    """
    column = power.column
    held = {stake.holder: stake for stake in each_once(voters(situation, column))}
    votes = disposal(situation, lens.aggregation, by_shares=False)
    blocs = counted_as_one(situation, sorted(state_above(situation)), lens.aggregation)
    sums = [
        at_disposal(
            votes.votes,
            0,
            votes.column,
            [votes.index[one] for one in bloc],
            links=power.standing,
        )[0]
        for bloc in blocs
    ]
    ours = [one for one in held.values() if is_states(situation, one.holder)]
    return Reach(
        least=max(sums, default=Fraction(0)),
        seen=_most(
            situation,
            (one for one in held.values() if one.upper > _line(column)),
            hidden_towards(column, _substantial(lens)),
        ),
        at_all=_most(situation, held.values(), column.rest_upper),
        at_once=_most(situation, held.values(), _hidden(lens, column, line_of(lens))),
        holders=tuple(sorted(ours, key=lambda one: -one.lower)),
    )


def _decides(
    situation: Situation, power: Power, top: Leading, case: str, *, stale: bool
) -> Decides:
    column = power.column
    if column.over_hundred:
        return "contradictory"
    if stale:
        return "lastKnownOnly"
    if power.possible and not top.groups and not case:
        return keeps_open(power)
    opened = sum(
        (one.lower for one in power.voters if is_states(situation, one.holder) is None),
        Fraction(0),
    )
    if column.rest_upper > 0 and column.rest_upper >= opened:
        if column.rest_kind == "undisclosed":
            return "undisclosedDecides"
        if case:  # small holders are none that is seen, but may be many with what is seen
            return "floatDecides"
    return "nationalityOpen"
