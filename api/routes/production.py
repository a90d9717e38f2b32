"""How much of production is domestic."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.web.dependencies import ReleaseDep
from api.web.description import one
from api.web.posted import PlantEntry, ProductionRequest, StatedOwner, body_of, read_json
from api.web.responses import respond
from graph.answers.production import Production
from graph.formats.foreign.owner_cells import Named
from graph.formats.plants.matches import MatchRow
from graph.formats.plants.stated import FILE, StatedPlant, stated_plants
from graph.questions import production_of
from graph.releases.release import Release

router = APIRouter(tags=["answers"])


EXAMPLE: dict[str, Any] = {
    "unit": "wafers a month",
    "plants": [
        {
            "name": "Fab 1", "place": "CN", "capacity": 60000,
            "owners": [{"name": "SMIC"}], "parents": [{"name": "SMIC", "share": "100.0"}],
        },
        {
            "name": "Fab 2", "place": "CN", "capacity": 40000,
            "owners": [{"name": "Elsewhere Ltd"}], "parents": [{"name": "unknown"}],
        },
    ],
    "matches": [{"name": "SMIC", "entity": "smic"}],
}  # fmt: skip
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/ProductionRequest"},
                "example": EXAMPLE,
            }
        },
    }
}


@router.post(
    "/production",
    responses=one(Production),
    openapi_extra=BODY,
    summary="How much of production is domestic",
)
async def production(request: Request, release: ReleaseDep) -> Response:
    """The domestic share of some plants by place, by owner and by whoever directs the owner; each
    an interval, with what carries its width. Owners are known by reviewed matches alone.
    """
    asked = read_json(await body_of(request), ProductionRequest)
    return respond(request, release, await run_in_threadpool(_answer, release, asked))


def _answer(release: Release, asked: ProductionRequest) -> Production:
    matches = [
        MatchRow(FILE, number, match.id, match.name, match.entity)
        for number, match in enumerate(asked.matches, start=1)
    ]
    return production_of(
        release,
        stated_plants([_plant(one) for one in asked.plants], asked.unit, asked.scheme, asked.by),
        matches=matches,
        home=asked.home,
        as_of=asked.as_of,
        statuses=asked.statuses,
        definitions=asked.definitions,
        lens=asked.lens,
        next_owners=asked.next,
    )


def _plant(plant: PlantEntry) -> StatedPlant:
    every = plant.capacity if isinstance(plant.capacity, dict) else {"": plant.capacity}
    return StatedPlant(
        name=plant.name,
        id=plant.id,
        place=plant.place,
        group=plant.group,
        capacity={status: _text(amount) for status, amount in every.items()},
        owners={
            "owner": _named(plant.owners),
            "parent": _named(plant.parents),
            "supplier": _named(plant.suppliers),
        },
    )


def _named(owners: tuple[StatedOwner, ...]) -> list[Named]:
    return [
        Named(owner.name, "" if owner.share is None else _text(owner.share), owner.id)
        for owner in owners
    ]


def _text(number: str | float) -> str:
    """A figure as its plain text; one in powers of ten is no plain number, and so refused."""
    return number.strip() if isinstance(number, str) else repr(number)
