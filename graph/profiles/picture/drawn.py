"""An arrow before it is worded: what is said, of which days, on what claims, how sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.answers.page_words import NOTHING
from graph.answers.picture import ArrowKind
from graph.claims.knowledge import Knowledge
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, Value, because
from graph.fraction import Fraction
from graph.profiles.answer.days import days_said
from graph.profiles.answer.said import (
    DISPUTED,
    HEDGED,
    contested,
    each,
    in_every_way,
    weak_parts,
)
from graph.profiles.answer.steps import step_after

FULLER = {"quotedEvidence": "quotedInFull"}


class Drawn(NamedTuple):
    """An arrow between two boxes, what is said of it in codes."""

    source: str
    target: str
    kind: ArrowKind
    said: Reason
    claims: tuple[str, ...]
    share: tuple[Fraction, Fraction]
    days: tuple[PartialDate, ...]  # the first and the last of its figures, as precise as read
    asides: tuple[Reason, ...]  # that it is disputed, and what is weak about it
    step: Reason

    @property
    def day(self) -> PartialDate | None:
        """The day of its figure, where it is one."""
        return self.days[0] if len(self.days) == 1 else None

    def seen(self) -> Reason:
        """The days as they stand beside a figure; that there is none is said too."""
        if self.claims and not self.days:
            return because("undatedEvidence")
        return days_said(self.days)


def hedges(knowledge: Knowledge, *facts: Sequence[str]) -> Iterator[Reason]:
    """What must be said of the evidence of some facts: denials and rivals first, then weakness.

    A link that anybody denies or contradicts says so, even if others say it undisputed, and
    beside a stake stands that its holder's money is denied.
    """
    ids = tuple(dict.fromkeys(one for fact in facts for one in fact))  # in the order of the facts
    weak = weak_parts(knowledge, *facts) if len(facts) > 1 else in_every_way(knowledge, *facts)
    if any(knowledge.is_disputed(one) for one in ids) and not _names(weak, *DISPUTED):
        yield because("disputedEvidence")
    if any(one in knowledge.rival_sets for one in ids):
        yield because("openRivals")
    yield from (one for one in (contested(knowledge, ids), _fuller(weak)) if one != NOTHING)


def _fuller(weak: Reason) -> Reason:
    """What is weak, in the words for which a box has room and the page has not."""
    if weak.code in FULLER:
        return because(FULLER[weak.code])
    parts = dict(weak.values)
    if isinstance(parts.get("weak"), Reason):
        return because(weak.code, weak=_fuller_way(parts["weak"]))
    if len(ways := ways_of(weak)) > 1:
        return because(weak.code, ways=tuple(_fuller_way(one) for one in ways))
    return weak


def _fuller_way(one: Value) -> Value:
    return because(FULLER[one.code]) if isinstance(one, Reason) and one.code in FULLER else one


def _names(weak: Reason, *codes: str) -> bool:
    """Whether one of some ways of being weak is among those that are said."""
    return any(of_part(one).code in codes for one in ways_of(weak))


def of_part(weak: Reason) -> Reason:
    """In which way something is weak, where it is so in part."""
    inner = dict(weak.values).get("weak")
    return inner if isinstance(inner, Reason) else weak


def ways_of(weak: Reason) -> tuple[Reason, ...]:
    """Each way in which something is weak, where several are said of it."""
    found = dict(weak.values).get("ways")
    each_way = found if isinstance(found, tuple) else (weak,)
    return tuple(one for one in each_way if isinstance(one, Reason))


def of_documents(weak: Reason) -> Reason:
    """Of what is weak all but that a figure is estimated: no figure is of a mere link."""
    kept = tuple(one for one in ways_of(weak) if one.code not in HEDGED)
    if len(kept) > 1:
        return because("weakWays", ways=kept)
    return kept[0] if kept else NOTHING


def step_of(knowledge: Knowledge, kind: ArrowKind, claims: Sequence[str]) -> Reason:
    """A step agreed since, whose outcome was not read; of what is left there is none."""
    return NOTHING if kind == "rest" else step_after(knowledge, claims)


def facts_of(kind: ArrowKind, claims: Sequence[str]) -> tuple[Sequence[str], ...]:
    """The claims under an arrow as facts: alternatives of one, or of what is left each its own."""
    return tuple(each(claims)) if kind == "rest" else (claims,)
