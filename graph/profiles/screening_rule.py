"""A rule of reach as an answer shows it: at which threshold, since when, with what cautions."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from graph.answers.evidence import cited_source
from graph.answers.names import label
from graph.answers.reason_words import in_words
from graph.answers.screening import (
    AppliedRule,
    FollowedList,
    RuleFlag,
    RulePeriod,
    RuleProhibition,
    RuleTest,
    ScreenedEntry,
)
from graph.claims.knowledge import Knowledge
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.claims.shares import percent
from graph.errors import InputError, UnknownRuleError
from graph.screening.reach import Reaching
from ontology.load import nearest
from ontology.nodes import Window
from ontology.rules import ReachRule, reach_rules


def rule_of(
    rule: str, threshold: str | None = None, known: Mapping[str, ReachRule] | None = None
) -> ReachRule:
    """The rule with this id, at the reader's threshold where it leaves one to the reader.

    ``known`` are the rules there are, by default those that ship. Raises
    :class:`UnknownRuleError` with those there are, and :class:`InputError` for a threshold
    that is none, or that a law has set already.

    >>> rule_of("any-list", "25").threshold
    Decimal('25')
    """
    known = reach_rules() if known is None else known
    if rule not in known:
        raise UnknownRuleError(rule, nearest(rule, known) or tuple(known))
    chosen = known[rule]
    if threshold is None:
        return chosen
    if chosen.lists:
        raise InputError(f"the threshold of {rule} is its own; the rule any-list takes yours")
    wanted = percent(threshold)
    if wanted == 0:
        raise InputError("a threshold of 0 would reach every firm; give one above it")
    return dataclasses.replace(chosen, threshold=wanted)


def applied(knowledge: Knowledge, rule: ReachRule, found: Reaching, law_day: date) -> AppliedRule:
    """The rule that was applied, with the periods in which it is in force."""
    return AppliedRule(
        id=rule.id,
        label=rule.label,
        statement=rule.definition,
        passes_by=rule.passes_by,
        threshold=float(found.threshold),
        inclusive=rule.inclusive,
        adds_up=found.window.reach == "aggregate",
        sums=found.window.reach,
        lists=tuple(one.label for one in rule.lists),
        left_out=tuple(f"{one.label}: {one.note}" for one in rule.left_out),
        periods=tuple(_period(knowledge, window) for window in rule.windows),
        holder=rule.holder,
        source=rule.source,
        version=rule.version,
        verified=rule.verified,
        tests=tuple(
            RuleTest(
                test=one.test,
                label=label(one.test, "ControlTests"),
                suffices=one.suffices,
                note=one.note,
            )
            for one in rule.tests
        ),
        flags=tuple(
            RuleFlag(
                flag=one.flag,
                label=label(one.flag, "ScreeningFlags"),
                note=one.note,
                source=one.source,
                ours=one.ours,
            )
            for one in rule.flags
        ),
        prohibitions=tuple(
            RuleProhibition(
                label=one.label,
                statement=one.statement,
                valid_from=str(one.first or ""),
                valid_to=str(one.last or ""),
                in_force=one.holds(law_day),
                source=one.source,
            )
            for one in rule.prohibitions
        ),
        passes_on=rule.passes_on,
        exempts=rule.exempts,
        comes_from=rule.comes_from,
    )


def _period(knowledge: Knowledge, window: Window) -> RulePeriod:
    fact = knowledge.rules.get(window.fact)
    return RulePeriod(
        valid_from=str(window.first or ""),
        valid_to=str(window.last or ""),
        adds_up=window.reach == "aggregate",
        note=" ".join(filter(None, (window.note, fact.note if fact else ""))),
        sums=window.reach,
        source=window.source,
        last_checked=window.last_checked,
        sources=tuple(cited_source(knowledge, one) for one in fact.citations) if fact else (),
    )


def notes(
    found: Reaching,
    entries: Sequence[ScreenedEntry],
    lists: Iterable[FollowedList],
    hidden: int,
    law_day: date,
    again: Iterable[tuple[str, str]] = (),
    *,
    batch: bool = False,
) -> Iterable[str]:
    """What a reader must know before trusting the result."""
    knowledge = found.around.situation.knowledge
    cautions = (
        *_of_the_rule(found, law_day),
        *_of_the_days(found, lists, law_day),
        *_of_the_entries(entries, batch=batch),
        *(because("sameListTwice", file=file, first=first) for file, first in again),
    )
    for caution in cautions:
        yield in_words(knowledge, caution)
    if hidden:
        yield in_words(knowledge, because("couldHideTheRest", count=hidden))
    yield in_words(knowledge, because("notShownNotCleared"))


def _of_the_rule(found: Reaching, law_day: date) -> Iterable[Reason]:
    rule = found.rule
    window = rule.window(law_day)
    if window is None:
        periods = tuple(str(one) for one in rule.windows)
        yield because("ruleNotInForce", day=law_day, periods=periods)
    elif window.last_checked and PartialDate.parse(window.last_checked).last < law_day:
        yield because("ruleLastChecked", month=window.last_checked, note=window.note)
    if not rule.verified:
        yield because("ruleNotChecked")
    if found.window.reach == "unsettled":
        yield because("sumNotSettled")


def _of_the_days(found: Reaching, lists: Iterable[FollowedList], law_day: date) -> Iterable[Reason]:
    day, data_date = found.around.situation.day, found.around.situation.knowledge.data_date
    if day > data_date:
        yield because("factsUpTo", last=data_date, day=day)
    if min(day, data_date) < law_day:
        older = (law_day - min(day, data_date)).days
        yield because("factsOlderThanLaw", facts=min(day, data_date), law=law_day, days=older)
    undated = tuple(one.list for one in lists if not one.day)
    if undated:
        yield because("listsWithoutDay", lists=undated)


def _of_the_entries(entries: Sequence[ScreenedEntry], *, batch: bool) -> Iterable[Reason]:
    states = Counter(entry.state for entry in entries)
    if states["candidate"] and batch:
        yield because("entriesPossible", count=states["candidate"])
    elif states["candidate"]:
        yield because("entriesToConfirm", count=states["candidate"])
    if states["unknown"]:
        yield because("entriesUnknown", count=states["unknown"])
    if not (states["counted"] or states["possible"]):
        yield because("noEntryCounts")
    if any(entry.number is None for entry in entries):
        yield because("entriesOfSources")
