"""The questions that walk a firm's graph: its page, score and paths; part of ``graph.questions``.

networkx is loaded when one of them is asked, and by nothing else a reader asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from graph.answers.answer import FirmAnswer
from graph.answers.diagram import HOPS, LINK_KINDS, MOST, Diagram
from graph.answers.names import named
from graph.answers.paths import Paths
from graph.answers.permalinks import NOWHERE, Published
from graph.answers.picture import Picture
from graph.answers.score import DomesticScore
from graph.arguments import at_most, basis_of, currency_of, several, situation_of
from graph.entities.resolving import resolve
from graph.errors import InputError

if TYPE_CHECKING:
    import networkx as nx

    from graph.releases.release import Release

LIMIT = 100  # paths of a kind


def answer(
    release: Release,
    firm: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    language: str = "en",
    published: Published = NOWHERE,
) -> FirmAnswer:
    """The one page on a firm: how domestic, by whose definition, and what would change it.

    ``published`` says where its readers find this copy, and where they send a correction.
    """
    from graph.answers.languages import language_of  # brings the data of languages
    from graph.profiles.answer.worded import firm_answer

    situation = situation_of(release, firm, as_of, home)
    return firm_answer(situation, language_of(language), release, published)


def picture(
    release: Release,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
    language: str = "en",
    published: Published = NOWHERE,
) -> Picture:
    """What is drawn of a firm: its owners in two tiers, what was last known, state money."""
    from graph.answers.languages import language_of  # brings the data of languages
    from graph.profiles.picture.page import picture as picture_of

    situation = situation_of(release, firm, as_of, home)
    return picture_of(situation, language_of(language), basis_of(basis), release, published)


def diagram(
    release: Release,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
    language: str = "en",
    hops: int = 1,
    opened: Iterable[str] = (),
    most: int = 60,
    without: Iterable[str] = (),
) -> Diagram:
    """A firm's surroundings to walk in: who is within some hops, and beside whom a reader opened.

    At most ``most`` parties are shown, those that carry most; one node counts the rest. Links of
    the kinds ``without`` (:data:`graph.answers.diagram.LinkKind`) are left out.
    """
    from graph.answers.languages import language_of  # brings the data of languages
    from graph.profiles.diagram.page import diagram as diagram_of

    hops, most = at_most(hops, HOPS, "hops"), at_most(most, MOST, "most")
    for kind in (kinds := several(without, "without")):
        if kind not in LINK_KINDS:
            raise InputError(f"{kind!r} is no kind of link; there are: {', '.join(LINK_KINDS)}")
    situation = situation_of(release, firm, as_of, home)
    parties = tuple(dict.fromkeys(resolve(release, party) for party in several(opened, "opened")))
    words = language_of(language)
    return diagram_of(situation, words, basis_of(basis), release.id, hops, parties, most, kinds)


def score(
    release: Release,
    firm: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    currency: str = "",
    with_estimate: bool = False,
) -> DomesticScore:
    """How much of a firm's profit goes home and of its money came from there, end by end.

    ``currency`` counts the money in one of the reader's choice; ``with_estimate`` adds the
    median under a prior, which takes some seconds and no verdict reads.
    """
    from graph.profiles.walked_score import domestic_score  # brings networkx

    situation = situation_of(release, firm, as_of, home)
    chosen = currency_of(currency) if currency else ""
    return domestic_score(situation, release.id, with_estimate=with_estimate, currency=chosen)


def paths(
    release: Release,
    firm: str,
    source: str | None = None,
    *,
    kind: str = "all",
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
    k: int = 10,
) -> Paths:
    """The k best paths of each kind from a party, or a kind of party, down to a firm.

    ``source`` is home, state (of home), abroad, foreign-state, associated, any, or a party.
    """
    from graph.profiles.climbs import kinds_of, source_key  # brings networkx
    from graph.profiles.paths import paths_to

    k = at_most(k, LIMIT, "k")
    kinds_asked, bases = kinds_of(kind), basis_of(basis)
    situation = situation_of(release, firm, as_of, home)
    key = source_key(source) or resolve(release, source or "")
    if key == situation.firm:
        name = named(situation.knowledge, key).name
        raise InputError(f"{name} is both ends: paths lead from another party to it")
    return paths_to(situation, key, kinds_asked, bases, k, release.id)


def claim_graph(
    release: Release,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
) -> nx.MultiDiGraph:
    """A firm's surroundings as a networkx multigraph of claims (graph.profiles.claim_graph)."""
    from graph.profiles.claim_graph import claim_graph as graph_of

    return graph_of(situation_of(release, firm, as_of, home), basis_of(basis))


def share_graph(
    release: Release,
    firm: str,
    *,
    basis: str = "economic",
    as_of: date | str | None = None,
    home: str | None = None,
) -> nx.DiGraph:
    """The shares above a firm as computed, climbing to holders (graph.networks.share_graph)."""
    from graph.networks.share_graph import share_graph as graph_of

    return graph_of(situation_of(release, firm, as_of, home).network(basis=basis_of(basis)))
