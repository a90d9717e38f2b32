"""Figures side by side: aims beside what was seen, and why two of them contradict or do not.

A name is an indicator, a definition (the indicators that follow it), a programme (those it watches
or has an aim for), one figure, or a topic of ``ontology/reliance/topics.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.answers.figure_words import gap_said, pair_said
from graph.answers.figures_in import figure_in
from graph.answers.indicators import Figure, FigureGap, FigurePair, FiguresSideBySide
from graph.answers.names import named
from graph.claims.indicators import Observation
from graph.claims.knowledge import Knowledge
from graph.errors import InputError, UnknownThingError
from graph.profiles.indicators import (
    aim_shown,
    figure_shown,
    indicator_of,
    programmes_of,
    who_says,
)
from graph.profiles.see_also import see_also
from graph.selfreliance.comparing import Pair, as_figure, is_the_aim, pairs
from graph.selfreliance.series import gaps, in_series, years_said
from ontology.calculations import topics
from ontology.terms import nearest
from ontology.translations import SOURCE, translated

MOST_FIGURES = 400  # of one answer


def figures_side_by_side(
    knowledge: Knowledge,
    names: Sequence[str],
    *,
    about: str = "",
    kinds: Sequence[str] = (),
    language: str = SOURCE,
) -> FiguresSideBySide:
    """The figures of some names, aims first, with how they stand to each other.

    Parameters
    ----------
    names
        At least one; what each may be is said above.
    about
        Only figures about this entity, by its id, and aims.
    kinds
        Only figures of these kinds.
    language
        In which numbers and what is said of two figures are.

    Raises
    ------
    UnknownThingError
        If a name is nothing of the kind, with those that are most like it.
    InputError
        If there are none, or more figures than one answer holds.
    """
    if not names:
        raise InputError("name an indicator, a definition, a programme or a topic")
    wanted = [
        figure
        for figure in _once(one for name in names for one in _figures(knowledge, name))
        if (not about or figure.about == about or not figure.about or figure.kind == "target")
        and (not kinds or figure.kind in kinds)
    ]
    if len(wanted) > MOST_FIGURES:
        raise InputError(
            f"{len(wanted)} figures are more than one answer holds ({MOST_FIGURES}); "
            "name fewer, or say about whom"
        )
    shown = {figure.id: figure_in(language, _shown(knowledge, figure)) for figure in wanted}
    order = {"target": 0}
    met = sorted(wanted, key=lambda one: order.get(one.kind, 1))
    indicators = dict.fromkeys(one.indicator for one in wanted)
    return FiguresSideBySide(
        name=_title(knowledge, names, language),
        indicators=tuple(
            indicator_of(knowledge, knowledge.indicators[one], ()) for one in indicators
        ),
        figures=tuple(shown[one.id] for one in met),
        pairs=tuple(
            _pair(knowledge, pair, shown, language)
            for pair in pairs(wanted, lambda figure: who_says(knowledge, figure))
        ),
        gaps=tuple(_gaps(knowledge, wanted, language)),
        see_also=see_also(knowledge, indicators, language),
    )


def _figures(knowledge: Knowledge, name: str) -> Iterable[Observation]:
    """What a name stands for, as figures; a target that no figure says again is one."""
    if name in topics():
        by_id = {one.id: one for one in knowledge.observations}
        there = [by_id[one] for one in topics()[name].figures if one in by_id]
        if there:
            return there
    alone = [one for one in knowledge.observations if one.id == name]
    if alone:
        return alone
    return [
        figure for indicator in _indicators(knowledge, name) for figure in _of(knowledge, indicator)
    ]


def _indicators(knowledge: Knowledge, name: str) -> Sequence[str]:
    if name in knowledge.indicators:
        return (name,)
    if name in knowledge.definitions:
        return knowledge.definitions[name].indicators
    watched = [
        one.id for one in knowledge.indicators.values() if name in programmes_of(knowledge, one)
    ]
    if watched:
        return watched
    text = name.casefold()
    called = [one.id for one in knowledge.indicators.values() if one.name.casefold() == text]
    if called:
        return called
    known = [*knowledge.indicators, *knowledge.definitions, *_topics(knowledge)]
    raise UnknownThingError(name, nearest(name, known) or _with_words(knowledge, text))


def _with_words(knowledge: Knowledge, text: str) -> list[str]:
    """Indicators whose id or name has every word of a text, at most a few."""
    words = text.split()
    found = (
        one.id
        for one in knowledge.indicators.values()
        if all(word in f"{one.id} {one.name}".casefold() for word in words)
    )
    return list(found)[:5]


def _topics(knowledge: Knowledge) -> list[str]:
    """The topics of which this release has a figure."""
    there = {one.id for one in knowledge.observations}
    return [topic.id for topic in topics().values() if there.intersection(topic.figures)]


def _of(knowledge: Knowledge, indicator: str) -> Iterable[Observation]:
    seen = [one for one in knowledge.observations if one.indicator == indicator]
    for target in knowledge.targets:
        if target.indicator == indicator and not any(is_the_aim(one, target) for one in seen):
            yield as_figure(target)
    yield from sorted(seen, key=lambda one: str(one.period.end or ""), reverse=True)


def _once(figures: Iterable[Observation]) -> Iterable[Observation]:
    return {figure.id: figure for figure in figures}.values()


def _shown(knowledge: Knowledge, figure: Observation) -> Figure:
    aim = next(
        (
            target
            for target in knowledge.targets
            if target.id == figure.id or is_the_aim(figure, target)
        ),
        None,
    )
    return aim_shown(knowledge, aim) if aim else figure_shown(knowledge, figure)


def _title(knowledge: Knowledge, names: Sequence[str], language: str) -> str:
    called: Mapping[str, str] = {
        **{one.id: one.name for one in knowledge.indicators.values()},
        **{one.id: one.name for one in knowledge.definitions.values()},
        **{one.id: translated(language, "page", one.name) for one in topics().values()},
    }
    return "; ".join(called.get(name) or named(knowledge, name).name for name in names)


def _pair(
    knowledge: Knowledge, pair: Pair, shown: Mapping[str, Figure], language: str
) -> FigurePair:
    one, other = shown[pair.one.id], shown[pair.other.id]
    return FigurePair(
        one=one.id,
        other=other.id,
        relation=pair.relation,
        differs=pair.differs,
        text=pair_said(knowledge, pair.relation, one, other, pair.differs, pair.unsaid, language),
    )


def _gaps(
    knowledge: Knowledge, figures: Iterable[Observation], language: str
) -> Iterable[FigureGap]:
    for points in in_series(figures):
        years = gaps(points)
        if years:
            first = points[0]
            yield FigureGap(
                indicator=first.indicator,
                about=named(knowledge, first.about) if first.about else None,
                kind=first.kind,
                how=first.variant,
                years=years,
                text=gap_said(years_said(years), language),
            )
