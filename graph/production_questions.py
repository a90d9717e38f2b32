"""The question of what a table of plants comes to, by every definition.

Part of ``graph.questions``. Tables are read when one is asked about, and by no other question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.answers.production import Production
from graph.arguments import at_most, chosen_of, day_of, home_of, several
from graph.production.defaults import LENS, NEXT_OWNERS

if TYPE_CHECKING:
    from graph.formats.plants.matches import Matches, MatchRow
    from graph.formats.plants.table import PlantTable
    from graph.releases.release import Release

LIMIT = 1000  # owners to look for next


def production(
    release: Release,
    table: Path,
    mapping: Path,
    *,
    matches: Sequence[Path] = (),
    home: str | None = None,
    as_of: date | str | None = None,
    statuses: Sequence[str] = (),
    where: Mapping[str, Sequence[str]] | None = None,
    by: str = "",
    definitions: Sequence[str] = (),
    lens: str = LENS,
    next_owners: int = NEXT_OWNERS,
) -> Production:
    """How much of what a table of plants lists is domestic, by place and by whoever owns it.

    ``mapping`` says what the columns mean (:mod:`graph.formats.plants.mapping`), ``matches`` which
    owner is which entity here (:mod:`graph.formats.plants.matches`). Owners are judged on
    ``as_of``, by default the release's data date, by a ``lens``. ``by`` is a column whose texts
    split the answer: a group for each product, buyer or step, beside all of them.

    Raises
    ------
    InputError
        If a file cannot be read, lacks a column, mixes units, has nothing to add up, or matches
        somebody to no entity; it names row and column. What is wrong with one plant is in the
        answer's ``refusals``.
    """
    from graph.formats.plants.mapping import read_plant_mapping
    from graph.formats.plants.matches import read_matches
    from graph.formats.plants.table import read_plants

    said = read_plant_mapping(mapping)
    return _production(
        release,
        lambda: read_plants(table, said, where or None, by),
        read_matches(matches, release.knowledge.entities),
        said.source.title,
        home=home,
        as_of=as_of,
        statuses=statuses,
        definitions=definitions,
        lens=lens,
        next_owners=next_owners,
    )


def production_of(
    release: Release,
    table: PlantTable,
    *,
    matches: Sequence[MatchRow] = (),
    home: str | None = None,
    as_of: date | str | None = None,
    statuses: Sequence[str] = (),
    definitions: Sequence[str] = (),
    lens: str = LENS,
    next_owners: int = NEXT_OWNERS,
) -> Production:
    """The same of plants and matches that were read already."""
    from graph.formats.plants.matches import matches_of

    return _production(
        release,
        lambda: table,
        matches_of(matches, release.knowledge.entities),
        "",
        home=home,
        as_of=as_of,
        statuses=statuses,
        definitions=definitions,
        lens=lens,
        next_owners=next_owners,
    )


def _production(
    release: Release,
    table: Callable[[], PlantTable],
    matches: Matches,
    source: str,
    *,
    home: str | None,
    as_of: date | str | None,
    statuses: Sequence[str],
    definitions: Sequence[str],
    lens: str,
    next_owners: int,
) -> Production:
    """What is asked, read strictly before a table is; then the answer."""
    from graph.profiles.production import production_in

    (chosen,) = chosen_of(release.knowledge.lenses, (lens,))
    day = release.data_date if as_of is None else day_of(as_of)
    seen_from = home_of(home or release.home)
    most = at_most(next_owners, LIMIT, "next owners")
    return production_in(
        release.knowledge,
        table(),
        matches,
        chosen,
        day,
        seen_from,
        release=release.id,
        source=source,
        statuses=several(statuses, "statuses"),
        definitions=several(definitions, "definitions"),
        next_owners=most,
    )
