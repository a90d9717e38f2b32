"""The questions of what was read and how it is defined: nothing is computed of a firm.

Part of ``graph.questions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from graph.answers.chart import Chart
from graph.answers.evidence import cited_all, cited_source
from graph.answers.figures_in import reliance_in
from graph.answers.indicators import FiguresSideBySide, IndicatorFigures
from graph.answers.parts import CitedClaim, CitedSource
from graph.answers.reliance import Reliance
from graph.answers.rival_definitions import RivalPair
from graph.answers.verdicts import LensDescription
from graph.arguments import days_of, home_of, language_in, several
from graph.claims.figure_kinds import FIGURE_KINDS
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation
from graph.entities.resolving import resolve
from graph.errors import InputError, UnknownEntityError, UnknownThingError
from graph.networks.situation import Situation
from graph.production.defaults import LENS
from graph.profiles.charts.of_calculation import chart_of_calculation
from graph.profiles.charts.of_figures import chart_of_figures
from graph.profiles.definitions import DefinitionPlace, definitions_in
from graph.profiles.figures import figures_side_by_side
from graph.profiles.indicators import indicators_in
from graph.profiles.lens_descriptions import lens_description
from graph.profiles.reliance import reliances
from graph.profiles.rival_definitions import rivals_in
from graph.profiles.splits import Asked
from graph.releases.release import Release
from ontology.calculations import calculations, topics
from ontology.terms import ID, nearest

if TYPE_CHECKING:
    from graph.answers.method import Method
    from graph.triples.descriptions import Described

MOST_ASKED = 60  # firms of whom every definition is asked
ALIKE = 5  # proposed for the name of an entity that there is not


def lenses(release: Release) -> tuple[LensDescription, ...]:
    """Every definition in use, with its holder, source and parameters."""
    return tuple(lens_description(lens) for lens in release.knowledge.lenses.values())


def method(release: Release) -> Method:
    """How every number is made: measures, how long facts stay current, rules of law, formulas."""
    from graph.profiles.method import method_of  # reads the code as text

    return method_of(release.knowledge)


def indicators(
    release: Release, programme: str | None = None, about: str | None = None
) -> tuple[IndicatorFigures, ...]:
    """Quantities that policies watch, with aims and figures; of one programme, or about somebody.

    About a firm these are what it got of the state, how many work for it, and whatever else of it
    was counted.
    """
    wanted = None if programme is None else resolve(release, programme)
    whom = None if about is None else resolve(release, about)
    return indicators_in(release.knowledge, wanted, whom)


def indicator(
    release: Release,
    names: Sequence[str],
    *,
    about: str | None = None,
    kinds: Iterable[str] = (),
    language: str = "en",
) -> FiguresSideBySide:
    """Figures of indicators, definitions, programmes or topics side by side, aims beside them.

    With why two of them contradict each other or do not, and which years a series has none for.
    Raises :class:`~graph.errors.UnknownThingError` for a name that is nothing of the kind.
    """
    known = release.knowledge
    wanted = _kinds(kinds)
    asked = [name if _is_a_name(known, name) else _as_entity(release, name) for name in names]
    whom = "" if about is None else resolve(release, about)
    return figures_side_by_side(
        known, asked, about=whom, kinds=wanted, language=language_in(language)
    )


def _kinds(given: Iterable[str]) -> tuple[str, ...]:
    """Kinds of figures that there are."""
    kinds = several(given, "kinds")
    for kind in kinds:
        if kind not in FIGURE_KINDS:
            raise InputError(f"{kind!r} is no kind of figure; there are: {', '.join(FIGURE_KINDS)}")
    return kinds


def _is_a_name(known: Knowledge, name: str) -> bool:
    return name in known.indicators or name in known.definitions or name in topics()


def _as_entity(release: Release, name: str) -> str:
    """The id of the entity that is called so, if one is: programmes have names in any script."""
    try:
        return resolve(release, name)
    except UnknownEntityError:
        return name


def calculate(
    release: Release, name: str | None = None, *, language: str = "en"
) -> tuple[Reliance, ...]:
    """What series of figures come to on every basis, beside the aims; of one calculation, or all.

    Where sources print shares of named things, how much is from home by whose these are.

    Raises :class:`~graph.errors.UnknownThingError` for a calculation that there is not.
    """
    known = release.knowledge
    asked = Asked(release.home, known.lenses.get(LENS), release.data_date)
    read_in = language_in(language)
    return tuple(reliance_in(read_in, one) for one in reliances(known, name, asked=asked))


def chart(
    release: Release,
    names: Sequence[str],
    *,
    about: str | None = None,
    kinds: Iterable[str] = (),
    language: str = "en",
) -> Chart:
    """What is drawn of a calculation, where one name is one, and otherwise of figures.

    Raises :class:`~graph.errors.InputError` where only some figures of a calculation are asked for.
    """
    if len(names) != 1 or names[0] not in calculations():
        return figures_chart(release, names, about=about, kinds=kinds, language=language)
    if about or kinds:
        raise InputError(
            f"{names[0]} is a calculation and drawn whole; about and kind choose among figures"
        )
    return calculation_chart(release, names[0], language=language)


def figures_chart(
    release: Release,
    names: Sequence[str],
    *,
    about: str | None = None,
    kinds: Iterable[str] = (),
    language: str = "en",
) -> Chart:
    """What is drawn of figures side by side: a scale for each unit and whole, a row for each."""
    found = indicator(release, names, about=about, kinds=kinds, language=language)
    return chart_of(release, found, language=language)


def calculation_chart(release: Release, name: str, *, language: str = "en") -> Chart:
    """What is drawn of a calculation: a frame for each basis over years, the aims beside it."""
    (found,) = calculate(release, name, language=language)
    return chart_of(release, found, language=language)


def chart_of(
    release: Release, found: FiguresSideBySide | Reliance, *, language: str = "en"
) -> Chart:
    """What is drawn of an answer that is there already, in the language that it is in."""
    if isinstance(found, Reliance):
        return chart_of_calculation(found, language_in(language), release.id)
    return chart_of_figures(found, language_in(language), release.id)


def figures_csv(release: Release) -> str:
    """Every figure of the release as a table, a row a cell of the data cube."""
    from graph.formats.figures.table import figures_table

    return figures_table(release.knowledge)


def figures_csv_metadata(release: Release, url: str) -> dict[str, object]:
    """What stands beside that table: its columns, by CSV on the Web, for the table at ``url``."""
    from graph.formats.figures.csvw import metadata

    return metadata(release.knowledge, url)


def definitions(release: Release, *, computed: bool = False) -> tuple[DefinitionPlace, ...]:
    """The documents' ideas of "domestic", each placed where it is answered, or what is missing."""
    return definitions_in(release.knowledge, computed=computed)


def rival_definitions(
    release: Release,
    name: str | None = None,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
) -> tuple[RivalPair, ...]:
    """Definitions that answer otherwise of one thing: of firms described here, or in figures.

    Of the firms that a data set describes the first 60 are asked.

    Raises :class:`~graph.errors.UnknownThingError` for a definition that there is not.
    """
    known, days = release.knowledge, days_of(release, as_of)
    there = [*known.definitions, *known.lenses]
    if name is not None and name not in there:
        raise UnknownThingError(name, nearest(name, there) or list(known.lenses)[:ALIKE])
    home = home_of(home or release.home)
    situations = [
        Situation(known, firm, days.ownership, home, days=days)
        for firm in known.subjects[:MOST_ASKED]
    ]
    found = rivals_in(known, situations)
    return tuple(pair for pair in found if name is None or pair.has(name))


def source(release: Release, source_id: str) -> CitedSource:
    """One source; raises :class:`~graph.errors.UnknownSourceError`."""
    return cited_source(release.knowledge, Citation(source_id, ""))


def resting_on(release: Release, source_id: str, *, language: str = "en") -> tuple[CitedClaim, ...]:
    """Every claim that cites a source."""
    known = release.knowledge
    source(release, source_id)
    found = [
        claim.id
        for claim in known.claims.values()
        if any(citation.source == source_id for citation in claim.citations)
    ]
    return cited_all(known, found, language_in(language))


def claim(release: Release, claim_id: str, *, language: str = "en") -> CitedClaim | None:
    """One claim with its documents; nothing where the release has none of that id."""
    return next(iter(cited_all(release.knowledge, (claim_id,), language_in(language))), None)


def described(release: Release, iri: str) -> Described:
    """All that is stated of an IRI; raises :class:`~graph.errors.UnknownThingError`.

    Of an entity that there is not, with those whose names are most like.
    """
    from graph.triples.descriptions import described as found  # brings the store

    try:
        return found(release.store, iri)
    except UnknownThingError:
        name = iri.removeprefix(str(ID))
        if name == iri or "/" in name:
            raise
        alike = [hit.entity for hit in release.search.find(name, ALIKE)]
        raise UnknownThingError(iri, alike) from None
