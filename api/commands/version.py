"""Which program this is: its version, the engine that computes, the release that answers here."""

from __future__ import annotations

from api.seed_release import built_before
from api.settings import Settings
from graph.errors import NoReleaseError, ZizhuError
from graph.releases import manifest
from graph.releases.directory import release_path
from graph.triples.canonical import engine_version

NOTHING_BUILT = (
    "release: none in {home} yet; the first question builds one of the facts that come with zizhu"
)


def version(settings: Settings) -> str:
    """Three lines that a report of a fault begins with; nothing is built or verified for them."""
    engine = engine_version()
    return f"zizhu {engine.partition('+')[0]}\nengine {engine}\n{_release(settings, engine)}"


def _release(settings: Settings, engine: str) -> str:
    """The release that answers here, or why none does."""
    try:
        folder = release_path(settings.home, settings.release)
        made, place = manifest.read(folder), str(settings.home)
    except NoReleaseError as error:
        if settings.release is not None:
            return f"release: {error}"
        if settings.home != Settings().home:
            return f"release: {error}"
        seeds = built_before()
        if seeds is None:
            return NOTHING_BUILT.format(home=settings.home)
        made, place = seeds.manifest, "of the facts that come with zizhu"
    except ZizhuError as error:
        return f"release: {error}"
    other = "" if made.engine == engine else f", computed by engine {made.engine}"
    return f"release {made.id}, facts to {made.data_date}, {place}{other}"
