"""A lens as readers are told of it: whose it is, what it tests, and its parameters in words."""

from __future__ import annotations

from graph.answers import LensDescription
from ontology.lenses import Lens


def lens_description(lens: Lens) -> LensDescription:
    """The definition, its holder and source, and every parameter that it has."""
    parameters = {
        "basis": lens.basis,
        "associated jurisdictions": lens.associated_as,
        "threshold": "" if lens.threshold is None else f"{lens.threshold} %",
        "threshold set by": "zizhu" if lens.ours else lens.holder,
        "programme": lens.programme,
        "words": "; ".join(outcome.word for outcome in lens.outcomes.values()),
    }
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
        parameters={name: value for name, value in parameters.items() if value},
        verified=lens.verified,
    )
