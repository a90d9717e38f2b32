"""What a reviewer decided, applied to the current release: a new one, in which it holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from graph.claims.identity import Conflict, Decision
from graph.entities.merging import merged
from graph.errors import TableError
from graph.formats.tables.reviews import read_decisions
from graph.releases import build, manifest
from graph.releases.known_tables import tables_of
from graph.releases.release import open_release
from ontology.terms import nearest


def apply_decisions(path: Path, home: Path) -> tuple[str, int, tuple[Conflict, ...]]:
    """Build and make current a release that follows a reviewed file.

    Returns
    -------
    tuple
        The id of the release, how many ids lead to another in it, and what was decided to be
        one and cannot be.

    Raises
    ------
    TableError
        If a row cannot be used, or names an id that the current release does not have.
    """
    before = open_release(home)
    decisions = read_decisions(path)
    tables = tables_of(before)
    known = {entity.id for entity in tables.entities} | tables.redirects.keys()
    for one in decisions:
        for named in (one.left, one.right):
            if named not in known:
                hint = ", ".join(nearest(named, known)) or None
                raise TableError(path.name, f"no entity has the id {named!r}", hint=hint)
    decided = replace(tables, same=both(tables.same, decisions))
    whole = merged(decided)
    inputs = {
        f"release {before.id}": manifest.hash_of(before.path / manifest.NAME),
        path.name: manifest.hash_of(path),
    }
    _, made = build.build_from(lambda: (whole.tables, inputs), home, None, None)
    return made.id, len(whole.tables.redirects), whole.conflicts


def both(before: Sequence[Decision], new: Sequence[Decision]) -> tuple[Decision, ...]:
    """Earlier decisions and new ones; of one pair the new one."""
    of_pair = {(one.left, one.right): one for one in (*before, *new)}
    return tuple(of_pair[pair] for pair in sorted(of_pair))
