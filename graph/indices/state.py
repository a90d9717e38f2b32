"""How near the state stands: joint ventures away from an owner, and by level of a firm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from graph.answers.indices import Closeness, StateLevel
from graph.answers.names import named
from graph.answers.parts import Interval
from graph.arguments import situation_of
from graph.entities.resolving import resolve
from graph.errors import InputError
from graph.holders.origins import HOME, STATE_ROLES, origin
from graph.indices.counted import Counted, anywhere, everywhere
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.ownership.arrays.exact import Number, share
from graph.ownership.control.state_control import connection_degrees, state_level
from graph.ownership.control.who_controls import controlled_by
from graph.releases.release import Release

HALF = Decimal("0.5")
STATE = (HOME[0],)


def closeness_to_state(
    release: Release,
    owners: Sequence[str],
    *,
    as_of: date | str | None = None,
    home: str | None = None,
) -> tuple[Closeness, ...]:
    """How many joint ventures away from home's state some owners are.

    An owner who holds a firm together with a state firm is at one; who holds a
    firm together with an owner at n, or with a firm of such an owner, at n + 1.
    State firms are those that public bodies of home certainly control together,
    and those cited as state funds or state enterprises. Stakes are the certain
    ones of the day: an owner may be nearer than is known.

    References
    ----------
    Bai, C.-E., Hsieh, C.-T., Song, Z. and Wang, X. (2020). Special deals from
    special investors: the rise of state-connected private owners in China.
    """
    if not owners:
        raise InputError("no owner is named whose closeness to the state could be told")
    wanted = [resolve(release, owner) for owner in owners]
    return closeness_of(anywhere(release, wanted[0], as_of, home), wanted)


def closeness_of(situation: Situation, owners: Sequence[str]) -> tuple[Closeness, ...]:
    """The same of owners already found."""
    counted = everywhere(situation, "legal")
    known = [counted.index[owner] for owner in owners if owner in counted.index]
    degrees = connection_degrees(counted.votes, _state_firms(situation, counted), known)
    return tuple(
        Closeness(
            owner=named(situation.knowledge, owner),
            degree=degrees.get(counted.index.get(owner, -1)),
        )
        for owner in owners
    )


def _state_firms(situation: Situation, counted: Counted) -> set[int]:
    bodies: set[int] = set()
    cited: set[int] = set()
    for entity, number in counted.index.items():
        known = situation.knowledge.entities.get(entity)
        if known is None:
            continue
        if known.kind == "PublicBody" and known.jurisdiction == situation.home:
            bodies.add(number)
        elif any(
            role.role in STATE_ROLES and role.jurisdiction == situation.home
            for role in situation.knowledge.roles(entity, situation.day)
        ):
            cited.add(number)
    return cited | controlled_by(counted.votes, bodies | cited).controlled


def state_level_of_firm(
    release: Release,
    firm: str,
    *,
    cutoff: Number = HALF,
    substantial: Number = 0,
    as_of: date | str | None = None,
    home: str | None = None,
) -> StateLevel:
    """High where the chain of largest voters ends with home's state, medium for a stake, else low.

    Every link of the chain must pass ``cutoff``; a stake is substantial above
    ``substantial``. The cut-offs are the reader's own. Where somebody undisclosed
    could lead to another level it is ``open``; ``on_known`` is what the certain
    stakes alone would give.

    References
    ----------
    The three levels of rankings of state influence; see
    :func:`graph.ownership.control.state_control.state_level`.
    """
    situation = situation_of(release, firm, as_of, home)
    return level_of(situation, cutoff, substantial)


def level_of(situation: Situation, cutoff: Number = HALF, substantial: Number = 0) -> StateLevel:
    """The same of a firm already found on a day."""
    network = situation.network(basis="legal")
    shares, _ = network.point_columns()
    known = shares[STATE[0]]
    power = power_over(situation)
    placed = {
        number: origin(
            situation.knowledge, entity, situation.day, situation.home, economic=False
        ).possible
        for number, entity in enumerate(power.ids)
        if number and entity not in power.groups
    }
    state = {number for number, possible in placed.items() if possible == frozenset(STATE)}
    on_known = state_level(
        power.votes, 0, state, min(1.0, known), cutoff=cutoff, substantial=substantial
    )
    bounds = Interval(*network.column_bounds(STATE), known)
    complete = all(
        column.rest_upper == 0
        for entity, column in power.columns.items()
        if entity not in power.groups
    )
    held = set(power.votes.whole)
    named_ends = all(len(placed[end]) == 1 for end in placed if end not in held)
    bounded = {
        "high": share(cutoff) >= share(HALF) or (complete and named_ends),
        "medium": complete and named_ends,
        "low": share(substantial) >= share(bounds.upper),
    }
    return StateLevel(
        firm=named(situation.knowledge, situation.firm),
        share=bounds,
        cutoff=float(share(cutoff)),
        on_known=on_known,
        level=on_known if bounded[on_known] else "open",
    )
