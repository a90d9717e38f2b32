"""A lens as a reader meets it: what it tests, how, by which parameters, and who holds it."""

from __future__ import annotations

from graph.answers import LensDescription
from ontology.lenses import Lens


def described(lens: Lens) -> LensDescription:
    """A lens with its parameters in words."""
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
        parameters=parameters(lens),
        comes_from=lens.comes_from,
        verified=lens.verified,
    )


def parameters(lens: Lens) -> dict[str, str]:
    """What a lens is set to, in words; what it leaves unsaid is left out."""
    found = {
        "basis": lens.basis,
        "associated jurisdictions": lens.associated_as,
        "threshold": "" if lens.threshold is None else f"{lens.threshold} %",
        "threshold set by": "zizhu" if lens.ours else lens.holder,
        "programme": lens.programme,
        "words": "; ".join(outcome.word for outcome in lens.outcomes.values()),
    }
    return {name: value for name, value in found.items() if value}
