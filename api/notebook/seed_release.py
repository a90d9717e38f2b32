"""A release of the facts that come with the program, for who has built none.

Built once for each state of program and facts, in the user's cache folder, and
found there afterwards. Building is atomic: whoever asks meanwhile waits.
"""

from __future__ import annotations

import hashlib
import sys
import time
from typing import TYPE_CHECKING

from api.settings import SEEDS, cache_folder
from graph.errors import BuildInProgressError, DamagedReleaseError, FileError, NoReleaseError
from graph.releases.release import build, open_release

if TYPE_CHECKING:
    from graph.releases.release import Release

PATIENCE = 600  # seconds to wait for somebody else's build
LOOK = 0.5  # seconds between looks


def seed_release() -> Release:
    """The release of the packed seeds, from the cache folder, built if need be.

    A damaged one is built anew. Says on standard error where it builds.
    """
    home = cache_folder() / _state()
    try:
        return open_release(home)
    except (NoReleaseError, DamagedReleaseError):
        pass
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
        except OSError as error:
            hint = "name a folder to zizhu.open, or set XDG_CACHE_HOME"
            raise FileError(str(home), f"cannot be written: {error.strerror}", hint=hint) from error


def _state() -> str:
    """A name for this state of the program and its facts."""
    from graph.triples.canonical import engine_version
    from ontology.files import digest

    state = hashlib.sha256(f"{engine_version()} {digest()}".encode())
    for path in sorted(SEEDS.iterdir()):
        if path.is_file():
            state.update(f"\n{path.name}\n".encode() + path.read_bytes())
    return state.hexdigest()[:16]
