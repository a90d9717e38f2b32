"""What would follow from something supposed: the verdicts before and after, and why.

The suppositions are applied to a copy of what is known (:mod:`graph.changes.supposed_claims`)
and the same lenses are asked again. Where several are made together, each
changed verdict names those that bring it about. What cannot all be true is
said, not repaired: the engine bounds a contradictory column as it always does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from graph.answers.changes import Supposed, VerdictChange, WhatIf
from graph.answers.evidence import cited, cited_all
from graph.answers.names import named
from graph.answers.sentences import sentence
from graph.answers.verdicts import Score, Verdict
from graph.arguments import BASES
from graph.changes.minimal_sets import fewest
from graph.changes.supposed_claims import Resolve, Supposing, Supposition
from graph.changes.suppositions import Asked, parse
from graph.changes.verdict_changes import kind_of, paired
from graph.claims.knowledge import Knowledge
from graph.claims.shares import at_most
from graph.domesticness.score import LENS as SCORE_LENS
from graph.errors import InputError
from graph.fraction import Fraction
from graph.holders.holder_column import HolderColumn, Reading
from graph.networks.situation import Situation
from graph.profiles.score import score
from graph.profiles.verdicts import verdict
from ontology.lenses import Lens

READINGS: tuple[Reading, ...] = ("current", "lastKnown")
NOTE = "Hypothetical: supposed on top of release {release}, stored nowhere, and no fact."


def what_if(
    before: Situation,
    given: Mapping[str, Sequence[str]],
    lenses: Sequence[Lens],
    resolve: Resolve,
    release: str,
) -> WhatIf:
    """Verdicts with and without some suppositions (read by :mod:`graph.changes.suppositions`).

    Raises
    ------
    InputError
        For what cannot be supposed: names the supposition.
    UnknownEntityError
        For a name nobody answers to.
    """
    asked = parse(given)
    after, made = _supposed(before, asked, resolve)
    old = [verdict(before, lens) for lens in lenses]
    new = [verdict(after, lens) for lens in lenses]
    changes = tuple(
        _explained(change, before, asked, resolve, {lens.id: lens for lens in lenses})
        for change in paired(old, new)
    )
    used = [claim for one in (*old, *new) for claim in one.claims]
    known = before.knowledge.with_records(
        claims={**before.knowledge.claims, **after.knowledge.claims},
        entities=after.knowledge.entities,
    )
    return WhatIf(
        firm=named(before.knowledge, before.firm),
        as_of=before.day.isoformat(),
        days=before.days.written(),
        home=before.home,
        release=release,
        hypothetical=True,
        supposed=tuple(_told(one, known) for one in made),
        summary=_summary(changes, bool(asked)),
        verdicts=changes,
        score_before=_score(before, old),
        score_after=_score(after, new),
        contradictions=tuple(_contradictions(before, after, made)),
        notes=(NOTE.format(release=release), *_notes(after, made)),
        claims=cited_all(known, used),
    )


def _supposed(
    before: Situation, asked: Sequence[Asked], resolve: Resolve
) -> tuple[Situation, list[Supposition]]:
    supposing = Supposing(before.knowledge, before.firm, before.day, resolve)
    made = [supposing.suppose(one) for one in asked]
    situation = Situation(
        supposing.knowledge, before.firm, before.day, before.home, days=before.days
    )
    return situation, made


def _explained(
    change: VerdictChange,
    before: Situation,
    asked: Sequence[Asked],
    resolve: Resolve,
    lenses: Mapping[str, Lens],
) -> VerdictChange:
    """The change with the suppositions that bring it about, and what the lens now reads.

    A verdict that stays as it was may do so for another reason, which is then given.
    """
    if change.after is None or change.before is None:
        return change
    if change.change == "same":
        other = change.after.explanation != change.before.explanation
        return replace(change, because=(change.after.explanation,)) if other else change
    because = [change.after.explanation]
    if len(asked) > 1:

        def enough(some: Sequence[Asked]) -> bool:
            try:
                situation = _supposed(before, some, resolve)[0]
            except InputError:
                return False  # one that is dropped is what another builds on
            found = verdict(situation, lenses[change.lens])
            return change.after is not None and kind_of(found, change.after) == "same"

        these = fewest(asked, enough).items
        because.append("by " + " and ".join(f"{one.option} {one.given}" for one in these))
    return replace(change, because=tuple(because))


def _score(situation: Situation, verdicts: Sequence[Verdict]) -> Score:
    found = next((one for one in verdicts if one.lens == SCORE_LENS), None)
    found = found or verdict(situation, situation.knowledge.lenses[SCORE_LENS])
    return score(situation, found, with_estimate=True)


def _told(one: Supposition, known: Knowledge) -> Supposed:
    adds = tuple(cited(known, claim) for claim in one.adds)
    aside = tuple(cited(known, claim) for claim in one.sets_aside)
    return Supposed(
        option=one.asked.option,
        given=one.asked.given,
        says=_says(one, known),
        adds=adds,
        sets_aside=aside,
    )


def _says(one: Supposition, known: Knowledge) -> str:
    """A supposition in words: what it is about, without what only carries it."""
    if one.asked.option == "remove":
        return "nobody claims: " + "; ".join(sentence(known, claim) for claim in one.sets_aside)
    plain = [sentence(known, replace(claim, status="asserted")) for claim in one.adds]
    if one.asked.option == "complete":
        return f"{plain[0]}: the {len(plain) - 1} counted on the day" if plain[1:] else plain[0]
    return "; ".join(plain if one.asked.option == "citizen" else plain[:1])


def _summary(changes: Sequence[VerdictChange], anything: bool) -> str:
    if not anything:
        return "Nothing is supposed, so nothing changes."
    told = []
    for kind, words in (("flips", "flip"), ("settles", "settle"), ("opens", "open up")):
        found = [one.label for one in changes if one.change == kind]
        if found:
            told.append(f"{len(found)} {words} ({', '.join(found)})")
    moved = sum(one.change == "moves" for one in changes)
    if not told:
        told.append("no verdict changes its word")
    if moved:
        told.append(f"{moved} move without changing their word")
    return f"Of {len(changes)} lenses: {'; '.join(told)}."


def _contradictions(before: Situation, after: Situation, made: Sequence[Supposition]) -> list[str]:
    """Columns that the suppositions make impossible, each named once with its claims."""
    found: dict[str, None] = {}
    for firm in dict.fromkeys(firm for one in made for firm in one.firms):
        for basis in BASES:
            column = after.column(firm, basis)
            problem = _impossible(after, column)
            if problem and not _impossible(before, before.column(firm, basis)):
                found[problem] = None
    return list(found)


def _impossible(situation: Situation, column: HolderColumn) -> str:
    name = named(situation.knowledge, column.firm).name
    claims = [claim for one in column.held for claim in one.claims]
    told = "; ".join(
        f"{sentence(situation.knowledge, situation.knowledge.claims[claim])} [{claim}]"
        for claim in column.over_hundred or claims
    )
    if column.over_hundred:
        return f"the holders of {name} have more than 100 % together: {told}"
    most = sum((one.upper for one in column.held), Fraction(0))
    if column.rest_kind == "none" and most < 1:
        return (
            f"nobody else holds {name}, yet those named have at most "
            f"{at_most(float(most))} together: {told or 'nobody is named'}"
        )
    return ""


def _notes(after: Situation, made: Sequence[Supposition]) -> list[str]:
    """What stays beside a supposition, and what its older figures would come to with it."""
    told = [f"{one.asked.option} {one.asked.given}: {one.note}" for one in made if one.note]
    for firm in dict.fromkeys(firm for one in made for firm in one.firms):
        now, last = (after.column(firm, "economic", reading) for reading in READINGS)
        if last.over_hundred and not now.over_hundred:
            name = named(after.knowledge, firm).name
            told.append(
                f"stakes in {name} that are only last known would make more than 100 % with those "
                "supposed: a verdict that they could turn stays open"
            )
    return told
