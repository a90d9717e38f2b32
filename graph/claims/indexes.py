"""How claims are found by whom they name: each index made from claims, or from another by a few.

A world in which a few claims read otherwise, or in which nobody made them, needs no new indexes
of everything else that is known: :func:`altered` puts new entries before those of the old index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from graph.claims.model import Claim, Designation, Investment, Ownership
from graph.collector import paused_collector

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

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


class Altered(Mapping[Key, Value]):
    """A mapping with a few other values, without the cost of a copy; None: not there.

    >>> letters = Altered({"a": 1, "b": 2}, {"a": None, "c": 3})
    >>> dict(letters), letters.get("a"), len(letters)
    ({'b': 2, 'c': 3}, None, 2)
    """

    def __init__(self, others: Mapping[Key, Value], few: Mapping[Key, Value | None]) -> None:
        self._others, self._few = others, few

    def __getitem__(self, key: Key) -> Value:
        value = self._few[key] if key in self._few else self._others[key]
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key: Key, default: Any = None) -> Any:
        """The value, or the default where there is none."""
        if key not in self._few:
            return self._others.get(key, default)
        value = self._few[key]
        return default if value is None else value

    def __iter__(self) -> Iterator[Key]:
        yield from (key for key in self._others if self._few.get(key, key) is not None)
        yield from (
            key for key, value in self._few.items() if value is not None and key not in self._others
        )

    def __len__(self) -> int:
        there = sum((value is not None) - (key in self._others) for key, value in self._few.items())
        return len(self._others) + there


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
    return Altered(index, entries) if entries else index


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
