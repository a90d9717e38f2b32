"""Every defensible way to ask whether a firm is home-owned, in words."""

from __future__ import annotations

from collections.abc import Mapping

from graph.answers.reason_words import in_words
from graph.answers.reversals import SpecificationGrid, Switch
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason, because
from graph.domesticness.specifications import Reached, SwitchWeight, grid_of
from graph.networks.situation import Situation

WORDS: Mapping[Reached, Reason] = {
    "homeOwned": because("homeOwned"),
    "undecided": because("undecidedGrid"),
    "notHomeOwned": because("notHomeOwned"),
}


def specifications_of(situation: Situation) -> SpecificationGrid:
    """The part of all specifications that reaches each verdict, and the switch that decides."""
    grid, knowledge = grid_of(situation), situation.knowledge
    first = grid.switches[0]
    return SpecificationGrid(
        question=in_words(knowledge, because("moreThanTheLine")),
        specifications=grid.specifications,
        verdicts={in_words(knowledge, WORDS[code]): part for code, part in grid.verdicts.items()},
        switches=tuple(_switch(knowledge, switch) for switch in grid.switches),
        deciding=first.name if first.total > 0 else "",
        notes=(in_words(knowledge, because("floatAsPrior", prior=grid.prior.label)),),
    )


def _switch(knowledge: Knowledge, switch: SwitchWeight) -> Switch:
    choices = switch.choices
    if switch.name == "line":
        lines = (because("aboveLine", line=float(line)) for line in switch.choices)
        choices = tuple(in_words(knowledge, line) for line in lines)
    return Switch(name=switch.name, choices=choices, first=switch.first, total=switch.total)
