"""Entities: found by a name in any script, and what is claimed of them."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct

from api.web.dependencies import StoredDep
from api.web.description import FirmPath, many, one
from api.web.responses import respond
from graph.answers.entities import EntityPage, Match
from graph.answers.parts import Named
from graph.questions import claims, search

router = APIRouter(tags=["entities"])

ANSWERS = (
    "claims",
    "classification",
    "owners",
    "controllers",
    "unknowns",
    "labels",
    "network",
    "dossier",
)


class Summary(Struct, frozen=True, kw_only=True):
    """An entity, and where its answers are."""

    entity: Named
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    claims: dict[str, int]
    links: dict[str, str]


@router.get("/entities", responses=many(Match), summary="Find an entity")
def find(
    request: Request,
    release: StoredDep,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=200,
            description="A name in any script, an id or an identifier.",
            examples=["阿里巴巴", "sensetime"],
        ),
    ],
    limit: Annotated[int, Query(ge=1, le=100, description="Most results.")] = 10,
) -> Response:
    """Entities that answer to a text, best first."""
    return respond(request, release, search(release, q, limit), q=q, limit=limit)


@router.get("/entities/{firm}", summary="An entity and where its answers are")
def summary(request: Request, release: StoredDep, firm: Annotated[str, FirmPath]) -> Response:
    """Its names and identifiers, how many claims of each type touch it, and links."""
    page = claims(release, firm)
    found = Summary(
        entity=page.entity,
        names=page.names,
        identifiers=page.identifiers,
        claims=dict(sorted(Counter(claim.type for claim in page.claims).items())),
        links={name: f"/api/entities/{page.entity.id}/{name}" for name in ANSWERS},
    )
    return respond(request, release, found)


@router.get(
    "/entities/{firm}/claims",
    responses=one(EntityPage),
    summary="What is claimed of an entity",
)
def claimed(request: Request, release: StoredDep, firm: Annotated[str, FirmPath]) -> Response:
    """Every claim that touches it, denials included, each with its dates and sources."""
    return respond(request, release, claims(release, firm))
