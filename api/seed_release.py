"""A release of the facts that come with the program, for who has built none.

Built once for each state of program and facts, in the user's cache folder, and
found there afterwards: a first question needs no folder, no network and no
command before it. Building is atomic: whoever asks meanwhile waits.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from api.settings import SEEDS, Settings, cache_folder
from graph.errors import BuildInProgressError, DamagedReleaseError, FileError, NoReleaseError
from graph.releases.release import build, open_release

if TYPE_CHECKING:
    from graph.releases.release import Release

PACKAGE = "datapackage.json"  # of the seeds
AUTHORS = "The zizhu authors"
PATIENCE = 600  # seconds to wait for somebody else's build
LOOK = 0.5  # seconds between looks
ELSEWHERE = (
    "set XDG_CACHE_HOME to a folder that can be written, or name a folder of releases "
    "(--data, ZIZHU_HOME, zizhu.open)"
)


def current_or_seeds(settings: Settings) -> Release:
    """The release of the settings; where nobody named a folder and none is built, the seeds'.

    A folder that somebody named answers itself or not at all. A release that is named is looked
    for among what was built from the seeds before, and nothing is built to find it.
    """
    try:
        return open_release(settings.home, settings.release)
    except NoReleaseError:
        if settings.home != Settings().home or (settings.home / "current").exists():
            raise
        if settings.release is None:
            return seed_release()
        built = built_before()
        if built is None or not built.id.startswith(settings.release):
            raise
        return built


def built_before() -> Release | None:
    """The release of the packed seeds, if it was built already and is whole."""
    try:
        return open_release(cache_folder() / _state())
    except (NoReleaseError, DamagedReleaseError):
        return None


class Compiled(NamedTuple):
    """Whose compilation the seeds are, and under which terms, as their own package says."""

    author: str
    license: str


def of_the_seeds(release: Release) -> Compiled | None:
    """Whose a release is that was built of the packed seeds; nothing for any other."""
    from graph.releases.manifest import hash_of

    package = SEEDS / PACKAGE
    if release.manifest.inputs.get(PACKAGE) != hash_of(package):
        return None
    (terms,) = json.loads(package.read_text("utf-8"))["licenses"]
    return Compiled(AUTHORS, terms["name"])


def seed_release() -> Release:
    """The release of the packed seeds, from the cache folder, built if need be.

    A damaged one is built anew. Says on standard error where it builds.
    """
    found = built_before()
    if found is not None:
        return found
    home = cache_folder() / _state()
    sys.stderr.write(
        f"zizhu: building a release from the facts that come with it, once, in {home}\n"
    )
    started = time.monotonic()
    while True:
        try:
            return build(SEEDS, home)
        except BuildInProgressError:
            if time.monotonic() - started > PATIENCE:
                raise
            time.sleep(LOOK)
        except FileError as error:
            raise FileError(str(home), error.problem, hint=ELSEWHERE) from error
        except OSError as error:
            problem = f"cannot be written: {error.strerror}"
            raise FileError(str(home), problem, hint=ELSEWHERE) from error


def _state() -> str:
    """A name for this state of the program and its facts."""
    from graph.triples.canonical import engine_version
    from ontology.files import digest

    state = hashlib.sha256(f"{engine_version()} {digest()}".encode())
    for path in sorted(SEEDS.iterdir()):
        if path.is_file():
            state.update(f"\n{path.name}\n".encode() + path.read_bytes())
    return state.hexdigest()[:16]
