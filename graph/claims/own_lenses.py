"""Lenses of somebody's own beside those that ship: of a data set, or tried without a build.

A folder of tables may hold a ``lenses.ttl``; its lenses go into the release and
are shown wherever the others are. A file can also be tried on a release that is
open: nothing is stored then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from graph.claims.knowledge import Knowledge
from graph.errors import InputError, InvalidLensesError
from ontology import lens_files
from ontology.lens_files import MOST, NAME
from ontology.lenses import Lens, in_order, lenses

ComesFrom = Literal["data set", "tried"]


def text_of(path: Path) -> str:
    """The text of a file of lenses, empty when there is none; raise :class:`InputError`."""
    if not path.is_file():
        return ""
    if path.stat().st_size > 4 * MOST:
        raise InputError(f"{path.name} is longer than {MOST:,} characters")
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from error


def lenses_with(
    text: str,
    file: str = NAME,
    among: Mapping[str, Lens] | None = None,
    comes_from: ComesFrom = "data set",
) -> Mapping[str, Lens]:
    """The lenses of a file together with those there are; raise :class:`InvalidLensesError`.

    ``among`` are the lenses there are, by default those that ship; no id may be
    given twice.
    """
    there = lenses() if among is None else among
    if not text:
        return there
    found = lens_files.read(text, file, frozenset(there))
    if found.problems:
        raise InvalidLensesError([str(problem) for problem in found.problems])
    own = (replace(lens, comes_from=comes_from) for lens in found.lenses)
    return in_order((*there.values(), *own))


def trying(knowledge: Knowledge, path: Path) -> Knowledge:
    """The same knowledge with the lenses of a file beside its own."""
    if not path.is_file():
        raise InputError(f"{path} is no file of lenses")
    return knowledge.with_records(
        lenses=lenses_with(text_of(path), path.name, knowledge.lenses, "tried")
    )
