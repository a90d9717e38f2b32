"""Every idea of "domestic" in use: the lenses, and where each definition is answered.

A definition is *computed* where a lens answers it, a figure is held that somebody counted
by it, or a calculation on series comes to one: wholly when nothing that it asks for is
missing, partly when a named input is. Facts missing for one firm are another question
(``zizhu unknowns``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from graph.answers.evidence import cited_source
from graph.answers.names import named
from graph.answers.parts import CitedSource, Named
from graph.claims.indicators import Definition, Observation
from graph.claims.knowledge import Knowledge
from graph.profiles.indicators import value_said
from graph.profiles.lens_descriptions import parameters_of
from graph.selfreliance.calculating import computed as computed_of
from graph.selfreliance.splits import shares_of
from ontology.calculations import calculations

ANSWERING = ("observed", "estimate", "forecast")  # an aim is no figure of how things are


class DefinitionLens(Struct, frozen=True, kw_only=True):
    """A lens that answers a definition, with its parameters."""

    id: str
    label: str
    parameters: dict[str, str]


class DefinitionFigure(Struct, frozen=True, kw_only=True):
    """A figure that somebody counted by a definition."""

    id: str
    about: Named
    text: str
    kind: str  # observed, estimate, forecast
    period: str


class DefinitionPlace(Struct, frozen=True, kw_only=True):
    """Somebody's definition of "domestic", and where it is answered, if it is."""

    id: str
    name: str
    counts: str
    holder: str
    placed: str  # lens, indicator, designation, interpretive
    computed: str  # wholly, partly; empty when nothing computes it
    lenses: tuple[DefinitionLens, ...] = ()
    indicators: tuple[str, ...] = ()
    figures: tuple[DefinitionFigure, ...] = ()
    calculations: tuple[str, ...] = ()  # ids of those that compute it from series
    missing_input: str = ""
    sources: tuple[CitedSource, ...] = ()


def definitions_in(knowledge: Knowledge, *, computed: bool = False) -> tuple[DefinitionPlace, ...]:
    """All definitions by id; ``computed`` leaves out the others."""
    own: dict[str, list[Observation]] = {}
    for figure in knowledge.observations:
        for name in figure.definitions:
            own.setdefault(name, []).append(figure)
    on_series = _on_series(knowledge)
    places = [
        _placed(knowledge, one, own.get(one.id, ()), on_series.get(one.id, ()))
        for one in knowledge.definitions.values()
    ]
    return tuple(one for one in places if one.computed or not computed)


def _on_series(knowledge: Knowledge) -> Mapping[str, Sequence[str]]:
    """The calculations that come to something here, by the definitions that they follow."""
    found: dict[str, dict[str, None]] = {}
    for calculation in calculations().values():
        for basis in computed_of(knowledge, calculation):
            for definition in basis.basis.definitions.values() if basis.points else ():
                found.setdefault(definition, {})[calculation.id] = None
        for split in calculation.splits:
            for definition in split.definitions if shares_of(knowledge.observations, split) else ():
                found.setdefault(definition, {})[calculation.id] = None
    return {definition: tuple(ids) for definition, ids in found.items()}


def _placed(
    knowledge: Knowledge,
    one: Definition,
    own: Iterable[Observation],
    on_series: Sequence[str],
) -> DefinitionPlace:
    figures = [figure for figure in own if figure.indicator in one.indicators and _answers(figure)]
    computed = ""
    if one.lenses or figures or on_series:
        computed = "partly" if one.missing_input else "wholly"
    return DefinitionPlace(
        id=one.id,
        name=one.name,
        counts=one.counts,
        holder=one.holder,
        placed=one.placed,
        computed=computed,
        lenses=tuple(
            DefinitionLens(id=lens.id, label=lens.label, parameters=parameters_of(lens))
            for lens in (knowledge.lenses[name] for name in one.lenses)
        ),
        indicators=tuple(knowledge.indicators[name].name for name in one.indicators),
        figures=tuple(_figure(knowledge, figure) for figure in figures),
        calculations=tuple(on_series),
        missing_input=one.missing_input,
        sources=tuple(cited_source(knowledge, citation) for citation in one.citations),
    )


def _answers(figure: Observation) -> bool:
    has_number = figure.value_lower is not None or figure.value_upper is not None
    return figure.kind in ANSWERING and has_number


def _figure(knowledge: Knowledge, figure: Observation) -> DefinitionFigure:
    return DefinitionFigure(
        id=figure.id,
        about=named(knowledge, figure.about),
        text=value_said(figure.value_lower, figure.value_upper, figure.unit, figure.whole),
        kind=figure.kind,
        period=" – ".join(
            dict.fromkeys(str(day) for day in (figure.period.start, figure.period.end) if day)
        ),
    )
