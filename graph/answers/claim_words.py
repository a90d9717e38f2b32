"""What is said of a claim beside its sentence: its period, how it was measured, what hedges it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from graph.answers.names import label, named
from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Claim,
    Control,
    Dependence,
    HolderTable,
    Investment,
    Location,
    Ownership,
)
from graph.claims.shares import HUNDRED, Share, plain
from graph.claims.weak_sources import Weakness

WEAK: dict[Weakness, str] = {
    "lowConfidence": "weak evidence: confidence low",
    "ownWord": "the word of a party in court",
    "notOpened": "weak source: no work cited for it was opened",
    "quoted": "weak source: only quoted in the test data of a program",
    "tertiary": "weak source: only encyclopaedias or directories",
    "mediumConfidence": "confidence medium",
}
RIVAL = "one of several rival figures"
END_SOUGHT = "endSought"  # steps were taken to end it; whether it ended is not said


def period_said(claim: Claim) -> str:
    """From when to when, each date as precise as its source gave it.

    >>> from graph.claims.periods import PartialDate, Period
    >>> day = PartialDate.parse
    >>> period_said(Claim(id="c", target="f", period=Period(day("2015"), day("2019-06"))))
    '2015 – 2019-06'
    >>> period_said(Claim(id="c", target="f", period=Period(day("2001")), as_of=day("2025-12-31")))
    'from 2001; as of 2025-12-31'
    >>> period_said(Claim(id="c", target="f", as_of=day("2017"))), period_said(
    ...     Claim(id="c", target="f"))
    ('as of 2017', 'undated')
    """
    start, end = str(claim.period.start or ""), str(claim.period.end or "")
    written: tuple[str, ...] = (start, end)
    if claim.period_end == "event":
        written = (start or end,)
        when = f"on {start or end}" if start or end else ""
    elif start and end:
        when = start if start == end else f"{start} – {end}"
    else:
        when = f"from {start}" if start else f"until {end}" if end else ""
    if claim.period_end == "ended" and not end:
        when = f"{when}, ended" if when else "ended"
    seen = str(claim.as_of or "")
    ways = [when] if when else []
    if seen and seen not in written:
        ways.append(f"as of {seen}")
    elif seen and when.startswith(("from", "until")) and claim.period_end == "ongoing":
        ways.append(f"ongoing on {seen}")
    if claim.period_end == END_SOUGHT:
        ways.append("its end sought, outcome not said")
    return "; ".join(ways) or "undated"


def day_said(claim: Claim) -> str:
    """The day, month or year for which a claim speaks, as precise as its source gave it.

    >>> from graph.claims.periods import PartialDate, Period
    >>> day_said(Claim(id="c", target="f", period=Period(PartialDate.parse("2017"))))
    '2017'
    """
    return str(claim.as_of or claim.period.start or claim.period.end or "")


def money_amount(lower: Decimal | None, upper: Decimal | None, currency: str) -> str:
    """An amount to the last digit, with its bounds.

    >>> money_amount(Decimal(5), Decimal(5), "CNY"), money_amount(None, Decimal(1200), "USD")
    ('CNY 5', 'at most USD 1,200')
    >>> money_amount(Decimal(5), None, ""), money_amount(Decimal(5), Decimal(7), "CNY")
    ('at least 5', 'CNY 5 to 7')
    """
    unit = f"{currency} " if currency else ""
    if lower is None:
        return "" if upper is None else f"at most {unit}{upper:,f}"
    if upper is None:
        return f"at least {unit}{lower:,f}"
    return f"{unit}{lower:,f}" + ("" if lower == upper else f" to {upper:,f}")


def terms(knowledge: Knowledge, claim: Claim) -> Iterator[str]:
    """How a quantity is to be read, as far as the claim's sentence does not say it already."""
    if isinstance(claim, Ownership):
        yield from _terms_of_stake(knowledge, claim)
    if isinstance(claim, Control) and claim.benefit is not None:
        yield f"benefit moved: {claim.benefit}"
    if isinstance(claim, HolderTable):
        yield label(claim.measurand, "Measurands")
        if claim.denominator:
            yield f"of {named(knowledge, claim.denominator).name}"
    if isinstance(claim, Location) and claim.share is not None:
        yield f"{claim.share} of it"


def _terms_of_stake(knowledge: Knowledge, claim: Ownership) -> Iterator[str]:
    if claim.denominator:
        yield f"of {named(knowledge, claim.denominator).name}"
    if claim.interest == "profitRights":
        yield "of profit"
    if claim.directness == "direct":
        yield "directly"
    if claim.capacity:
        principal = named(knowledge, claim.principal).name if claim.principal else ""
        whom = f" for {principal}" if principal else ""
        yield f"as {label(claim.capacity, 'Capacities')}{whom}"
    if claim.voting:
        yield f"votes: {label(claim.voting, 'VotingStates')}"
    if claim.votes_per_share is not None:
        yield f"votes of one share: {plain(claim.votes_per_share)}"
    if claim.via:
        yield f"through {', '.join(named(knowledge, one).name for one in claim.via)}"


def hedges(knowledge: Knowledge, claim: Claim, weak: Iterable[Weakness]) -> Iterator[str]:
    """What keeps a claim from being a plain fact, beside its status and stage.

    ``weak`` is what makes its evidence weak (:mod:`graph.claims.weak_sources`).
    """
    share = _share(claim)
    if share is not None and share.exact is None:
        yield _bounded(share.lower > 0, share.upper < HUNDRED)
    if isinstance(claim, Investment) and claim.amount_lower != claim.amount_upper:
        yield _bounded(claim.amount_lower is not None, claim.amount_upper is not None)
    for weakness in weak:
        if weakness in WEAK:  # how a claim stands is said with its sentence
            yield WEAK[weakness]
    yield from _disputed(knowledge, claim)
    if claim.id in knowledge.rival_sets:
        yield RIVAL


def _disputed(knowledge: Knowledge, claim: Claim) -> Iterator[str]:
    """That a claim is denied or contradicted, with the documents that say so."""
    for how, denied in (("denied", True), ("disputed", False)):
        others = [one for one in knowledge.against(claim.id) if (one.status == "denied") is denied]
        cited = dict.fromkeys(cited.source for one in others for cited in one.citations)
        if others:
            papers = (knowledge.sources[one].title for one in cited if one in knowledge.sources)
            yield f"{how} by another claim ({'; '.join(papers)})"


def _share(claim: Claim) -> Share | None:
    if isinstance(claim, Dependence):
        return claim.content
    return claim.share if isinstance(claim, Ownership | Location) else None


def _bounded(below: bool, above: bool) -> str:
    """What a figure with open ends is.

    >>> _bounded(True, False), _bounded(False, True), _bounded(True, True)
    ('a figure "at least"', 'a figure "at most"', 'between two figures')
    """
    if below and above:
        return "between two figures"
    return 'a figure "at least"' if below else 'a figure "at most"'
