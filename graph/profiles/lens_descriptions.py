"""A lens as readers are told of it: whose it is, what it tests, and its parameters in words."""

from __future__ import annotations

from graph.answers.verdicts import LensDescription
from ontology.lenses import Lens
from ontology.load import codes


def lens_description(lens: Lens) -> LensDescription:
    """A lens as a reader meets it."""
    return LensDescription(
        id=lens.id,
        label=lens.label,
        definition=lens.definition,
        tests=lens.tests,
        measure=lens.measure,
        holder=lens.holder,
        source=lens.source,
        valid_from=str(lens.valid_from or ""),
        valid_to=str(lens.valid_to or ""),
        version=lens.version,
        parameters=parameters_of(lens),
        comes_from=lens.comes_from,
        verified=lens.verified,
    )


def parameters_of(lens: Lens) -> dict[str, str]:
    """What the definition sets, each under a word for it; what it leaves open is left out."""
    words = {
        "basis": lens.basis,
        "associated jurisdictions": codes("AssociatedFolds")[lens.associated_as].label,
        "threshold": "" if lens.threshold is None else f"{lens.threshold} %",
        "threshold of shares": "" if lens.share_threshold is None else f"{lens.share_threshold} %",
        "substantial from": "" if lens.substantial is None else f"{lens.substantial} %",
        "threshold set by": "zizhu" if lens.ours else lens.holder,
        "state holders count as one": codes("AggregationKeys")[lens.aggregation].label,
        "only for home": lens.only_home,
        "only if listed in": lens.listed_in,
        "inside home": ", ".join(lens.inside),
        "programme": lens.programme,
        "words": "; ".join(outcome.word for outcome in lens.outcomes.values()),
    }
    return {name: value for name, value in words.items() if value}
