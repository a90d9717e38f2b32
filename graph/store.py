"""The RDF store: the only file that knows which triple store it is (pyoxigraph).

The default graph that a query sees is the union of ontology, claims and the
current derived results, so that property paths work and nobody needs
``GRAPH``; snapshots of other years are reached by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from graph.errors import DamagedReleaseError, InputError
from graph.writer import CLAIMS, DERIVED, ONTOLOGY

Answer: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples"

UNION = tuple(ox.NamedNode(graph) for graph in (CLAIMS, ONTOLOGY, DERIVED))


class Store:
    """Statements in named graphs, on disk or in memory.

    >>> from graph.model import Founding
    >>> from graph.writer import lines
    >>> store = Store.in_memory()
    >>> store.add(lines(Founding(id="f1", party="a", target="b")))
    >>> store.count(CLAIMS) == len(store) == 8
    True
    """

    def __init__(self, store: ox.Store) -> None:
        self.raw = store

    @classmethod
    def create(cls, folder: Path) -> Store:
        """A new store on disk, open for loading."""
        return cls(ox.Store(str(folder)))

    @classmethod
    def open(cls, folder: Path) -> Store:
        """A store on disk, never changed; raise :class:`DamagedReleaseError` if it cannot be."""
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, RuntimeError, ValueError) as error:
            raise DamagedReleaseError(f"{folder.name}/ cannot be opened: {error}") from error

    @classmethod
    def in_memory(cls, *files: Path) -> Store:
        """A store that holds the statements of N-Quads files in memory."""
        store = cls(ox.Store())
        for file in files:
            store.load(file)
        return store

    def load(self, file: Path) -> None:
        """Add a file of N-Quads all at once; raise :class:`InputError` if it is not."""
        try:
            self.raw.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise InputError(f"{file.name} is not N-Quads: {error}") from error

    def add(self, lines: Iterable[str]) -> None:
        """Add lines of N-Quads."""
        self.raw.extend(ox.parse(input="\n".join(lines) + "\n", format=ox.RdfFormat.N_QUADS))

    def query(self, text: str) -> Answer:
        """What a SPARQL query finds; only for queries this project wrote itself."""
        return self.raw.query(text, default_graph=list(UNION))

    def count(self, graph: str | None = None) -> int:
        """How many statements there are, in one named graph or in all."""
        if graph is None:
            return len(self.raw)
        return sum(1 for _ in self.quads(graph))

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        """The statements of one named graph."""
        return self.raw.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def close(self) -> None:
        """Write everything out and let go of the files."""
        self.raw.flush()
        del self.raw

    def __len__(self) -> int:
        return len(self.raw)
