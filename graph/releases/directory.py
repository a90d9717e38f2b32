"""The directory releases live in: one builder at a time, and one atomic switch.

::

    home/
      releases/ID/      immutable; complete from the moment it has this name
      current           a link to the release that answers; in a deposit, whose files may be
                        copied anywhere, a file that names it
      building-*        unfinished work; the next build sweeps it away
      build.lock        held by the builder; the system lets go of it when the process dies
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import BuildInProgressError, FileError, NoReleaseError, UnknownReleaseError

UNFINISHED = "building-"
CURRENT = "current"


@contextmanager
def building(home: Path) -> Iterator[Path]:
    """Hold the lock and give an empty folder to build in, on the same file system as the releases.

    Raises
    ------
    BuildInProgressError
        If another process, or another thread, is building here.
    FileError
        If the home cannot be made or written.
    """
    try:
        (home / "releases").mkdir(parents=True, exist_ok=True)
        held = (home / "build.lock").open("a+")
    except OSError as error:
        hint = "name another folder: --data, or ZIZHU_HOME"
        problem = f"no release can be built here: {error.strerror}"
        raise FileError(str(home), problem, hint=hint) from error
    with held as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            who = f"process {lock.read().strip() or 'unknown'}"
            raise BuildInProgressError(f"{who} is building in {home}; wait for it") from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        sweep(home)
        work = home / f"{UNFINISHED}{os.getpid()}"
        work.mkdir()
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def sweep(home: Path) -> None:
    """Remove what killed builds left; only for who holds the lock."""
    for left in home.glob(f"{UNFINISHED}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def release_path(home: Path, release_id: str | None = None) -> Path:
    """Where a release is: the current one, or the one whose id begins so.

    Raises
    ------
    NoReleaseError
        If there is none; says what to do.
    """
    if release_id is not None:
        return _named(home, release_id)
    current = home / CURRENT
    if current.is_symlink():
        return home / "releases" / current.readlink().name
    if current.is_file():
        return _named(home, current.read_text("utf-8", "replace").strip())
    nothing = NoReleaseError("current")
    nothing.args = (f"nothing has been built in {home} yet; run `zizhu build` or `make demo`",)
    raise nothing


def _named(home: Path, release_id: str) -> Path:
    """Where the one release is whose id begins so."""
    built = sorted(path.name for path in (home / "releases").glob("*") if path.is_dir())
    found = [name for name in built if name.startswith(release_id)]
    if not release_id or len(found) != 1:
        raise UnknownReleaseError(release_id, found or built)
    return home / "releases" / found[0]


def publish(work: Path, home: Path, release_id: str) -> Path:
    """Give finished work its name; a damaged release of that name makes room first."""
    target = home / "releases" / release_id
    sync(work)
    if target.exists():
        target.replace(home / f"{UNFINISHED}damaged-{release_id}")
    work.replace(target)
    _sync_folder(target.parent)
    return target


def switch(home: Path, release_id: str) -> None:
    """Make a release the current one, in one step."""
    link = home / f"{UNFINISHED}current"
    link.symlink_to(Path("releases", release_id))
    link.replace(home / CURRENT)
    _sync_folder(home)


def sync(folder: Path) -> None:
    """Have the system write a folder and everything in it to the disk."""
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            _sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
