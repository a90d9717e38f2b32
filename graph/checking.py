"""What is wrong with a data set beyond single rows, found without building a release.

The same shapes and cross-checks as a build runs, over a store in memory. Errors
would stop a build; warnings are what a careful reader wants to know: a block
stated by its vehicle as well, stakes past their horizon, columns above the
whole, sources that nothing cites.
"""

from __future__ import annotations

from itertools import chain

import pyoxigraph as ox

from graph.build import PARTS
from graph.canonical import ontology_lines
from graph.formats.tables import Tables
from graph.samples import shape_findings
from graph.writer import all_lines
from ontology import shapes
from ontology.shapes import Finding


def findings(tables: Tables) -> tuple[Finding, ...]:
    """Everything the shapes and cross-checks find, errors first."""
    store = ox.Store()
    records = [getattr(tables, part) for part in PARTS]
    text = "\n".join(chain(ontology_lines(tables.own_lenses), all_lines(tables.meta, *records)))
    store.bulk_load(input=text + "\n", format=ox.RdfFormat.N_QUADS)
    found = {*shape_findings(chain.from_iterable(records)), *shapes.run_checks(store)}
    return tuple(sorted(found, key=lambda one: (one.severity != "error", one.rule, one.focus)))
