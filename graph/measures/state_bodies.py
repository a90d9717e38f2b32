"""Which of those above a firm are the state of home, of which level, and which count as one.

A public body of home is the state's, and so is whoever a source calls a state fund
or state enterprise without reserve. A person is not. Anybody else is what its own
controllers are, where they are found; certainly not the state's where the state cannot
direct it in any world; and otherwise open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.claims.kept import once
from graph.claims.reasons import Reason, because
from graph.claims.weak_sources import HEDGED
from graph.holders.groups import all_members
from graph.holders.held import Held
from graph.holders.origins import STATE_ROLES, origin, state_role
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.ownership.control.who_controls import controlled_by

HOME_STATE = frozenset(["home_state"])


def is_state(situation: Situation, entity: str) -> bool | None:
    """Whether an entity is itself the state of home; nothing when no source settles it."""
    known = situation.knowledge.entities.get(entity)
    if known is not None and known.kind == "Person":
        return False
    placed = origin(situation.knowledge, entity, situation.day, situation.home, economic=False)
    if placed.possible == HOME_STATE:
        return True
    return None if placed.possible & HOME_STATE else False


@once
def state_above(situation: Situation) -> frozenset[str]:
    """Everyone above the firm, by votes or power, who is the state of home."""
    return frozenset(one for one in power_over(situation).ids[1:] if is_state(situation, one))


@once
def under(situation: Situation) -> dict[str, bool]:
    """Whose the controlled entities above a firm are: the state's, or certainly another's."""
    power = power_over(situation)
    found: dict[str, bool] = {}
    for entity in power.ids[1:]:
        whose = is_state(situation, entity)
        if whose is None:
            continue
        below = controlled_by(
            power.votes,
            {power.index[entity]},
            links=power.standing,
            within=range(1, len(power.ids)),
        )
        for one in below:
            found[power.ids[one]] = found.get(power.ids[one], False) or whose
    return found


@once
def maybe_under(situation: Situation) -> frozenset[str]:
    """Everyone above the firm who is the state's in some world, and the firm itself if it is.

    Whatever was not disclosed may be the state's, and so may be whoever no source settles:
    but a company whose owners are known is what they make of it.
    """
    power = power_over(situation)
    rests = {firm: column.rest_upper for firm, column in power.columns.items()}
    backed = [one for one in power.ids[1:] if _may_be_state(situation, one)]
    under_it = power.with_unseen(rests, backed).alone
    return frozenset(power.ids[one] for one in under_it if one >= 0)


def _may_be_state(situation: Situation, entity: str) -> bool:
    """Whether an entity is, or may be, the state by what it is and not by who holds it."""
    own = is_state(situation, entity)
    if own is not None:
        return own
    known = situation.knowledge.entities.get(entity)
    firm = known is not None and known.kind not in ("PublicBody", "PartyGroup")
    return not firm or bool(state_role(situation.knowledge, entity, situation.day, situation.home))


def is_states(situation: Situation, entity: str) -> bool | None:
    """Whether an entity is the state of home or controlled by it; nothing when that is open.

    A group whose members are all named is what each of them is.
    """
    own = is_state(situation, entity)
    if own is not None:
        return own
    if members := all_members(situation.knowledge, entity):
        each = {is_states(situation, member) for member in members}
        return each.pop() if len(each) == 1 else None
    whose = under(situation).get(entity)
    power = power_over(situation)
    if whose is None and entity in power.index and entity not in maybe_under(situation):
        return False
    return whose


def level_of(situation: Situation, entity: str) -> str:
    """The level of government an entity is of, as coded with it or its role; empty if not said."""
    known = situation.knowledge.entities.get(entity)
    if known is not None and known.level:
        return known.level
    roles = situation.knowledge.roles(entity, situation.day)
    return next((role.level for role in roles if role.role in STATE_ROLES and role.level), "")


def counted_as_one(situation: Situation, entities: Sequence[str], key: str) -> list[list[str]]:
    """Holders of the state, put together as an aggregation key says; the key is of the lens."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    for entity in entities:
        together[_group_of(situation, entity, key)].append(entity)
    return list(together.values())


def _group_of(situation: Situation, entity: str, key: str) -> str:
    if key == "allAsOne":
        return "all"
    if key == "sameLevel":
        level = level_of(situation, entity)
        return f"level {level}" if level else entity
    return body_of(situation, entity) if key == "sameBody" else entity


def body_of(situation: Situation, entity: str) -> str:
    """The public body that controls an entity, the highest found; the entity itself without one."""
    power = power_over(situation)
    if entity not in power.index:
        return entity
    known = situation.knowledge.entities
    bodies = [one for one in power.ids if one in known and known[one].kind == "PublicBody"]
    over = [body for body in bodies if body != entity and entity in _directed_by(situation, body)]
    return max(over, key=lambda body: (len(_directed_by(situation, body)), body), default=entity)


@once
def _directed_by(situation: Situation, body: str) -> frozenset[str]:
    """Everybody above the firm whom a body certainly directs, and the firm if it does."""
    power = power_over(situation)
    below = controlled_by(power.votes, {power.index[body]}, links=power.standing)
    return frozenset(power.ids[one] for one in below.controlled)


def level_reason(situation: Situation, entity: str, stake: Held | None = None) -> Reason:
    """Of which level of government a holder is, and what share it has where that is known.

    A holder that is not the state itself is named with the state's body that directs it. A share
    that is only known at the least, or that no source states as it is counted, says so.
    """
    directing = "" if is_state(situation, entity) else _directing(situation, entity)
    code = level_of(situation, entity) or (directing and level_of(situation, directing))
    level = because("level", level=code) if code else because("levelNotSaid")
    if directing:
        level = because("levelUnder", body=directing, level=level)
    if stake is None or (stake.lower == 0 and stake.upper > 0):
        return level
    if stake.lower == stake.upper:
        share = because("levelAndShare", level=level, share=stake.lower)
    else:
        share = because("levelAndLeast", level=level, share=stake.lower)
    claims = situation.knowledge.claims
    statuses = {claims[one].status for one in stake.claims if one in claims}
    if len(statuses) == 1 and statuses <= HEDGED:
        return because("levelHedged", level=share, status=next(iter(statuses)))
    return share


def _directing(situation: Situation, entity: str) -> str:
    """The nearest body or firm of the state that certainly directs an entity; empty for none."""
    over = [
        one
        for one in state_above(situation)
        if one != entity and entity in _directed_by(situation, one)
    ]
    return min(over, key=lambda one: (len(_directed_by(situation, one)), one), default="")
