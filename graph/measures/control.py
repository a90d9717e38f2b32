"""Who may direct the firm, and where that one is from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from graph.answers.codes import Decides
from graph.claims.reasons import Reason, because
from graph.claims.weak_sources import pleading, speaker_of
from graph.fraction import HALF, Fraction
from graph.holders.held import Held
from graph.holders.origins import Origin, origin
from graph.measures.measured import Measured
from graph.measures.moving import moved_reason
from graph.measures.stated_control import by_statement, deciding, stated_none, stated_only
from graph.networks.directing import STATED
from graph.networks.moved_votes import moved_votes
from graph.networks.power import Power, power_over
from graph.networks.situation import Situation
from graph.networks.view import is_end
from graph.ownership.control.who_controls import Step, UltimateController
from ontology.lenses import Lens

SIDES = {
    "home_state": "home",
    "home_other": "home",
    "associated": "associated",
    "foreign_state": "foreign",
    "foreign_other": "foreign",
}


def control(situation: Situation, lens: Lens) -> Measured:
    """The controller found, by its nationality; or that there is none; or why it stays open.

    That nobody controls is found only where nobody can: whoever holds what is not
    disclosed has no majority in any world. Where somebody states it, and nothing found
    speaks against it, it is said as stated. A right beside votes decides only where nobody
    else can have the majority of them.
    """
    power, said = power_over(situation), stated_none(situation)
    found = Measured(tested=(situation.firm,), claims=claims_of(power))
    with_said = replace(found, claims=tuple(dict.fromkeys([*said.claims, *found.claims])))
    if power.certain and power.others_possible and others_elsewhere(situation, power):
        reasons = (directing_reason(power), because("anotherByVotes"))
        return replace(found, decides="undisclosedDecides", reasons=reasons)
    if stated_only(power) and said.current:
        reasons = (directing_reason(power), because("yetStatedNone"))
        return replace(with_said, decides="rivalSources", reasons=reasons)
    if power.certain:
        tops = tuple(power.named(top.group) for top in deciding(power))
        above = () if stated_only(power) else stated_above(situation, tops)
        return replace(
            found,
            case=side_of(situation, above or tops),
            reasons=(directing_reason(power),),
            as_stated=bool(above) or stated_only(power),
            rests_on=directed_by(power, as_stated=bool(above)),
        )
    if power.nobody_hidden and not power.possible:
        return replace(found, case="none", reasons=nobody_reasons(power))
    open_by = open_reasons(situation, power)
    if said.current:
        why = (because("statedNone"), *open_by)
        return replace(with_said, case="none", reasons=why, as_stated=True, rests_on=said.claims)
    return replace(found, decides=keeps_open(power), reasons=open_by)


def side_of(situation: Situation, groups: Collection[Collection[str]]) -> str:
    """Where those who control are from: one side, several sides, or not known.

    Of those who act together each counts, so that two sides are several.
    """
    origins = [_origin(situation, entity) for group in groups for entity in group]
    sides = [{SIDES[column] for column in placed.possible} for placed in origins]
    known = {side for possible in sides if len(possible) == 1 for side in possible}
    if len(known) > 1:
        return "unplaced" if _one_may_do(situation, groups) else "contested"
    return known.pop() if all(len(possible) == 1 for possible in sides) else "unplaced"


def _one_may_do(situation: Situation, groups: Iterable[Collection[str]]) -> bool:
    """Whether one of several who act together may direct without the others: then it is the one."""
    power = power_over(situation)
    together = {one for group in groups if len(group) > 1 for one in group} & power.index.keys()
    alone = {frozenset({power.index[one]}) for one in together}
    return any(
        0 in coming.controlled for group, coming in power.unseen.tried(0).items() if group in alone
    )


def others_elsewhere(situation: Situation, power: Power) -> bool:
    """Whether somebody not from where those found are may have a majority beside them.

    Whoever else has one from the same side is the same word, and from several sides already
    nobody changes it.
    """
    side = side_of(situation, [power.named(top.group) for top in power.certain])
    same = [one for one in power.ids if on_side(situation, one, side)]
    return side != "contested" and power.others_beside(same)


def on_side(situation: Situation, entity: str, side: str) -> bool:
    """Whether nobody stands behind an entity, and it is certainly from a side."""
    if not is_end(situation.knowledge, entity):
        return False
    return {SIDES[column] for column in _origin(situation, entity).possible} == {side}


def may_be_directed_from(situation: Situation, side: str) -> bool:
    """Whether in some world somebody of a side directs the firm; who is not named is of any.

    A company whom nobody need direct is of the sides it may be of, as whoever may direct it is.
    """
    power = power_over(situation)
    if any(column.over_hundred for column in power.columns.values()):
        return True
    return 0 in power.unseen.alone or any(
        SIDES[column] == side
        for head in power.possible_heads()
        for entity in head
        for column in _origin(situation, entity).possible
    )


def _origin(situation: Situation, entity: str) -> Origin:
    return origin(situation.knowledge, entity, situation.day, situation.home, economic=False)


def keeps_open(power: Power) -> Decides:
    """Why nobody can be said to control, or not to."""
    if power.column.over_hundred:
        return "contradictory"
    if not power.possible:
        return "floatDecides" if power.column.rest_kind == "float" else "undisclosedDecides"
    by_contract = {top.derivation.steps[0].mechanism for top in power.possible}
    if by_contract == {"vieContracts"}:
        return "contractsDecide"
    if _by_last_known(power, power.possible):
        return "lastKnownOnly"
    rivals = any(column.alternatives for column in power.columns.values())
    return "rivalSources" if rivals else "undisclosedDecides"


def _by_last_known(power: Power, tops: Iterable[UltimateController]) -> bool:
    """Whether a step to somebody is a power that is only last known."""
    return any(
        (holder, step.firm, step.mechanism) in power.last_known
        for top in tops
        for step in top.derivation.steps.values()
        for holder, _ in step.contributors
    )


def directing_reason(power: Power) -> Reason:
    """Everybody who may direct for certain, each by which mechanism."""
    return _all_of(power, power.certain)


def _all_of(power: Power, tops: Sequence[UltimateController]) -> Reason:
    """Everybody of some who may direct: one is named only with all who may as well."""
    return because("controllers", each=tuple(directs_by(power, top) for top in tops))


def directs_by(power: Power, top: UltimateController) -> Reason:
    """Who may direct, by which mechanism, through whom; the last step of the derivation."""
    step = top.derivation.steps[0]
    who = power.named(top.group)
    if step.mechanism == "majorityVotes":
        how = because("ofVotes", share=step.total)
    elif step.mechanism == STATED and step.contributors[0][0] in top.group:
        return because("mayDirectAsStated", who=who)
    else:
        how = because("mechanism", mechanism=step.mechanism)
    through = tuple(power.ids[holder] for holder, _ in step.contributors if holder not in top.group)
    if through:
        return because("mayDirectThrough", who=who, how=how, through=through)
    return because("mayDirect", who=who, how=how)


def _largest(power: Power) -> Reason:
    """The largest named voter, when one leads."""
    if power.largest is None:
        return because("noVoterLeads")
    holder, votes = power.largest
    if any(one.holder == holder and one.lower < one.upper for one in power.voters):
        return because("largestVoterAtLeast", holder=holder, share=votes)
    return because("largestVoter", holder=holder, share=votes)


def nobody_reasons(power: Power) -> tuple[Reason, ...]:
    """Who comes nearest where nobody controls, and how many hidden holders it would take."""
    needed = power.hidden_needed
    first = because("jointHalves", who=power.joint) if power.joint else _largest(power)
    found = (first, *moved_reason(power))
    return (*found, because("hiddenNeeded", count=needed)) if needed else found


def open_reasons(situation: Situation, power: Power) -> tuple[Reason, ...]:
    """Why nobody can be said to control, or not to."""
    if power.possible:
        stale = [top for top in power.possible if _by_last_known(power, (top,))]
        others = [top for top in power.possible if top not in stale]
        return (
            *((because("possibly", control=_all_of(power, others)),) if others else ()),
            *((because("asLastKnown", reason=_all_of(power, stale)),) if stale else ()),
        )
    if power.joint:
        return (because("jointHalves", who=power.joint),)
    reasons = [_largest(power)]
    state = _state_together(situation, power)
    if state > HALF:
        reasons.append(because("stateTogether", share=state))
    for stake in power.column.held:
        if stake.holder in power.groups:
            reasons = [_group_votes(situation, stake)]
    reasons += moved_reason(power)
    rest = power.column.rest_upper
    if rest > 0 and power.column.rest_kind == "float":
        reasons.append(because("floatVotes", share=rest))
    elif rest > 0:
        reasons.append(because("undisclosedVotes", share=rest))
    if power.column.unread > 0:
        nominees = tuple(stake.claim.party for stake in power.column.stakes if stake.of_record)
        share = power.column.unread
        reasons.append(
            because("throughNominee", firm=situation.firm, share=share, nominees=nominees)
        )
    return tuple(reasons)


def _group_votes(situation: Situation, stake: Held) -> Reason:
    """What a group has of the votes, with whose word that is where it is somebody's in court."""
    known = situation.knowledge
    claims = (known.claims[claim] for claim in stake.claims)
    paper = next((one for claim in claims if (one := pleading(known, claim))), None)
    if paper is not None:
        speaker = speaker_of(paper)
        return because("groupVotesSaid", group=stake.holder, share=stake.lower, speaker=speaker)
    return because("groupVotes", group=stake.holder, share=stake.lower)


def _state_together(situation: Situation, power: Power) -> Fraction:
    """The certain votes of all holders cited as state, of any state."""
    return sum(
        (
            stake.lower
            for stake in power.column.held
            if _origin(situation, stake.holder).possible <= {"home_state", "foreign_state"}
        ),
        Fraction(0),
    )


def stated_above(
    situation: Situation, found: Collection[Collection[str]]
) -> tuple[tuple[str, ...], ...]:
    """Those stated to control a firm, where whoever is found to may come under them; or nobody.

    A holder of no known side, whose own owners nobody named, decides nothing otherwise.
    """
    power = power_over(situation)
    stated = tuple(power.named(top.group) for top in power.certain if by_statement(top))
    if not stated or side_of(situation, found) != "unplaced":
        return ()
    return stated if all(power.may_be_under(tuple(group)) for group in found) else ()


def directed_by(power: Power, *, as_stated: bool = False) -> tuple[str, ...]:
    """The claims by which those found direct, or those stated to: of each step, links or votes."""
    found: list[str] = []
    tops = [top for top in power.certain if by_statement(top)] if as_stated else deciding(power)
    for top in tops:
        found += _behind_steps(power, top.derivation.steps.values())
    return tuple(dict.fromkeys(found))


def _behind_steps(power: Power, steps: Iterable[Step]) -> Iterable[str]:
    """The claims on the votes or powers of each step of a derivation."""
    for step in steps:
        holders = [holder for holder, _ in step.contributors]
        if step.mechanism == "majorityVotes":
            yield from power.claims_of_votes(power.ids[step.firm], power.named(holders))
        for holder in holders:
            yield from power.links.get((holder, step.firm, step.mechanism), ())


def claims_of(power: Power) -> tuple[str, ...]:
    """The claims the finding rests on: votes in the firm, and those of every step that is used."""
    votes = [claim for stake in power.column.held for claim in stake.claims]
    votes += [claim for one in power.shared[power.ids[0]] for claim in one.claims]
    used: list[str] = []
    for top in (*power.certain, *power.possible):
        used += _behind_steps(power, top.derivation.steps.values())
    moved = None if power.certain else moved_votes(power)
    return tuple(dict.fromkeys([*used, *votes, *(moved.claims if moved else ())]))
