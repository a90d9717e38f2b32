"""The questions of programmes, lists and what depends on what; nothing of them decides a verdict.

Part of ``graph.questions``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from graph.answers.dependences import DependencePage
from graph.answers.group_money import GroupMoney
from graph.answers.names import named
from graph.answers.parts import Named
from graph.answers.programmes import Member, MembersByLens, ProgrammePage, ProgrammeRow
from graph.arguments import chosen_of, currency_of, days_of, holdable, home_of
from graph.claims.model import Investment
from graph.entities.resolving import resolve
from graph.errors import InputError
from graph.networks.situation import Situation
from graph.production.defaults import LENS
from graph.profiles.dependences import needed_by, needs, not_read
from graph.profiles.group_money import firms_of, money_of
from graph.profiles.indicators import indicators_in
from graph.profiles.making import making_of
from graph.profiles.programmes import editions_of, funds_behind, latest_whole, members_of, parts_in
from graph.profiles.verdicts import verdict
from graph.releases.release import Release
from ontology.lenses import Lens

KINDS = ("Programme", "List")
NAMING = (*KINDS, "PartyGroup", "Concept")  # who may stand for several firms
TOLD_AS_MEMBERS = ("Designation",)  # claims that a programme's table of members tells
MOST_ASKED = 60  # members whom definitions are asked about
CURRENCY = "USD"  # in which money is added up, unless another is asked for


def programme(
    release: Release,
    name: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    lenses: str | Iterable[str] | None = (),
) -> ProgrammePage:
    """A programme or list on a day: who is behind it, its aims, its members, other lists.

    ``lenses``: the definitions that are asked of the members that are firms; None for all.

    Raises
    ------
    InputError
        If the name is of something that is neither, or there are too many members to ask of.
    """
    known, id_ = release.knowledge, resolve(release, name)
    entity = known.entities[id_]
    if entity.kind not in KINDS:
        raise InputError(f"{entity.name} is no programme and no list ({entity.kind})")
    day = days_of(release, as_of).lists
    members = members_of(known, id_, day)
    home = home_of(home or release.home)
    asked = lenses if lenses is None or isinstance(lenses, str) else tuple(lenses)
    chosen = [] if asked == () else chosen_of(known.lenses, asked)
    chosen = [lens for lens in chosen if not lens.programme]  # whom a list names, others tell
    return ProgrammePage(
        programme=named(known, id_),
        as_of=day.isoformat(),
        days=days_of(release, as_of).written(),
        home=home,
        release=release.id,
        note=entity.note,
        parts=parts_in(known, id_),
        carried_by=funds_behind(known, id_),
        indicators=indicators_in(known, id_),
        members=members,
        editions=editions_of(known, id_),
        latest_copy=latest_whole(known, id_, day),
        by_lens=_by_lens(release, members, chosen, as_of, home) if chosen else (),
    )


def programmes(release: Release, *, as_of: date | str | None = None) -> tuple[ProgrammeRow, ...]:
    """Every programme and list, by kind and name, with how many each names on a day."""
    known, day = release.knowledge, days_of(release, as_of).lists
    found = [one for one in known.entities.values() if one.kind in KINDS]
    order = sorted(found, key=lambda one: (one.kind, one.name.casefold()))
    return tuple(_row(release, one.id, day) for one in order)


def dependence(
    release: Release, name: str, *, as_of: date | str | None = None, home: str | None = None
) -> DependencePage:
    """On what something depends on a day, who makes it, and who would be met without it."""
    known, id_ = release.knowledge, resolve(release, name)
    day = days_of(release, as_of).ownership
    found = needed_by(known, id_, day)
    return DependencePage(
        entity=named(known, id_),
        as_of=day.isoformat(),
        release=release.id,
        needs=needs(known, id_, day),
        needed_by=found,
        unread=not_read(found),
        makers=making_of(known, id_, day, home_of(home or release.home), known.lenses.get(LENS)),
    )


def money(
    release: Release,
    name: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    currency: str = CURRENCY,
) -> GroupMoney:
    """Where the money of a firm came from, or that of all firms a list or group names.

    Raises
    ------
    InputError
        If the name is of something that takes no money, or of too many firms.
    """
    known, id_ = release.knowledge, resolve(release, name)
    days = days_of(release, as_of)
    named_firms = firms_of(known, id_, days.lists)
    firms = [firm for firm in named_firms if holdable(release, firm)]
    if not firms:
        what = known.entities[id_]
        by = f" on {days.lists}" if what.kind in KINDS else ""
        raise InputError(f"{what.name} is no firm, and names none{by} ({what.kind})")
    paid = [firm for firm in firms if len(firms) == 1 or known.about(Investment, firm)]
    if len(paid) > MOST_ASKED:
        raise InputError(f"{len(paid)} firms; money is added up of {MOST_ASKED} at most")
    found = money_of(
        known,
        id_,
        paid,
        days.ownership,
        home_of(home or release.home),
        currency_of(currency),
        release=release.id,
    )
    unread = (named(known, firm) for firm in firms if firm not in paid)
    return replace(found, without=(*found.without, *unread))


def _row(release: Release, programme: str, day: date) -> ProgrammeRow:
    known = release.knowledge
    return ProgrammeRow(
        programme=named(known, programme),
        members=sum(one.membership == "on" for one in members_of(known, programme, day)),
        latest_copy=latest_whole(known, programme, day),
        aims=sum(target.programme == programme for target in known.targets),
        parts=len(parts_in(known, programme)),
    )


def _by_lens(
    release: Release,
    members: Iterable[Member],
    lenses: Iterable[Lens],
    as_of: date | str | None,
    home: str,
) -> tuple[MembersByLens, ...]:
    """What each definition says of those who are, or may be, members and can be held."""
    firms = [
        one.entity
        for one in members
        if one.membership in ("on", "maybe") and holdable(release, one.entity.id)
    ]
    if len(firms) > MOST_ASKED:
        raise InputError(f"{len(firms)} members; definitions are asked of {MOST_ASKED} at most")
    days = days_of(release, as_of)
    situations = [
        (firm, Situation(release.knowledge, firm.id, days.ownership, home, days=days))
        for firm in firms
    ]
    return tuple(_of_lens(lens, situations) for lens in lenses)


def _of_lens(lens: Lens, situations: Iterable[tuple[Named, Situation]]) -> MembersByLens:
    sides: dict[str, list[Named]] = {"home": [], "notHome": [], "mixed": [], "open": [], "": []}
    for firm, situation in situations:
        found = verdict(situation, lens)
        asked = found.in_force and found.decides not in ("outOfScope", "outOfForce")
        side = "" if not asked else found.side if found.decided else "open"
        sides[side].append(firm)
    return MembersByLens(
        lens=lens.id,
        label=lens.label,
        home=tuple(sides["home"]),
        not_home=tuple(sides["notHome"]),
        mixed=tuple(sides["mixed"]),
        undecided=tuple(sides["open"]),
        not_asked=tuple(sides[""]),
    )
