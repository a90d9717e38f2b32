"""How an answer is found again: its address, with the release it came from and its days.

A release never changes, so an address that names it, the days and whatever else was asked gives
the same answer for as long as somebody has that release.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from msgspec import Struct

UNSTORED = "unstored-"  # how the id of tables begins that no release holds


class Published(Struct, frozen=True):
    """Where a copy of the program is for its readers, as far as it was told.

    Without an address links begin at the root of whatever server has the release.
    """

    address: str = ""  # https://zizhu.example
    corrections: str = ""  # where a correction is sent: an address, or how to reach somebody


NOWHERE = Published()  # of a copy that was told neither


class Cite(Struct, frozen=True, kw_only=True):
    """How an answer is found again, and where a correction goes."""

    text: str
    address: str  # nothing where it has none: tables or lenses of somebody's own
    command: str
    unfold: str = ""  # the command that shows all of it
    correction: str  # where it is sent
    how: str  # what it has to name
    part: str = ""  # the address of one verdict of several: LENS stands for its lens


def permalink(
    path: str, asked: Iterable[tuple[str, str]], release: str, days: str = "", base: str = ""
) -> str:
    """The address of an answer, what was asked in the order of its names.

    Several values of a name stay in the order in which they were asked.

    Nothing for tables that no release holds: nobody else can ask them.

    >>> permalink("/api/entities/smic/owners", [("basis", "voting")], "1f3a", "2025-12-31")
    '/api/entities/smic/owners?basis=voting&as_of=2025-12-31&release=1f3a'
    >>> permalink("/api/lenses", [], "1f3a", base="https://zizhu.example/")
    'https://zizhu.example/api/lenses?release=1f3a'
    """
    if release.startswith(UNSTORED):
        return ""
    parameters = [
        *sorted(asked, key=lambda one: one[0]),
        *([("as_of", days)] if days else []),
        ("release", release),
    ]
    query = urlencode(parameters, safe=":,", quote_via=quote)
    return f"{base.rstrip('/')}{path}?{query}"
