r"""Looks at a SPARQL query before anything parses it, and refuses what is never done here.

A linear scan (``api.sparql.scan``), without recursion, refuses updates, ``LOAD`` and
``SERVICE``, and what is nested too deeply for a parser's stack; what is too long is refused
before. The form of the query (so that the format of the answer can be agreed on before the
work) and the graphs it reads from are reported.

*Codepoint escapes* (``\u0053ERVICE``) are resolved by the specification before the grammar,
by most engines only inside strings. Both texts are scanned.

What still slips past finds no network: see :mod:`api.sparql.workers`.
"""

from __future__ import annotations

import re

from msgspec import Struct

from api.sparql.scan import Form, Scan
from graph.errors import MalformedQueryError, RefusedQueryError

#: Functions whose value is another one each time; wherever the words stand, nothing is lost.
CHANGING = ("NOW", "RAND", "UUID", "BNODE")
#: What begins a blank node: one in the template of a CONSTRUCT has a new label each time.
BLANK = ("_:", "[", "(")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\.", re.DOTALL)


class Guarded(Struct, frozen=True):
    """A query that may go to a worker."""

    text: str
    form: Form
    default_graphs: tuple[str, ...] = ()  # FROM
    named_graphs: tuple[str, ...] = ()  # FROM NAMED
    base: str = ""  # against which relative IRIs are resolved
    changes: bool = False  # whether the same text may be answered otherwise another time
    star: int = -1  # where ``*`` stands for all variables; -1: nowhere
    variables: tuple[str, ...] = ()  # as they come first in the text


def guard(text: str, *, longest: int = 100_000, deepest: int = 64, base: str = "") -> Guarded:
    r"""Let a query through, or say why not.

    Parameters
    ----------
    longest : int
        Most bytes of UTF-8.
    deepest : int
        Most brackets of any kind inside one another.
    base : str
        The IRI of the endpoint: what relative IRIs are relative to (SPARQL 1.1, 4.1.1.2).

    Raises
    ------
    RefusedQueryError
        For an update, ``LOAD``, ``SERVICE``, or a size beyond the limits.
    MalformedQueryError
        For a string that never ends.

    Examples
    --------
    >>> guard("ASK { ?service a <http://example.org/SERVICE> } # SERVICE").form
    'ask'
    >>> guard("SELECT * { FILTER EXISTS { SeRviCe ?x { } } }")
    Traceback (most recent call last):
    ...
    graph.errors.RefusedQueryError: SERVICE is refused: ... (line 1, column 28)
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise MalformedQueryError("the query is not Unicode text") from error
    if size > longest:
        raise RefusedQueryError(f"the query has {size} bytes; at most {longest} are read")
    scan = Scan(text, deepest, base)
    scan.run()
    resolved = _ESCAPE.sub(_resolve, text)
    if resolved != text:
        _scan_other_reading(resolved, deepest)
    return Guarded(
        text,
        scan.form,
        tuple(scan.default_graphs),
        tuple(scan.named_graphs),
        base,
        any(name in resolved.upper() for name in CHANGING)
        or (scan.form == "construct" and any(sign in resolved for sign in BLANK)),
        scan.star,
        tuple(scan.variables),
    )


def _resolve(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code is None or int(code, 16) > 0x10FFFF:
        return match[0]
    return chr(int(code, 16))


def _scan_other_reading(text: str, deepest: int) -> None:
    try:
        Scan(text, deepest).run()
    except MalformedQueryError:
        # Engines that read it this way cannot parse it; the worker's engine says so itself.
        return
