"""Which requests are answered where, and how long each kind may take.

A table: what the server answers itself (health, SPARQL, which has processes of its own, and
documents that never change), what is long by nature or longest, what brings a document of the
visitor's, and everything else, which is small.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import parse_qsl

Kind = Literal["small", "long", "longest", "document"]

#: Answered where the requests arrive: nothing of these is computed, or it is computed elsewhere.
HERE = frozenset(
    (
        "/api", "/api/openapi.json", "/openapi.json", "/docs", "/robots.txt", "/favicon.ico",
        "/healthz", "/readyz", "/metrics", "/sparql", "/.well-known/void",
    )
)  # fmt: skip
FILES = "/static/"  # which pages load

#: Every firm at once;
FIRST = "/"  # every firm too: kept as it stands, and computed for a day or a home
LONG = frozenset(("/api/compare", "/compare", "/lenses/edit"))
#: and every firm on two days, each verdict explained, or day by day.
LONGEST = frozenset(("/api/diff", "/api/measures"))


def is_here(path: str) -> bool:
    """Whether a request is answered where it arrives.

    >>> is_here("/healthz"), is_here("/static/explorer.js"), is_here("/search")
    (True, True, False)
    """
    return path in HERE or path.startswith(FILES)


def kind_of(method: str, path: str, query: bytes = b"") -> Kind:
    """What kind of question a request asks.

    >>> kind_of("GET", "/api/entities/smic/owners"), kind_of("GET", "/compare")
    ('small', 'long')
    >>> kind_of("GET", "/api/diff")
    'longest'
    >>> kind_of("GET", "/", b"language=zh"), kind_of("GET", "/", b"%61s_of=2014")
    ('small', 'long')
    >>> kind_of("POST", "/api/check")
    'document'
    """
    if method == "POST":
        return "document"
    if path in LONGEST:
        return "longest"
    every_firm = path in LONG or (path == FIRST and not _as_it_stands(query))
    return "long" if every_firm else "small"


def _as_it_stands(query: bytes) -> bool:
    """Whether an address asks for a page as everybody gets it, which is kept."""
    asked = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return {name for name, _ in asked} <= {"language"}
