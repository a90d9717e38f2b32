"""Which state stands nearest above somebody, whichever state that is, by cited claims of a day.

A public body is a state's; so is a fund or enterprise that a source calls so. Holders, parents and
stated controllers are climbed from it. What is old, weak or hedged on the way leaves it possible,
and so does a state enterprise that is listed. How much of somebody is the state's is another
question (``graph.measures.state_influence``).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from graph.claims.kept import once
from graph.claims.model import Claim, Classification
from graph.claims.weak_sources import HEDGED
from graph.holders.contracts import standing_controls
from graph.holders.groups import members_of
from graph.holders.origins import ASSET_MANAGER, state_role
from graph.holders.unsized import age_of
from graph.networks.situation import Situation
from graph.networks.view import is_end

MOST = 500  # parties beyond which nobody further up is looked for
DIRECTING = ("parent", "statedController")  # powers by which money is somebody's, and not advice
SURE = ("current", "unknownShare")  # a stake of unread size is a stake
PRESENT = (*SURE, "lastKnown")


class StateBehind(NamedTuple):
    """A state that stands above somebody: itself, or over whom."""

    is_sure: bool
    state: str  # the body, fund or enterprise reached
    role: str  # code of its role; nothing: a public body
    jurisdictions: tuple[str, ...]
    through: tuple[str, ...]  # from just above the party asked about to the state, itself left out
    claims: tuple[str, ...]


class _Link(NamedTuple):
    holder: str
    claims: tuple[str, ...]
    is_sure: bool


@once
def state_behind(situation: Situation) -> StateBehind | None:
    """The nearest state above somebody, a sure one first; nothing where none is read."""
    return _nearest(situation, only_sure=True) or _nearest(situation, only_sure=False)


def _nearest(situation: Situation, *, only_sure: bool) -> StateBehind | None:
    start = situation.firm
    ways: dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]] = {start: ((), (), True)}
    waiting = deque([start])
    while waiting and len(ways) <= MOST:
        entity = waiting.popleft()
        passed, claims, is_sure = ways[entity]
        found = _as_state(situation, entity)
        if found is not None and (found.is_sure or not only_sure):
            return StateBehind(
                is_sure=is_sure and found.is_sure,
                state=entity,
                role=found.role,
                jurisdictions=found.jurisdictions,
                through=passed[1:],
                claims=(*claims, *found.claims),
            )
        for link in _above(situation, entity):
            if link.holder not in ways and (link.is_sure or not only_sure):
                ways[link.holder] = (
                    (*passed, entity), (*claims, *link.claims), is_sure and link.is_sure
                )  # fmt: skip
                waiting.append(link.holder)
    return None


class _AsState(NamedTuple):
    is_sure: bool
    role: str
    jurisdictions: tuple[str, ...]
    claims: tuple[str, ...]


def _as_state(situation: Situation, entity: str) -> _AsState | None:
    """What makes somebody a state's by what it is, and not by who holds it."""
    known = situation.knowledge.entities.get(entity)
    if known is None:
        return None
    if known.kind == "PublicBody" and known.jurisdiction:
        return _AsState(True, "", (known.jurisdiction,), ())
    role = state_role(situation.knowledge, entity, situation.day, situation.home)
    if role is None:
        return None
    said = (situation.knowledge.claims[one] for one in role.claims)
    code = next((one.role for one in said if isinstance(one, Classification)), "")
    return _AsState(role.certain, code, role.jurisdictions, role.claims)


def _above(situation: Situation, entity: str) -> Iterator[_Link]:
    knowledge, day = situation.knowledge, situation.day
    if is_end(knowledge, entity) or knowledge.has_role(entity, ASSET_MANAGER, day):
        return  # what a manager has is its clients'
    for member in members_of(knowledge, entity):
        yield _Link(member, (), is_sure=True)
    for stake in situation.column(entity, "economic").stakes:
        if stake.currency in PRESENT and stake.bounds[1] > 0:
            is_recent = age_of(knowledge, stake, day) in SURE
            is_sure = is_recent and _is_plain(stake.claim)
            yield _Link(stake.holder, (stake.claim.id,), is_sure)
    for claim, is_current in standing_controls(knowledge, entity, day, *DIRECTING):
        if claim.party:
            yield _Link(claim.party, (claim.id,), is_current and _is_plain(claim))


def _is_plain(claim: Claim) -> bool:
    return claim.confidence != "low" and claim.status not in HEDGED
