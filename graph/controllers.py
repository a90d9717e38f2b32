"""Who controls a firm: the answer with its steps, special rights and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers import Controller, Controllers, Holding, Interval, Step
from graph.contracts import standing_controls
from graph.domesticness.control import (
    claims_of,
    names,
    nobody_text,
    open_text,
    sentence,
)
from graph.domesticness.designations import SPECIAL
from graph.evidence import cited, cited_all, label, named
from graph.model import Ownership
from graph.ownership.control import UltimateController, control_percentage
from graph.power import Power, power_over, voters
from graph.shares import in_percent
from graph.situation import Situation

MAJORITY = "majorityVotes"


def controllers_of(situation: Situation, release: str) -> Controllers:
    """Everyone found to control the firm, everyone possible, and the largest holder beside them."""
    power = power_over(situation)
    certain = [_controller(situation, power, one, "certain") for one in power.certain]
    possible = [
        _controller(situation, power, one, "possible")
        for one in power.possible
        if one.group not in [found.group for found in power.certain]
    ]
    rights = [
        cited(situation.knowledge, claim)
        for part in situation.parts
        for claim, _ in standing_controls(situation.knowledge, part.entity, situation.day, *SPECIAL)
    ]
    return Controllers(
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        release=release,
        controllers=(*certain, *possible),
        largest=_largest(situation, power),
        special_rights=tuple(rights),
        holders_needed=power.hidden_needed,
        summary=_summary(situation, power),
        claims=cited_all(situation.knowledge, claims_of(power)),
    )


def _summary(situation: Situation, power: Power) -> str:
    if power.certain:
        return "; ".join(sentence(situation, power, one) for one in power.certain)
    if power.nobody_hidden and not power.possible:
        return f"no controller found; {nobody_text(situation, power)}"
    return f"undecided; {open_text(situation, power)}"


def _controller(
    situation: Situation, power: Power, found: UltimateController, certainty: str
) -> Controller:
    last = found.derivation.steps[0]
    votes = control_percentage(power.votes, found.derivation, 0)
    group = sorted(found.group)
    who = named(situation.knowledge, power.ids[group[0]])
    if len(group) > 1:
        who = type(who)("+".join(power.ids[one] for one in group), names(situation, power, found))
    return Controller(
        controller=who,
        mechanism=last.mechanism,
        certainty=certainty,
        votes=Interval(float(votes), float(votes)) if votes else None,
        text=sentence(situation, power, found),
        steps=steps_to_firm(situation, power, found),
    )


def steps_to_firm(
    situation: Situation, power: Power, found: UltimateController
) -> tuple[Step, ...]:
    """The links that lead to the firm, from the controller down; none that lead elsewhere."""
    return tuple(_steps(situation, power, found))


def _steps(situation: Situation, power: Power, found: UltimateController) -> Iterable[Step]:
    wanted, needed = {0}, [0]
    for firm in needed:  # grows while it is read
        for one, _ in found.derivation.steps[firm].contributors:
            if one not in found.group and one not in wanted:
                wanted.add(one)
                needed.append(one)
    for firm, step in found.derivation.steps.items():
        if firm not in wanted:
            continue
        for one, votes in step.contributors:
            owner = named(situation.knowledge, power.ids[one])
            owned = named(situation.knowledge, power.ids[firm])
            by_votes = step.mechanism == MAJORITY
            claims = power.links.get((one, firm, step.mechanism), ())
            if by_votes:
                claims = tuple(
                    claim
                    for held in power.columns[power.ids[firm]].held
                    if held.holder == power.ids[one]
                    for claim in held.claims
                )
            how = (
                f"{in_percent(float(votes))} of votes"
                if by_votes
                else label(step.mechanism, "ControlMechanisms")
            )
            yield Step(
                owner=owner,
                owned=owned,
                link="votes" if by_votes else "control",
                share=Interval(float(votes), float(votes)) if by_votes else None,
                said=how,
                text=f"{owner.name} —{how}→ {owned.name}",
                claims=claims,
            )


def _largest(situation: Situation, power: Power) -> Holding | None:
    if power.largest is None:
        return None
    holder, votes = power.largest
    claims = [
        situation.knowledge.claims[claim]
        for one in voters(situation, power.column)
        if one.holder == holder
        for claim in one.claims
    ]
    counted = claims[0]
    return Holding(
        holder=named(situation.knowledge, holder),
        share=Interval(float(votes), float(votes)),
        text=in_percent(float(votes)),
        measurand=counted.measurand if isinstance(counted, Ownership) else "",
        currency="current",
        as_of=str(counted.as_of or ""),
        claim=counted.id,
    )
