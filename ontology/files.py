"""The ontology's own files, parsed once.

Turtle is read with pyoxigraph, which costs a few milliseconds where an rdflib
import alone costs hundreds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox

FOLDER = Path(__file__).parent
CORE = FOLDER / "core.ttl"
CODELISTS = FOLDER / "codelists.ttl"
CUBE = FOLDER / "cube.ttl"
LENSES = FOLDER / "lenses.ttl"
RULES = FOLDER / "rules.ttl"
SHAPES = FOLDER / "shapes.ttl"
ALIGNMENTS = FOLDER / "alignments.ttl"
CONTEXT = FOLDER / "context.jsonld"
CHECKS = FOLDER / "checks"
EXAMPLES = FOLDER / "examples"
CROSSWALKS = FOLDER / "crosswalks"
RELIANCE = FOLDER / "reliance"
PHRASES = FOLDER / "phrases.csv"
ANSWER_PHRASES = FOLDER / "answer-phrases.csv"
LOCALE = FOLDER / "locale"

_MEANING = (
    "*.ttl", "*.jsonld", "checks/*.rq", "crosswalks/*.csv", "reliance/*.csv", "*phrases.csv",
    "locale/**/*.po",
)  # fmt: skip


@cache
def quads(file: Path) -> tuple[ox.Quad, ...]:
    """The statements of one file; raises ``SyntaxError`` with the line if it is not Turtle."""
    return tuple(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))


def read_turtle(file: Path) -> tuple[tuple[str, str, str], ...]:
    """The statements of one Turtle file as plain strings; blank nodes begin with ``_:``.

    >>> ("https://w3id.org/zizhu/ns#Claim" in {subject for subject, _, _ in read_turtle(CORE)})
    True
    """
    return statements(quads(file))


def statements(found: Iterable[ox.Quad]) -> tuple[tuple[str, str, str], ...]:
    """Statements as plain strings; blank nodes begin with ``_:``."""
    return tuple((_text(one.subject), one.predicate.value, _text(one.object)) for one in found)


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.Triple):
        raise TypeError("statements about statements are not used in the ontology")
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def ontology_files() -> tuple[Path, ...]:
    """Every file that carries meaning, in a stable order."""
    return tuple(sorted(file for pattern in _MEANING for file in FOLDER.glob(pattern)))


def digest() -> str:
    """SHA-256 over the names and contents of all ontology files, in hexadecimal."""
    total = hashlib.sha256()
    for file in ontology_files():
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.relative_to(FOLDER).as_posix()} {content}\n".encode())
    return total.hexdigest()
