"""A person, a public body, a programme or a list: who is connected with it, and by which claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from api.explorer.years import ClaimLine, lines_of, newest
from api.views.group_money import in_millions
from api.views.programmes import MEMBERSHIPS
from api.views.tables import span
from graph import questions
from graph.answers.dependences import MakingStep
from graph.answers.entities import EntityPage
from graph.answers.group_money import GroupMoney
from graph.answers.indicators import IndicatorFigures
from graph.answers.languages import Language
from graph.answers.parts import CitedClaim, Interval, Named
from graph.answers.programmes import Member, ProgrammePage
from graph.errors import InputError
from graph.programme_questions import KINDS, NAMING, TOLD_AS_MEMBERS
from graph.releases.release import Release

HOLDING = ("Ownership", "Investment", "Control")  # what a holder has of others
DENIED = "denied"
MADE = "Technology"  # the kind of what somebody makes


class Link(NamedTuple):
    """Somebody connected, with the claims that say so, the newest first."""

    party: Named
    claims: tuple[CitedClaim, ...]


class Connected(NamedTuple):
    """Those that one kind of claim connects with a party, by name."""

    kind: str  # the class of such claims
    links: tuple[Link, ...]
    alone: tuple[CitedClaim, ...] = ()  # of the same kind, that name nobody else: editions read


class PartyPage(NamedTuple):
    """Somebody or something that nobody owns."""

    entity: EntityPage
    connected: tuple[Connected, ...]
    lenses: tuple[Named, ...]  # definitions that ask for this list or programme
    indicators: tuple[IndicatorFigures, ...]  # that a programme watches, or has an aim for
    claims: tuple[ClaimLine, ...]
    programme: ProgrammePage | None = None  # whom it names, of a programme or a list
    money: GroupMoney | None = None  # of the firms it names, where an amount is read
    makers: tuple[MakingStep, ...] = ()  # who makes it, of a technology or a product

    @staticmethod
    def stands(member: Member) -> str:
        """How somebody stands on a list, in words."""
        return MEMBERSHIPS[member.membership]

    def paid(self, amount: float) -> str:
        """An amount of the money of those it names."""
        return in_millions(amount, self.money.currency) if self.money else ""

    @staticmethod
    def share(interval: Interval) -> str:
        """How much of it, at the least and the most."""
        return span(interval)


def party_page(
    release: Release, party: str, language: Language = "en", as_of: str | None = None
) -> PartyPage:
    """Who is connected with a party, and everything claimed of it, the newest first."""
    found = questions.claims(release, party, language=language)
    kind = release.knowledge.entities[party].kind
    programme = questions.programme(release, party, as_of=as_of) if kind in KINDS else None
    told = TOLD_AS_MEMBERS if programme is not None and programme.members else ()
    lenses = tuple(
        Named(id=lens.id, name=lens.label)
        for lens in release.knowledge.lenses.values()
        if lens.programme == party
    )
    lines = lines_of(sorted(found.claims, key=newest, reverse=True))
    watched = questions.indicators(release, party)
    connected = tuple(one for one in connected_by(found.claims, party) if one.kind not in told)
    money = _money(release, party, as_of) if kind in NAMING else None
    makers = questions.dependence(release, party, as_of=as_of).makers if kind == MADE else ()
    return PartyPage(found, connected, lenses, watched, lines, programme, money, makers)


def _money(release: Release, party: str, as_of: str | None) -> GroupMoney | None:
    """The money of the firms that somebody names; nothing where none is read, or too many are."""
    try:
        found = questions.money(release, party, as_of=as_of)
    except InputError:
        return None
    return found if found.amount else None


def held_by(claims: Iterable[CitedClaim], holder: str) -> tuple[Connected, ...]:
    """What a holder has or had of others, and where it put money in, by kind of claim."""
    held = [
        claim
        for claim in claims
        if claim.type in HOLDING and claim.party is not None and claim.party.id == holder
    ]
    return connected_by(held, holder)


def connected_by(claims: Iterable[CitedClaim], party: str) -> tuple[Connected, ...]:
    """The others in the claims of a party, by kind of claim; those denied are not."""
    parties: dict[str, Named] = {}
    shared: dict[str, dict[str, list[CitedClaim]]] = {}  # by kind of claim, then by the other
    alone: dict[str, list[CitedClaim]] = {}
    for claim in sorted(claims, key=newest, reverse=True):
        if claim.status == DENIED:
            continue
        others = [end for end in (claim.party, claim.target) if end and end.id != party]
        for other in others:
            parties[other.id] = other
            shared.setdefault(claim.type, {}).setdefault(other.id, []).append(claim)
        if not others:
            alone.setdefault(claim.type, []).append(claim)
    return tuple(
        Connected(kind, _links(shared.get(kind, {}), parties), tuple(alone.get(kind, ())))
        for kind in sorted({*shared, *alone})
    )


def _links(
    claims: Mapping[str, Iterable[CitedClaim]], parties: Mapping[str, Named]
) -> tuple[Link, ...]:
    """Those connected, by name."""
    by_name = sorted(claims, key=lambda other: parties[other].name.casefold())
    return tuple(Link(parties[other], tuple(claims[other])) for other in by_name)
