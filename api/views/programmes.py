"""A programme or list as people see it: who is behind it, its aims, whom it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.views.tables import Column, Table, View
from api.views.wording import setting, title
from graph.answers.indicators import IndicatorFigures
from graph.answers.names import label
from graph.answers.parts import Named
from graph.answers.programmes import (
    Edition,
    Member,
    MembersByLens,
    PartIn,
    ProgrammePage,
    ProgrammeRow,
)

MEMBERSHIPS = {
    "on": "on it",
    "disputed": "disputed",
    "maybe": "may be on it",
    "proposed": "put forward, not on it",
    "later": "later than this day",
    "removed": "no more on it",
}
PARTS = (
    Column("party_id", "Party id", shown=False, holds="key"),
    Column("party", "Who", wide=True),
    Column("part_code", "Part", shown=False, holds="code"),
    Column("part", "Does what"),
    Column("target_id", "Target id", shown=False, holds="key"),
    Column("target", "With what", wide=True),
    Column("since", "Since"),
    Column("claim", "Claim", shown=False),
)
MEMBERS = (
    Column("id", "Id", shown=False, holds="key"),
    Column("member", "Member", wide=True),
    Column("membership", "Membership", shown=False, holds="code"),
    Column("stands", "Stands"),
    Column("since", "Since"),
    Column("until", "Until"),
    Column("others", "Also named on", wide=True),
    Column("claims", "Claims", shown=False),
)
AIMS = (
    Column("indicator", "Indicator", shown=False),
    Column("name", "What is watched", wide=True),
    Column("kind", "Kind", holds="code"),
    Column("figure", "Figure", wide=True),
    Column("period", "Of"),
    Column("how", "Counted how", wide=True),
)
EDITIONS = (
    Column("as_of", "Copy of"),
    Column("whole", "Whole"),
    Column("entries", "Entries read"),
    Column("named", "Of ours it names", "number"),
    Column("absent", "Looked for and not in it", "number"),
    Column("claim", "Claim", shown=False),
)
BY_LENS = (
    Column("lens", "Lens", shown=False),
    Column("label", "Definition", wide=True),
    Column("home", "Home", "number"),
    Column("mixed", "Mixed", "number"),
    Column("not_home", "Not home", "number"),
    Column("undecided", "Open", "number"),
    Column("not_asked", "Does not apply", "number"),
)
ALL = (
    Column("id", "Id", shown=False, holds="key"),
    Column("name", "Name", wide=True),
    Column("kind", "Kind"),
    Column("members", "Names, of ours", "number"),
    Column("latest_copy", "Latest whole copy"),
    Column("aims", "Indicators", "number"),
    Column("parts", "Parts read", "number"),
)
SHOWN = 3  # other lists in a cell


def every(found: Sequence[ProgrammeRow]) -> View:
    """Programmes and lists by name."""
    rows = tuple(
        (
            one.programme.id, one.programme.name, one.programme.kind, one.members, one.latest_copy,
            one.aims, one.parts,
        )
        for one in found
    )  # fmt: skip
    return View((f"{len(found)} programmes and lists",), (Table(ALL, rows),))


def programme(page: ProgrammePage) -> View:
    """All that is read of a programme or a list."""
    members = Table(
        MEMBERS, tuple(map(_member, page.members)), title="Members",
        empty="nobody is read to be named",
    )  # fmt: skip
    asked = [one for one in page.by_lens if _asked(one)]
    tables = [
        _parts("Who has part in it", page.parts),
        _parts("Who stands behind the funds that carry it", page.carried_by),
        Table(AIMS, tuple(_aims(page.indicators)), title="Aims, and figures beside them"),
        members,
        Table(EDITIONS, tuple(map(_edition, page.editions)), title="Copies that were read"),
        Table(BY_LENS, tuple(map(_by_lens, asked)), title="What definitions say of members"),
    ]
    return View(
        (title(page.programme), _setting(page), *_counted(page)),
        tuple(table for table in tables if table.rows or table is members),
        tuple(_notes(page)),
        data=members if page.members else next((t for t in tables if t.rows), members),
    )


def _setting(page: ProgrammePage) -> str:
    """The day of the list; where definitions are asked, that of who owns and leads besides."""
    asked = page.days if page.by_lens else {}
    return setting(page.as_of, page.home, page.release, days=asked)


def _counted(page: ProgrammePage) -> tuple[str, ...]:
    """How many members there are, and whether that is all of them."""
    now = [one for one in page.members if one.membership == "on"]
    maybe = sum(one.membership in ("maybe", "disputed") for one in page.members)
    gone = sum(one.membership == "removed" for one in page.members)
    if not page.members:
        return ()
    said = f"{len(now)} of those known here are on it"
    said += f", {maybe} more may be" if maybe else ""
    said += f", {gone} no more are" if gone else ""
    if not page.latest_copy:
        return (f"{said}; no whole copy was read, so who is not named here may be on it",)
    return (f"{said}; the latest whole copy that was read until then is of {page.latest_copy}",)


def _notes(page: ProgrammePage) -> Iterable[str]:
    if page.note:
        yield page.note
    for one in page.members:
        if one.why:
            yield f"{one.entity.name} {MEMBERSHIPS[one.membership]}: {one.why}"
    silent = sum(not _asked(one) for one in page.by_lens)
    if silent:
        yield f"definitions that say nothing of any member, or were not in force: {silent}"


def _parts(heading: str, parts: Iterable[PartIn]) -> Table:
    rows = tuple(
        (
            one.party.id,
            one.party.name,
            one.part,
            label(one.part, "ProgrammeLinkKinds"),
            one.target.id,
            one.target.name,
            one.claim.period or one.claim.as_of,
            one.claim.id,
        )
        for one in parts
    )
    return Table(PARTS, rows, title=heading)


def _aims(indicators: Iterable[IndicatorFigures]) -> Iterable[tuple[str, ...]]:
    for one in indicators:
        for number, figure in enumerate(one.figures):
            name = one.name if number == 0 else ""
            yield one.id, name, figure.kind, figure.text, figure.period, figure.how


def _member(one: Member) -> tuple[str, ...]:
    since = one.since if one.begun or not one.since else f"seen {one.since}"
    return (
        one.entity.id,
        one.entity.name,
        one.membership,
        MEMBERSHIPS[one.membership],
        since,
        one.until,
        _names(one.on_others),
        " | ".join(claim.id for claim in one.claims),
    )


def _names(entities: tuple[Named, ...]) -> str:
    shown = "; ".join(one.name for one in entities[:SHOWN])
    left = len(entities) - SHOWN
    return f"{shown}; and {left} more" if left > 0 else shown


def _edition(one: Edition) -> tuple[str | int, ...]:
    of = f"{one.read or '?'} of {one.stated}" if one.stated else f"{one.read or '?'}"
    whole = "yes" if one.whole else "no"
    return one.as_of, whole, of, len(one.named), len(one.absent), one.claim.id


def _asked(one: MembersByLens) -> bool:
    """Whether a definition says anything of any member: lists do not, nor do rules out of force."""
    return any((one.home, one.mixed, one.not_home, one.undecided))


def _by_lens(one: MembersByLens) -> tuple[str | int, ...]:
    sides = (one.home, one.mixed, one.not_home, one.undecided, one.not_asked)
    return (one.lens, one.label, *map(len, sides))
