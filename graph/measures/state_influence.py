"""How far the state of home reaches into a firm, its bodies taken together as the lens says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from graph.claims.reasons import Reason, because
from graph.measures.actual_control import Leading, leading, line_of, shares_of
from graph.measures.designations import StateRight, standing_rights
from graph.measures.home_share import stake_seen, stale_size
from graph.measures.measured import Decides, Measured, part_result
from graph.measures.state_bodies import counted_as_one, is_states, level_reason, state_above
from graph.networks.power import Power, hidden_most, power_over, voters
from graph.networks.situation import Situation
from graph.ownership.control.leading import at_disposal
from ontology.lenses import Lens


class Reach(Struct, frozen=True, kw_only=True):
    """The state's votes in a firm: certain, what open holders may add, and all there may be."""

    least: Fraction
    most: Fraction  # with open holders, and as much as one undisclosed holder can have
    at_all: Fraction  # with all of the rest
    holders: tuple[tuple[str, Fraction], ...]


def state_influence(situation: Situation, lens: Lens) -> Measured:
    """High, medium or none seen; open where an undisclosed holder could raise the level.

    The levels of government that stand behind are listed with each holder.
    """
    power = power_over(situation)
    top = leading(situation, lens.aggregation, line_of(lens), shares_of(lens))
    reach = _reach(situation, lens, power)
    rights = standing_rights(situation)
    current = [right for right in rights if right.current]
    case = _case(situation, lens, top, reach, rights=bool(rights), current=bool(current))
    directing = [one for group in top.groups for one in group if is_states(situation, one)]
    shown = [*reach.holders, *((one, None) for one in directing if not reach.holders)]
    levels = [(entity, level_reason(situation, entity, part)) for entity, part in shown]
    held = [
        *(because("stateHolder", holder=entity, level=level) for entity, level in levels),
        *(_right_reason(right) for right in rights),
        *_last_known(situation),
    ] or [because("noPublicBody")]
    if case == "controlling":
        held = [*top.reasons, *held]
    elif not case and (current or reach.least >= _substantial(lens)):
        held = [because("atLeastMedium", held=tuple(held))]
    claims = [*top.claims, *(right.claim for right in rights)]
    return Measured(
        case=case,
        decides="" if case else _decides(power, top, stale=bool(rights) and not current),
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
    if any(all(group) for group in whose):
        return "controlling"
    others = bool(whose) and all(False in group for group in whose)
    if not others and reach.most > line_of(lens):
        return ""
    if current or reach.least >= _substantial(lens):
        return "influencing"
    return "none" if reach.most < _substantial(lens) and not rights else ""


def _substantial(lens: Lens) -> Fraction:
    return Fraction(lens.substantial if lens.substantial is not None else 100) / 100


def _reach(situation: Situation, lens: Lens, power: Power) -> Reach:
    """The votes of the state's largest bloc in the firm, at the least and at the most.

    Whoever is neither the state's nor certainly another's may be the state's.
    """
    column = power.column
    held = {stake.holder: stake for stake in voters(situation, column)}
    votes = {power.index[stake.holder]: (stake.lower, stake.upper) for stake in held.values()}
    above = state_above(situation)
    blocs = counted_as_one(situation, sorted(above), lens.aggregation)
    sums = [
        at_disposal(power.votes, 0, votes, [power.index[one] for one in bloc], links=power.links)[0]
        for bloc in blocs
    ]
    ours = [one for one in held.values() if is_states(situation, one.holder)]
    maybe = [one for one in held.values() if is_states(situation, one.holder) is not False]
    least = max(sums, default=Fraction(0))
    known = sum((one.upper for one in maybe), Fraction(0))
    hidden = hidden_most(column)
    return Reach(
        least=least,
        most=min(Fraction(1), known + hidden),
        at_all=min(Fraction(1), known + column.rest_upper),
        holders=tuple((one.holder, one.lower) for one in sorted(ours, key=lambda one: -one.lower)),
    )


def _decides(power: Power, top: Leading, *, stale: bool) -> Decides:
    if power.column.over_hundred:
        return "contradictory"
    if stale or (power.possible and not top.groups):
        return "lastKnownOnly"
    if power.column.rest_kind == "undisclosed" and power.column.rest_upper > 0:
        return "undisclosedDecides"
    return "nationalityOpen"
