"""Who may direct the firm, and where that one is from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from graph.answers.names import label
from graph.claims.shares import in_percent
from graph.holders.origins import Origin, origin
from graph.measures.measured import Measured
from graph.networks.power import HALF, Power, power_over
from graph.networks.situation import Situation
from graph.ownership.control.control import UltimateController
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

    That nobody controls is said only where nobody can be hidden: the holder
    table is complete and current, and no group of unknown make-up has a majority.
    """
    power = power_over(situation)
    claims = claims_of(power)
    if power.certain:
        told = sorted(sentence(situation, power, found) for found in power.certain)
        return Measured(
            case=side_of(situation, [power.named(found.group) for found in power.certain]),
            explanation="; ".join(told),
            tested=(situation.firm,),
            claims=claims,
        )
    if power.nobody_hidden and not power.possible:
        return Measured(
            case="none",
            explanation=nobody_text(situation, power),
            tested=(situation.firm,),
            claims=claims,
        )
    return Measured(
        decides=_decides(power),
        explanation=open_text(situation, power),
        tested=(situation.firm,),
        claims=claims,
    )


def side_of(situation: Situation, groups: Iterable[Collection[str]]) -> str:
    """Where those who control are from: one side, several sides, or not known."""
    sides: list[set[str]] = []
    for group in groups:
        placed = [_origin(situation, one) for one in group]
        sides.append({SIDES[column] for one in placed for column in one.possible})
    if all(len(one) == 1 for one in sides):
        together = set.union(*sides)
        return together.pop() if len(together) == 1 else "contested"
    return "unplaced"


def _origin(situation: Situation, entity: str) -> Origin:
    return origin(situation.knowledge, entity, situation.day, situation.home, economic=False)


def _decides(power: Power) -> str:
    if not power.possible:
        return "undisclosedDecides"
    by_contract = {found.derivation.steps[0].mechanism for found in power.possible}
    return "contractsDecide" if by_contract == {"vieContracts"} else "lastKnownOnly"


def names(situation: Situation, power: Power, found: UltimateController) -> str:
    """The controller's name, or the names of those who control together."""
    return " and ".join(situation.name(power.ids[one]) for one in sorted(found.group))


def sentence(situation: Situation, power: Power, found: UltimateController) -> str:
    """Who may direct, by which mechanism; the last step of the derivation."""
    step = found.derivation.steps[0]
    if step.mechanism == "majorityVotes":
        how = f"{in_percent(float(step.total))} of votes"
    else:
        how = label(step.mechanism, "ControlMechanisms")
    through = [power.ids[one] for one, _ in step.contributors if one not in found.group]
    via = f", through {', '.join(situation.name(one) for one in through)}" if through else ""
    return f"{names(situation, power, found)} may direct, by {how}{via}"


def largest_text(situation: Situation, power: Power) -> str:
    """The largest named voter, when one leads."""
    if power.largest is None:
        return "no named voter leads"
    holder, votes = power.largest
    return f"largest named voter: {situation.name(holder)} {in_percent(float(votes))}"


def nobody_text(situation: Situation, power: Power) -> str:
    """Who comes nearest where nobody controls, and how many hidden holders it would take."""
    needed = power.hidden_needed
    hidden = f"; it would take {needed} undisclosed holders together" if needed else ""
    return f"{largest_text(situation, power)}{hidden}"


def open_text(situation: Situation, power: Power) -> str:
    """Why nobody can be said to control, or not to."""
    if power.possible:
        told = sentence(situation, power, power.possible[0])
        return f"possibly, or as last known: {told}"
    text = largest_text(situation, power)
    state = _state_together(situation, power)
    if state > HALF:
        text += f"; state bodies together {in_percent(float(state))}, as one or as many is open"
    for one in power.column.held:
        if one.holder in power.groups:
            together = in_percent(float(one.lower))
            text = f"{situation.name(one.holder)} have {together} of votes, split not given"
    return f"{text}; undisclosed {in_percent(float(power.column.rest_upper))} of votes"


def _state_together(situation: Situation, power: Power) -> Fraction:
    """The certain votes of all holders cited as state, of any state."""
    placed = {one.holder: _origin(situation, one.holder) for one in power.column.held}
    return sum(
        (
            one.lower
            for one in power.column.held
            if placed[one.holder].possible <= {"home_state", "foreign_state"}
        ),
        Fraction(0),
    )


def claims_of(power: Power) -> tuple[str, ...]:
    """The claims the finding rests on: votes in the firm, and the links used."""
    votes = [claim for one in power.column.held for claim in one.claims]
    used = [
        claim
        for found in (*power.certain, *power.possible)
        for step in found.derivation.steps.values()
        for one, _ in step.contributors
        for claim in power.links.get((one, step.firm, step.mechanism), ())
    ]
    return tuple(dict.fromkeys([*used, *votes]))
