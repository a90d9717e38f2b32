"""Groups that act as one: those whose members are all cited to act in concert."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.holders.groups import all_members, is_group
from graph.holders.held import Held
from graph.networks.situation import Situation


def groups_in_concert(
    situation: Situation,
    held: Mapping[str, tuple[Held, ...]],
    concerts: Sequence[set[int]],
    index: Mapping[str, int],
) -> frozenset[str]:
    """Groups of this firm whose members are all in one concert: each joins it, and is one voter.

    Not one that holds elsewhere, where the members need not act together.
    """
    found = set()
    elsewhere = {
        one.holder for firm, each in held.items() if firm != situation.firm for one in each
    }
    for one in held.get(situation.firm, ()):
        if not is_group(situation.knowledge, one.holder):
            continue
        members = {index.get(member, -1) for member in all_members(situation.knowledge, one.holder)}
        for concert in concerts:
            if members and members <= concert and one.holder not in elsewhere:
                concert.add(index[one.holder])
                found.add(one.holder)
    return frozenset(found)
