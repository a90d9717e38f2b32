"""What would settle an open result: the documents to look for, those that could most first."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.reason_words import in_words
from graph.claims.reasons import Reason, because
from graph.profiles.screening_steps import steps_to
from graph.screening.around import firm_of_votes
from graph.screening.links import VOTES
from graph.screening.outcome import Outcome
from graph.screening.reach import Reaching

WHOLE = 1.0  # what a doubtful listing or power could settle


def decides(found: Reaching, outcome: Outcome) -> tuple[str, ...]:
    """What would settle an open result, as documents to look for, those that could most first."""
    firm, status = outcome.firm, outcome.status
    if status in ("listed", "certain", "below", "exempt"):
        return ()
    documents = list(_open_steps(found, firm))
    if outcome.open_by in ("unnamed", "unnamedAbove") or status in ("redFlag", "notReached"):
        documents += _unnamed_in(found, firm)
    if any(flag.flag == "power" for flag in outcome.flags):
        documents.append((0, because("whatPowerGives", firm=firm)))
    documents.sort(key=lambda one: -one[0])
    knowledge = found.around.situation.knowledge
    return tuple(dict.fromkeys(in_words(knowledge, document) for _, document in documents))


def _open_steps(found: Reaching, firm: str) -> Iterable[tuple[float, Reason]]:
    """The listings, powers and stakes of its steps that are in doubt, with how much of a firm."""
    day = found.around.situation.day
    for step in steps_to(found, firm):
        if step.by not in ("capital", VOTES):
            if not step.certain:
                yield WHOLE, because("whoDirects", firm=step.firm.name, day=day)
            continue
        for stake in step.stakes:
            if stake.inside == "mayBeListed":
                holder = stake.holder.name
                yield WHOLE, because("whetherOn", holder=holder, lists=stake.lists)
            if stake.share.lower < stake.share.upper and step.by == "capital":
                document = because(
                    "theStakeOf",
                    holder=stake.holder.name,
                    firm=step.firm.name,
                    day=day,
                    stake=stake.text,
                )
                yield stake.share.upper - stake.share.lower, document


def _unnamed_in(found: Reaching, firm: str) -> Iterable[tuple[float, Reason]]:
    """The tables that would name those who could carry a firm over the line."""
    if not found.could_hide(firm):
        return
    for column in found.hiding(firm):
        if firm_of_votes(column.firm):
            continue
        unnamed, rest = column.undisclosed, column.rest - column.undisclosed
        if unnamed:
            document = because("holdersOfUndisclosed", firm=column.firm, share=unnamed)
            yield float(unnamed), document
        if rest:
            yield float(rest), because("holdersOfFloat", firm=column.firm, share=rest)
