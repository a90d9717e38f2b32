"""A rule of reach as an answer shows it: at which threshold, since when, with what cautions."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.answers.evidence import cited_source
from graph.answers.reason_words import in_words
from graph.answers.screening import AppliedRule, RulePeriod, ScreenedEntry
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason, because
from graph.claims.shares import percent
from graph.errors import InputError, UnknownRuleError
from graph.screening.reach import Reaching
from ontology.load import nearest
from ontology.nodes import Window
from ontology.rules import ReachRule, reach_rules


def rule_of(rule: str, threshold: str | None = None) -> ReachRule:
    """The rule with this id, at the reader's threshold where it leaves one to the reader.

    Raises :class:`UnknownRuleError` with those there are, and :class:`InputError`
    for a threshold that is none, or that a law has set already.

    >>> rule_of("any-list", "25").threshold
    Decimal('25')
    """
    known = reach_rules()
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


def applied(knowledge: Knowledge, rule: ReachRule, found: Reaching) -> AppliedRule:
    """The rule that was applied, with the periods in which it is in force."""
    return AppliedRule(
        id=rule.id,
        label=rule.label,
        statement=rule.definition,
        passes_by=rule.passes_by,
        threshold=float(found.threshold),
        inclusive=rule.inclusive,
        adds_up=found.window.reach == "aggregate",
        lists=tuple(one.label for one in rule.lists),
        left_out=tuple(f"{one.label}: {one.note}" for one in rule.left_out),
        periods=tuple(_period(knowledge, window) for window in rule.windows),
        holder=rule.holder,
        source=rule.source,
        version=rule.version,
        verified=rule.verified,
    )


def _period(knowledge: Knowledge, window: Window) -> RulePeriod:
    fact = knowledge.rules.get(window.fact)
    return RulePeriod(
        valid_from=str(window.first or ""),
        valid_to=str(window.last or ""),
        adds_up=window.reach == "aggregate",
        note=fact.note if fact else "",
        sources=tuple(cited_source(knowledge, one) for one in fact.citations) if fact else (),
    )


def notes(
    found: Reaching, entries: Sequence[ScreenedEntry], hidden: int, *, in_force: bool
) -> Iterable[str]:
    """What a reader must know before trusting the result."""
    knowledge = found.around.situation.knowledge
    for note in _cautions(found, entries, hidden, in_force=in_force):
        yield in_words(knowledge, note)


def _cautions(
    found: Reaching, entries: Sequence[ScreenedEntry], hidden: int, *, in_force: bool
) -> Iterable[Reason]:
    rule, day = found.rule, found.around.situation.day
    data_date = found.around.situation.knowledge.data_date
    if not in_force:
        periods = tuple(str(window) for window in rule.windows)
        yield because("ruleNotInForce", day=day, periods=periods)
    if day > data_date:
        yield because("factsUpTo", last=data_date, day=day)
    if not rule.verified:
        yield because("ruleNotChecked")
    states = Counter(entry.state for entry in entries)
    if states["candidate"]:
        yield because("entriesToConfirm", count=states["candidate"])
    if states["unknown"]:
        yield because("entriesUnknown", count=states["unknown"])
    if not (states["counted"] or states["possible"]):
        yield because("noEntryCounts")
    if any(entry.number is None for entry in entries):
        yield because("entriesOfSources")
    if hidden:
        yield because("couldHideTheRest", count=hidden)
    yield because("notShownNotCleared")
