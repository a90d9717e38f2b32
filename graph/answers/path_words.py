"""The words of scores and paths: everything they say that is no number, in one place."""

from __future__ import annotations

from graph.answers.names import label
from graph.claims.model import Designation, Investment, ProgrammeLink


def amount_said(lower: float | None, upper: float | None, currency: str) -> str:
    """Money for people, in millions; nothing when no amount is given.

    >>> amount_said(1.8e9, 1.8e9, "CNY"), amount_said(1e9, None, "USD"), amount_said(None, 2e6, "")
    ('CNY 1,800 m', 'at least USD 1,000 m', 'at most 2 m')
    """

    def millions(value: float) -> str:
        digits = 0 if value >= 1e7 else 2
        text = f"{value / 1e6:,.{digits}f}"
        return f"{currency} {text.rstrip('0').rstrip('.') if digits else text} m".strip()

    if lower is None and upper is None:
        return ""
    if lower is None and upper is not None:
        return f"at most {millions(upper)}"
    assert lower is not None
    if upper is None:
        return f"at least {millions(lower)}"
    return millions(lower) if lower == upper else f"{millions(lower)} to {millions(upper)}"


def money_said(claim: Investment) -> str:
    """What an investment is, in a few words: how much, and if it is not new money received."""
    lower, upper = claim.amount_lower, claim.amount_upper
    amount = amount_said(
        None if lower is None else float(lower),
        None if upper is None else float(upper),
        claim.currency,
    )
    more = [] if claim.flow == "primary" else [label(claim.flow, "InvestmentFlows")]
    more += [] if claim.stage == "completed" else [label(claim.stage, "Stages")]
    return ", ".join([amount or "amount not read", *more])


def programme_said(claim: Designation | ProgrammeLink) -> str:
    """What links somebody to a programme."""
    stage = "" if claim.stage == "completed" else f", {label(claim.stage, 'Stages')}"
    if isinstance(claim, ProgrammeLink):
        return label(claim.link, "ProgrammeLinkKinds") + stage
    return "names" + stage
