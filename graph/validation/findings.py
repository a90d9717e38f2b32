"""What is wrong with a data set beyond single rows, found without building a release.

The same shapes and cross-checks as a build runs. Errors
would stop a build; warnings are what a careful reader wants to know: a block
stated by its vehicle as well, stakes past their horizon, columns above the
whole, sources that nothing cites.
"""

from __future__ import annotations

from itertools import chain

from graph.claims.data_set import PARTS, Tables
from graph.validation.cross_checks import cross_findings
from graph.validation.shapes import shape_findings
from ontology.shapes import Finding


def findings(tables: Tables) -> tuple[Finding, ...]:
    """Everything the shapes and cross-checks find, errors first."""
    records = chain.from_iterable(getattr(tables, part) for part in PARTS)
    found = {*shape_findings(records), *cross_findings(tables)}
    return tuple(sorted(found, key=lambda one: (one.severity != "error", one.rule, one.focus)))
