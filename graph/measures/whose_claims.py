"""By which claims a holder is the state's or is not: what it is itself, or who directs it.

Whoever reads that a holder is not the state's can look up why: the chain of votes and powers from
the nearest one whose nature is known, or, where nobody is found, all that is known above it.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims.walks import everybody
from graph.holders.groups import all_members
from graph.holders.origins import origin
from graph.measures.state_bodies import is_state, is_states
from graph.networks.power import Power, power_over
from graph.networks.situation import Situation
from graph.ownership.control.who_controls import Derivation, controlled_by

MAJORITY = "majorityVotes"


def claims_on_whose(situation: Situation, entities: Iterable[str]) -> tuple[str, ...]:
    """The claims on which it rests whose some holders are; nothing of one whose is open."""
    known = [entity for entity in entities if is_states(situation, entity) is not None]
    every = everybody(known, lambda one: _members(situation, one))
    return tuple(dict.fromkeys(claim for entity in every for claim in _of_one(situation, entity)))


def _members(situation: Situation, entity: str) -> tuple[str, ...]:
    """The members of a group that is what each of them is; of anybody else nobody."""
    if is_state(situation, entity) is not None:
        return ()
    return all_members(situation.knowledge, entity)


def _of_one(situation: Situation, entity: str) -> Iterable[str]:
    whose = is_states(situation, entity)
    if is_state(situation, entity) is not None:
        yield from _itself(situation, entity)
    elif whose is not None and not _members(situation, entity):
        yield from _by_others(situation, entity, whose=whose)


def _itself(situation: Situation, entity: str) -> tuple[str, ...]:
    known = situation.knowledge.entities.get(entity)
    if known is not None and known.kind == "Person":
        return ()  # whoever is a person is no state: no claim says so
    placed = origin(situation.knowledge, entity, situation.day, situation.home, economic=False)
    return placed.claims


def _by_others(situation: Situation, entity: str, *, whose: bool) -> Iterable[str]:
    """The nearest one of that side that directs it; or all votes above it, where none may."""
    power = power_over(situation)
    position = power.index.get(entity)
    if position is None:
        return
    directing = [
        (derivation, one)
        for one in power.ids[1:]
        if is_state(situation, one) is whose and position in (derivation := _directs(power, one))
    ]
    if directing:
        derivation, one = min(directing, key=lambda found: (len(found[0].steps), found[1]))
        yield from _steps_to(power, derivation, position)
        yield from _itself(situation, one)
        return
    for above in everybody([entity], lambda one: _holders(power, one)):
        for row in power.held.get(above, ()):
            yield from row.claims


def _directs(power: Power, entity: str) -> Derivation:
    within = range(1, len(power.ids))
    return controlled_by(power.votes, {power.index[entity]}, links=power.standing, within=within)


def _holders(power: Power, entity: str) -> Iterable[str]:
    return (row.holder for row in power.held.get(entity, ()))


def _steps_to(power: Power, derivation: Derivation, firm: int) -> Iterable[str]:
    """The claims of the steps by which a firm is directed, nearest first."""
    needed = everybody(
        [firm],
        lambda one: (
            holder for holder, _ in derivation.steps[one].contributors if holder in derivation
        ),
    )
    for one in needed:
        step = derivation.steps[one]
        for holder, _ in step.contributors:
            yield from power.links.get((holder, one, step.mechanism), ())
            if step.mechanism == MAJORITY:
                yield from power.claims_of_votes(power.ids[one], power.named([holder]))
