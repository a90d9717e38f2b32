"""Whom a list reaches: entries matched, a rule applied, each firm's result with its steps.

A firm is *certain* when the least that listed persons can have reaches the
threshold in every world; *not excluded* when the range of what **named** listed
holders have includes it; a *red flag* when a rule flags smaller stakes. That an
undisclosed part could hide a listed person is true of most firms and drowns a
list: it is counted, and told one by one only when asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.answers.parts import Interval
from graph.answers.reason_words import all_in_words, in_words
from graph.answers.screening import ScreenedFirm, Screening
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason, because
from graph.claims.statements import Refusal
from graph.formats.tables.lists import ListFile, ListRow
from graph.networks.situation import Situation
from graph.profiles.screening_entries import held_entries, lists_held, read_entries
from graph.profiles.screening_rule import applied, notes
from graph.profiles.screening_steps import steps_to
from graph.screening.list_membership import Listed, designated, since_day
from graph.screening.matching import Matcher
from graph.screening.reach import Around, Reaching, reached_from
from graph.screening.steps import claims_behind, holder_reason, lists_of
from ontology.rules import ReachRule

Entries = ListFile | Sequence[ListRow | Refusal]

FIRMS = ("Organization", "Fund", "Arrangement", "Exchange")
ORDER = ("listed", "certain", "notExcluded", "redFlag", "undisclosed", "below", "notReached")


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
    shown, listed, refusals = read_entries(matcher, rule, rows, day) if matcher else ([], [], [])
    for held in programmes or (lists_held(knowledge, rule) if entries is None else ()):
        entries_held, listed_there = held_entries(knowledge, rule, held, day)
        shown += entries_held
        listed += listed_there
    around = Around(Situation(knowledge, "", day, home), rule.passes_by)
    reaching = reached_from(around, rule, listed)
    for firm in firms:
        around.add(firm)
    wanted = firms or [firm for firm in around.columns if _is_firm(knowledge, firm)]
    results = [_firm(reaching, firm, asked=bool(firms)) for firm in wanted]
    hidden = sum(
        result.could_hide and result.status in ("redFlag", "undisclosed") for result in results
    )
    kept = [
        result
        for result in results
        if firms
        or result.status in ("certain", "notExcluded", "redFlag")
        or (include_unknown and result.status == "undisclosed")
    ]
    kept.sort(key=lambda result: (ORDER.index(result.status), result.firm.name, result.firm.id))
    counts = Counter(result.status for result in kept)
    states = Counter(entry.state for entry in shown)
    claims = [claim for entry in shown for claim in entry.claims]
    claims += [claim for result in kept for claim in claims_behind(reaching, result.firm.id)]
    in_force = rule.window(day) is not None
    return Screening(
        rule=applied(knowledge, rule, reaching),
        as_of=day.isoformat(),
        in_force=in_force,
        release=release,
        entries=tuple(shown),
        firms=tuple(kept),
        counts={
            **{status: counts[status] for status in ORDER if counts[status]},
            "couldHide": hidden,
            **{f"entries.{state}": states[state] for state in sorted(states)},
            "refused": len(refusals),
        },
        refusals=tuple(str(refusal) for refusal in refusals),
        unread=entries.unread if isinstance(entries, ListFile) else (),
        notes=tuple(notes(reaching, shown, hidden, in_force=in_force)),
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
        unnamed=float(column.rest) if column else 0.0,
        could_hide=could_hide,
        explanation=_explanation(found, firm, status) if shown else "",
        decides=_decides(found, firm, status) if shown else (),
        steps=steps,
    )


def _status(found: Reaching, firm: str) -> str:
    if any(line.certain for line in found.listed.get(firm, ())):
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
    return all_in_words(found.around.situation.knowledge, _last_hop(found, firm, status))


def _last_hop(found: Reaching, firm: str, status: str) -> list[Reason]:
    if firm in found.listed:
        return [_on_list(line) for line in found.listed[firm]]
    if status == "notReached":
        return [because("noHolderOnList")]
    passage = found.passage(firm, possible=status != "certain")
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
    held = designated(situation.knowledge, found.rule.lists, situation.day)
    return tuple(sorted({line.list for line in held if line.entity == firm}))


def _decides(found: Reaching, firm: str, status: str) -> tuple[str, ...]:
    """What would settle an open result, as documents to look for, nearest to the list first."""
    if status in ("listed", "certain", "below"):
        return ()
    situation = found.around.situation
    documents: list[Reason] = []
    for step in steps_to(found, firm):
        if step.by != "capital":
            if not step.certain:
                documents.append(because("whoDirects", firm=step.firm.name, day=situation.day))
            continue
        for stake in step.stakes:
            if stake.inside == "mayBeListed":
                documents.append(because("whetherOn", holder=stake.holder.name, lists=stake.lists))
            if stake.share.lower < stake.share.upper:
                documents.append(
                    because(
                        "theStakeOf",
                        holder=stake.holder.name,
                        firm=step.firm.name,
                        day=situation.day,
                        stake=stake.text,
                    )
                )
    if status != "notExcluded" and found.could_hide(firm):
        for column in found.hiding(firm):
            unnamed, rest = column.undisclosed, column.rest - column.undisclosed
            if unnamed:
                documents.append(because("holdersOfUndisclosed", firm=column.firm, share=unnamed))
            if rest:
                documents.append(because("holdersOfFloat", firm=column.firm, share=rest))
    words = (in_words(situation.knowledge, document) for document in documents)
    return tuple(dict.fromkeys(words))
