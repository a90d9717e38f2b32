"""Somebody's own lenses: a Turtle file beside a data set, read and checked with its lines.

The file has blocks like those of ``lenses.ttl`` and nothing else. It adds
lenses; it never changes one that ships, because an answer names a lens by its
id alone. Everything wrong is found in one run, and says in which block, on
which line, and what would be valid.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ontology.block_files import MOST, Blocks, Kind, Problem, key, quads_of, unreadable
from ontology.lenses import Lens, lenses_of
from ontology.load import codes
from ontology.terms import CODE, LENS

__all__ = ["MOST", "NAME", "Problem", "Read", "named_in", "quads_of", "read"]

NAME = "lenses.ttl"  # what the file is called in a folder of tables
KIND = Kind(
    noun="lens",
    cls="Lens",
    base=LENS.base,
    prefixed="lens",
    parts={"outcome": "Outcome"},
    several=frozenset(("outcome", "inside")),
)


class Read(NamedTuple):
    """The lenses of a file, or what keeps it from being used."""

    lenses: tuple[Lens, ...]
    problems: tuple[Problem, ...]


@cache
def read(text: str, file: str = NAME, taken: frozenset[str] = frozenset()) -> Read:
    """Read a file of lenses; none are given while anything in it is wrong.

    ``taken`` are the ids that lenses have already.
    """
    if wrong := unreadable(text, file, KIND.noun):
        return Read((), wrong)
    blocks = Blocks(text, file, taken, KIND)
    of_measures = (one for block in blocks.blocks for one in _measure(blocks, block))
    found = {*blocks.problems(), *of_measures}
    problems = tuple(sorted(found, key=lambda one: (one.line or 0, one.what)))
    return Read((), problems) if problems else Read(tuple(lenses_of(blocks.nodes)), ())


def named_in(text: str) -> tuple[str, ...]:
    """The ids that the blocks of a file have, whatever else is wrong with them."""
    try:
        found = quads_of(text)
    except SyntaxError:
        return ()
    iris = (key(quad.subject) for quad in found)
    return tuple(sorted({iri.removeprefix(LENS.base) for iri in iris if LENS.base in iri}))


def _measure(blocks: Blocks, block: str) -> Iterator[Problem]:
    node = blocks.nodes[block]
    name = next(iter(node.get("measure", ())), "").removeprefix(CODE.base)
    if name not in codes("LensMeasures"):
        return  # said already, with the measures there are
    carried = codes("LensMeasures")[name].attributes
    for needed in str(carried.get("needs", "")).split():
        if needed not in node:
            yield blocks.at(block, f"the measure {name} needs z:{needed}, which is missing")
    possible = str(carried.get("comesTo", "")).split()
    told = set()
    for outcome in node.get("outcome", ()):
        of = blocks.nodes.get(outcome, {})
        case = next(iter(of.get("case", ())), "").removeprefix(CODE.base)
        if not case or not of.get("word"):
            yield blocks.at(block, "each z:outcome needs a z:case and a z:word")
        elif possible and case not in possible:
            hint = ", ".join(possible)
            yield blocks.at(block, f"the measure {name} never comes to {case} (valid: {hint})")
        elif case in told:
            yield blocks.at(block, f"has two words for the case {case}")
        told.add(case)
