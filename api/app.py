"""The web application: REST under ``/api``, ``/sparql``, and whether the server is well."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version

from fastapi import Depends, FastAPI
from starlette.routing import Route, compile_path
from starlette.types import ASGIApp

from api.explorer.refusal_pages import RefusalPages
from api.routes import (
    answer,
    chains,
    charts,
    checking,
    classification,
    compare,
    controllers,
    diff,
    dossier,
    entities,
    events,
    explorer,
    figure_pages,
    figures,
    index,
    labels,
    lenses,
    measures,
    network,
    own,
    owners,
    paths,
    production,
    production_page,
    programmes,
    reconcile,
    release,
    score,
    screen,
    sources,
    sparql,
    things,
    unknowns,
    whatif,
)
from api.settings import MEBIBYTE, Settings, from_environment
from api.web import problems
from api.web.dependencies import Served, only_known_parameters, where_it_is, with_key
from api.web.description import describe
from api.web.door import Door
from api.web.front import Front
from api.web.limits import Limits
from api.web.observed import Observed
from api.web.sampled import sample_logs
from api.web.switching import take_up, watch
from graph.answers.names import named
from graph.answers.parts import Named
from graph.errors import ZizhuError
from graph.releases.release import Release

log = logging.getLogger("zizhu.api")

ROUTES = (
    entities, answer, classification, score, owners, controllers, chains, paths, unknowns, labels,
    network, dossier, compare, measures, lenses, figures, charts, release, screen, sources,
    production, whatif, diff, own, checking, programmes, events,
)  # fmt: skip

ATOP = (
    release.health, sparql.router, things.router, reconcile.router, index.router, explorer.router,
    figure_pages.router, production_page.router,
)  # fmt: skip


def create_app(settings: Settings | None = None, opened: Release | None = None) -> ASGIApp:
    """The application over one release, and over the newer ones that take its place.

    Parameters
    ----------
    settings
        Where the release is and what visitors may use up; by default as the environment says.
    opened
        The release, when the caller has it open.
    """
    chosen = settings or from_environment()
    sample_logs()
    served = Served(settings=chosen, release=opened)
    app = routed(served, _lifespan(served))
    limited = Limits(Door(app, served), chosen)
    in_pages = RefusalPages(limited, lambda text: _called(served, text))
    front = Front(in_pages, chosen.cache * MEBIBYTE, lambda: _id(served))
    served.renew = front.renew
    return Observed(front, served.metrics, chosen, [path for path, _ in addresses()])


def alone(release: Release, settings: Settings) -> FastAPI:
    """The routes over one release, for a process that answers one request at a time."""
    return routed(Served(settings=settings, release=release))


def routed(
    served: Served, lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None
) -> FastAPI:
    """The routes over what is served, as every process that answers has them."""
    app = FastAPI(
        title="zizhu",
        version=version("zizhu"),
        description="How domestic is this firm, by whose definition, and what would settle it? "
        "Shares and scores are fractions of one with six decimals; null is unknown, never zero.",
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,  # its pages come from other people's servers
        redoc_url=None,
        redirect_slashes=False,  # it would send visitors to whatever host they name
    )
    app.state.served = served
    app.state.addresses = [(compile_path(path)[0], methods) for path, methods in addresses()]
    for module in ROUTES:
        needs = [Depends(only_known_parameters), Depends(with_key), Depends(where_it_is)]
        app.include_router(module.router, prefix="/api", dependencies=needs)
    for router in ATOP:
        app.include_router(router)
    problems.install(app)
    describe(app)
    return app


def addresses() -> list[tuple[str, set[str]]]:
    """Every address there is, as its route declares it, with the methods it answers."""
    declared = [("/api", module.router) for module in ROUTES] + [("", router) for router in ATOP]
    return [
        (prefix + route.path, route.methods or set())
        for prefix, router in declared
        for route in router.routes
        if isinstance(route, Route)
    ]


def _called(served: Served, text: str) -> Named | None:
    """Whom an id means in the release that is served; nobody where it means none."""
    known = served.release.knowledge if served.release else None
    return named(known, text) if known is not None and text in known.entities else None


def _id(served: Served) -> str:
    return served.release.id if served.release else ""


def _lifespan(served: Served) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            await take_up(served)
        except ZizhuError as error:
            # A server without a release still says why, at every address.
            log.error("%s", error)  # noqa: TRY400 — the message is for the operator
            served.problem = error
        watching = asyncio.create_task(watch(served)) if _watched(served.settings) else None
        try:
            yield
        finally:
            if watching is not None:
                watching.cancel()
            for task in tuple(served.leaving):
                task.cancel()
            for processes in (served.workers, served.questions):
                if processes is not None:
                    processes.close()

    return lifespan


def _watched(settings: Settings) -> bool:
    """A server that was told which release to serve serves that one."""
    return settings.watch_seconds > 0 and settings.release is None
