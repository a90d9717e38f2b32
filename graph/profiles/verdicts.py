"""What lenses say of a firm, in words: verdicts, made of findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.answers.names import named
from graph.answers.parts import Interval
from graph.answers.saying import saying
from graph.answers.verdicts import Verdict
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import because
from graph.domesticness.verdicts import Finding, finding, findings_of, interval_counts
from graph.measures.measured import Measured
from graph.networks.situation import Situation
from ontology.lenses import Lens

if TYPE_CHECKING:
    from graph.answers.languages import Language


def verdicts_of(
    situation: Situation, lenses: Iterable[Lens] | None = None, language: Language = "en"
) -> tuple[Verdict, ...]:
    """What lenses say of a firm, by default every lens of the data set."""
    found = findings_of(situation) if lenses is None else (finding(situation, x) for x in lenses)
    return tuple(in_verdict(situation.knowledge, one, language) for one in found)


def verdict(situation: Situation, lens: Lens) -> Verdict:
    """What a lens says of the firm on the day."""
    return in_verdict(situation.knowledge, finding(situation, lens))


def in_verdict(knowledge: Knowledge, found: Finding, language: Language = "en") -> Verdict:
    """A finding as people read it: its reasons in a language, everything else as it is."""
    lens, measured = found.lens, found.measured
    say, between = saying(knowledge, language), "；" if language == "zh" else "; "
    firm, read = named(knowledge, found.firm), measured.of_read
    return Verdict(
        lens=lens.id,
        label=lens.label,
        firm=firm,
        word=found.word,
        decided=found.decided,
        decides=found.decides,
        explanation=between.join(map(say, found.reasons)),
        side=found.side,
        measure=lens.measure,
        case=measured.case,
        interval=interval_of(measured),
        counts=interval_counts(lens) if measured.lower is not None else "",
        threshold=None if lens.threshold is None else float(lens.threshold) / 100,
        tested=tuple(
            firm if entity == found.firm else named(knowledge, entity) for entity in measured.tested
        ),
        parts=tuple((say(part.of), say(part.reason)) for part in measured.parts),
        in_force=found.in_force,
        as_of=found.day.isoformat(),
        version=lens.version,
        comes_from=lens.comes_from,
        holder=lens.holder,
        source=lens.source,
        valid_from=lens.valid_from.isoformat() if lens.valid_from else "",
        valid_to=lens.valid_to.isoformat() if lens.valid_to else "",
        claims=measured.claims,
        of_read=None if read is None else Interval(read.lower, read.upper),
        read=""
        if read is None
        else say(because("moneyThatWasRead", currency=read.currency, total=read.total)),
    )


def interval_of(measured: Measured) -> Interval | None:
    """The interval of a measure that has one."""
    if measured.lower is None or measured.upper is None:
        return None
    return Interval(measured.lower, measured.upper, measured.point)
