"""Servers on the release of the seeds, each in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from running_server import Running, Start, running


@pytest.fixture(scope="session")
def start(seed_home: Path) -> Start:
    """Starts a server on the release of the seeds, for as long as a block lasts."""
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("needs /proc to see a server's processes")

    return partial(running, seed_home)


@pytest.fixture(scope="session")
def server(start: Start) -> Iterator[Running]:
    """A server with the settings it has by itself."""
    with start() as running:
        yield running
