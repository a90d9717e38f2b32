"""What routes are given: the release, the SPARQL workers, and parameters that mean one thing."""

from __future__ import annotations

from asyncio import Task
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Depends, HTTPException, Query, Request
from msgspec import Struct, field
from starlette.types import ASGIApp

from api.apart.lanes import Questions
from api.errors import KeyNeededError, UnservedReleaseError
from api.settings import Settings
from api.sparql.workers import Workers
from api.web.named_release import NamedReleases
from api.web.observed import Metrics
from api.web.parameters import query_parameters, refuse_misread, refuse_unknown
from graph.arguments import days_in, home_of
from graph.errors import NoReleaseError, ZizhuError
from graph.releases.release import Release, as_computed


class Served(Struct):
    """What one running server has; a problem stands in for what could not be opened.

    A newer release takes the place of all three in one step; ``leaving`` are the tasks
    that end those before it.
    """

    settings: Settings
    release: Release | None = None
    workers: Workers | None = None
    questions: Questions | None = None
    problem: ZizhuError | None = None
    named: NamedReleases = field(default_factory=NamedReleases)
    metrics: Metrics = field(default_factory=Metrics)
    leaving: set[Task[None]] = field(default_factory=set)
    renew: Callable[[ASGIApp, str], Awaitable[None]] | None = None  # what is kept of answers


def served(request: Request) -> Served:
    """What the application was started with."""
    found: Served = request.app.state.served
    return found


def current_settings(request: Request) -> Settings:
    """The settings of this server."""
    return served(request).settings


def current_release(request: Request) -> Release:
    """The open release, or why there is none."""
    found = served(request)
    if found.release is None:
        raise found.problem or NoReleaseError("current")
    return found.release


ReleaseQuery = Annotated[
    str | None,
    Query(
        alias="release",
        min_length=1,
        description="The release to ask, by its id; without it the one that is served. Another is "
        "never asked in its place.",
    ),
]


def stored_release(request: Request, wanted: ReleaseQuery = None) -> Release:
    """The release named in the address, or the served one, for what is read and not computed."""
    current = current_release(request)
    if wanted is None:
        return current
    found = served(request)
    return found.named.named(wanted, current, found.settings.home)


def computed_release(
    wanted: ReleaseQuery = None, release: Release = Depends(stored_release)
) -> Release:
    """The same for what is computed: of a release that was named only by its own engine."""
    return release if wanted is None else as_computed(release)


def queried_release(request: Request, wanted: ReleaseQuery = None) -> Release:
    """The served release, for SPARQL, which has a process for that one alone."""
    current, found = current_release(request), stored_release(request, wanted)
    if found.id == current.id:
        return current
    raise UnservedReleaseError(
        f"queries are answered here from release {current.id}, and this one needs {found.id}: "
        f"`zizhu query --release {found.id}` asks it, and so does a server of its own"
    )


def current_workers(request: Request) -> Workers:
    """The SPARQL workers of the open release."""
    found = served(request)
    if found.workers is None:
        raise found.problem or NoReleaseError("current")
    return found.workers


def with_key(request: Request) -> None:
    """Where the settings have a key, refuse work for a document of the visitor's without it."""
    key = current_settings(request).api_key
    if key is None or request.method != "POST":
        return
    given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    if not compare_digest(given.encode(), key.encode()):
        raise KeyNeededError("send the key of this server as 'Authorization: Bearer KEY'")


def where_it_is(request: Request) -> None:
    """Send a visitor who names what was merged into another on to that one: 308."""
    release, named = served(request).release, request.path_params.get("firm", "")
    if "release" in request.query_params:
        return  # what is one here may be two there
    if release is not None and named in release.knowledge.redirects:
        stays = release.knowledge.redirects[named]
        path = request.url.path.replace(f"/{quote(named)}", f"/{quote(stays)}", 1)
        query = f"?{request.url.query}" if request.url.query else ""
        raise HTTPException(
            HTTPStatus.PERMANENT_REDIRECT,
            f"{named} is one with {stays}, and answers under that id",
            {"Location": path + query},
        )


def only_known_parameters(request: Request) -> None:
    """Refuse a parameter the route does not have, and one that no route takes as it is given."""
    refuse_unknown(request.query_params, query_parameters(request.scope["route"].dependant))


def nothing_misread(request: Request) -> None:
    """Of a route whose protocol lets others come along, refuse only what would be misread."""
    refuse_misread(request.query_params, query_parameters(request.scope["route"].dependant))


class Asked(Struct, frozen=True):
    """On which day, and seen from which home."""

    as_of: str | None
    home: str | None


HomeText = Annotated[
    str | None, Query(description="The home jurisdiction, ISO 3166-1 alpha-2.", examples=["CN"])
]


def home_asked(home: HomeText = None) -> str | None:
    """The home in capitals; an empty field of a form is none."""
    return home_of(home) if home else None


HomeQuery = Annotated[str | None, Depends(home_asked)]


def day_asked(
    as_of: Annotated[
        str | None,
        Query(
            description="The day of the answer, YYYY-MM-DD; a month or a year means its last day. "
            "By default the release's data date, never today.",
            examples=["2014-12-31"],
        ),
    ] = None,
) -> str | None:
    """The day asked about, checked; an empty field of a form is none."""
    if as_of:
        days_in(as_of)
    return as_of or None


DayQuery = Annotated[str | None, Depends(day_asked)]


def asked(as_of: DayQuery = None, home: HomeQuery = None) -> Asked:
    """The two parameters that an answer has which is computed of a firm."""
    return Asked(as_of, home)


MOST_LENSES = 100  # of one question; a release may bring some of its own beside ours
SettingsDep = Annotated[Settings, Depends(current_settings)]
ReleaseDep = Annotated[Release, Depends(computed_release)]
StoredDep = Annotated[Release, Depends(stored_release)]
QueriedDep = Annotated[Release, Depends(queried_release)]
WorkersDep = Annotated[Workers, Depends(current_workers)]
AskedDep = Annotated[Asked, Depends(asked)]
LensQuery = Annotated[
    list[str] | None,
    Query(
        max_length=MOST_LENSES,
        description=f"Only these lenses, at most {MOST_LENSES}, each of which is answered once "
        "however often it is named; repeat for several.",
        examples=[["legal-seat"]],
    ),
]
PageLanguage = Annotated[Literal["en", "zh"], Query(description="In which language it is drawn.")]
Basis = Annotated[
    Literal["legal", "economic", "voting"],
    Query(description="Registered or record equity; who receives the cash flow; who votes."),
]
