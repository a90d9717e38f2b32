"""The web application: REST under ``/api``, ``/sparql``, and whether the server is well."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version

from fastapi import Depends, FastAPI
from starlette.types import ASGIApp

from api import problems
from api.dependencies import Served, only_known_parameters
from api.description import describe
from api.front import Front
from api.routes import (
    chains,
    classification,
    compare,
    controllers,
    dossier,
    entities,
    index,
    labels,
    lenses,
    network,
    owners,
    release,
    sources,
    sparql,
    unknowns,
)
from api.settings import Settings, from_environment
from api.sparql.workers import MEBIBYTE, Workers
from graph.errors import ZizhuError
from graph.release import Release, open_release
from ontology.terms import PREFIXES

log = logging.getLogger("zizhu.api")

ROUTES = (
    entities, classification, owners, controllers, chains, unknowns, labels, network, dossier,
    compare, lenses, release, sources,
)  # fmt: skip


def create_app(settings: Settings | None = None, opened: Release | None = None) -> ASGIApp:
    """The application over one release.

    Parameters
    ----------
    settings
        Where the release is and what visitors may use up; by default as the environment says.
    opened
        The release, when the caller has it open.
    """
    chosen = settings or from_environment()
    served = Served(settings=chosen, release=opened)
    app = FastAPI(
        title="zizhu",
        version=version("zizhu"),
        description="How domestic is this firm, by whose definition, and what would settle it? "
        "Shares and scores are fractions of one with six decimals; null is unknown, never zero.",
        lifespan=_lifespan(served),
        openapi_url="/api/openapi.json",
        docs_url=None,  # its pages come from other people's servers
        redoc_url=None,
    )
    app.state.served = served
    for module in ROUTES:
        app.include_router(
            module.router, prefix="/api", dependencies=[Depends(only_known_parameters)]
        )
    app.include_router(release.health)
    app.include_router(sparql.router)
    app.include_router(index.router)
    problems.install(app)
    describe(app)
    return Front(app, chosen.cache * MEBIBYTE)


def _lifespan(served: Served) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            await _open(served)
        except ZizhuError as error:
            # A server without a release still says why, at every address.
            log.error("%s", error)  # noqa: TRY400 — the message is for the operator
            served.problem = error
        try:
            yield
        finally:
            if served.workers is not None:
                served.workers.stop()

    return lifespan


async def _open(served: Served) -> None:
    settings = served.settings
    if served.release is None:
        served.release = open_release(settings.home, settings.release)
    workers = Workers(served.release.quads_path, settings, PREFIXES)
    await workers.start()
    served.workers = workers
