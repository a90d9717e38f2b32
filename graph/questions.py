"""Every question the product answers, one function each; what all ways in call.

Firms are given by id, name in any script, or identifier; the default day is the data date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from graph.answers.control import Controllers
from graph.answers.entities import EntityPage, Match, Suggestion
from graph.answers.evidence import page_of
from graph.answers.names import named
from graph.answers.neighbourhood import Neighbourhood
from graph.answers.ownership import Contrast, Owners
from graph.answers.parts import Chains
from graph.answers.reversals import Settling
from graph.answers.verdicts import FirmClassification, LabelCheck, Unknown, Verdict
from graph.arguments import (
    at_most,
    basis_of,
    chosen_of,
    day_of,
    days_of,
    home_of,
    language_in,
    several,
    situation_of,
)
from graph.change_questions import diff, edited_lens, own_tables, trying, whatif
from graph.changes.edited_lens import Edits
from graph.claims.model import HOLDABLE
from graph.domesticness.verdicts import findings_of
from graph.engines.measures import measures, network_measures
from graph.entities.resolving import resolve
from graph.entities.suggestions import suggested
from graph.event_questions import events
from graph.indices.directed import directed_by
from graph.indices.foreign_persons import attributed_interest_in, foreign_person, parents_by_right
from graph.indices.links import chances_of_control, holdings, weakest_link
from graph.indices.owner_tests import beneficial_owners, largest_holder_above
from graph.indices.power import network_power, voting_power
from graph.indices.share_classes import rights_by_class
from graph.indices.state import closeness_to_state, state_level_of_firm
from graph.indices.summary import indices
from graph.path_questions import answer, claim_graph, diagram, paths, picture, score, share_graph
from graph.production_questions import production, production_of
from graph.profiles.chains import chains_between
from graph.profiles.classification import classification_of
from graph.profiles.contrasts import contrasts_in
from graph.profiles.controllers import controllers_of
from graph.profiles.labels import labels_on
from graph.profiles.neighbourhood import neighbourhood_of
from graph.profiles.older_releases import as_built
from graph.profiles.owners import claims_on_holders, narrowed, owners_of
from graph.profiles.parents import RollUp
from graph.profiles.parents import roll_up as rolled_up
from graph.profiles.reconciliation import candidates as reconcile
from graph.profiles.reconciliation import columns, extended, kinds, offered
from graph.profiles.reversals import settling_of
from graph.profiles.statements import ftm_entities, ftm_reached, statements
from graph.profiles.unknowns import unknowns_of
from graph.profiles.verdicts import verdicts_of
from graph.programme_questions import dependence, money, programme, programmes
from graph.read_questions import (
    calculate,
    calculation_chart,
    chart,
    chart_of,
    claim,
    definitions,
    described,
    figures_chart,
    figures_csv,
    figures_csv_metadata,
    indicator,
    indicators,
    lenses,
    method,
    resting_on,
    rival_definitions,
    source,
)
from graph.releases.release import Release
from graph.screening_questions import screen, screen_many

if TYPE_CHECKING:
    from graph.formats.tables.reviews import Pair

__all__ = [
    "Edits", "answer", "as_built", "attributed_interest_in", "beneficial_owners", "calculate",
    "calculation_chart", "candidates", "chains", "chances_of_control", "chart", "chart_of", "claim",
    "claim_graph", "claims", "classify", "closeness_to_state", "columns", "compare", "contrasts",
    "controllers", "definitions", "dependence", "described", "diagram", "diff", "directed_by",
    "edited_lens", "events", "extended", "figures_chart", "figures_csv", "figures_csv_metadata",
    "foreign_person", "ftm_entities", "ftm_reached", "holdings", "indicator", "indicators",
    "indices", "kinds", "labels", "largest_holder_above", "lenses", "measures", "method", "money",
    "neighbourhood", "network_measures", "network_power", "offered", "own_tables", "owners",
    "parents_by_right", "paths", "picture", "production", "production_of", "programme",
    "programmes", "reconcile", "resolve", "resting_on", "rights_by_class", "rival_definitions",
    "roll_up", "score", "screen", "screen_many", "search", "settling", "share_graph", "source",
    "state_level_of_firm", "statements", "suggestions", "trying", "unknowns", "verdicts",
    "voting_power", "weakest_link", "whatif",
]  # fmt: skip

LIMIT = 100


def search(release: Release, text: str, limit: int = 10) -> tuple[Match, ...]:
    """Entities that answer to a name in any script, an id or an identifier, best first."""
    found = release.search.find(text, at_most(limit, LIMIT, "limit"))
    return tuple(
        Match(entity=named(release.knowledge, hit.entity), score=hit.score, matched=hit.matched)
        for hit in found
    )


def suggestions(
    release: Release, text: str, limit: int = 8, *, firms_only: bool = False
) -> tuple[Suggestion, ...]:
    """Whom a name still being written may mean; its one bearer answers, others are alike.

    ``firms_only``: nobody whom nobody can own, as a person or a list.
    """
    known = release.knowledge
    kinds = HOLDABLE if firms_only else ()
    return tuple(
        Suggestion(entity=named(known, hit.entity), matched=hit.matched, answers=hit.own)
        for hit in suggested(release.search, known.entities, text, limit, kinds=kinds)
    )


def candidates(release: Release, least: float = 0.5) -> Iterator[Pair]:
    """Pairs of entities that may be one, for review, likeliest first; nothing is merged."""
    from graph.entities.candidates import candidates as proposed  # compares every name

    return proposed(release.knowledge, least)


def roll_up(release: Release, *, as_of: date | str | None = None) -> RollUp:
    """Chains of direct parents against the ultimate parents that are filed, on a day."""
    day = release.data_date if as_of is None else day_of(as_of)
    known = release.knowledge
    return rolled_up(known.claims.values(), day, lambda entity: named(known, entity))


def claims(release: Release, firm: str, *, language: str = "en") -> EntityPage:
    """What is claimed of an entity, denials included; the sentences in a language."""
    entity = resolve(release, firm)
    return page_of(release.knowledge, entity, release.id, language_in(language))


def classify(
    release: Release,
    firm: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    lenses: Iterable[str] | None = None,
    with_estimate: bool = False,
) -> FirmClassification:
    """How domestic a firm is, by whose definition, with sources and what would settle it.

    ``with_estimate`` adds the score's median under a named prior, which takes thousands of draws.
    """
    situation = situation_of(release, firm, as_of, home)
    chosen = chosen_of(release.knowledge.lenses, lenses)
    return classification_of(situation, chosen, release.id, with_estimate=with_estimate)


def verdicts(
    release: Release,
    firm: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    lenses: Iterable[str] | None = None,
    language: str = "en",
) -> tuple[Verdict, ...]:
    """What lenses say of a firm, without score, chains or unknowns; the reasons in a language."""
    situation = situation_of(release, firm, as_of, home)
    chosen = chosen_of(release.knowledge.lenses, lenses)
    return verdicts_of(situation, chosen, language_in(language))


def owners(
    release: Release,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
    law_bounds: bool = False,
    min_share: float = 0.0,
    include_unknown: bool = True,
    language: str = "en",
) -> Owners:
    """Seven columns of origin that sum to one, the ultimate owners, the holder table.

    ``law_bounds`` takes cited caps as kept; the lists are cut as :func:`narrowed` says.
    """
    situation = situation_of(release, firm, as_of, home)
    read_in = language_in(language)
    found = owners_of(
        situation, basis_of(basis), release.id, law_bounds=law_bounds, language=read_in
    )
    return narrowed(found, min_share, include_unknown=include_unknown)


def holders_rest_on(
    release: Release, firm: str, *, as_of: date | str, home: str, basis: str = "economic"
) -> tuple[str, ...]:
    """The claims on whoever holds a firm on a day, for a table that gives only numbers."""
    return claims_on_holders(situation_of(release, firm, as_of, home), basis_of(basis))


def controllers(
    release: Release,
    firm: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    language: str = "en",
) -> Controllers:
    """Who may direct a firm, by which mechanism; or how many hidden holders it would take."""
    situation = situation_of(release, firm, as_of, home)
    return controllers_of(situation, release.id, language_in(language))


def chains(
    release: Release,
    owner: str,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
    k: int = 5,
) -> Chains:
    """The k best chains from an owner down to a firm, with citations and the share explained."""
    k = at_most(k, LIMIT, "k")
    situation = situation_of(release, firm, as_of, home)
    return chains_between(situation, resolve(release, owner), basis_of(basis), k, release.id)


def unknowns(
    release: Release, firm: str, *, as_of: date | str | None = None, home: str | None = None
) -> tuple[Unknown, ...]:
    """The missing facts that hold verdicts open, ranked, named as documents to look for."""
    situation = situation_of(release, firm, as_of, home)
    return unknowns_of(situation, findings_of(situation))


def settling(
    release: Release, firm: str, *, as_of: date | str | None = None, home: str | None = None
) -> Settling:
    """What would settle the open verdicts on a firm, and what would turn the settled ones."""
    return settling_of(situation_of(release, firm, as_of, home), release.id)


def compare(
    release: Release,
    firms: Iterable[str],
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    lenses: Iterable[str] | None = None,
    with_estimate: bool = False,
) -> tuple[FirmClassification, ...]:
    """Firms side by side, each once; without any, the firms the data set describes."""
    named_once = dict.fromkeys(
        situation_of(release, firm, as_of, home).firm for firm in several(firms, "firms")
    )
    wanted = tuple(named_once) or release.knowledge.subjects
    return tuple(
        classify(release, firm, as_of=as_of, home=home, lenses=lenses, with_estimate=with_estimate)
        for firm in wanted
    )


def neighbourhood(
    release: Release,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
) -> Neighbourhood:
    """A firm's surroundings, to draw or to export."""
    return neighbourhood_of(situation_of(release, firm, as_of, home), basis_of(basis), release.id)


def labels(
    release: Release,
    firm: str | None = None,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
) -> tuple[LabelCheck, ...]:
    """Every label given to a firm, or to any, against the lens meant to produce it on its date.

    Of a day asked about those that were given by then; otherwise all.
    """
    wanted = None if firm is None else resolve(release, firm)
    found = labels_on(release.knowledge, wanted, home_of(home or release.home))
    if as_of is None:
        return found
    days = days_of(release, as_of)  # where each kind of fact has its own, the latest of them
    day = max(days.ownership, days.lists, days.people).isoformat()
    return tuple(label for label in found if label.on <= day)


def contrasts(release: Release, *, home: str | None = None) -> tuple[Contrast, ...]:
    """Onshore companies that are one thing on paper and may be another by contract."""
    return contrasts_in(release.knowledge, home_of(home or release.home))
