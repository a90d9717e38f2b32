"""What cross-checks find in a data set, asked of no more than they have to see.

Cross-checks are SPARQL, and loading a data set to ask them costs more than
asking. So those that can are asked of suspects first, and a check that finds
something in an example is asked again of every record. Those that see every
record see only the properties they name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

import pyoxigraph as ox

from graph.claims.data_set import PARTS, Tables
from graph.triples.canonical import ontology_lines
from graph.triples.predicates import Only
from graph.triples.writer import UNNAMED, all_lines, iri_of, lines, meta_lines
from graph.validation.suspects import suspects
from ontology import shapes
from ontology.shapes import Finding
from ontology.terms import ID


def cross_findings(
    tables: Tables, stored: Callable[[], ox.Store] | None = None
) -> tuple[Finding, ...]:
    """What the cross-checks find in a data set.

    Those that have to see every record are asked in memory, or of the store that ``stored``
    gives, which is for data sets too large for that.
    """
    ontology = ontology_lines(tables.own_lenses, tables.own_rules)
    chosen = suspects(tables)
    records = (*chosen.questioned, *chosen.examples)
    said = chain.from_iterable(lines(record, UNNAMED) for record in records)
    found = _asked(_rules("suspects"), [*ontology, *meta_lines(tables.meta, UNNAMED), *said])
    examples = {iri_of(record).removeprefix(ID.base) for record in chosen.examples}
    wanted = _rules("all") | {one.rule for one in found if one.focus.partition("#")[0] in examples}
    if not wanted:
        return found
    kept = (one for one in found if one.rule not in wanted)
    if stored is not None:
        return (*kept, *shapes.run_checks(stored(), only=wanted))
    parts = (getattr(tables, part) for part in PARTS)
    whole = all_lines(tables.meta, *parts, graph=UNNAMED, only=_reads(wanted))
    return (*kept, *_asked(wanted, [*ontology, *whole]))


def _rules(among: str) -> frozenset[str]:
    return frozenset(check.rule for check in shapes.checks() if check.among == among)


def _reads(rules: frozenset[str]) -> Only:
    """The properties that some checks name; None where one asks for properties unnamed."""
    named: set[str] = set()
    for check in shapes.checks():
        if check.rule in rules:
            if check.reads is None:
                return None
            named |= check.reads
    return frozenset(named)


def _asked(rules: frozenset[str], said: Iterable[str]) -> tuple[Finding, ...]:
    store = ox.Store()
    store.bulk_load(input="\n".join(said).encode() + b"\n", format=ox.RdfFormat.N_QUADS)
    return shapes.run_checks(store, only=rules)
