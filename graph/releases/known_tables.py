"""What a release knows, as the tables it could be built from again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.claims.data_set import PARTS, Meta, Tables
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.releases.release import Release


def tables_of(release: Release, *, without_own: bool = False) -> Tables:
    """What a release knows, as tables; raise :class:`InputError` where that is not all of it.

    ``without_own`` leaves out definitions of the data set's own, whose file no release holds.
    """
    knowledge = release.knowledge
    own = [lens.id for lens in knowledge.lenses.values() if lens.comes_from == "data set"]
    if own and not without_own:
        raise InputError(
            f"release {release.id} has definitions of its own ({', '.join(own)}), whose file it "
            "does not hold: add to its tables with --into, and build those"
        )
    said = release.manifest
    meta = Meta(
        home=release.home,
        data_date=release.data_date,
        title=said.title,
        lists_date=said.lists_date,
        people_date=said.people_date,
    )
    held = {part: getattr(knowledge, part) for part in PARTS}
    parts: dict[str, Any] = {
        part: tuple(records.values()) if hasattr(records, "values") else tuple(records)
        for part, records in held.items()
    }
    return Tables(
        meta=meta,
        redirects=knowledge.redirects,
        noted=release.manifest.noted,
        imports=release.imports,
        **parts,
    )
