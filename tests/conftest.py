"""What tests share: the project's root, foreign inputs beside it, and one release of the seeds.

Strategy: a test takes the smallest real thing that shows its point. Values are made in the test;
claims come from a small table written there; the seed release is built once for the whole run, is
read only, and is for tests of what a reader sees. Nothing is replaced by a stand-in.
"""

from __future__ import annotations

import fcntl
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engines_here import installed, sail

if TYPE_CHECKING:
    from graph.engines.rounds import Rounds
    from graph.releases.release import Release

ROOT = Path(__file__).resolve().parent.parent


SHARED_BYTE = bytes(range(2))[:1]  # the one that all of Python has for zero


spoiled: list[str] = []  # the test after which it was another


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Hold to account a test in which compiled code wrote over what all of Python shares.

    Any later test that reads a file would fail, and passes alone.
    """
    assert not spoiled, f"{spoiled[0]} left {SHARED_BYTE!r} for the byte zero"
    found = yield
    if SHARED_BYTE[0] != 0:
        spoiled.append(item.nodeid)
        pytest.fail(f"left {SHARED_BYTE!r} for the byte zero, see graph/fraction.py")
    return found


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Inputs that nobody on this project wrote; they lie beside the project, not in it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(
            "needs the folder `shared` of foreign inputs beside the project, which is not there"
        )
    return folder


@pytest.fixture(scope="session")
def steel_example() -> Path:
    """The example on steel: tables of claims, a mapping of plants, reviewed matches."""
    return ROOT / "examples" / "steel"


@pytest.fixture(scope="session")
def steel_release(steel_example: Path) -> Release:
    """Its tables as a release in memory."""
    from graph.questions import own_tables

    return own_tables(steel_example)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a cluster of Spark Connect: Sail, in a process of its own."""
    with sail() as (address, _):
        yield address


@pytest.fixture(params=("duckdb", "spark"))
def apart(request: pytest.FixtureRequest) -> Rounds:
    """Each engine that works outside this process."""
    return _apart(request.param, request)


@pytest.fixture
def all_apart(request: pytest.FixtureRequest) -> list[Rounds]:
    """All of them, for what takes long to make ready."""
    return [_apart("duckdb", request), _apart("spark", request)]


def _apart(name: str, request: pytest.FixtureRequest) -> Rounds:
    from graph.engines.engine import engine_of

    installed({"duckdb": "duckdb", "spark": "pyspark"}[name])
    return engine_of(name, master=request.getfixturevalue("cluster") if name == "spark" else None)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def seed_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Where the release of the seeds is; built by the first worker that asks, used by all."""
    from graph.releases.release import build

    base = tmp_path_factory.getbasetemp()
    together = base if worker_id == "master" else base.parent
    home = together / "seed-home"
    with _alone(together / "seed-home.lock"):
        if not (together / "seed-home.built").exists():
            build(ROOT / "seeds", home)
            (together / "seed-home.built").touch()
    return home


@pytest.fixture(scope="session")
def seed_release(seed_home: Path) -> Release:
    """The release of the seeds, opened."""
    from graph.releases.release import open_release

    return open_release(seed_home)
