"""Lenses that say nothing of a firm on a day, named underneath the others."""

from __future__ import annotations

from collections.abc import Sequence

from graph.claims.reasons import because
from graph.domesticness.verdicts import Finding
from graph.profiles.answer.said import Said


def beside(findings: Sequence[Finding]) -> tuple[Said, ...]:
    """Lenses that say nothing of the firm on the day, in one line for each reason."""
    kinds = (
        ("lensesOutOfForce", [one for one in findings if one.decides == "outOfForce"]),
        ("lensesOutOfScope", [one for one in findings if one.decides == "outOfScope"]),
        ("lensesNotFound", [one for one in findings if one.decides == "listNotHeld"
                            or (one.decided and one.measured.case == "notFound")]),
        ("lensesAbsent", [one for one in findings
                          if one.decided and one.measured.case == "absent"]),
    )  # fmt: skip
    return tuple(
        Said(
            because(code, lenses=tuple(because("lensNamed", lens=one.lens.label) for one in which)),
            tuple(dict.fromkeys(claim for one in which for claim in one.measured.claims)),
        )
        for code, which in kinds
        if which
    )
