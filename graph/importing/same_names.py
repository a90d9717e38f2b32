"""Names that stand in several tables of one import: each is another until somebody decides.

Two firms may have one name, so nothing is made one by its name here. But who brings two tables
that belong together would see two chains where there is one, and has to be told.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims.model import Entity
from graph.entities.spellings import plain

_FEW = 3
_NAMED = frozenset({"Organization", "Person", "Fund", "Arrangement", "PublicBody"})


def kept_apart(entities: Iterable[Entity]) -> str:
    """What is to be said of names that several entities have; nothing if none does.

    >>> two = [Entity(id=id_, kind="Organization", name="Firm X") for id_ in ("a.x", "b.x")]
    >>> kept_apart(two).partition(";")[0]
    'names of several, which are kept apart (1): Firm X'
    """
    met: dict[str, list[str]] = {}
    for one in entities:
        if one.kind in _NAMED and one.name:
            met.setdefault(plain(one.name) or one.name, []).append(one.name)
    several = sorted(names[0] for names in met.values() if len(names) > 1)
    if not several:
        return ""
    named = ", ".join(several[:_FEW]) + (", …" if len(several) > _FEW else "")
    what = f"names of several, which are kept apart ({len(several):,}): {named}"
    return f"{what}; `zizhu identity candidates` lists them for a decision"
