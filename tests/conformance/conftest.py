"""The endpoint over statements of a test's own: its routes, its guard and its processes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.routes import sparql
from api.settings import Settings
from api.sparql.workers import Workers
from api.web import problems
from api.web.dependencies import Served
from graph.releases.release import Release, build
from served_app import Endpoint, serving
from small_tables import no_assessments, write_small


@pytest.fixture(scope="session")
def small_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release, for what the endpoint says of one."""
    folder = tmp_path_factory.mktemp("small")
    return build(write_small(folder / "tables"), folder / "home", derive=no_assessments)


@pytest.fixture(scope="session")
def endpoint(small_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Endpoint:
    """Serves statements at ``/sparql``."""
    settings = Settings()

    @contextmanager
    def served(quads: str) -> Iterator[httpx.Client]:
        path: Path = tmp_path_factory.mktemp("statements") / "quads.nq"
        path.write_text(quads, encoding="utf-8")

        @asynccontextmanager
        async def lifespan(app: FastAPI) -> AsyncIterator[None]:
            async with Workers(path, settings) as workers:
                app.state.served = Served(settings, small_release, workers)
                yield

        app = FastAPI(lifespan=lifespan)
        app.include_router(sparql.router)
        app.state.addresses = [(re.compile("/sparql"), {"GET", "POST"})]
        problems.install(app)
        with serving(app) as client:
            yield client

    return served
