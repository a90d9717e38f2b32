"""Two data sets as one: what a release or a folder knows, and what was read anew.

Ids of different data sets never meet. Within one, of records that their publisher gives again as
they then are (``versioned``), the later one stands; anything else of one id is refused, since
nobody can say which holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from graph.claims.data_set import PARTS, Meta, Tables
from graph.claims.fields import key_of
from graph.claims.identity import nameless
from graph.claims.model import Citation, Claim, Entity, Source
from graph.errors import InvalidClaimsError
from graph.importing.collecting import SHARED
from graph.importing.deliveries import refused_again


def joined(before: Tables, new: Tables, versioned: Collection[str] = frozenset()) -> Tables:
    """Both data sets; raise :class:`InvalidClaimsError` if they say different things of one id."""
    spoken = _spoken(before.claims) | _spoken(new.claims)
    both: dict[str, Any] = {}
    twice: list[str] = []
    gone: list[Struct] = []  # of which another version may have taken the place
    for part in PARTS:
        held = {key_of(record): record for record in getattr(before, part)}
        for record in getattr(new, part):
            key = key_of(record)
            known = held.get(key)
            if known is None:
                held[key] = record
            elif key in versioned:
                held[key] = _later(known, record, spoken)
                gone += [known, record]
            elif _of_everybody(record, known):
                continue
            else:
                kind = "entity" if part == "entities" else part.removesuffix("s")
                twice.append(f"{kind} {key}: already there")
        both[part] = held
    if twice:
        raise InvalidClaimsError(refused_again(twice, [one.name for one in new.imports]))
    kept = _without_leftovers(both["claims"], before.claims, new.claims)
    gone += [claim for key, claim in both["claims"].items() if key not in kept]
    both["claims"] = kept
    both["sources"] = _still_cited(both, gone)
    return msgspec.structs.replace(
        before,
        **{part: tuple(held.values()) for part, held in both.items()},
        meta=_joined_meta(before.meta, new.meta),
        refusals=(*before.refusals, *new.refusals),
        noted=(*before.noted, *new.noted),
        imports=(*before.imports, *new.imports),
    )


def _of_everybody(record: Struct, known: Struct) -> bool:
    """Whether a record is a place, or a document described as before, that both may name."""
    if isinstance(record, Entity):
        return record.kind in SHARED
    return isinstance(record, Source) and record == known


def _spoken(claims: Iterable[Claim]) -> dict[Citation, date]:
    """The latest day that claims speak for, by the place they were read at."""
    found: dict[Citation, date] = {}
    for claim in claims:
        if claim.as_of is not None:
            for cited in claim.citations:
                found[cited] = max(claim.as_of.last, found.get(cited, date.min))
    return found


def _later(known: Struct, record: Struct, spoken: Mapping[Citation, date]) -> Struct:
    """Of two versions of a record the one that speaks for the later day; the new one of two."""
    if isinstance(known, Entity) and isinstance(record, Entity):
        if nameless(record) or nameless(known):
            return known if nameless(record) else record
        days = [
            max((spoken.get(cited, date.min) for cited in one.citations), default=date.min)
            for one in (known, record)
        ]
        newer, older = (known, record) if days[1] < days[0] else (record, known)
        return _with_former_name(newer, older)
    if isinstance(known, Claim) and isinstance(record, Claim):
        then, now = known.as_of, record.as_of
        return known if then is not None and (now is None or now < then) else record
    return record


def _with_former_name(record: Entity, known: Entity) -> Entity:
    if known.name == record.name or record.kind == "UnidentifiedParty":
        return record
    names = {*record.other_names, known.name, *known.other_names} - {record.name, record.name_zh}
    return msgspec.structs.replace(record, other_names=tuple(sorted(names)))


def _without_leftovers(
    held: Mapping[str, Claim], before: Iterable[Claim], new: Iterable[Claim]
) -> dict[str, Claim]:
    """The claims without those that only the version of a record made which did not stay.

    Of one record they have one id, with something behind it where there are several.
    """
    first, second = ({claim.id: claim for claim in claims} for claims in (before, new))
    twice = first.keys() & second.keys()
    replaced = {key for key in twice if held[key] is second[key]}
    stayed = twice - replaced

    def is_left_over(key: str) -> bool:
        if key in twice:
            return False
        record = key
        while "-" in record:
            record = record.rpartition("-")[0]
            if record in (replaced if key in first else stayed):
                return True
        return False

    return (
        {key: claim for key, claim in held.items() if not is_left_over(key)} if twice else {**held}
    )


def _still_cited(
    both: Mapping[str, Mapping[str, Any]], gone: Iterable[Struct]
) -> dict[str, Source]:
    """The sources without those that only what was replaced did cite."""
    last = {cited.source for record in gone for cited in getattr(record, "citations", ())}
    if last:
        for records in both.values():
            for record in records.values():
                last.difference_update(one.source for one in getattr(record, "citations", ()))
                last.discard(getattr(record, "relayed_by", ""))
    return {key: source for key, source in both["sources"].items() if key not in last}


def _joined_meta(before: Meta, new: Meta) -> Meta:
    """The later day of each kind of fact."""
    old, added = before.days, new.days
    return Meta(
        home=before.home,
        data_date=max(old.ownership, added.ownership),
        title=before.title,
        lists_date=max(old.lists, added.lists),
        people_date=max(old.people, added.people),
    )
