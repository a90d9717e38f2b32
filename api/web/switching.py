"""Taking up a newer release while serving: no request fails, none sees half of each.

A build ends by renaming one link. The server looks at that link now and then; when it names
another release, it is opened and verified, its processes are started and loaded, what was asked
lately is asked of it, and only then does it take the old one's place. Requests at work end with
the release they began with. A release that cannot be opened is told and left; the one that serves
goes on.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from api.apart.lanes import Questions
from api.sparql.workers import Workers
from api.sparql.zygotes import bury
from api.web.dependencies import Served
from api.web.door import handing_to
from api.web.limits import charge
from graph.errors import ZizhuError
from graph.releases.directory import release_path
from graph.releases.release import Release, open_release
from ontology.terms import PREFIXES

log = logging.getLogger("zizhu.api")

RENEWING = 10.0  # seconds in which answers that are kept are asked again of the newer release
GRACE = 2.0  # seconds in which a request that was given the old release comes to its query


async def take_up(served: Served) -> None:
    """Open the release of the settings, start its SPARQL process, and let it answer."""
    settings = served.settings
    release = served.release
    if release is None:
        release = await asyncio.to_thread(open_release, settings.home, settings.release)
    await _replace(served, release)


async def watch(served: Served) -> None:
    """Look for a newer release until cancelled; one that failed is not tried again."""
    failed = ""
    while True:
        await asyncio.sleep(served.settings.watch_seconds)
        bury()
        newer = _named(served)
        if newer in ("", failed) or (served.release and served.release.id == newer):
            continue
        try:
            release = await asyncio.to_thread(open_release, served.settings.home, newer)
            await _replace(served, release)
        except ZizhuError as error:
            failed = newer
            served.metrics.switches.labels("failed").inc()
            log.error("release %s is not taken up: %s", newer, error)  # noqa: TRY400 — for operators
        else:
            served.metrics.switches.labels("done").inc()
            log.warning("release %s answers from now on", release.id)


def _named(served: Served) -> str:
    """The release the home names as current; nothing when it names none."""
    with suppress(ZizhuError, OSError):
        return release_path(served.settings.home).name
    return ""


async def _replace(served: Served, release: Release) -> None:
    def noted(end: str, seconds: float) -> None:
        served.metrics.queries.labels(end).inc()
        charge(seconds)

    workers = Workers(release.quads_path, served.settings, PREFIXES, noted)
    questions = Questions(release, served.settings, charge, gently=served.questions is not None)
    try:
        await asyncio.gather(workers.start(), questions.start())
        if served.renew is not None and served.questions is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(RENEWING):
                    await served.renew(handing_to(questions, served.settings), release.id)
    except BaseException:
        workers.close()
        questions.close()
        raise
    before = [one for one in (served.workers, served.questions) if one is not None]
    served.release, served.problem = release, None
    served.workers, served.questions = workers, questions
    served.metrics.serves(release)
    seconds = {Workers: served.settings.query_seconds, Questions: served.settings.long_seconds}
    for one in before:
        later = asyncio.create_task(_stop(one, seconds[type(one)]))
        served.leaving.add(later)
        later.add_done_callback(served.leaving.discard)


async def _stop(workers: Workers | Questions, seconds: float) -> None:
    """End a release's processes when the last question has, or when none may still run."""
    try:
        await asyncio.sleep(GRACE)
        with suppress(TimeoutError):
            await asyncio.wait_for(workers.idle(), seconds)
    finally:
        workers.close()
