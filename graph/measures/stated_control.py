"""What is only stated of who directs a firm: that somebody does, or that nobody does.

A statement never overrides votes or rights that decide otherwise.
"""

from __future__ import annotations

from typing import NamedTuple

from graph.holders.contracts import standing_controls
from graph.networks.directing import STATED
from graph.networks.power import Power
from graph.networks.situation import Situation
from graph.ownership.control.who_controls import UltimateController

NOBODY = "statedNone"


class StatedNone(NamedTuple):
    """Whether it is stated that nobody controls a firm, whether currently, by which claims."""

    stated: bool
    current: bool
    claims: tuple[str, ...]


def stated_none(situation: Situation) -> StatedNone:
    """What is stated by the day of there being nobody who controls the firm."""
    stated = standing_controls(situation.knowledge, situation.firm, situation.day, NOBODY)
    current = any(stands for _, stands in stated)
    return StatedNone(bool(stated), current, tuple(claim.id for claim, _ in stated))


def deciding(power: Power) -> tuple[UltimateController, ...]:
    """Those found to direct by votes, rights or contracts; where nobody is, those stated to.

    A statement never overrides votes or rights that decide otherwise.
    """
    return tuple(top for top in power.certain if not by_statement(top)) or power.certain


def stated_only(power: Power) -> bool:
    """Whether those who direct are found by somebody's statement that they do, and not else."""
    return any(by_statement(top) for top in deciding(power))


def by_statement(top: UltimateController) -> bool:
    """Whether a step to a controller is a statement that it controls."""
    return any(step.mechanism == STATED for step in top.derivation.steps.values())
