"""How claims are found by whom they name: each index made from claims, or from another by a few.

A world in which a few claims read otherwise, or in which nobody made them, needs no new indexes
of everything else that is known: :func:`altered` puts new entries before those of the old index.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from graph.claims.model import Claim, Designation, Investment, Ownership
from graph.collector import paused_collector

Key = TypeVar("Key", bound=Hashable)

NOBODY_STANDS_BY = ("denied", "retracted")


def on_target(claims: Iterable[Claim]) -> Mapping[tuple[str, str], tuple[Claim, ...]]:
    """Standing claims by kind and target."""
    return _grouped(
        ((claim.kind, claim.target), claim) for claim in standing(claims) if claim.target
    )


def by_party(claims: Iterable[Claim]) -> Mapping[tuple[str, str], tuple[Claim, ...]]:
    """Standing claims by kind and party."""
    return _grouped(((claim.kind, claim.party), claim) for claim in standing(claims) if claim.party)


def touching(claims: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """Every claim by each party, list and round that it names, denied ones too."""
    return _grouped((entity, claim) for claim in claims for entity in _named(claim))


def ahead(claims: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """The same of what was still to come when it was said."""
    return touching(claim for claim in claims if claim.stage != "completed")


def on_list(claims: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """Standing claims that name somebody under a list or programme, by that."""
    return _grouped(
        (claim.programme, claim) for claim in standing(claims) if isinstance(claim, Designation)
    )


def through(claims: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """Standing claims of stakes by each entity they are held through."""
    return _grouped(
        (vehicle, claim)
        for claim in standing(claims)
        if isinstance(claim, Ownership)
        for vehicle in claim.via
    )


def standing(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims somebody stands by, in their order."""
    return (claim for claim in claims if claim.status not in NOBODY_STANDS_BY)


class Altered(Mapping[str, Claim]):
    """Claims by id, a few of which read otherwise than others have them, or are not there.

    >>> from graph.claims.model import Control
    >>> known = {id_: Control(id=id_, target="f", party="p") for id_ in ("one", "two")}
    >>> list(Altered(known, {"one": None}))
    ['two']
    """

    def __init__(self, claims: Mapping[str, Claim], after: Mapping[str, Claim | None]) -> None:
        self._claims, self._after = claims, after

    def __getitem__(self, id_: str) -> Claim:
        claim = self._after[id_] if id_ in self._after else self._claims[id_]
        if claim is None:
            raise KeyError(id_)
        return claim

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_ in self._claims if self._after.get(id_, id_) is not None)

    def __len__(self) -> int:
        return len(self._claims) - sum(claim is None for claim in self._after.values())


def altered(
    index: Mapping[Key, tuple[Claim, ...]],
    indexed: Callable[[Iterable[Claim]], Mapping[Key, tuple[Claim, ...]]],
    before: Iterable[Claim],
    after: Mapping[str, Claim | None],
    among: Mapping[Key, tuple[Claim, ...]] | None = None,
) -> Mapping[Key, tuple[Claim, ...]]:
    """An index as it would be if some claims read otherwise, or nobody had made them.

    Parameters
    ----------
    index, indexed
        The index of all claims, and how it is made.
    before
        The claims that change, as they read in it.
    after
        By their ids, how they read now; nothing where nobody made them. They name the same
        parties as before, and somebody stands by them as before.
    among
        All claims that may come under a key, where that can be more than are under it.

    Work and room grow with the claims that share a key with those that change, not with all.
    """
    entries: dict[Key, tuple[Claim, ...]] = {}
    for key in indexed((*before, *(claim for claim in after.values() if claim is not None))):
        now = (after.get(claim.id, claim) for claim in (index if among is None else among)[key])
        entries[key] = indexed(claim for claim in now if claim is not None).get(key, ())
    return ChainMap(entries, index) if entries else index  # type: ignore[arg-type]  # only read


def _named(claim: Claim) -> Iterable[str]:
    named = {claim.party, claim.target}
    if isinstance(claim, Designation):
        named.add(claim.programme)
    if isinstance(claim, Investment):
        named.add(claim.round)
    return named - {""}


def _grouped(keyed: Iterable[tuple[Key, Claim]]) -> Mapping[Key, tuple[Claim, ...]]:
    groups: defaultdict[Key, list[Claim]] = defaultdict(list)
    with paused_collector():
        for key, claim in keyed:
            groups[key].append(claim)
        return {key: tuple(claims) for key, claims in groups.items()}
