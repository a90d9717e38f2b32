"""Questions in SPARQL to begin with, as files that run on any release of the seeds.

Their first line is a comment that says in a reader's words what is asked; the rest can be given to
any client as it is.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ontology.files import EXAMPLES

_TITLE = "# "


class Example(NamedTuple):
    """A question, and how it is asked."""

    name: str
    title: str
    query: str


@cache
def examples() -> tuple[Example, ...]:
    """All of them, the plainest first.

    >>> [one.name for one in examples()][:2]
    ['stakes-in-a-firm', 'definitions-apart']
    >>> examples()[0].title
    'Who is said to hold what in SMIC, for which day, by which document'
    """
    return tuple(
        _read(file.stem, file.read_text("utf-8")) for file in sorted(EXAMPLES.glob("*.rq"))
    )


def _read(stem: str, text: str) -> Example:
    title, _, query = text.partition("\n")
    return Example(stem.partition("-")[2], title.removeprefix(_TITLE), query.strip())
