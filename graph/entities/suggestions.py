"""Whom somebody may mean who is still writing a name: who has it, whose begins so, who is alike.

Only the one bearer of exactly that name is an answer (:mod:`graph.entities.resolving` takes nobody
else); everybody else is a suggestion.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice

from msgspec.structs import replace

from graph.claims.model import Entity
from graph.entities.search import Hit, Index

LOOKED_AT = 60  # names that begin so, of which the best are taken
OF_SOME_KINDS = 10  # times as many, where few of them may be of a kind that is asked for


def suggested(
    index: Index,
    known: Mapping[str, Entity],
    text: str,
    limit: int = 8,
    *,
    kinds: Collection[str] = (),
) -> tuple[Hit, ...]:
    """Those meant by the beginning of a name, best first; ``own`` where it is that name already.

    ``kinds``: the kinds of entity that are proposed; without any, all.

    >>> jade = Entity(id="jade", kind="Organization", name="Jade Co., Ltd.")
    >>> known = {"jade": jade, "jane": Entity(id="jane", kind="Person", name="Jane")}
    >>> index = Index.build(known.values())
    >>> [(hit.entity, hit.own) for hit in suggested(index, known, "ja")]
    [('jane', False), ('jade', False)]
    >>> [(hit.entity, hit.own) for hit in suggested(index, known, "jade co ltd")]
    [('jade', True)]
    >>> [hit.entity for hit in suggested(index, known, "ja", kinds=["Organization"])]
    ['jade']
    """
    if not text.strip():
        return ()
    looked_at = LOOKED_AT * (OF_SOME_KINDS if kinds else 1)
    hits = chain(
        _bearers(index, text),
        _beginning(index, known, text, looked_at),
        _alike(index, text, looked_at if kinds else limit),
    )
    of_kinds = (hit for hit in hits if not kinds or known[hit.entity].kind in kinds)
    return tuple(islice(_each_once(of_kinds), limit))


def _bearers(index: Index, text: str) -> Iterator[Hit]:
    bearers = index.bearers(text)
    shown = {hit.entity: hit.matched for hit in index.known(text)} if bearers else {}
    for bearer in bearers:
        yield Hit(bearer, 1.0, shown.get(bearer, text), own=len(bearers) == 1)


def _beginning(
    index: Index, known: Mapping[str, Entity], text: str, looked_at: int
) -> Iterator[Hit]:
    """Those whose name begins so: firms that are described here come first, then short names."""
    begun = index.beginning(text, looked_at)
    yield from sorted(begun, key=lambda hit: (not known[hit.entity].subject, len(hit.matched)))


def _alike(index: Index, text: str, looked_at: int) -> Iterator[Hit]:
    for hit in index.find(text, looked_at):
        yield replace(hit, own=False)


def _each_once(hits: Iterable[Hit]) -> Iterator[Hit]:
    seen: set[str] = set()
    for hit in hits:
        if hit.entity not in seen:
            seen.add(hit.entity)
            yield hit
