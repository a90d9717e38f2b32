"""The answer on production split by a column: each definition for each product, buyer or step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from graph.answers.production import Definition, GroupShare, ProductionGroup
from graph.fraction import ZERO, Fraction
from graph.production.owned import Counted
from graph.production.shares import Piece, summed
from graph.profiles.production_parts import parts_of, share_of, state_of

SHOWN = 50  # groups; the others are added up


class Groups(Struct, frozen=True):
    """The groups that are shown, how many more there are, and what these come to together."""

    shown: tuple[ProductionGroup, ...] = ()
    more: int = 0
    rest: ProductionGroup | None = None


def groups_of(counted: Counted, pieces: Mapping[Definition, Sequence[Piece]]) -> Groups:
    """The counted plants by their group, in the order of the table; all together are the whole.

    Parameters
    ----------
    counted
        The plants, each with what is counted of it.
    pieces
        The same plants split into parts, under each definition asked for.
    """
    whole = sum((amount for _, amount in counted), ZERO)
    names = list(dict.fromkeys(plant.group for plant, _ in counted))
    place = {name: min(at, SHOWN) for at, name in enumerate(names)}
    members: list[list[int]] = [[] for _ in range(min(len(names), SHOWN + 1))]
    for at, (plant, _) in enumerate(counted):
        members[place[plant.group]].append(at)
    by_plant = {one: _by_plant(found) for one, found in pieces.items()}
    names = [*names[:SHOWN], ""]
    groups = tuple(
        _group(name, plants, counted, by_plant, whole)
        for name, plants in zip(names, members, strict=False)
    )
    if len(place) <= SHOWN:
        return Groups(groups)
    return Groups(groups[:SHOWN], len(place) - SHOWN, groups[SHOWN])


def _by_plant(pieces: Sequence[Piece]) -> dict[int, list[Piece]]:
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.plant, []).append(piece)
    return found


def _group(
    name: str,
    plants: Sequence[int],
    counted: Counted,
    by_plant: Mapping[Definition, Mapping[int, Sequence[Piece]]],
    whole: Fraction,
) -> ProductionGroup:
    amount = sum((counted[at][1] for at in plants), ZERO)
    return ProductionGroup(
        name=name,
        plants=len(plants),
        amount=float(amount),
        share=float(amount / whole),
        shares=tuple(
            _share(definition, [piece for at in plants for piece in found[at]])
            for definition, found in by_plant.items()
        ),
    )


def _share(definition: Definition, pieces: Sequence[Piece]) -> GroupShare:
    sums = summed(pieces)
    return GroupShare(
        definition=definition,
        share=share_of(sums),
        state=None if definition == "bySite" else state_of(sums),
        with_last_known=float(sums.with_last_known / sums.total),
        with_seats=float(sums.with_seats / sums.total),
        parts=parts_of(sums),
    )
