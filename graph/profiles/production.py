"""How much of production is domestic: a table of plants, matches, and what is known of owners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import get_args

from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.answers.production import (
    CountedStatus,
    Definition,
    NextOwner,
    Production,
    ProductionShare,
)
from graph.claims.knowledge import Knowledge
from graph.errors import InputError
from graph.formats.plants.cells import Who
from graph.formats.plants.matches import Matches
from graph.formats.plants.table import Plant, PlantTable
from graph.fraction import ZERO, Fraction
from graph.production.defaults import NEXT_OWNERS
from graph.production.next_owners import Candidate, candidates
from graph.production.owned import Counted, Owned
from graph.production.shares import (
    ROLE,
    Piece,
    pieces_by_owner,
    pieces_by_place,
    summed,
)
from graph.profiles.production_groups import Groups, groups_of
from graph.profiles.production_parts import parts_of, share_of, state_of
from ontology.lenses import Lens
from ontology.load import codes
from ontology.terms import nearest


def production_in(
    knowledge: Knowledge,
    table: PlantTable,
    matches: Matches,
    lens: Lens,
    day: date,
    home: str,
    *,
    release: str,
    source: str = "",
    statuses: Sequence[str] = (),
    definitions: Sequence[str] = (),
    next_owners: int = NEXT_OWNERS,
) -> Production:
    """The domestic share of the plants of some statuses, under each definition asked for.

    Raises
    ------
    InputError
        If no plant has a capacity of these statuses, or a definition is asked for that is none, or
        that the table has no column for.
    """
    counted_statuses = _statuses(table, statuses)
    counted = [
        (plant, amount) for plant in table.plants if (amount := _amount(plant, counted_statuses))
    ]
    if not counted:
        raise InputError(
            f"{table.file}: no plant has a capacity that is {' or '.join(counted_statuses)}"
        )
    asked = _definitions(table, definitions)
    owners = Owned(knowledge, matches, counted, day, home, lens)
    pieces = {one: _pieces(one, counted, owners, table) for one in asked}
    shares = [_share(one, counted, pieces[one], owners, next_owners) for one in asked]
    groups = groups_of(counted, pieces) if table.by else Groups()
    total = sum((amount for _, amount in counted), ZERO)
    return Production(
        table=table.file,
        source=source,
        home=home,
        as_of=day.isoformat(),
        release=release,
        lens=lens.id,
        lens_label=lens.label,
        unit=table.unit,
        amount=float(total),
        plants=len(counted),
        statuses=tuple(_status(table, one, counted_statuses) for one in table.statuses),
        left_out=table.left_out,
        not_added=table.not_added,
        matched=len(owners.matched),
        owners=len(owners.named),
        unused_matches=matches.unused(owners.named.values()),
        shares=tuple(shares),
        by=table.by,
        groups=groups.shown,
        more_groups=groups.more,
        rest=groups.rest,
        refusals=tuple(str(one) for one in table.refusals),
        claims=cited_all(knowledge, owners.claims()),
    )


def _pieces(
    definition: Definition, counted: Counted, owners: Owned, table: PlantTable
) -> list[Piece]:
    """Every plant split into parts, as a definition asks."""
    if definition == "bySite":
        return pieces_by_place(counted, owners.placed(table.coded))
    return pieces_by_owner(counted, definition, owners.origin_of(definition))


def _share(
    definition: Definition, counted: Counted, pieces: Sequence[Piece], owners: Owned, most: int
) -> ProductionShare:
    sums = summed(pieces)
    open_owners = candidates(pieces, owners.origin_of(definition))
    described = codes("ProductionDefinitions")[definition]
    itself = _own_parents(counted, definition)
    return ProductionShare(
        definition=definition,
        label=described.label,
        counts=described.definition,
        share=share_of(sums),
        state=None if definition == "bySite" else state_of(sums),
        with_last_known=float(sums.with_last_known / sums.total),
        with_seats=float(sums.with_seats / sums.total),
        state_with_last_known=float(sums.state_last_known / sums.total),
        rounding=float(sums.rounding / sums.total),
        as_stated=float(sums.as_stated / sums.total),
        on_weak_evidence=float(sums.weak / sums.total),
        parts=parts_of(sums),
        not_climbed=float(sum(itself.values(), ZERO)),
        climbed_here=float(_decided(pieces, counted, itself)),
        next=tuple(_next(one, owners, sums.total) for one in open_owners[:most]),
        open_owners=len(open_owners),
    )


def _own_parents(counted: Counted, definition: Definition) -> dict[int, Fraction]:
    """Of each plant what the table gives to a parent that is the owner itself."""
    if ROLE.get(definition) != "parent":
        return {}
    found: dict[int, Fraction] = {}
    for at, (plant, amount) in enumerate(counted):
        parts = plant.owners["parent"].parts
        if itself := sum((part.share for part in parts if _is_owner(plant, part.who)), ZERO):
            found[at] = amount * itself
    return found


def _is_owner(plant: Plant, parents: Sequence[Who]) -> bool:
    """Whether some parents of a plant are all direct owners of it."""
    direct = plant.owners["owner"].who if "owner" in plant.owners else ()
    return bool(parents) and all(any(who.is_same(one) for one in direct) for who in parents)


def _decided(pieces: Sequence[Piece], counted: Counted, itself: dict[int, Fraction]) -> Fraction:
    """What of these plants' own parents is decided all the same, by what is known here."""
    return sum(
        (
            piece.amount - piece.width
            for piece in pieces
            if piece.plant in itself and _is_owner(counted[piece.plant][0], piece.who)
        ),
        ZERO,
    )


def _next(one: Candidate, owners: Owned, total: Fraction) -> NextOwner:
    entity = owners.matched.get(one.who.key)
    return NextOwner(
        name=one.who.name,
        id=one.who.id,
        entity=named(owners.knowledge, entity) if entity else None,
        cause=one.cause,
        settles=float(one.settles / total),
        touches=float(one.touches / total),
        plants=one.plants,
    )


def _amount(plant: Plant, statuses: Sequence[str]) -> Fraction:
    return sum((plant.capacity.get(status, ZERO) for status in statuses), ZERO)


def _status(table: PlantTable, status: str, counted: Sequence[str]) -> CountedStatus:
    amounts = [plant.capacity[status] for plant in table.plants if plant.capacity.get(status)]
    return CountedStatus(
        status=status,
        plants=len(amounts),
        amount=float(sum(amounts, ZERO)),
        counted=status in counted,
    )


def _statuses(table: PlantTable, asked: Sequence[str]) -> tuple[str, ...]:
    for status in asked:
        if status not in table.statuses:
            hint = ", ".join(nearest(status, table.statuses) or table.statuses)
            raise InputError(f"{table.file}: no status {status!r}; there are: {hint}")
    return tuple(asked) or table.counted


def _definitions(table: PlantTable, asked: Sequence[str]) -> tuple[Definition, ...]:
    has = {"bySite": table.has_places, **{one: role in table.roles for one, role in ROLE.items()}}
    known: tuple[Definition, ...] = get_args(Definition)
    for one in asked:
        if one not in known:
            raise InputError(f"no definition {one!r}; there are: {', '.join(known)}")
        if not has[one]:
            needed = "place" if one == "bySite" else ROLE[one]
            raise InputError(f"{one}: the mapping names no column for the {needed} of a plant")
    return tuple(one for one in known if has[one] and (not asked or one in asked))
