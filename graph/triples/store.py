"""The RDF store: the only file that knows which triple store it is (pyoxigraph).

Ontology, claims and the current derived results stand in the default graph, so
that property paths work and nobody needs ``GRAPH``. Derived results stand in a
graph of their own as well, and snapshots of other years are reached by name
only. One default graph takes half the room of three named ones, and is asked
two to three times faster than their union.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import compress
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from graph.errors import DamagedReleaseError, InputError
from graph.triples.writer import UNNAMED

Answer: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples"

# Bytes of N-Quads between which a file is loaded in parts; each part is held in memory.
SMALL, LARGE = 20_000_000, 1_000_000_000


class Store:
    """Statements in the default graph and in named ones, on disk or in memory.

    >>> from graph.claims.model import Founding
    >>> from graph.triples.writer import lines
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

    def has_graph(self, name: str) -> bool:
        """Whether there is a graph of this name."""
        try:
            return self.raw.contains_named_graph(ox.NamedNode(name))
        except ValueError:  # no name at all
            return False

    def load(self, file: Path) -> None:
        """Add a file of N-Quads; raise :class:`InputError` if it is not, and some may be added.

        One of middling size is added in four parts, two at a time: each is sorted in the
        processor's cache, and no core waits. More parts would have to be merged again.
        """
        try:
            if SMALL < file.stat().st_size < LARGE:
                with ThreadPoolExecutor(2) as two:
                    held = b"".join(two.map(self._add, _parts(file, 4)))
                self.raw.bulk_load(input=held, format=ox.RdfFormat.N_QUADS)
            else:
                self.raw.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise InputError(f"{file.name} is not N-Quads: {error}") from error

    def _add(self, part: tuple[Path, int, int]) -> bytes:
        """Add a part of a file but for its lines with blank nodes, which are given back.

        A blank node is one node only in what is loaded at once.
        """
        path, begins, length = part
        with path.open("rb") as file:
            file.seek(begins)
            text, held = file.read(length), b""
        if b"_:" in text:
            lines = text.splitlines(keepends=True)
            blank = [line.startswith(b"_:") or b" _:" in line for line in lines]
            held = b"".join(compress(lines, blank))
            text = b"".join(line for line, apart in zip(lines, blank, strict=True) if not apart)
        self.raw.bulk_load(input=text, format=ox.RdfFormat.N_QUADS)
        return held if not held or held.endswith(b"\n") else held + b"\n"

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


def _parts(path: Path, several: int) -> Iterator[tuple[Path, int, int]]:
    """Where the parts of a file begin that hold whole lines, and how long they are."""
    size, begins = path.stat().st_size, 0
    with path.open("rb") as file:
        for number in range(1, several + 1):
            file.seek(size * number // several)
            file.readline()
            ends = min(file.tell(), size)
            if ends > begins:
                yield path, begins, ends - begins
            begins = ends
