"""What an owner is on paper: its legal nationality.

Another question than where it is from (``graph.holders.origins``), asked by laws on registered
capital: the seat or citizenship on paper, no looking through.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import Citizenship, Claim
from graph.holders.groups import all_members, is_group
from graph.holders.origins import STATE_ROLES, jurisdictions_of, seats_of, standing


class Nationality(Struct, frozen=True, kw_only=True, gc=False):
    """What an owner is on paper: its jurisdictions, none when unknown, and who says so."""

    jurisdictions: tuple[str, ...]
    state: bool
    claims: tuple[str, ...]


def legal_nationality(knowledge: Knowledge, owner: str, day: date) -> Nationality:
    """An owner on paper: its body, citizenship, seat (offshore included) or state role.

    A group whose members are all named is of all their jurisdictions, if each has one.
    """
    if not is_group(knowledge, owner):
        return _on_paper(knowledge, owner, day)
    each = [_on_paper(knowledge, one, day) for one in all_members(knowledge, owner)]
    if not each or not all(one.jurisdictions for one in each):
        return Nationality(jurisdictions=(), state=False, claims=())
    return Nationality(
        jurisdictions=tuple(sorted({place for one in each for place in one.jurisdictions})),
        state=all(one.state for one in each),
        claims=tuple(dict.fromkeys(claim for one in each for claim in one.claims)),
    )


def _on_paper(knowledge: Knowledge, owner: str, day: date) -> Nationality:
    entity = knowledge.entities.get(owner)
    if entity is None:
        return Nationality(jurisdictions=(), state=False, claims=())
    if entity.kind == "PublicBody" and entity.jurisdiction:
        return Nationality(jurisdictions=(entity.jurisdiction,), state=True, claims=())
    seats: tuple[Claim, ...]
    if entity.kind == "Person":
        seats = standing(knowledge.of(Citizenship, owner), day)
    else:
        seats = seats_of(knowledge, owner, day)
    roles = [role for role in knowledge.roles(owner, day) if role.role in STATE_ROLES]
    if any(claim.period.in_doubt(day) for claim in (*seats, *roles)):
        claims = tuple(claim.id for claim in (*seats, *roles))
        return Nationality(jurisdictions=(), state=False, claims=claims)
    if seats:
        places = jurisdictions_of(knowledge, (claim.target for claim in seats))
        return Nationality(
            jurisdictions=places, state=bool(roles), claims=tuple(claim.id for claim in seats)
        )
    countries = tuple(sorted({role.jurisdiction for role in roles} - {""}))
    return Nationality(
        jurisdictions=countries, state=bool(roles), claims=tuple(role.id for role in roles)
    )
