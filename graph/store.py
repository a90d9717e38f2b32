"""The RDF store: the only file that knows which triple store it is (pyoxigraph).

Ontology, claims and the current derived results stand in the default graph, so
that property paths work and nobody needs ``GRAPH``. Derived results stand in a
graph of their own as well, and snapshots of other years are reached by name
only. One default graph takes half the room of three named ones, and is asked
two to three times faster than their union.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from graph.errors import DamagedReleaseError, InputError
from graph.writer import UNNAMED

Answer: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples"


class Store:
    """Statements in the default graph and in named ones, on disk or in memory.

    >>> from graph.model import Founding
    >>> from graph.writer import lines
    >>> store = Store.in_memory()
    >>> store.add(lines(Founding(id="f1", party="a", target="b"), UNNAMED))
    >>> store.count(UNNAMED) == len(store) == 8
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
        return self.raw.query(text)

    def count(self, graph: str | None = None) -> int:
        """How many statements there are, in one graph or in all."""
        if graph is None:
            return len(self.raw)
        return sum(1 for _ in self.quads(graph))

    def quads(self, graph: str = UNNAMED) -> Iterator[ox.Quad]:
        """The statements of one graph, by default those of the default graph."""
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        return self.raw.quads_for_pattern(None, None, None, name)

    def close(self) -> None:
        """Write everything out and let go of the files."""
        self.raw.flush()
        del self.raw

    def __len__(self) -> int:
        return len(self.raw)
