"""Which claims name whom, and which would if a few of them read otherwise.

What a question may ask of claims is indexed at once, when the first question is asked, so that no
later firm waits for it. A world in which a few claims read otherwise, or in which nobody made
them, needs no indexes of its own: :func:`altered` reads them in what the old ones give.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import attrgetter
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.claims.model import (
    CLAIM_TYPES,
    Claim,
    Classification,
    Designation,
    Investment,
    Ownership,
)
from graph.claims.names import Names, Places
from graph.collector import paused_collector

Key = TypeVar("Key", bound=Hashable)
Found = tuple[Claim, ...]

NOBODY_STANDS_BY = ("denied", "retracted")
ROOM = 1 << 16  # of what was looked up; each takes some 200 bytes

_ROLES: Mapping[str, int] = {kind: number for number, kind in enumerate(CLAIM_TYPES)}
_ROLES_OF_TYPES = {CLAIM_TYPES[kind]: number for kind, number in _ROLES.items()}
_ALONE = 0  # the role where claims of one kind alone are indexed


class Looked(dict[Key, Found]):
    """What is looked up when it is first asked for, and kept; all is dropped when it is too much.

    >>> asked = Looked(lambda entity: print("looked for", entity) or ())
    >>> asked["jade"], asked["jade"]
    looked for jade
    ((), ())
    """

    def __init__(self, look: Callable[[Key], Found]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, key: Key) -> Found:
        found = self._look(key)
        if len(self) >= ROOM:
            self.clear()
        self[key] = found
        return found


class Index(NamedTuple):
    """Claims by whom they name, in the order of the tables; nothing for who is not named."""

    on: Looked[tuple[str, str]]  # standing claims, by kind and target
    by: Looked[tuple[str, str]]  # standing claims, by kind and party
    touching: Looked[str]  # every claim by each party, list and round it names, denied ones too
    ahead: Looked[str]  # the same of what was still to come when it was said
    on_list: Looked[str]  # standing claims that name somebody under a list or programme, by that
    labelled: Looked[str]  # standing claims that give somebody a label, by that
    through: Looked[str]  # standing claims of stakes, by each entity they are held through
    against: Looked[tuple[str, ...]]  # claims that say of one of some claims that it is wrong
    to_come: Callable[[], Found]  # claims of what was still to come, of whomever


def standing(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims somebody stands by, in their order."""
    return (claim for claim in claims if claim.status not in NOBODY_STANDS_BY)


def indexed(claims: Iterable[Claim]) -> Index:
    """The index of some claims, in a few passes over them."""
    with paused_collector():
        listed = tuple(claims)
        names = _NamesInClaims(listed)
        to_come = tuple(claim for claim in listed if claim.stage != "completed")
        ahead = _NamesInClaims(to_come)
    return Index(
        on=Looked(names.on_target),
        by=Looked(names.by_party),
        touching=Looked(names.touching),
        ahead=Looked(ahead.touching),
        on_list=Looked(names.on_list),
        labelled=Looked(names.labelled),
        through=Looked(names.through),
        against=Looked(names.against),
        to_come=lambda: to_come,
    )


def altered(index: Index, before: Iterable[Claim], after: Mapping[str, Claim | None]) -> Index:
    """The index as it would be if some claims read otherwise, or nobody had made them.

    Parameters
    ----------
    before
        The claims that change, as they read in the index.
    after
        By their ids, how they read now; nothing where nobody made them. They name the same
        parties as before, somebody stands by them as before, and they dispute the same.

    Work and room grow with the claims near those that change, not with all.
    """
    changed = (*before, *(claim for claim in after.values() if claim is not None))
    names = {
        name
        for claim in changed
        for name in (*named_in(claim), *_vehicles(claim), _label_of(claim))
    }

    def now(found: Found) -> Found:
        read = (after.get(claim.id, claim) for claim in found)
        return tuple(claim for claim in read if claim is not None)

    def in_kind(looked: Looked[tuple[str, str]]) -> Looked[tuple[str, str]]:
        return Looked(lambda key: now(looked[key]) if key[1] in names else looked[key])

    def alone(looked: Looked[str]) -> Looked[str]:
        return Looked(lambda name: now(looked[name]) if name in names else looked[name])

    def still_ahead(name: str) -> Found:
        if name not in names:
            return index.ahead[name]
        return tuple(claim for claim in touching[name] if claim.stage != "completed")

    def to_come() -> Found:
        others = (claim for claim in index.to_come() if claim.id not in after)
        changed = (claim for claim in after.values() if claim and claim.stage != "completed")
        return *others, *changed

    touching = alone(index.touching)
    return Index(
        on=in_kind(index.on),
        by=in_kind(index.by),
        touching=touching,
        ahead=Looked(still_ahead),
        on_list=alone(index.on_list),
        labelled=alone(index.labelled),
        through=alone(index.through),
        against=Looked(lambda claims: now(index.against[claims])),
        to_come=to_come,
    )


def joined(index: Index, further: Iterable[Claim]) -> Index:
    """The index with a few claims besides, after the others; none of them disputes one of those."""
    few = indexed(further)

    def both(many: Looked[Key], some: Looked[Key]) -> Looked[Key]:
        return Looked(lambda key: (*many[key], *some[key]))

    return Index(
        on=both(index.on, few.on),
        by=both(index.by, few.by),
        touching=both(index.touching, few.touching),
        ahead=both(index.ahead, few.ahead),
        on_list=both(index.on_list, few.on_list),
        labelled=both(index.labelled, few.labelled),
        through=both(index.through, few.through),
        against=index.against,
        to_come=lambda: (*index.to_come(), *few.to_come()),
    )


class _NamesInClaims:
    """Where names stand in some claims; each claim found is looked at, since hashes may agree."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        # An array of objects is nothing that a collector has to walk.
        self._claims: NDArray[np.object_] = np.fromiter(claims, dtype=object, count=len(claims))
        every = map(_ROLES_OF_TYPES.__getitem__, map(type, claims))
        roles = np.fromiter(every, np.int64, len(claims))
        places = np.arange(len(claims))
        self._targets = Names(map(attrgetter("target"), claims), places, roles)
        self._parties = Names(map(attrgetter("party"), claims), places, roles)
        self._lists, self._rounds, self._vehicles, self._labels = (
            self._alone(np.flatnonzero(roles == _ROLES[kind.kind]), field)
            for kind, field in (
                (Designation, "programme"),
                (Investment, "round"),
                (Ownership, "via"),
                (Classification, "label"),
            )
        )
        self._disputed = self._alone(places, "disputes")
        met: list[int] = np.unique(roles).tolist()
        self._naming = [
            *((names, role) for names in (self._targets, self._parties) for role in met),
            *((names, _ALONE) for names in (self._lists, self._rounds)),
        ]

    def _alone(self, chosen: Places, field: str) -> Names:
        """Where what claims name in one field stands, one or several in each of those chosen."""
        said = [*map(attrgetter(field), self._claims[chosen])]
        saying = compress(chosen.tolist(), said)  # most claims name nobody in such a field
        named = [
            (place, (one,) if isinstance(one, str) else one)
            for place, one in zip(saying, filter(None, said), strict=True)
        ]
        places = [place for place, names in named for _ in names]
        names = [name for _, several in named for name in several]
        return Names(names, np.array(places, dtype=np.int64), np.full(len(names), _ALONE))

    def on_target(self, key: tuple[str, str]) -> Found:
        kind, target = key
        places = self._targets.places(target, _ROLES[kind]) if target else ()
        return self._standing(places, lambda claim: claim.target == target) if places else ()

    def by_party(self, key: tuple[str, str]) -> Found:
        kind, party = key
        places = self._parties.places(party, _ROLES[kind]) if party else ()
        return self._standing(places, lambda claim: claim.party == party) if places else ()

    def on_list(self, programme: str) -> Found:
        places = self._lists.places(programme, _ALONE)
        return self._standing(places, lambda claim: _list_of(claim) == programme) if places else ()

    def labelled(self, label: str) -> Found:
        places = self._labels.places(label, _ALONE)
        return self._standing(places, lambda claim: _label_of(claim) == label) if places else ()

    def through(self, vehicle: str) -> Found:
        places = self._vehicles.places(vehicle, _ALONE)
        once = tuple(dict.fromkeys(places))  # a claim names several
        return self._standing(once, lambda claim: vehicle in _vehicles(claim)) if places else ()

    def against(self, ids: tuple[str, ...]) -> Found:
        places = {place for one in ids for place in self._disputed.places(one, _ALONE)}
        if not places:
            return ()
        found, wanted = (self._claims[place] for place in sorted(places)), frozenset(ids)
        return tuple(claim for claim in found if not wanted.isdisjoint(claim.disputes))

    def touching(self, entity: str) -> Found:
        if not entity:
            return ()
        places = {place for names, role in self._naming for place in names.places(entity, role)}
        found = (self._claims[place] for place in sorted(places))
        return tuple(claim for claim in found if entity in named_in(claim))

    def _standing(self, places: Sequence[int], named: Callable[[Claim], bool]) -> Found:
        return tuple(filter(named, standing(self._claims[place] for place in places)))


def named_in(claim: Claim) -> tuple[str, ...]:
    """Whom a claim names as party, target, list or round."""
    if isinstance(claim, Designation):
        return claim.party, claim.target, claim.programme
    if isinstance(claim, Investment):
        return claim.party, claim.target, claim.round
    return claim.party, claim.target


def _list_of(claim: Claim) -> str:
    """The list or programme under which somebody is named."""
    return claim.programme if isinstance(claim, Designation) else ""


def _label_of(claim: Claim) -> str:
    """What somebody is called by an author or authority."""
    return claim.label if isinstance(claim, Classification) else ""


def _vehicles(claim: Claim) -> tuple[str, ...]:
    """Through whom a stake is held."""
    return claim.via if isinstance(claim, Ownership) else ()
