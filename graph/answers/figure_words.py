"""How figures stand to each other, in words: contradictions, and steps that are no rise or fall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from graph.answers.indicators import Figure
from graph.answers.names import label
from graph.claims.knowledge import Knowledge
from ontology.load import codes
from ontology.translations import SOURCE, translated

KINDS = {
    "target": "an aim", "observed": "a figure observed", "estimate": "an estimate",
    "forecast": "a forecast",
}  # fmt: skip
UNSAID = {
    "period": "for when is not printed of {which}",
    "about": "about whom or what {which} is, is not said",
    "countsBy": "where the line is drawn is not said of {which}",
    "variant": "how {which} is counted is not said",
    "whole": "of what {which} is a part is not said",
}
#: What is said of two figures, and how they differ. In Chinese under the context ``page``.
RELATIONS = {
    "contradict": "{one} and {other} contradict each other: all is the same that is said of them",
    "agree": "{one} and {other} do not contradict each other: one value can be both",
    "series": "{one} and {other} are of one series",
    "noBounds": "{one} and {other} cannot be told apart or together: one has no certain bounds",
    "countedOtherwise": (
        "{one} and {other} contradict each other only if their words mean the same"
    ),
    "different": "{one} and {other} do not contradict each other",
    "fall": (
        "{one} and {other} do not contradict each other, and from the one to the other is no fall"
    ),
    "rise": (
        "{one} and {other} do not contradict each other, and from the one to the other is no rise"
    ),
}
DIFFERENCES = {
    "kind": "one is {one}, the other {other}",
    "indicator": "one is “{one}”, the other “{other}”",
    "about": "they are about {one} and {other}",
    "period": "they are for {one} and for {other}",
    "says": "one is of {one}, the other of {other}",
    "countsBy": "they draw the line {one} and {other}",
    "variant": "they count “{one}” and “{other}”",
    "whole": "they are parts of {one} and of {other}",
    "unit": "their units are {one} and {other}",
    "definitions": "they follow {one} and {other}",
}
NOBODY, NOTHING, NO_TIME = "nobody named", "nothing named", "no time printed"
WHICH = ("both", "the first", "the second")
SHORT = "{number} ({about})"
NO_FIGURE, STRETCH = "no figure for {years}", "{first} to {last}"
#: How sentences go on in English; in other languages their marks are wider.
MARKS = {
    "en": {":": ": ", ";": "; ", ",": ", ", ".": ".", "and": " and "},
    "zh": {":": "：", ";": "；", ",": "，", ".": "。", "and": "、"},
}


def pair_said(
    knowledge: Knowledge,
    relation: str,
    one: Figure,
    other: Figure,
    differs: Sequence[str],
    unsaid: Sequence[str],
    language: str = SOURCE,
) -> str:
    """Why two figures contradict each other, or why they do not, in one sentence or two.

    The differences come in the order in which a reader meets them: what the figures are, of what,
    when, whose, and by which count.
    """
    words = PairWords(knowledge, language)
    reasons = words.marks[";"].join(
        [*words.differences(one, other, differs), *words.lacking(one, other, unsaid)]
    )
    said = words.relation(relation, one, other)
    if relation == "contradict":
        whose = words.difference("says", one, other) if "says" in differs else ""
        said += words.marks[","] + whose if whose else ""
    elif relation in ("agree", "noBounds"):
        said += words.marks[";"] + reasons if reasons else ""
    else:
        said += words.marks[":"] + reasons
    return said + words.marks["."]


def step(one: Figure, other: Figure) -> Literal["fall", "rise", ""]:
    """For what a reader could take going from one figure to another, if they were of one thing."""
    if one.indicator != other.indicator or one.unit != other.unit or one.period == other.period:
        return ""
    if one.lower is not None and other.upper is not None and other.upper < one.lower:
        return "fall"
    if one.upper is not None and other.lower is not None and one.upper < other.lower:
        return "rise"
    return ""  # one value can be both


def short(figure: Figure, language: str = SOURCE) -> str:
    """A figure as a sentence names it.

    >>> short(Figure(id="a", kind="forecast", text="49 % of use", period="2019"))
    '49 % of use (forecast, 2019)'
    """
    kind = translated(language, "page", figure.kind)
    about = MARKS[language][","].join(filter(None, (kind, figure.period)))
    return translated(language, "page", SHORT).format(number=figure.text, about=about)


class PairWords:
    """Puts what is said of two figures into a language."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self._knowledge, self._language = knowledge, language
        self.marks = MARKS[language]

    def relation(self, relation: str, one: Figure, other: Figure) -> str:
        """How two figures stand to each other.

        Where a reader could take going from the one to the other for a step, that it is none.
        """
        code = (step(one, other) or relation) if relation == "different" else relation
        ends = {"one": short(one, self._language), "other": short(other, self._language)}
        return self._word(RELATIONS[code]).format(**ends)

    def differences(self, one: Figure, other: Figure, differs: Sequence[str]) -> Iterable[str]:
        """All in which they differ; what they count is said by the names of two indicators."""
        by_name = {"variant"} if "indicator" in differs else set()
        return [
            self.difference(name, one, other)
            for name in DIFFERENCES
            if name in differs and name not in by_name
        ]

    def difference(self, name: str, one: Figure, other: Figure) -> str:
        """One thing in which they differ."""
        ends = {"one": self._end(name, one), "other": self._end(name, other)}
        return self._word(DIFFERENCES[name]).format(**ends)

    def lacking(self, one: Figure, other: Figure, unsaid: Sequence[str]) -> Iterable[str]:
        """What is not said of one of them, or of both."""
        said = {
            "period": (one.period, other.period),
            "about": (one.about, other.about),
            "countsBy": (one.counts_by, other.counts_by),
            "variant": (one.how, other.how),
            "whole": (one.whole, other.whole),
        }
        for name in unsaid:
            pair = said[name]
            which = WHICH[0] if not any(pair) else WHICH[1] if not pair[0] else WHICH[2]
            yield self._word(UNSAID[name]).format(which=self._word(which))

    def _word(self, text: str) -> str:
        return translated(self._language, "page", text)

    def _end(self, name: str, figure: Figure) -> str:
        """What one of the two is, where they differ."""
        written: Mapping[str, Callable[[], str]] = {
            "kind": lambda: self._word(KINDS[figure.kind]),
            "indicator": lambda: self._knowledge.indicators[figure.indicator].name,
            "about": lambda: self._about(figure),
            "period": lambda: figure.period.removeprefix("by ") or self._word(NO_TIME),
            "says": lambda: figure.says or self._word(NOBODY),
            "countsBy": lambda: self._label(figure.counts_by, "CountingLines"),
            "variant": lambda: figure.how,
            "whole": lambda: figure.whole,
            "unit": lambda: self._label(figure.unit, "Units"),
            "definitions": lambda: self._definitions(figure),
        }
        return written[name]()

    def _about(self, figure: Figure) -> str:
        if figure.about is None:
            return self._word(NOTHING)
        chinese = figure.about.name_zh if self._language == "zh" else ""
        return chinese or figure.about.name

    def _label(self, code: str, scheme: str) -> str:
        known = codes(scheme).get(code)
        chinese = known.label_zh if known and self._language == "zh" else ""
        return chinese or label(code, scheme)

    def _definitions(self, figure: Figure) -> str:
        names = (self._knowledge.definitions[one].name for one in figure.definitions)
        return self.marks["and"].join(f"“{name}”" for name in names)


def gap_said(years: Sequence[tuple[int, int]], language: str = SOURCE) -> str:
    """The years a series has no figure for.

    >>> gap_said([(2001, 2001), (2012, 2016)])
    'no figure for 2001 and 2012 to 2016'
    """
    return translated(language, "page", NO_FIGURE).format(years=stretches(years, language))


def stretches(years: Sequence[tuple[int, int]], language: str = SOURCE) -> str:
    """Years as people list them.

    >>> stretches([(1999, 2004), (2007, 2009), (2012, 2012)])
    '1999 to 2004, 2007 to 2009 and 2012'
    """
    between = translated(language, "page", STRETCH)
    words = [
        str(first) if first == last else between.format(first=first, last=last)
        for first, last in years
    ]
    if language != SOURCE or len(words) == 1:
        return MARKS[language]["and"].join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
