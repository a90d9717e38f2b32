"""One aggregate in SPARQL: as our server answers it, by raw pyoxigraph, and by rdflib.

All three hold the same statements: of 200,000 made-up stakes those that the query asks for.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
from bars import Bar, at_least, at_most, say, wall

from api.settings import Settings
from api.sparql.guard import guard
from api.sparql.workers import Workers
from graph.claims.model import Ownership
from graph.ownership.arrays.synthetic import Recipe
from graph.synthetic import tables
from graph.triples.writer import UNNAMED, lines
from ontology.terms import PREFIXES

CLAIMS = 200_000
QUERY = """
PREFIX z: <https://w3id.org/zizhu/ns#>
SELECT ?measurand (COUNT(?claim) AS ?claims) (AVG(?share) AS ?mean) WHERE {
  ?claim a z:Ownership ; z:measurand ?measurand ; z:shareMin ?share
} GROUP BY ?measurand
"""
ASKED = ("measurand>", "shareMin>", "ns#Ownership>")


def written(path: Path) -> None:
    """Write the statements the query asks for."""
    made = tables(Recipe(firms=CLAIMS // 2, stakes=CLAIMS), "CN", date(2025, 12, 31))
    stakes = islice((claim for claim in made.claims if isinstance(claim, Ownership)), CLAIMS)
    with path.open("w", encoding="utf-8") as file:
        for stake in stakes:
            file.writelines(
                line + "\n" for line in lines(stake, UNNAMED) if any(part in line for part in ASKED)
            )


async def by_us(path: Path, times: int) -> list[float]:
    """How long our worker takes, guard, fork and writing of the answer included."""
    settings = Settings(query_seconds=60)
    taken = []
    async with Workers(path, settings, PREFIXES) as workers:
        loop = asyncio.get_running_loop()
        for _ in range(times):
            start = loop.time()
            await workers.answer(guard(QUERY), "text/csv")
            taken.append(loop.time() - start)
    return taken


def by_pyoxigraph(path: Path, times: int) -> list[float]:
    """How long a store in memory takes, with the same statements and the same form of answer."""
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)

    def ask() -> object:
        found = store.query(QUERY)
        assert isinstance(found, ox.QuerySolutions)
        return found.serialize(format=ox.QueryResultsFormat.CSV)

    return wall(ask, times)


def by_rdflib(path: Path) -> list[float]:
    """How long rdflib takes, over the triples in one graph."""
    from rdflib import Graph

    graph = Graph()
    triples = (quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))
    graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return wall(lambda: list(graph.query(QUERY)), 1)


def measure() -> Iterator[Bar]:
    """Both bars of SPARQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "quads.nq")
        written(path)
        raw = min(by_pyoxigraph(path, 5))
        ours = min(asyncio.run(by_us(path, 5)))
        slow = min(by_rdflib(path))
    say(f"{CLAIMS:,} claims: ours {ours:.3f} s, pyoxigraph {raw:.3f} s, rdflib {slow:.1f} s")
    yield at_most("SPARQL group-by over raw pyoxigraph", ours / raw, 1.5, " ×")
    yield at_least("rdflib over SPARQL group-by", slow / ours, 25, " ×")
