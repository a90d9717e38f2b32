"""The published indices of one firm, side by side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from graph.answers.evidence import cited_all
from graph.answers.indices import Indices
from graph.answers.names import named
from graph.arguments import situation_of
from graph.errors import ComputationError
from graph.indices.foreign_persons import foreign_person_of
from graph.indices.links import integrated_control_of, weakest_link_of
from graph.indices.power import voting_power_of
from graph.indices.state import closeness_of, level_of
from graph.networks.behind import claims_behind
from graph.networks.situation import Situation
from graph.releases.release import Release

Found = TypeVar("Found")

OWNERS = 12  # ultimate owners whose weakest links and closeness are shown


def indices(
    release: Release, firm: str, *, as_of: date | str | None = None, home: str | None = None
) -> Indices:
    """Power indices, weakest links, integrated control, closeness to the state, foreign person.

    Each is its authors' definition on the claims that stand on the day, with the
    function of its own in this package that says formula and source; none is a
    verdict of ours. An index that cannot be computed is left empty and a note
    says why.
    """
    situation = situation_of(release, firm, as_of, home)
    notes: list[str] = []

    def tried(what: str, compute: Callable[[], Found], empty: Found) -> Found:
        try:
            return compute()
        except ComputationError as error:
            notes.append(f"{what} not computed: {error}")
            return empty

    owners = _largest_owners(situation)
    return Indices(
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        home=situation.home,
        release=release.id,
        voting_power=voting_power_of(situation),
        weakest_links=tried(
            "weakest links",
            lambda: tuple(weakest_link_of(situation, owner) for owner in owners),
            (),
        ),
        integrated_control=tried(
            "integrated control", lambda: integrated_control_of(situation), {}
        ),
        closeness=tried(
            "closeness to the state",
            lambda: closeness_of(situation, owners) if owners else (),
            (),
        ),
        state=level_of(situation),
        foreign=foreign_person_of(situation),
        notes=tuple(notes),
        claims=cited_all(
            situation.knowledge,
            (
                *claims_behind(situation.network(basis="voting")),
                *claims_behind(situation.network()),
            ),
        ),
    )


def _largest_owners(situation: Situation) -> list[str]:
    """The ultimate owners with the largest known shares; several people together are no owner."""
    network = situation.network()
    shares, _, _ = network.ends
    ranked = sorted(
        network.origins, key=lambda entity: (-float(shares[network.index[entity]]), entity)
    )
    return [
        entity
        for entity in ranked
        if shares[network.index[entity]] > 0 and not _is_group(situation, entity)
    ][:OWNERS]


def _is_group(situation: Situation, entity: str) -> bool:
    known = situation.knowledge.entities.get(entity)
    return known is not None and known.kind == "PartyGroup"
