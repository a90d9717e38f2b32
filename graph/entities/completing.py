"""Whom somebody may mean who is still writing a name: who has it, whose begins so, who is alike.

Only the one bearer of exactly that name is an answer (:mod:`graph.entities.resolving` takes nobody
else); everybody else is a suggestion.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from graph.claims.model import Entity
from graph.entities.search import Hit, Index

LOOKED_AT = 60  # names that begin so, of which the best are taken


def completions(
    index: Index, known: Mapping[str, Entity], text: str, limit: int = 8
) -> tuple[Hit, ...]:
    """Those meant by the beginning of a name, best first; ``own`` where it is that name already.

    >>> jade = Entity(id="jade", kind="Organization", name="Jade Co., Ltd.")
    >>> index = Index.build([jade, Entity(id="jane", kind="Person", name="Jane")])
    >>> known = {"jade": jade, "jane": Entity(id="jane", kind="Person", name="Jane")}
    >>> [(hit.entity, hit.own) for hit in completions(index, known, "ja")]
    [('jane', False), ('jade', False)]
    >>> [(hit.entity, hit.own) for hit in completions(index, known, "jade co ltd")]
    [('jade', True)]
    """
    if not text.strip():
        return ()
    bearers = index.bearers(text)
    shown = {hit.entity: hit.matched for hit in index.known(text)}
    found = {one: Hit(one, 1.0, shown.get(one, text), own=len(bearers) == 1) for one in bearers}
    begun = index.beginning(text, LOOKED_AT)
    # Of names that begin so, those of firms that are described here come first, then short ones.
    for hit in sorted(begun, key=lambda hit: (not known[hit.entity].subject, len(hit.matched))):
        found.setdefault(hit.entity, hit)
    if len(found) < limit:
        for hit in index.find(text, limit):
            found.setdefault(hit.entity, replace(hit, own=False))
    return tuple(found.values())[:limit]
