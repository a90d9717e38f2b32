"""Whom a list reaches: entries matched, a rule applied, each firm's result with its steps.

A firm is *certain* when the least that listed persons can have reaches the
threshold in every world; *not excluded* when the range of what **named** listed
holders have includes it; a *red flag* when a rule flags smaller stakes. That an
undisclosed part could hide a listed person is true of most firms and drowns a
list: it is counted, and told one by one only when asked for.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from graph.answers.evidence import cited_all, cited_source
from graph.answers.names import named
from graph.answers.parts import Interval
from graph.answers.screening import AppliedRule, RulePeriod, ScreenedEntry, ScreenedFirm, Screening
from graph.claims.knowledge import Knowledge
from graph.claims.shares import in_percent, percent, span
from graph.claims.statements import Refusal
from graph.errors import InputError, UnknownRuleError
from graph.formats.tables.lists import ListFile, ListRow
from graph.networks.situation import Situation
from graph.screening.entries import held_entries, lists_held, read_entries
from graph.screening.list_membership import designated
from graph.screening.matching import Matcher
from graph.screening.reach import Around, Reaching, reached_from
from graph.screening.steps import claims_behind, holder_text, lists_of, steps_to
from ontology.load import nearest
from ontology.nodes import Window
from ontology.rules import ReachRule, reach_rules

Entries = ListFile | Sequence[ListRow | Refusal]

FIRMS = ("Organization", "Fund", "Arrangement", "Exchange")
ORDER = ("listed", "certain", "notExcluded", "redFlag", "undisclosed", "below", "notReached")


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


def screened(
    knowledge: Knowledge,
    rule: ReachRule,
    day: date,
    *,
    release: str,
    home: str,
    matcher: Matcher | None = None,
    entries: Entries | None = None,
    programmes: Sequence[str] = (),
    firms: Sequence[str] = (),
    include_unknown: bool = False,
) -> Screening:
    """Whom the entries of a file, and of lists the release holds, reach on a day.

    Without either, the lists that the rule extends, as far as the release holds
    them. Without ``firms`` every firm reached; with them, each of these, reached or not.
    ``matcher`` says whom entries of a file mean, and is needed for these alone.
    """
    rows = entries.rows if isinstance(entries, ListFile) else entries or ()
    told, listed, refusals = read_entries(matcher, rule, rows, day) if matcher else ([], [], [])
    for held in programmes or (lists_held(knowledge, rule) if entries is None else ()):
        shown, found = held_entries(knowledge, rule, held, day)
        told += shown
        listed += found
    around = Around(Situation(knowledge, "", day, home), rule.passes_by)
    reaching = reached_from(around, rule, listed)
    for firm in firms:
        around.add(firm)
    wanted = firms or [one for one in around.columns if _is_firm(knowledge, one)]
    results = [_firm(reaching, firm, asked=bool(firms)) for firm in wanted]
    hidden = sum(one.could_hide and one.status in ("redFlag", "undisclosed") for one in results)
    kept = [
        one
        for one in results
        if firms
        or one.status in ("certain", "notExcluded", "redFlag")
        or (include_unknown and one.status == "undisclosed")
    ]
    kept.sort(key=lambda one: (ORDER.index(one.status), one.firm.name, one.firm.id))
    counts = Counter(one.status for one in kept)
    states = Counter(one.state for one in told)
    claims = [claim for one in told for claim in one.claims]
    claims += [claim for one in kept for claim in claims_behind(reaching, one.firm.id)]
    in_force = rule.window(day) is not None
    return Screening(
        rule=_applied(knowledge, rule, reaching),
        as_of=day.isoformat(),
        in_force=in_force,
        release=release,
        entries=tuple(told),
        firms=tuple(kept),
        counts={
            **{status: counts[status] for status in ORDER if counts[status]},
            "couldHide": hidden,
            **{f"entries.{state}": states[state] for state in sorted(states)},
            "refused": len(refusals),
        },
        refusals=tuple(str(refusal) for refusal in refusals),
        unread=entries.unread if isinstance(entries, ListFile) else (),
        notes=tuple(_notes(reaching, told, hidden, in_force=in_force)),
        claims=cited_all(knowledge, claims),
    )


def _is_firm(knowledge: Knowledge, entity: str) -> bool:
    known = knowledge.entities.get(entity)
    return known is not None and known.kind in FIRMS


def _firm(found: Reaching, firm: str, *, asked: bool) -> ScreenedFirm:
    """One firm's result; steps and words only for those that are shown."""
    knowledge = found.around.situation.knowledge
    status = _status(found, firm)
    shown = asked or status in ("certain", "notExcluded", "redFlag", "undisclosed")
    least, most = found.sums(firm)
    column = found.around.columns.get(firm)
    could_hide = status in ("redFlag", "below", "undisclosed", "notReached") and (
        found.could_hide(firm)
    )
    steps = steps_to(found, firm) if shown and status != "listed" else ()
    passed_by_power = bool(steps) and steps[-1].by != "capital"
    return ScreenedFirm(
        firm=named(knowledge, firm),
        status=status,
        lists=lists_of(found, firm)
        or tuple(
            sorted({name for step in steps[-1:] for stake in step.stakes for name in stake.lists})
        ),
        total=None if passed_by_power else Interval(float(least), float(most)),
        undisclosed=float(column.undisclosed) if column else 0.0,
        could_hide=could_hide,
        explanation=_explanation(found, firm, status) if shown else "",
        decides=_decides(found, firm, status) if shown else (),
        steps=steps,
    )


def _status(found: Reaching, firm: str) -> str:
    if any(one.certain for one in found.listed.get(firm, ())):
        return "listed"
    status = found.status(firm)
    if status == "reached":
        return "certain"
    if status == "notExcluded" or firm in found.listed:
        return "notExcluded"
    if status == "inPart":
        if found.rule.flags_minority:
            return "redFlag"
        return "undisclosed" if found.could_hide(firm) else "below"
    return "notReached"


def _explanation(found: Reaching, firm: str, status: str) -> str:
    """The last hop in one sentence."""
    situation = found.around.situation
    if firm in found.listed:
        lines = found.listed[firm]
        return "; ".join(
            f"{'on' if one.certain else 'may be on'} {one.list}"
            + (f" since {one.since}" if one.since else "")
            + (f": {one.reason}" if one.reason else "")
            for one in lines
        )
    if status == "notReached":
        return "no named holder is on the list or reached by it"
    passage = found.passage(firm, possible=status != "certain")
    holders = passage.contributors if passage else ()
    if passage is not None and passage.mechanism != "capital":
        return f"{situation.name(found.ids[holders[0]])} may direct it, by {passage.mechanism}"
    parts = found.parts(firm, holders)
    told = "; ".join(holder_text(found, part) for part in parts)
    least, most = found.sums(firm)
    together = f"; together {span(float(least), float(most))}" if len(parts) > 1 else ""
    named_too = _named_here(found, firm)
    return told + together + (f"; claims here name it on {named_too} itself" if named_too else "")


def _named_here(found: Reaching, firm: str) -> str:
    """The lists of the rule on which the release's claims name a firm that the entries do not."""
    situation = found.around.situation
    held = designated(situation.knowledge, found.rule.lists, situation.day)
    return ", ".join(sorted({one.list for one in held if one.entity == firm}))


def _decides(found: Reaching, firm: str, status: str) -> tuple[str, ...]:
    """What would settle an open result, as documents to look for, nearest to the list first."""
    if status in ("listed", "certain"):
        return ()
    situation = found.around.situation
    told: list[str] = []
    for step in steps_to(found, firm):
        if step.by != "capital":
            if not step.certain:
                told.append(f"who directs {step.firm.name} on {situation.day}")
            continue
        for stake in step.stakes:
            if stake.inside == "mayBeListed":
                told.append(f"whether {stake.holder.name} is on {', '.join(stake.lists)}")
            if stake.share.lower < stake.share.upper:
                told.append(
                    f"the stake of {stake.holder.name} in {step.firm.name} on {situation.day}"
                    f" ({stake.text})"
                )
    if status != "notExcluded" and found.could_hide(firm):
        part = in_percent(float(found.around.columns[firm].undisclosed))
        told.append(f"the holders of the undisclosed {part} of {situation.name(firm)}")
    return tuple(dict.fromkeys(told))


def _applied(knowledge: Knowledge, rule: ReachRule, found: Reaching) -> AppliedRule:
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


def _notes(
    found: Reaching, entries: Sequence[ScreenedEntry], hidden: int, *, in_force: bool
) -> Iterable[str]:
    """What a reader must know before trusting the result."""
    rule, day = found.rule, found.around.situation.day
    if not in_force:
        periods = ", ".join(str(window) for window in rule.windows)
        yield (
            f"The rule is not in force on {day} ({periods}): nothing follows from it on that day. "
            "The results say what it would reach."
        )
    if day > found.around.situation.knowledge.data_date:
        yield f"The facts go up to {found.around.situation.knowledge.data_date}, not to {day}."
    if not rule.verified:
        yield "A parameter of the rule was not checked against its published text."
    confirm = sum(one.state == "candidate" for one in entries)
    if confirm:
        yield (
            f"Entries that may mean somebody here, not counted: {confirm}. Put the id into the "
            "list to confirm one."
        )
    unknown = sum(one.state == "unknown" for one in entries)
    if unknown:
        yield f"Entries that nobody here answers to, whose stakes are not known here: {unknown}."
    if not any(one.state in ("counted", "possible") for one in entries):
        yield "No entry counts, so nobody can be reached."
    if any(one.number is None for one in entries):
        yield "The release holds the entries of its sources, not the whole of a list."
    if hidden:
        yield (
            "Firms with a listed stake below the threshold and an undisclosed part that could "
            f"hide the rest: {hidden}."
        )
    yield (
        "A firm that is not shown is not cleared: holders nobody disclosed, and holders the "
        "release does not know, may be on the list."
    )
