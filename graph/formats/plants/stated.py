"""Plants that stand in a document and not in a table: the same, with owners apart already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from graph.claims.statements import Refusal
from graph.errors import InputError
from graph.formats.foreign.owner_cells import Named
from graph.formats.plants.cells import NOBODY, Owners, owners_of
from graph.formats.plants.mapping import ROLES
from graph.formats.plants.table import Plant, PlantTable, amount_of
from graph.formats.tables.rows import CellError
from graph.fraction import Fraction

FILE = "the document"


class StatedPlant(Struct, frozen=True, kw_only=True):
    """A plant as somebody states it; a role that is nothing was not spoken of."""

    name: str
    id: str = ""
    place: str = ""
    capacity: Mapping[str, str]
    owners: Mapping[str, Sequence[Named] | None] = {}
    group: str = ""


def stated_plants(
    plants: Sequence[StatedPlant], unit: str, scheme: str, by: str = ""
) -> PlantTable:
    """The table that some plants are; ``scheme`` is that of the numbers of all owners.

    ``by`` is what the groups of plants are, where they have any: product, buyer, step.

    >>> mill = StatedPlant(name="Mill", capacity={"": "5"}, owners={"owner": [Named("A")]})
    >>> stated_plants([mill], "kt", "").roles
    ('owner',)

    Raises
    ------
    InputError
        If there is no plant, or none with a capacity that can be read.
    """
    roles = tuple(role for role in ROLES if any(one.owners.get(role) for one in plants))
    found: list[Plant] = []
    refusals: list[Refusal] = []
    for number, one in enumerate(plants, start=1):
        try:
            capacity = {key: amount_of(text, "capacity") for key, text in one.capacity.items()}
        except CellError as error:
            refusals.append(_refusal(number, error))
            continue
        found.append(_plant(number, one, capacity, roles, scheme, refusals))
    if not found:
        first = f": {refusals[0]}" if refusals else ""
        raise InputError(f"{FILE} has no plant that can be added up{first}")
    statuses = tuple(dict.fromkeys(status for one in plants for status in one.capacity))
    return PlantTable(
        file=FILE,
        unit=unit,
        roles=roles,
        coded=True,
        has_places=any(one.place for one in plants),
        statuses=statuses,
        counted=statuses[:1],
        plants=tuple(found),
        left_out=0,
        not_added=len(plants) - len(found),
        refusals=tuple(refusals),
        by=by or ("group" if any(one.group for one in plants) else ""),
    )


def _plant(
    number: int,
    one: StatedPlant,
    capacity: dict[str, Fraction],
    roles: Sequence[str],
    scheme: str,
    refusals: list[Refusal],
) -> Plant:
    owners: dict[str, Owners] = {}
    unread: list[str] = []
    for role in roles:
        try:
            owners[role] = owners_of(one.owners.get(role) or (), scheme, role)
        except CellError as error:
            refusals.append(_refusal(number, error))
            owners[role] = NOBODY
            unread.append(role)
    return Plant(
        row=number,
        name=one.name,
        id=one.id,
        place=one.place,
        capacity={status: amount for status, amount in capacity.items() if amount},
        owners=owners,
        unread=tuple(unread),
        group=" ".join(one.group.split()),
    )


def _refusal(number: int, error: CellError) -> Refusal:
    return Refusal(
        file=FILE,
        line=number,
        pointer=f"column {error.column}",
        problem=error.problem,
        rule="plant-row",
    )
