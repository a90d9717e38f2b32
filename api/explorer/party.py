"""A person, a public body, a programme or a list: who is connected with it, and by which claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from api.explorer.firm import ClaimLine, lines_of, newest
from graph import questions
from graph.answers.entities import EntityPage
from graph.answers.parts import CitedClaim, Named
from graph.releases.release import Release
from ontology.load import classes


class Connected(NamedTuple):
    """Those that one kind of claim connects with a party, by name."""

    kind: str  # what such a claim is called
    parties: tuple[Named, ...]


class PartyPage(NamedTuple):
    """Somebody or something that nobody owns."""

    entity: EntityPage
    connected: tuple[Connected, ...]
    claims: tuple[ClaimLine, ...]


def party_page(release: Release, party: str, *, language: str) -> PartyPage:
    """Who is connected with a party, and everything claimed of it, the newest first."""
    found = questions.claims(release, party)
    lines = lines_of(sorted(found.claims, key=newest, reverse=True))
    return PartyPage(found, connected_by(found.claims, party, language), lines)


def connected_by(
    claims: Iterable[CitedClaim], party: str, language: str = "en"
) -> tuple[Connected, ...]:
    """The others in the claims of a party, by kind of claim; those denied are not."""
    others: dict[str, dict[str, Named]] = {}
    for claim in claims:
        if claim.status == "denied":
            continue
        for one in (claim.party, claim.target):
            if one is not None and one.id != party:
                others.setdefault(claim.type, {})[one.id] = one
    return tuple(
        Connected(
            _called(kind, language),
            tuple(sorted(there.values(), key=lambda one: one.name.casefold())),
        )
        for kind, there in sorted(others.items())
    )


def _called(kind: str, language: str) -> str:
    term = classes().get(kind)
    if term is None:
        return kind
    return term.label_zh if language == "zh" and term.label_zh else term.label
