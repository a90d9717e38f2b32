"""The records in which a cross-check could find a fault, out of many that are alike.

A check that compares stakes finds nothing in a firm whose stakes, all together,
come to at most the whole, of which nobody has two, nothing is held through a
vehicle and no table of another day says who all the holders are. A check that looks at one
record at a time finds the same in all that are alike: of one form, with the same
codes, between parties of the same kinds. So of a large data set a few thousand
records are enough to know whether there is a fault; only checks that say so
(``# among: suspects``) are asked of these alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from msgspec import Struct

from graph.claims.data_set import PARTS, Tables
from graph.claims.fields import Holds, fields_of, key_of
from graph.claims.model import (
    Claim,
    Classification,
    Control,
    Designation,
    Entity,
    HolderTable,
    Investment,
    ListEdition,
    Ownership,
)
from graph.claims.periods import PartialDate
from graph.claims.references import namings, references
from graph.claims.walks import everybody
from graph.validation.shapes import forms_of

WHOLE = 100  # percent
# What the checks of names look for; a name without it is like any other.
NAMELESS = re.compile("unnamed|unidentified", re.IGNORECASE)


class Suspects(Struct, frozen=True):
    """Records to look at: those in question themselves, and one for each kind of the rest.

    ``examples`` also has what the others name: it stands for nothing, and has to be there.
    """

    questioned: tuple[Struct, ...]
    examples: tuple[Struct, ...]


def suspects(tables: Tables) -> Suspects:
    """Which records of a data set a cross-check has to see. Cost: linear in the records.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from graph.claims.data_set import Meta
    >>> from graph.claims.shares import Share
    >>> firms = tuple(Entity(id=id_, kind="Organization", name=id_) for id_ in "abcdefgh")
    >>> held = {"a-f": 40, "b-f": 40, "c-g": 60, "d-g": 60}
    >>> stakes = tuple(
    ...     Ownership(id=of, party=of[0], target=of[2], share=Share(Decimal(share), Decimal(share)))
    ...     for of, share in held.items()
    ... )
    >>> meta = Meta(home="CN", data_date=date(2025, 1, 1))
    >>> found = suspects(Tables(meta=meta, entities=firms, claims=stakes))
    >>> [one.id for one in found.questioned], [one.id for one in found.examples]
    (['g', 'c-g', 'd-g'], ['a', 'a-f', 'c', 'd', 'f'])
    """
    known = _Known(tables)
    crowded = _crowded(tables.claims) | {one.id for one in tables.entities if one.subject}
    named = {c.target for c in tables.claims if _sets_apart(c)}
    compared = _repeated(tables.claims) | _absent(tables.claims)
    questioned: list[Struct] = []
    examples: dict[Hashable, Struct] = {}
    citing: dict[str, Struct] = {}
    records = tuple(chain.from_iterable(getattr(tables, part) for part in PARTS))
    for record, form in zip(records, forms_of(records), strict=True):
        for cited in _citations(record):
            if cited.source not in citing:
                citing[cited.source] = record
        if _in_question(record, crowded, named, compared) or known.lacks(record):
            questioned.append(record)
        else:
            examples.setdefault(_look(record, form, known), record)
    chosen = {id(record): record for record in (*examples.values(), *citing.values())}
    for record in questioned:
        chosen.pop(id(record), None)
    beside = known.named_by([*questioned, *chosen.values()])
    return Suspects(tuple(questioned), (*chosen.values(), *beside))


class _Known:
    """The entities, claims and other records that something may name."""

    def __init__(self, tables: Tables) -> None:
        self.entities = {one.id: one for one in tables.entities}
        self._kinds: dict[Holds, dict[str, Any]] = {
            Holds.ENTITY: dict(self.entities),
            Holds.SOURCE: {one.id: one for one in tables.sources},
            Holds.CLAIM: {one.id: one for one in tables.claims},
            Holds.DEFINITION: {one.id: one for one in tables.definitions},
            Holds.INDICATOR: {one.id: one for one in tables.indicators},
        }

    def source_kind(self, source: str) -> str:
        """The kind of a source; empty where it is not there."""
        known = self._kinds[Holds.SOURCE].get(source)
        return known.kind if known else ""

    def lacks(self, record: Struct) -> bool:
        """Whether the record names something that is not there."""
        return any(
            name not in self._kinds[naming.holds]
            for naming in namings(type(record))
            if (value := naming.value(record))
            for name in naming.ids(value)
        )

    def named_by(self, records: list[Struct]) -> list[Struct]:
        """What records name that is not among them, and what that names, and so on."""
        by_address = {id(record): record for record in records}  # records have no other hash

        def named_in(address: int) -> Iterator[int]:
            for reference in references(by_address[address]):
                other = self._kinds[reference.holds].get(reference.id)
                if other is not None:
                    by_address.setdefault(id(other), other)
                    yield id(other)

        given = set(by_address)
        met = everybody(given, named_in)
        return sorted((by_address[one] for one in met if one not in given), key=key_of)


def _sets_apart(claim: Claim) -> bool:
    """Whether a claim says of its target what a check compares with the target's stakes."""
    return isinstance(claim, Classification) and bool(claim.label or claim.role == "nominee")


def _repeated(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """Pairs of which a check compares two claims: contracts twice, or a statement and a stake."""
    contracts = Counter(
        (claim.party, claim.target)
        for claim in claims
        if isinstance(claim, Control) and claim.mechanism == "vieContracts"
    )
    stated = {
        (claim.party, claim.target)
        for claim in claims
        if isinstance(claim, Control) and claim.mechanism == "statedController"
    }
    return stated | {pair for pair, times in contracts.items() if times > 1}


def _absent(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """Lists with those whom an edition does not name, whom an entry of the list may name."""
    return {
        (claim.target, entity)
        for claim in claims
        if isinstance(claim, ListEdition)
        for entity in claim.absent
    }


def _in_question(
    record: Struct, crowded: set[str], named: set[str], compared: set[tuple[str, str]]
) -> bool:
    if isinstance(record, Ownership | Control) and (record.party, record.target) in compared:
        return True
    if isinstance(record, Designation) and (record.programme, record.target) in compared:
        return True
    if isinstance(record, ListEdition):
        return True  # few, and all that is said of it is compared
    if isinstance(record, Ownership):
        return record.target in crowded or record.party in named
    if isinstance(record, Classification):
        return record.target in named
    if isinstance(record, HolderTable):
        return record.target in crowded  # compared with every stake in its firm
    if isinstance(record, Investment) and record.round:
        return True  # what takes part in a round is added up
    if isinstance(record, Entity):
        names = " ".join((record.name, record.name_zh, *record.other_names))
        return bool(
            record.id in crowded or record.members or not record.name or NAMELESS.search(names)
        )
    # Others are few, or compared with one another.
    return not isinstance(record, Claim) or bool(getattr(record, "members", ()))


def _crowded(claims: Iterable[Claim]) -> set[str]:
    """Firms whose stakes could come to more than the whole, or say one thing twice.

    Shares and votes of one holder are two things: only stakes of one kind are compared.
    """
    stakes: defaultdict[tuple[str, str, str], list[Ownership]] = defaultdict(list)
    tabled, days = set[str](), defaultdict[str, set[PartialDate | None]](set)
    for claim in claims:
        if isinstance(claim, Ownership):
            stakes[claim.target, claim.measurand, claim.interest].append(claim)
            days[claim.target].add(claim.as_of)
        elif isinstance(claim, HolderTable):
            tabled.add(claim.target)
            days[claim.target].add(claim.as_of)
    # A table closes what was seen before its day, and nothing where all is of one day.
    return {firm for firm in tabled if len(days[firm]) > 1} | {
        firm
        for (firm, _, _), held in stakes.items()
        if any(one.via for one in held)
        or len({one.party for one in held}) < len(held)
        or sum(one.share.lower for one in held if one.share) > WHOLE
    }


def _look(record: Struct, form: Hashable, known: _Known) -> Hashable:
    """What a check of one record can ask for: its form, its codes, and whom it is between."""
    codes = _codes(type(record))
    said = codes(record) if codes else ()
    if not isinstance(record, Claim):
        return form, said
    share = getattr(record, "share", None)
    party = known.entities.get(record.party)
    return (
        form,
        said,
        party and party.kind,
        record.party == record.target,
        bool(share and share.upper),
        _of_stake(record, known) if isinstance(record, Ownership) else None,
    )


def _of_stake(stake: Ownership, known: _Known) -> Hashable:
    """Whether a stake is its own principal's, and in what sources one without a size is read."""
    kinds = () if stake.share else (known.source_kind(cited.source) for cited in stake.citations)
    return stake.party == stake.principal, frozenset(kinds)


@cache
def _codes(cls: type[Struct]) -> Callable[[Any], Hashable] | None:
    names = [field.name for field in fields_of(cls) if field.holds is Holds.CODE]
    return attrgetter(*names) if names else None


def _citations(record: Struct) -> tuple[Any, ...]:
    return getattr(record, "citations", ())
