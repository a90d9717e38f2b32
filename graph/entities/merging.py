"""Entities that are one become one: records joined, every reference moved, nothing added up.

What two sources say of the same stake becomes two claims on one holder. If they say the
same, they are one claim with both sources; if they say otherwise of one day, they are
rivals. Either way no share is counted twice. The ids that go keep leading to the one
that stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.data_set import Tables
from graph.claims.fields import Field, Holds, fields_of
from graph.claims.identity import Conflict, clusters, nameless
from graph.claims.model import Claim, Entity, Ownership
from graph.claims.rivals_and_rates import Rivals

RecordT = TypeVar("RecordT", bound=Struct)
ClaimT = TypeVar("ClaimT", bound=Claim)
# What a claim may differ in and still say the same.
EVIDENCE: dict[str, Any] = {"id": "", "citations": (), "note": "", "confidence": ""}


class Merged(Struct, frozen=True, kw_only=True):
    """A data set in which every entity is there once."""

    tables: Tables
    conflicts: tuple[Conflict, ...] = ()


def merged(tables: Tables) -> Merged:
    """The data set with entities that are one joined, by ``graph.claims.identity``.

    A data set without any comes back as it is. Merging what was merged changes nothing.
    """
    decisions = [
        replace(one, left=tables.redirects.get(one.left, one.left),
                right=tables.redirects.get(one.right, one.right))
        for one in tables.same
    ]  # fmt: skip
    found = clusters(tables.entities, tables.claims, decisions)
    if not found.redirects:
        return Merged(tables=tables, conflicts=found.conflicts)
    moved = {
        part: tuple(renamed(record, found.redirects) for record in getattr(tables, part))
        for part in ("rules", "definitions", "indicators", "targets", "observations", "searches")
    }
    touched = set(found.redirects.values())
    claims = [renamed(claim, found.redirects) for claim in tables.claims]
    single, gone = _each_once(claims, touched)
    single = [_disputing(claim, gone) for claim in single]
    rivals = _joined_rivals(tables.rivals, gone)
    kept = replace(
        tables,
        entities=tuple(_joined(tables.entities, found.redirects)),
        claims=tuple(single),
        rivals=(*rivals, *_new_rivals(single, touched, rivals)),
        redirects=_followed({**tables.redirects, **found.redirects, **_as_claims(gone)}),
        **moved,
    )
    return Merged(tables=kept, conflicts=found.conflicts)


def renamed(record: RecordT, ids: Mapping[str, str]) -> RecordT:
    """The record with every entity it names under the id that stays."""
    changed: dict[str, Any] = {}
    for field in _naming(type(record)):
        value = getattr(record, field.name)
        if field.many:
            now: Any = tuple(sorted({ids.get(one, one) for one in value}))
            if any(one in ids for one in value):
                changed[field.name] = now
        elif value in ids:
            changed[field.name] = ids[value]
    return replace(record, **changed) if changed else record


def _as_claims(gone: Mapping[str, str]) -> dict[str, str]:
    """Ids of claims, told from those of entities by their path."""
    return {f"claim/{one}": f"claim/{stays}" for one, stays in gone.items()}


def _followed(redirects: Mapping[str, str]) -> dict[str, str]:
    """Redirects that lead to what stays in one step, though merged more than once."""
    found = {}
    for gone in sorted(redirects):
        stays = redirects[gone]
        while stays in redirects:
            stays = redirects[stays]
        found[gone] = stays
    return found


@cache
def _naming(cls: type[Struct]) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(cls) if field.holds is Holds.ENTITY)


def _joined(entities: Iterable[Entity], ids: Mapping[str, str]) -> Iterator[Entity]:
    """The entities, each once; one that others were joined to has what they had."""
    groups: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        groups[ids.get(entity.id, entity.id)].append(renamed(entity, ids))
    for stays, members in groups.items():
        if len(members) == 1:
            yield members[0]
        else:
            ordered = sorted(members, key=lambda one: (one.id != stays, nameless(one), one.id))
            yield _one(ordered)


def _one(members: list[Entity]) -> Entity:
    """One entity of several, the one whose id stays first."""
    first = members[0]
    named = next((one for one in members if not nameless(one)), first)
    names = {name for one in members for name in (one.name, one.name_zh, *one.other_names) if name}
    numbers = {identifier.value for one in members for identifier in one.identifiers}
    name_zh = named.name_zh or next((one.name_zh for one in members if one.name_zh), "")

    def some(field: str) -> Any:
        return next((value for one in members if (value := getattr(one, field))), "")

    return replace(
        first,
        kind="Fund" if any(one.kind == "Fund" for one in members) else first.kind,
        name=named.name,
        name_zh=name_zh,
        other_names=tuple(sorted(names - {named.name, name_zh} - numbers)),
        identifiers=tuple(sorted({i for one in members for i in one.identifiers})),
        jurisdiction=some("jurisdiction"),
        level=some("level"),
        system=some("system"),
        part_of=some("part_of"),
        members=tuple(sorted({member for one in members for member in one.members})),
        subject=any(one.subject for one in members),
        citations=tuple(sorted({cited for one in members for cited in one.citations})),
        note=" ".join(dict.fromkeys(one.note for one in members if one.note)),
    )


def _each_once(claims: Iterable[ClaimT], touched: set[str]) -> tuple[list[ClaimT], dict[str, str]]:
    """Claims on merged entities that say the same, as one with the evidence of all."""
    first: dict[Any, int] = {}
    kept: list[ClaimT] = []
    gone: dict[str, str] = {}
    for claim in sorted(claims, key=lambda one: ("." in one.id, one.id)):
        if claim.party not in touched and claim.target not in touched:
            kept.append(claim)
            continue
        key = replace(claim, **EVIDENCE)
        at = first.setdefault(key, len(kept))
        if at == len(kept):
            kept.append(claim)
            continue
        before = kept[at]
        gone[claim.id] = before.id
        kept[at] = replace(
            before,
            citations=tuple(sorted({*before.citations, *claim.citations})),
            note=" ".join(dict.fromkeys(note for note in (before.note, claim.note) if note)),
        )
    return kept, gone


def _disputing(claim: ClaimT, gone: Mapping[str, str]) -> ClaimT:
    if not any(one in gone for one in claim.disputes):
        return claim
    return replace(claim, disputes=tuple(sorted({gone.get(one, one) for one in claim.disputes})))


def _joined_rivals(rivals: Iterable[Rivals], gone: Mapping[str, str]) -> tuple[Rivals, ...]:
    """Rivals by the claims that stay; of one claim alone there is no rivalry."""
    moved = (
        replace(one, claims=tuple(sorted({gone.get(claim, claim) for claim in one.claims})))
        for one in rivals
    )
    return tuple(one for one in moved if len(one.claims) > 1)


def _new_rivals(
    claims: Iterable[Claim], touched: set[str], known: Iterable[Rivals]
) -> Iterator[Rivals]:
    """Stakes of one holder in one firm on one day, in one quantity, of shares that exclude."""
    already = {claim for one in known for claim in one.claims}
    stakes: defaultdict[Any, list[Ownership]] = defaultdict(list)
    for claim in claims:
        if (
            isinstance(claim, Ownership)
            and claim.share is not None
            and claim.event != "exit"
            and claim.status not in ("denied", "retracted")
            and (claim.party in touched or claim.target in touched)
        ):
            slot = (claim.party, claim.target, claim.as_of, claim.period, claim.measurand,
                    claim.interest, claim.directness, claim.denominator, claim.capacity,
                    claim.stage)  # fmt: skip
            stakes[slot].append(claim)
    for together in stakes.values():
        least = min(one.share.upper for one in together if one.share)
        most = max(one.share.lower for one in together if one.share)
        if least < most and not already & {one.id for one in together}:
            ids = tuple(sorted(one.id for one in together))
            yield Rivals(
                id=f"rivals-{ids[0]}",
                claims=ids,
                reason="Two data sets give different shares of one stake on one day.",
            )
