"""The entries of a list: whom each means, whether it counts under a rule on a day, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from msgspec.structs import replace

from graph.answers.names import named
from graph.answers.reason_words import in_words
from graph.answers.screening import ScreenedEntry
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason, because
from graph.claims.statements import Refusal
from graph.entities.spellings import same_name
from graph.errors import InputError
from graph.formats.tables.lists import ListRow
from graph.screening.entry_names import NamedEntry, other_names_of
from graph.screening.list_membership import (
    MAYBE,
    OFF,
    Listed,
    designated,
    list_of,
    on_day,
    programme_counts,
)
from graph.screening.matching import Match, Matcher, names_of
from ontology.load import nearest
from ontology.rules import ExtendedList, ReachRule


@dataclass(frozen=True)
class Reading:
    """How the entries of a reader's list are read: by which rule, on which day, from which file.

    ``read_as`` is the list that entries without one are from, by the reader's word alone.
    """

    rule: ReachRule
    day: date
    file: str = ""
    read_as: str = ""


@dataclass
class ReadEntries:
    """What became of the entries of some lists: each, those that count, and rows without use.

    ``named`` are the entries of readers' lists that count if they mean somebody, whether
    anybody here answers to them or not; ``perhaps`` are those whom they may mean, unconfirmed.
    """

    shown: list[ScreenedEntry] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    named: list[NamedEntry] = field(default_factory=list)
    perhaps: list[Listed] = field(default_factory=list)


def read_entries(
    matcher: Matcher, reading: Reading, rows: Iterable[ListRow | Refusal], into: ReadEntries
) -> None:
    """What each entry of a reader's list means, and those that count."""
    if reading.read_as:
        _check_read_as(reading)
    met: dict[ListRow, int] = {}  # an entry, wherever it stands → its number
    number = 0
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Refusal):
            into.refusals.append(row)
            continue
        entry = _entry(matcher, reading, row, number, into)
        first = met.setdefault(replace(row, line=0), number)
        if first != number:
            again = in_words(matcher.knowledge, because("sameAsEntry", number=first))
            entry = replace(entry, reason=f"{entry.reason}; {again}" if entry.reason else again)
        into.shown.append(entry)
    if reading.file and not number:
        raise InputError(
            f"{reading.file} names nobody: below its header, a name, an id or an identifier a line"
        )


def _check_read_as(reading: Reading) -> None:
    """Raise :class:`InputError` for a list that the rule does not extend."""
    found, refused = list_of(reading.rule, reading.read_as)
    if found is None:
        known = [name for one in reading.rule.lists for name in (one.label, *one.names)]
        hint = ", ".join(nearest(reading.read_as, known)) or ", ".join(
            one.label for one in reading.rule.lists
        )
        said = refused.code if refused else ""
        why = "is left out of" if said in ("listLeftOut", "underOtherRule") else "is no list of"
        raise InputError(f"{reading.read_as!r} {why} {reading.rule.id} (valid: {hint})")


def _entry(
    matcher: Matcher, reading: Reading, row: ListRow, number: int, into: ReadEntries
) -> ScreenedEntry:
    """What became of one entry; those that count are added to the others."""
    knowledge = matcher.knowledge
    found = matcher.match(row)
    name, standing, why, see_rule = _standing(reading, row)
    state, reason = found.state, found.reason
    if state == "matched":
        state, reason = standing, why or reason
    doubt = why if standing == "possible" else None
    if standing in ("counted", "possible"):
        named_entry = NamedEntry(
            row=row,
            number=number,
            file=reading.file,
            list=name,
            certain=standing == "counted",
            doubt=doubt,
            entity=found.entity,
            maybe=found.others if found.state == "candidate" else (),
        )
        into.named.append(named_entry)
        into.perhaps += _perhaps(matcher, named_entry, found)
    if state in ("counted", "possible"):
        into.listed.append(
            Listed(
                entity=found.entity,
                list=name,
                certain=state == "counted",
                reason=doubt,
                since=str(row.period.start or ""),
                begun=row.period.start is not None,
            )
        )
    return ScreenedEntry(
        number=number,
        given=row.name or row.id or "; ".join((*row.identifiers, *row.other_names, *row.numbers)),
        list=name,
        state=state,
        entity=named(knowledge, found.entity) if found.entity else None,
        candidates=tuple(named(knowledge, one) for one in found.others),
        reason=in_words(knowledge, reason),
        valid_from=str(row.period.start or ""),
        valid_to=str(row.period.end or ""),
        programme=row.programme,
        see_rule=see_rule if state == "notExtended" else "",
        file=reading.file,
    )


def _perhaps(matcher: Matcher, entry: NamedEntry, found: Match) -> list[Listed]:
    """Those whom an entry may mean as possibly listed; a name that only begins like it is none."""
    begins = found.reason is not None and found.reason.code == "nameBeginsSo"
    others = other_names_of(entry.row)
    some = [
        one
        for one in entry.maybe
        if not begins
        or any(
            same_name(other, name)
            for other in others
            for name in names_of(matcher.knowledge.entities[one])
        )
    ]
    reason = because("mayBeEntry", number=entry.number, file=entry.whence, name=entry.given)
    return [Listed(entity=one, list=entry.list, certain=False, reason=reason) for one in some]


def _standing(reading: Reading, row: ListRow) -> tuple[str, str, Reason | None, str]:
    """The list an entry is on, whether it counts there whoever it means, why not, and whose rule
    it is then.
    """
    on_list, refused = list_of(reading.rule, row.list, file=reading.file, read_as=reading.read_as)
    if on_list is None:
        return row.list, "notExtended", refused, _value(refused, "rule")
    dated, part = on_day(row.period, reading.day), programme_counts(on_list, row.programme)
    name = on_list.label
    if dated == OFF:
        return name, "notOnDay", because("notOnList", day=reading.day), ""
    if part == OFF:
        given = because("programmeNotExtended", list=on_list.label, given=row.programme)
        return name, "notExtended", given, ""
    if dated == MAYBE:
        return name, "possible", because("listDatesOpen"), ""
    if part == MAYBE:
        return name, "possible", because("asNoted", note=on_list.note), ""
    return name, "counted", None, ""


def _value(reason: Reason | None, name: str) -> str:
    return "" if reason is None else str(dict(reason.values).get(name, ""))


def held_entries(
    knowledge: Knowledge, rule: ReachRule, programme: str, day: date, into: ReadEntries
) -> None:
    """The entries of a list that claims of the release name."""
    found, refused = list_of(rule, "", programme)
    if found is None:
        raise InputError(
            f"{programme}: {in_words(knowledge, refused)}; the rule any-list follows every list"
        )
    name = named(knowledge, programme).name
    on_list = found if found.programme else ExtendedList(name, (), programme)
    listed = designated(knowledge, (on_list,), day)
    into.listed += listed
    into.shown += [
        ScreenedEntry(
            number=None,
            given=named(knowledge, one.entity).name,
            list=one.list,
            state="counted" if one.certain else "possible",
            entity=named(knowledge, one.entity),
            reason=in_words(knowledge, one.reason),
            valid_from=one.since if one.begun else "",
            claims=one.claims,
        )
        for one in sorted(listed, key=lambda one: (one.list, one.entity))
    ]


def lists_held(knowledge: Knowledge, rule: ReachRule) -> tuple[str, ...]:
    """The lists a rule extends whose entries the release holds; raises when it holds none."""
    held = tuple(one.programme for one in rule.lists if one.programme in knowledge.entities)
    if not held:
        raise InputError(f"the release holds no list that {rule.id} extends; give a list")
    return held
