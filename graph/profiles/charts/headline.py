"""What a chart of figures finds, in a sentence or two: what contradicts, and what is no fall."""

from __future__ import annotations

from collections.abc import Mapping

from graph.answers.figure_words import short, step
from graph.answers.indicators import Figure, FigurePair, FiguresSideBySide
from graph.profiles.charts.words import listed, number_said, say

TOLD = 4  # differences in a sentence; the page has all of them
#: What tells a reader most, first.
ORDER = (
    "whole", "unit", "variant", "countsBy", "about", "kind", "says", "period", "indicator",
    "definitions",
)  # fmt: skip


def finding(found: FiguresSideBySide, language: str) -> str:
    """The finding of figures side by side."""
    by_id = {one.id: one for one in found.figures}
    said = [_contradictions(found, by_id, language)]
    if pair := _mistakable(found, by_id):
        one, other = by_id[pair.one], by_id[pair.other]
        words = [say(language, name) for name in ORDER if name in pair.differs][:TOLD]
        code = "noFall" if step(one, other) == "fall" else "noRise"
        said.append(
            say(
                language,
                code,
                one=_brief(one),
                other=_brief(other),
                differs=listed(language, words),
            )
        )
    return ("" if language == "zh" else " ").join(said)


def _contradictions(found: FiguresSideBySide, by_id: Mapping[str, Figure], language: str) -> str:
    count = len(found.figures)
    apart = [pair for pair in found.pairs if pair.relation == "contradict"]
    if count == 1:
        return say(language, "onlyOne")
    if len(apart) == 1:
        one, other = (short(by_id[end], language) for end in (apart[0].one, apart[0].other))
        return say(language, "oneContradiction", count=count, one=one, other=other)
    if apart:
        return say(language, "contradiction", count=count, pairs=len(apart))
    if any(pair.relation == "countedOtherwise" for pair in found.pairs):
        return say(language, "countedAlike", count=count)
    return say(language, "noContradiction", count=count)


def _mistakable(found: FiguresSideBySide, by_id: Mapping[str, Figure]) -> FigurePair | None:
    """The pair that looks most like a fall, or else like a rise, and is neither."""
    steps = [
        (step(by_id[pair.one], by_id[pair.other]), pair)
        for pair in found.pairs
        if pair.relation == "different" and "about" not in pair.differs
    ]
    return next(
        (pair for wanted in ("fall", "rise") for word, pair in steps if word == wanted), None
    )


def _brief(figure: Figure) -> str:
    """A figure as a headline names it: the number, and for when.

    >>> _brief(Figure(id="a", kind="forecast", text="49 % of use", period="2019", whole="use"))
    '49 % (2019)'
    """
    said = number_said(figure)
    return f"{said} ({figure.period})" if figure.period else said
