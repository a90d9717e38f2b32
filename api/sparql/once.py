"""One query asked outside a server: the same guard, in the same killable process."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from api.sparql.workers import Workers
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    from api.settings import Settings
    from api.sparql.guard import Guarded
    from graph.releases.release import Release


def answer_once(release: Release, settings: Settings, query: Guarded, media: str) -> bytes:
    """The answer to a guarded query; a worker is started for it and ended after it.

    Works where an event loop is running already, as it is in a notebook.
    """

    async def answered() -> bytes:
        async with Workers(release.quads_path, settings, PREFIXES) as workers:
            return await workers.answer(query, media)

    with ThreadPoolExecutor(1) as apart:  # a thread can have one event loop only
        return apart.submit(asyncio.run, answered()).result()
