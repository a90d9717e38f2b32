"""How contested a firm is: which lenses call it what, and which two disagree most."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers.verdicts import Contestedness, Verdict
from ontology.lenses import Lens


def contestedness(verdicts: Sequence[Verdict], lenses: Sequence[Lens]) -> Contestedness:
    """Sort the verdicts by how they read, and measure the split among decided ones.

    The index is ``4 d n / (d + n)²`` over d lenses that read *domestic* and n that
    read *not domestic*: 0 when they agree, 1 when they split in half; nothing
    when none reads either way. Lenses that are beside the question (a sanctions list) are left
    out, and so are those not in force.
    """
    reads: dict[str, list[str]] = {"domestic": [], "mixed": [], "notDomestic": []}
    undecided = []
    for verdict, lens in zip(verdicts, lenses, strict=True):
        if not verdict.in_force:
            continue
        if not verdict.decided:
            undecided.append(verdict.lens)
            continue
        outcome = lens.outcomes.get(verdict.case)
        if outcome is not None and outcome.reads_as in reads:
            reads[outcome.reads_as].append(verdict.lens)
    domestic, foreign = len(reads["domestic"]), len(reads["notDomestic"])
    return Contestedness(
        domestic=tuple(reads["domestic"]),
        mixed=tuple(reads["mixed"]),
        not_domestic=tuple(reads["notDomestic"]),
        undecided=tuple(undecided),
        disagree_most=(reads["domestic"][0], reads["notDomestic"][0])
        if domestic and foreign
        else None,
        index=4 * domestic * foreign / (domestic + foreign) ** 2 if domestic + foreign else None,
    )
