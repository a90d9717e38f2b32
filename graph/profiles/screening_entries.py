"""The entries of a list: whom each means, whether it counts under a rule on a day, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from graph.answers.names import named
from graph.answers.reason_words import in_words
from graph.answers.screening import ScreenedEntry
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason, because
from graph.claims.statements import Refusal
from graph.errors import InputError
from graph.formats.tables.lists import ListRow
from graph.screening.list_membership import (
    MAYBE,
    OFF,
    Listed,
    designated,
    list_of,
    on_day,
    programme_counts,
)
from graph.screening.matching import Matcher
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


def read_entries(
    matcher: Matcher, reading: Reading, rows: Iterable[ListRow | Refusal]
) -> tuple[list[ScreenedEntry], list[Listed], list[Refusal]]:
    """What each entry of a reader's list means, and those that count."""
    if reading.read_as:
        _check_read_as(reading)
    met: dict[ListRow, int] = {}  # an entry, wherever it stands → its number
    entries: list[ScreenedEntry] = []
    listed: list[Listed] = []
    refusals: list[Refusal] = []
    for row in rows:
        if isinstance(row, Refusal):
            refusals.append(row)
            continue
        number = len(entries) + len(refusals) + 1
        entry, counted = _entry(matcher, reading, row, number)
        first = met.setdefault(replace(row, line=0), number)
        if first != number:
            again = in_words(matcher.knowledge, because("sameAsEntry", number=first))
            entry = replace(entry, reason=f"{entry.reason}; {again}" if entry.reason else again)
        entries.append(entry)
        listed += counted
    if reading.file and not entries and not refusals:
        raise InputError(
            f"{reading.file} names nobody: below its header, a name, an id or an identifier a line"
        )
    return entries, listed, refusals


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
    matcher: Matcher, reading: Reading, row: ListRow, number: int
) -> tuple[ScreenedEntry, list[Listed]]:
    knowledge, rule, day = matcher.knowledge, reading.rule, reading.day
    found = matcher.match(row)
    on_list, refused = list_of(rule, row.list, file=reading.file, read_as=reading.read_as)
    state, reason = found.state, found.reason
    dated = on_day(row.period, day)
    part = programme_counts(on_list, row.programme) if on_list else OFF
    if state == "matched":
        if on_list is None:
            state, reason = "notExtended", refused
        elif dated == OFF:
            state, reason = "notOnDay", because("notOnList", day=day)
        elif part == OFF:
            given = because("programmeNotExtended", list=on_list.label, given=row.programme)
            state, reason = "notExtended", given
        elif dated == MAYBE:
            state, reason = "possible", because("listDatesOpen")
        elif part == MAYBE:
            state, reason = "possible", because("asNoted", note=on_list.note)
        else:
            state = "counted"
    name = on_list.label if on_list else row.list
    entry = ScreenedEntry(
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
        see_rule=_value(refused, "rule") if state == "notExtended" else "",
    )
    if state not in ("counted", "possible"):
        return entry, []
    return entry, [
        Listed(
            entity=found.entity,
            list=name,
            certain=state == "counted",
            reason=reason if state == "possible" else None,
            since=str(row.period.start or ""),
            begun=row.period.start is not None,
        )
    ]


def _value(reason: Reason | None, name: str) -> str:
    return "" if reason is None else str(dict(reason.values).get(name, ""))


def held_entries(
    knowledge: Knowledge, rule: ReachRule, programme: str, day: date
) -> tuple[list[ScreenedEntry], list[Listed]]:
    """The entries of a list that claims of the release name."""
    found, refused = list_of(rule, "", programme)
    if found is None:
        raise InputError(
            f"{programme}: {in_words(knowledge, refused)}; the rule any-list follows every list"
        )
    name = named(knowledge, programme).name
    on_list = found if found.programme else ExtendedList(name, (), programme)
    listed = designated(knowledge, (on_list,), day)
    entries = [
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
    return entries, list(listed)


def lists_held(knowledge: Knowledge, rule: ReachRule) -> tuple[str, ...]:
    """The lists a rule extends whose entries the release holds; raises when it holds none."""
    held = tuple(one.programme for one in rule.lists if one.programme in knowledge.entities)
    if not held:
        raise InputError(f"the release holds no list that {rule.id} extends; give a list")
    return held
