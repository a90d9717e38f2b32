"""What lenses say of a firm, in words: verdicts, made of findings."""

from __future__ import annotations

from graph.answers.names import named
from graph.answers.parts import Interval
from graph.answers.reason_words import all_in_words, in_words
from graph.answers.verdicts import Verdict
from graph.claims.knowledge import Knowledge
from graph.domesticness.verdicts import Finding, finding, findings_of, interval_counts
from graph.measures.measured import Measured
from graph.networks.situation import Situation
from ontology.lenses import Lens


def verdicts_of(situation: Situation) -> tuple[Verdict, ...]:
    """What every lens of the data set says of a firm."""
    return tuple(in_verdict(situation.knowledge, found) for found in findings_of(situation))


def verdict(situation: Situation, lens: Lens) -> Verdict:
    """What a lens says of the firm on the day."""
    return in_verdict(situation.knowledge, finding(situation, lens))


def in_verdict(knowledge: Knowledge, found: Finding) -> Verdict:
    """A finding as people read it."""
    lens, measured = found.lens, found.measured
    firm = named(knowledge, found.firm)
    return Verdict(
        lens=lens.id,
        label=lens.label,
        firm=firm,
        word=found.word,
        decided=found.decided,
        decides=found.decides,
        explanation=all_in_words(knowledge, found.reasons),
        side=found.side,
        measure=lens.measure,
        case=measured.case,
        interval=interval_of(measured),
        counts=interval_counts(lens) if measured.lower is not None else "",
        threshold=None if lens.threshold is None else float(lens.threshold) / 100,
        tested=tuple(
            firm if entity == found.firm else named(knowledge, entity) for entity in measured.tested
        ),
        parts=tuple(
            (in_words(knowledge, part.of), in_words(knowledge, part.reason))
            for part in measured.parts
        ),
        in_force=found.in_force,
        as_of=found.day.isoformat(),
        version=lens.version,
        comes_from=lens.comes_from,
        holder=lens.holder,
        source=lens.source,
        valid_from=lens.valid_from.isoformat() if lens.valid_from else "",
        valid_to=lens.valid_to.isoformat() if lens.valid_to else "",
        claims=measured.claims,
    )


def interval_of(measured: Measured) -> Interval | None:
    """The interval of a measure that has one."""
    if measured.lower is None or measured.upper is None:
        return None
    return Interval(measured.lower, measured.upper, measured.point)
