"""The questions of what would be said otherwise: supposed, by other tables or lenses, by a release.

Part of ``graph.questions``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from graph.answers.changes import Difference, WhatIf
from graph.answers.edited_lens import EditedLens
from graph.arguments import chosen_of, day_of, home_of, in_either, situation_of
from graph.changes.differences import difference, seen
from graph.changes.edited_lens import Edits, edited
from graph.changes.what_if import what_if
from graph.claims.own_lenses import trying as tried_beside
from graph.entities.resolving import resolve
from graph.errors import InputError
from graph.releases.release import Release


def trying(release: Release, file: Path) -> Release:
    """The release with the lenses of a file beside its own; InvalidLensesError names the line."""
    return release.knowing(tried_beside(release.knowledge, file))


def own_tables(given: Path | bytes) -> Release:
    """Tables of somebody's own to ask as a release is asked; nothing is stored.

    A folder, a JSON file or text (:mod:`graph.formats.tables.documents`). Raises
    InvalidClaimsError, which names the rows.
    """
    from graph.releases.unstored import read_own  # brings all that a build needs

    return read_own(given)


def whatif(
    release: Release,
    firm: str,
    suppose: Mapping[str, Sequence[str]],
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    lenses: Iterable[str] | None = None,
) -> WhatIf:
    """Verdicts before and after something supposed (:mod:`graph.changes.suppositions`)."""
    situation = situation_of(release, firm, as_of, home)
    chosen = chosen_of(release.knowledge.lenses, lenses)
    return what_if(situation, suppose, chosen, partial(resolve, release), release.id)


def diff(
    before: Release,
    after: Release,
    firm: str | None = None,
    *,
    since: date | str | None = None,
    until: date | str | None = None,
    home: str | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Difference:
    """What two releases, or two days in one, say differently, and why each verdict changed.

    Each is asked on the dates of its facts unless ``since`` and ``until`` say otherwise; without a
    firm, about all that either describes.
    """
    days = [None if day is None else day_of(day) for day in (since, until)]
    wanted = dict.fromkeys((*after.knowledge.subjects, *before.knowledge.subjects))
    firms = tuple(wanted) if firm is None else (in_either(before, after, firm),)
    sides = [seen(one, day) for one, day in zip((before, after), days, strict=True)]
    return difference(sides[0], sides[1], firms, home_of(home or after.home), progress)


def edited_lens(
    release: Release,
    lens: str,
    edits: Edits | None = None,
    *,
    firms: Sequence[str] = (),
    as_of: date | str | None = None,
    home: str | None = None,
) -> EditedLens:
    """A definition as somebody changed it, and how verdicts move; by default on all subjects.

    The verdicts before are seen from the release's own home, those after from ``home``.
    """
    (chosen,) = chosen_of(release.knowledge.lenses, (lens,))
    wanted = tuple(firms) or release.knowledge.subjects
    if not wanted:
        raise InputError("the release describes no firm, and none is named")
    situations = [situation_of(release, firm, as_of, home) for firm in wanted]
    return edited(release.id, situations, chosen, edits or Edits(), home_of(release.home))
