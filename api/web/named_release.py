"""The release a visitor names in an address: the one served, or another that is kept here.

What is asked of one release is never answered from another.
"""

from __future__ import annotations

from pathlib import Path

from cachetools import LRUCache

from graph.releases.directory import release_path
from graph.releases.release import Release, open_release

OPEN = 2  # releases beside the served one that a process keeps open


class NamedReleases:
    """Releases opened because somebody named them; the least asked goes."""

    def __init__(self) -> None:
        self._open: LRUCache[str, Release] = LRUCache(OPEN)

    def named(self, wanted: str, served: Release, home: Path) -> Release:
        """The release of that id, or whose id alone begins so.

        Raises
        ------
        UnknownReleaseError
            It is not kept in the home.
        DamagedReleaseError
            It is, and cannot be read.
        """
        if wanted == served.id:
            return served
        found = release_path(home, wanted).name
        if found == served.id:
            return served
        if found not in self._open:
            self._open[found] = open_release(home, found)
        return self._open[found]
