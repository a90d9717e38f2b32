"""A person, a public body, a programme or a list: who is connected with it, and by which claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from api.explorer.years import ClaimLine, lines_of, newest
from graph import questions
from graph.answers.entities import EntityPage
from graph.answers.indicators import IndicatorFigures
from graph.answers.parts import CitedClaim, Named
from graph.releases.release import Release
from ontology.load import classes

HOLDING = ("Ownership", "Investment", "Control")  # what a holder has of others
DENIED = "denied"


class Link(NamedTuple):
    """Somebody connected, with the claims that say so, the newest first."""

    party: Named
    claims: tuple[CitedClaim, ...]


class Connected(NamedTuple):
    """Those that one kind of claim connects with a party, by name."""

    kind: str  # what such a claim is called
    links: tuple[Link, ...]
    alone: tuple[CitedClaim, ...] = ()  # of the same kind, that name nobody else: editions read


class PartyPage(NamedTuple):
    """Somebody or something that nobody owns."""

    entity: EntityPage
    connected: tuple[Connected, ...]
    lenses: tuple[Named, ...]  # definitions that ask for this list or programme
    indicators: tuple[IndicatorFigures, ...]  # that a programme watches, or has an aim for
    claims: tuple[ClaimLine, ...]


def party_page(release: Release, party: str, *, language: str) -> PartyPage:
    """Who is connected with a party, and everything claimed of it, the newest first."""
    found = questions.claims(release, party)
    lenses = tuple(
        Named(id=lens.id, name=lens.label)
        for lens in release.knowledge.lenses.values()
        if lens.programme == party
    )
    lines = lines_of(sorted(found.claims, key=newest, reverse=True))
    watched = questions.indicators(release, party)
    return PartyPage(found, connected_by(found.claims, party, language), lenses, watched, lines)


def held_by(claims: Iterable[CitedClaim], holder: str, language: str) -> tuple[Connected, ...]:
    """What a holder has or had of others, and where it put money in, by kind of claim."""
    held = [
        claim
        for claim in claims
        if claim.type in HOLDING and claim.party is not None and claim.party.id == holder
    ]
    return connected_by(held, holder, language)


def connected_by(
    claims: Iterable[CitedClaim], party: str, language: str = "en"
) -> tuple[Connected, ...]:
    """The others in the claims of a party, by kind of claim; those denied are not."""
    others: dict[str, dict[str, list[CitedClaim]]] = {}
    named: dict[str, Named] = {}
    alone: dict[str, list[CitedClaim]] = {}
    for claim in sorted(claims, key=newest, reverse=True):
        if claim.status == DENIED:
            continue
        there = [one for one in (claim.party, claim.target) if one is not None and one.id != party]
        for one in there:
            named[one.id] = one
            others.setdefault(claim.type, {}).setdefault(one.id, []).append(claim)
        if not there:
            alone.setdefault(claim.type, []).append(claim)
    return tuple(
        Connected(
            _called(kind, language),
            tuple(
                Link(named[one], tuple(found))
                for one, found in sorted(
                    others.get(kind, {}).items(), key=lambda pair: named[pair[0]].name.casefold()
                )
            ),
            tuple(alone.get(kind, ())),
        )
        for kind in sorted({*others, *alone})
    )


def _called(kind: str, language: str) -> str:
    term = classes().get(kind)
    if term is None:
        return kind
    return term.label_zh if language == "zh" and term.label_zh else term.label
