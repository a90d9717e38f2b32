"""Persons are taken in for their public roles: owning, directing, leading, founding, investing.

Somebody a file knows only by name, citizenship or membership is left out, with those
claims, and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.claims.model import (
    Claim,
    Classification,
    Control,
    Designation,
    Entity,
    Founding,
    Investment,
    Leadership,
    Ownership,
    Succession,
    Trust,
)
from graph.importing.repeated import Settled

PUBLIC = (
    Ownership, Control, Leadership, Founding, Investment, Designation, Classification, Succession,
    Trust,
)  # fmt: skip
LEFT_OUT = "a person in no public role is not taken in"


def in_public_roles(
    entities: Sequence[Entity], claims: Sequence[Settled]
) -> tuple[list[Entity], list[Settled], set[str]]:
    """The entities and claims without persons in no public role, and who those are."""
    claimed = [one.claim for one in claims]
    public = {one for claim in claimed if isinstance(claim, PUBLIC) for one in _named(claim)}
    public.update(member for one in entities if one.id in public for member in one.members)
    private = {one.id for one in entities if one.kind == "Person" and one.id not in public}
    if not private:
        return list(entities), list(claims), private
    kept = [one for one in claims if private.isdisjoint(_named(one.claim))]
    return [one for one in entities if one.id not in private], kept, private


def _named(claim: Claim) -> Iterable[str]:
    more = (*claim.members, *claim.bound) if isinstance(claim, Control) else ()
    return (claim.party, claim.target, *more)
