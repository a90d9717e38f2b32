"""The entries of a list: whom each means, whether it counts under a rule on a day, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.answers.names import named
from graph.answers.reason_words import in_words
from graph.answers.screening import ScreenedEntry
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import because
from graph.claims.statements import Refusal
from graph.errors import InputError
from graph.formats.tables.lists import ListRow
from graph.screening.list_membership import MAYBE, OFF, Listed, designated, list_of, on_day
from graph.screening.matching import Matcher
from ontology.rules import ExtendedList, ReachRule


def read_entries(
    matcher: Matcher, rule: ReachRule, rows: Iterable[ListRow | Refusal], day: date
) -> tuple[list[ScreenedEntry], list[Listed], list[Refusal]]:
    """What each entry of a reader's list means, and those that count."""
    entries: list[ScreenedEntry] = []
    listed: list[Listed] = []
    refusals: list[Refusal] = []
    for row in rows:
        if isinstance(row, Refusal):
            refusals.append(row)
            continue
        entry, counted = _entry(matcher, rule, row, day, len(entries) + len(refusals) + 1)
        entries.append(entry)
        listed += counted
    return entries, listed, refusals


def _entry(
    matcher: Matcher, rule: ReachRule, row: ListRow, day: date, number: int
) -> tuple[ScreenedEntry, list[Listed]]:
    knowledge = matcher.knowledge
    found = matcher.match(row)
    on_list, refused = list_of(rule, row.list)
    state, reason = found.state, found.reason
    dated = on_day(row.period, day)
    if state == "matched":
        if on_list is None:
            state, reason = "notExtended", refused
        elif dated == OFF:
            state, reason = "notOnDay", because("notOnList", day=day)
        elif dated == MAYBE:
            state, reason = "possible", because("listDatesOpen")
        elif on_list.in_part:
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
