"""Whom a list reaches: entries matched, a rule applied, each firm's result with its steps.

What a firm comes to is decided in :mod:`graph.screening.outcome` alone; here that is gathered
over all firms, with its steps and words. Two days are asked about: that of the facts, of which
day stakes and powers are, and that of the law, on which the rule and the lists are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.answers.parts import Interval
from graph.answers.reason_words import all_in_words, in_words
from graph.answers.screening import (
    RaisedFlag,
    ReachStep,
    ScreenedFirm,
    Screening,
)
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason, because
from graph.claims.statements import Refusal
from graph.formats.tables.lists import ListFile, ListRow
from graph.networks.situation import Situation
from graph.profiles.screening_decides import decides
from graph.profiles.screening_entries import (
    ReadEntries,
    Reading,
    held_entries,
    lists_held,
    read_entries,
)
from graph.profiles.screening_lists import digests_of, followed
from graph.profiles.screening_rule import applied, notes
from graph.profiles.screening_steps import party_named, steps_to
from graph.screening.around import Around, firm_of_votes, votes_id
from graph.screening.flags import firms_stated_of
from graph.screening.links import VOTES
from graph.screening.list_membership import Listed, designated, since_day
from graph.screening.matching import Matcher
from graph.screening.outcome import STATUSES, Outcome, outcome_of
from graph.screening.reach import Reaching, reached_from
from graph.screening.steps import claims_behind, holder_reason, lists_of, part_reason
from ontology.rules import ReachRule

Entries = ListFile | Sequence[ListRow | Refusal]

FIRMS = ("Organization", "Fund", "Arrangement", "Exchange")
ORDER = STATUSES


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: of which facts, under which law, from which lists, of which firms.

    ``given`` are lists of a reader's own; ``again`` are files that are one of these byte for byte,
    and that one, and are not read. Without ``firms`` every firm reached or in doubt; with them,
    each of these, reached or not. ``read_as`` is the list that entries without one are from, by
    the reader's word.
    """

    rule: ReachRule
    day: date
    law_day: date
    home: str
    given: tuple[Entries, ...] = ()
    again: tuple[tuple[str, str], ...] = ()
    read_as: str = ""
    list_day: date | None = None
    programmes: Sequence[str] = ()
    firms: Sequence[str] = ()
    include_unknown: bool = False
    batch: bool = False  # asked of customers: claims of those reached alone, entries unconfirmed


@dataclass(frozen=True, kw_only=True)
class Followed:
    """The lists of a question, read and followed: what every firm's outcome is taken from."""

    asked: Question
    read: ReadEntries
    reaching: Reaching

    @property
    def knowledge(self) -> Knowledge:
        """All that the release knows."""
        return self.reaching.around.situation.knowledge


def screened(
    knowledge: Knowledge, asked: Question, *, release: str, matcher: Matcher | None = None
) -> Screening:
    """Whom the entries of a file, and of lists the release holds, reach.

    Without either, the lists that the rule extends, as far as the release holds them.
    ``matcher`` says whom entries of a file mean, and is needed for these alone.
    """
    found = follow(knowledge, asked, matcher)
    around = found.reaching.around
    wanted = asked.firms or [firm for firm in around.columns if _is_firm(knowledge, firm)]
    outcomes = [outcome_of(found.reaching, firm) for firm in wanted]
    kept = [
        firm_of(found.reaching, outcome)
        for outcome in outcomes
        if asked.firms or _is_told(found.reaching, outcome, include_unknown=asked.include_unknown)
    ]
    hidden = sum(one.open_by in ("unnamed", "unnamedAbove") for one in outcomes)
    return answered(found, kept, hidden, release)


def follow(knowledge: Knowledge, asked: Question, matcher: Matcher | None = None) -> Followed:
    """The lists read, and followed through all around them and above the firms asked about."""
    read = _entries(knowledge, asked, matcher)
    around = Around.of(Situation(knowledge, "", asked.day, asked.home), asked.rule)
    # Of a batch nobody looks at each entry first, so whom one may mean counts as possibly listed.
    listed = [*read.listed, *(read.perhaps if asked.batch else ())]
    for firm in (*asked.firms, *_stated_of(knowledge, asked, listed)):
        around.add(firm)
    reaching = reached_from(around, asked.rule, listed, law_day=asked.law_day)
    return Followed(asked=asked, read=read, reaching=reaching)


def answered(
    found: Followed, firms: Iterable[ScreenedFirm], hidden: int, release: str
) -> Screening:
    """The answer over some firms; ``hidden`` counts those whom nobody named could carry."""
    knowledge, asked, reaching, read = found.knowledge, found.asked, found.reaching, found.read
    kept = sorted(
        firms, key=lambda result: (ORDER.index(result.status), result.firm.name, result.firm.id)
    )
    counts = Counter(result.status for result in kept)
    states = Counter(entry.state for entry in read.shown)
    claims = [] if asked.batch else [claim for entry in read.shown for claim in entry.claims]
    claims += [claim for result in kept for claim in claims_behind(reaching, result.firm.id)]
    claims += [claim for result in kept for flag in result.flags for claim in flag.claims]
    lists = followed(knowledge, read.shown, asked.law_day, digests_of(asked.given), asked.list_day)
    return Screening(
        rule=applied(knowledge, asked.rule, reaching, asked.law_day),
        as_of=asked.day.isoformat(),
        law_day=asked.law_day.isoformat(),
        in_force=asked.rule.window(asked.law_day) is not None,
        release=release,
        lists=lists,
        entries=tuple(read.shown),
        firms=tuple(kept),
        counts={
            **{status: counts[status] for status in ORDER if counts[status]},
            "couldHide": hidden,
            **{f"entries.{state}": states[state] for state in sorted(states)},
            "refused": len(read.refusals),
        },
        refusals=tuple(str(refusal) for refusal in read.refusals),
        unread=tuple(
            dict.fromkeys(
                column for one in asked.given if isinstance(one, ListFile) for column in one.unread
            )
        ),
        notes=tuple(
            notes(
                reaching, read.shown, lists, hidden, asked.law_day, asked.again, batch=asked.batch
            )
        ),
        claims=cited_all(knowledge, claims),
    )


def _entries(knowledge: Knowledge, asked: Question, matcher: Matcher | None) -> ReadEntries:
    """What became of every entry, those that count, and rows that cannot be used."""
    rule, read = asked.rule, ReadEntries()
    for given in asked.given:
        assert matcher is not None, "entries of a file need a matcher"
        rows, file = (given.rows, given.file) if isinstance(given, ListFile) else (given, "")
        read_entries(matcher, Reading(rule, asked.law_day, file, asked.read_as), rows, read)
    held_here = lists_held(knowledge, rule) if not asked.given and not asked.programmes else ()
    for held in asked.programmes or held_here:
        held_entries(knowledge, rule, held, asked.law_day, read)
    return read


def _stated_of(knowledge: Knowledge, asked: Question, listed: Iterable[Listed]) -> tuple[str, ...]:
    """The firms that authorities state to be owned by a listed body of the state."""
    entities = (knowledge.entities[line.entity] for line in listed)
    bodies = {(one.jurisdiction, one.system) for one in entities if one.system}
    if not bodies or asked.rule.flag_for("statedOwner") is None:
        return ()
    return firms_stated_of(knowledge, bodies, asked.day)


def _is_firm(knowledge: Knowledge, entity: str) -> bool:
    known = knowledge.entities.get(entity)
    return known is not None and known.kind in FIRMS


def _is_told(found: Reaching, outcome: Outcome, *, include_unknown: bool) -> bool:
    """Whether a firm nobody asked about has a row: what is known or in doubt; others if asked."""
    if outcome.firm in found.listed:
        return outcome.status != "listed"  # the entries have it
    column = found.around.columns.get(outcome.firm)
    unread = include_unknown and column is not None and column.rest > 0
    return outcome.said or (unread and outcome.status in ("below", "notReached"))


def firm_of(found: Reaching, outcome: Outcome) -> ScreenedFirm:
    """One firm's result, with its steps and words."""
    knowledge, firm, status = found.around.situation.knowledge, outcome.firm, outcome.status
    least, most = found.sums(firm)
    column = found.around.columns.get(firm)
    steps = steps_to(found, firm) if status != "listed" else ()
    passed_by_power = bool(steps) and steps[-1].by != "capital"
    closed = status in ("listed", "certain")
    return ScreenedFirm(
        firm=named(knowledge, firm),
        status=status,
        lists=_lists_behind(found, outcome, steps),
        total=None if passed_by_power else Interval(float(least), float(most)),
        undisclosed=float(column.undisclosed) if column else 0.0,
        unnamed=float(column.rest) if column else 0.0,
        could_hide=not closed and outcome.open_by != "range" and found.could_hide(firm),
        explanation=all_in_words(knowledge, _because(found, outcome)),
        decides=decides(found, outcome),
        steps=steps,
        open_by=outcome.open_by,
        flags=tuple(
            RaisedFlag(
                flag=flag.flag,
                holder=party_named(found, flag.holder),
                text=in_words(knowledge, flag.reason),
                claims=flag.claims,
            )
            for flag in outcome.flags
        ),
    )


def _lists_behind(found: Reaching, outcome: Outcome, steps: Sequence[ReachStep]) -> tuple[str, ...]:
    """The lists a firm is on or comes under; else those of its last hop, else of its flags."""
    of_step = {name for step in steps[-1:] for stake in step.stakes for name in stake.lists}
    of_flags = {name for flag in outcome.flags for name in lists_of(found, flag.holder)}
    return lists_of(found, outcome.firm) or tuple(sorted(of_step or of_flags))


def _because(found: Reaching, outcome: Outcome) -> list[Reason]:
    """The last hop, what nobody is named for where that leaves it open, and the flags."""
    firm, status = outcome.firm, outcome.status
    reasons = _last_hop(found, firm, status) or _linked_through(found, firm)
    column = found.around.columns.get(firm)
    if outcome.open_by == "unnamed" and column is not None:
        reasons.append(because("unnamedCouldCarry", share=column.rest))
    if outcome.open_by == "unnamedAbove":
        reasons.append(because("unnamedAboveCouldCarry"))
    if status == "exempt":
        reasons.append(because("ruleExempts", places=found.rule.exempts))
    if status == "listed":
        return reasons
    cited = _claims_of_last_hop(found, firm)
    shown = set(reasons)
    return reasons + [
        flag.reason
        for flag in outcome.flags
        if flag.reason not in shown and not cited.issuperset(flag.claims)
    ]


def _claims_of_last_hop(found: Reaching, firm: str) -> set[str]:
    """The claims of the stakes that the last hop tells already."""
    passage = found.passage(firm, possible=found.status(firm) != "reached")
    parts = found.parts(firm, passage.contributors) if passage else ()
    return {claim for part in parts for claim in part.claims}


def _last_hop(found: Reaching, firm: str, status: str) -> list[Reason]:
    if firm in found.listed:
        return [_on_list(line) for line in found.listed[firm]]
    if found.status(firm) == "none":
        column = found.around.columns.get(firm)
        if status == "notReached" and not found.is_linked(firm) and column and column.rest > 0:
            return [because("noListedHolderRead", share=column.rest)]
        return [because("noHolderOnList")] if status == "notReached" else []
    passage = found.passage(firm, possible=found.status(firm) != "reached")
    if passage is None or passage.mechanism == VOTES:  # its votes are a party of their own
        firm = votes_id(firm)
        passage = found.passage(firm, possible=not found.certain(firm))
    holders = passage.contributors if passage else ()
    if passage is not None and passage.mechanism != "capital":
        holder = found.ids[holders[0]]
        return [because("powerOver", holder=holder, mechanism=passage.mechanism)]
    parts = found.parts(firm, holders)
    reasons = [holder_reason(found, part) for part in parts]
    if len(parts) > 1 and found.together:
        reasons.append(because("together", share=found.sums(firm)))
    if lists := _named_here(found, firm):
        reasons.append(because("claimsNameIt", lists=lists))
    return reasons


def _linked_through(found: Reaching, firm: str) -> list[Reason]:
    """The holders in which listed parties have something, where these have nothing directly."""
    column = found.around.columns.get(firm)
    return [
        because("linkedThrough", holder=part.holder, stake=part_reason(part))
        for part in (column.parts if column else ())
        if part.upper > 0 and found.is_linked(part.holder)
    ]


def _on_list(line: Listed) -> Reason:
    """One line of a list on a firm: since when, and what is doubtful about it."""
    on = (
        because("onList", list=line.list)
        if line.certain
        else because("mayBeOnList", list=line.list)
    )
    if line.since:
        day = since_day(line.since, begun=line.begun)
        on = because("onListSince", on=on, since=day)
    return because("withDoubt", reason=on, doubt=line.reason) if line.reason else on


def _named_here(found: Reaching, firm: str) -> tuple[str, ...]:
    """The lists of the rule on which the release's claims name a firm that the entries do not."""
    situation = found.around.situation
    if firm_of_votes(firm):
        return ()
    held = designated(situation.knowledge, found.rule.lists, situation.day)
    return tuple(sorted({line.list for line in held if line.entity == firm}))
