"""Everything a release states of one thing, and what refers to it: the answer linked data gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, TypeGuard

import pyoxigraph as ox
from msgspec import Struct

from graph.claims.walks import everybody
from graph.errors import UnknownThingError
from graph.triples.predicates import CITATIONS
from graph.triples.store import Store

Node: TypeAlias = ox.NamedNode | ox.BlankNode

MOST = 2000  # statements that refer to it; the rest is counted


class Described(Struct, frozen=True):
    """A thing's statements.

    ``about`` begin at the thing, at one of its parts (a node under its IRI, or without a name)
    or at a place in a source that it cites;
    ``referring`` are (subject, property) pairs that lead to it, ``more`` how many further ones
    there are beyond the first :data:`MOST`.
    """

    iri: str
    about: tuple[ox.Triple, ...]
    referring: tuple[ox.Triple, ...]
    more: int = 0


def described(store: Store, iri: str) -> Described:
    """What ontology, claims and current derived results state of an IRI.

    >>> from graph.claims.model import Founding
    >>> from graph.triples.writer import lines
    >>> store = Store.in_memory()
    >>> store.add(lines(Founding(id="f1", party="a", target="b"), graph=""))
    >>> found = described(store, "https://w3id.org/zizhu/id/b")
    >>> [(one.subject.value[-2:], one.predicate.value[-6:]) for one in found.referring]
    [('f1', 'target')]

    Raises
    ------
    UnknownThingError
        If nothing is stated of it.
    """
    try:
        node = ox.NamedNode(iri)
    except ValueError as error:
        raise UnknownThingError(iri) from error
    about = sorted(set(_from(store, node)), key=str)
    into = sorted(
        {
            ox.Triple(quad.subject, quad.predicate, quad.object)
            for quad in store.raw.quads_for_pattern(None, None, node, ox.DefaultGraph())
        },
        key=str,
    )
    if not about and not into:
        raise UnknownThingError(iri)
    return Described(iri, tuple(about), tuple(into[:MOST]), max(0, len(into) - MOST))


def _from(store: Store, node: Node) -> Iterator[ox.Triple]:
    """The node's statements, and those of its parts and of the places in sources it cites."""

    def stated(part: Node) -> Iterator[ox.Quad]:
        return store.raw.quads_for_pattern(part, None, None, ox.DefaultGraph())

    def parts(whole: Node) -> Iterator[Node]:
        return (quad.object for quad in stated(whole) if _belongs(quad.object, whole))

    for part in everybody([node], parts):
        for quad in stated(part):
            yield ox.Triple(quad.subject, quad.predicate, quad.object)


def _belongs(part: object, node: Node) -> TypeGuard[Node]:
    """Whether what is said of a part is said of the thing: a part of it, or what it cites."""
    own = (CITATIONS, node.value + "#")
    return isinstance(part, ox.BlankNode) or (
        isinstance(part, ox.NamedNode) and part.value.startswith(own)
    )
