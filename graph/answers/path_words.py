"""The words of scores and paths: everything they say that is no number, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from graph.answers.names import label
from graph.answers.parts import Named
from graph.claims.figures import LEAST, MOST, NEAREST, figure
from graph.claims.model import Designation, Investment, ProgrammeLink


def amount_said(lower: float | None, upper: float | None, currency: str) -> str:
    """Money for people, in millions; nothing when no amount is given.

    >>> amount_said(1.8e9, 1.8e9, "CNY"), amount_said(1e9, None, "USD"), amount_said(None, 2e6, "")
    ('CNY 1,800 m', 'at least USD 1,000 m', 'at most 2 m')
    >>> amount_said(15.7e6, 20.2e6, "")
    '15 m to 21 m'
    """

    def millions(value: float, rounding: str = NEAREST) -> str:
        digits = 0 if value >= 1e7 else 2
        exact = Decimal(repr(value)).scaleb(-6)
        text = f"{exact.quantize(Decimal(1).scaleb(-digits), rounding=rounding):,f}"
        return f"{currency} {text.rstrip('0').rstrip('.') if digits else text} m".strip()

    if lower is None and upper is None:
        return ""
    if lower is None and upper is not None:
        return f"at most {millions(upper, MOST)}"
    assert lower is not None
    if upper is None:
        return f"at least {millions(lower, LEAST)}"
    if lower == upper:
        return millions(lower)
    return f"{millions(lower, LEAST)} to {millions(upper, MOST)}"


def money_said(claim: Investment) -> str:
    """What an investment is, in a few words: how much, and if it is not new money received."""
    amount = sum_said(claim)
    more = [] if claim.flow == "primary" else [label(claim.flow, "InvestmentFlows")]
    more += [] if claim.stage == "completed" else [label(claim.stage, "Stages")]
    return ", ".join([amount or "amount not read", *more])


def sum_said(claim: Investment) -> str:
    """How much an investment is; nothing where no amount was read."""
    lower, upper = claim.amount_lower, claim.amount_upper
    return amount_said(
        None if lower is None else float(lower),
        None if upper is None else float(upper),
        claim.currency,
    )


def programme_said(claim: Designation | ProgrammeLink) -> str:
    """What links somebody to a programme."""
    stage = "" if claim.stage == "completed" else f", {label(claim.stage, 'Stages')}"
    if isinstance(claim, ProgrammeLink):
        return label(claim.link, "ProgrammeLinkKinds") + stage
    return "names" + stage


SOURCES: dict[str, str] = {
    "home": "anybody from home",
    "state": "the state of home",
    "abroad": "anybody from abroad",
    "foreign-state": "states abroad",
    "associated": "associated jurisdictions",
    "any": "anybody whose origin is decided",
}
KIND_OF = {
    "stakes": "of the firm",
    "contracts": "",
    "funding": "of the money read",
    "programmes": "",
}
VERBS = {  # with the size that was read, and without
    "ownership": ("holds {said} of {owned}", "holds a stake in {owned}, size not read"),
    "contract": ("has by contract {said} of {owned}", "may direct {owned} by contract"),
    "control": ("has a right or power in {owned}: {said}", "has a right or power in {owned}"),
    "rest": ("hold {said} of {owned}", "hold the rest of {owned}"),
    "investment": ("paid {said} into {owned}", "paid into {owned}, how much was not read"),
    "agreed": ("agreed to pay {said} into {owned}", "agreed to pay into {owned}, amount not read"),
    "inferred": (
        "agreed to pay {said} into {owned}; taken as paid (inferred: its later stake needs it)",
        "agreed to pay into {owned}; taken as paid (inferred: its later stake needs it)",
    ),
    "round": ("brought {owned} {said}", "brought {owned} money, how much was not read"),
    "designation": ("names {owned}", "names {owned}"),
    "programme": ("{said} {owned}", "stands behind {owned}"),
}
STATES = {"home_state": "Parties of home's state", "foreign_state": "Parties of states abroad"}
AGED = {
    "lastKnown": "last known",
    "unknownShare": "",
    "notComputed": "not completed",
    "closed": "ended",
}


def step_said(link: str, owner: str, said: str, owned: str, currency: str, as_of: str) -> str:
    """One link of a path in words.

    >>> step_said("ownership", "Big Fund I", "4.79 %", "SMIC", "current", "2025-12-29")
    'Big Fund I holds 4.79 % of SMIC (2025-12-29)'
    >>> step_said("ownership", "Datang", "20.6 %", "SMIC", "lastKnown", "2014-06-06")
    'Datang holds 20.6 % of SMIC (last known, 2014-06-06)'
    >>> step_said("agreed", "Big Fund I", "HKD 3,099 m", "SMIC", "current", "2015-02-12")
    'Big Fund I agreed to pay HKD 3,099 m into SMIC (2015-02-12)'
    """
    told = VERBS[link][0 if said else 1].format(said=said, owned=owned)
    aged = ", ".join(part for part in (AGED.get(currency, ""), as_of) if part)
    return f"{owner} {told}" + (f" ({aged})" if aged else "")


def points(value: float) -> str:
    """A part of a whole in points, which it is at the least: never rounded up.

    >>> points(0.0479), points(463.6 / 2141.6), points(0), points(0.00001)
    ('4.79', '21.64', '0', 'less than 0.01')
    """
    text = figure(value, LEAST)
    return text if value == 0 or text != "0" else "less than 0.01"


def points_open(value: float) -> str:
    """A part of a whole that was not read, which it is at the most: never rounded down.

    >>> points_open(0.78119), points_open(0.8115)
    ('78.12', '81.15')
    """
    return figure(value, MOST)


def not_read_said(part: float, place: str, *, unnamed: bool, why: str = "") -> str:
    """What is open in a share graph, and where."""
    because = f" ({why})" if why else ""
    if unnamed:
        return f"{points_open(part)} points: further holders of {place} were not read{because}"
    return f"{points_open(part)} points end with {place}: whose they are was not read{because}"


def parts_not_read_said(name: str, amount: str, others: Sequence[str]) -> str:
    """A round of which it is not known who paid how much."""
    among = f"; of unread size: {', '.join(others)}" if others else ""
    return f"{name}, {amount}: who paid how much was not read{among}"


def investor_open_said(name: str, amount: str, why: str) -> str:
    """An investor of known size and open origin."""
    return f"{name}{f', {amount}' if amount else ''}: whose money it is was not read ({why})"


def beside_said(name: str, amount: str, why: str, investors: str = "") -> str:
    """Money that is not counted, and why."""
    reasons = {
        "noAmount": "no amount was read",
        "severalCurrencies": "its amounts are in several currencies",
        "amountOpen": "its total is not one amount",
        "noRate": "no cited rate converts it",
        "contradictory": "its parts are more than its total",
    }
    paid = f", from {investors}" if investors else ""
    return f"{name}{f', {amount}' if amount else ''}{paid}: not counted, {reasons[why]}"


def investors_said(investors: int, paths: int) -> str:
    """How many paid, where there are more or fewer paths of money than investors.

    >>> investors_said(9, 10)
    'Funding: 10 paths lead through 9 investors; one whose own holders were read is on several.'
    """
    lead = f"Funding: {paths} path{'' if paths == 1 else 's'} lead"
    through = f"{investors} investor{'' if investors == 1 else 's'}"
    return f"{lead} through {through}; one whose own holders were read is on several."


def end_said(end: Named, *, unnamed: bool, together: bool) -> str:
    """Who points end with, where nobody was named or a split was not read.

    >>> end_said(Named("r", "Round B", kind="FundingRound"), unnamed=True, together=True)
    'investors in Round B, together'
    """
    if not unnamed:
        return end.name
    if not together:
        return UNNAMED.format(name=end.name)
    return f"{'investors in' if end.kind == 'FundingRound' else 'holders of'} {end.name}, together"


def shares_said(
    home: float, state: float, foreign: float, associated: float, not_read: float
) -> str:
    """Three amounts in one phrase; who is of an associated jurisdiction is never called foreign.

    Where something was not read, what is said of either side is its least: none is never said.

    >>> shares_said(0.1885, 0.1885, 0, 0, 0.8115)
    'home at least 18.85 (state 18.85) · foreign at least 0 · origin open 81.15'
    >>> shares_said(0.4155, 0.4155, 0.1, 0.1, 0.4845).replace("origin open 48.45", "…")
    'home at least 41.55 (state 41.55) · foreign or associated at least 10 (associated 10) · …'
    """
    least = "at least " if not_read > 0 else ""
    elsewhere = f"foreign {least}{points(foreign)}"
    if associated:
        elsewhere = f"{OUTSIDE} {least}{points(foreign)} (associated {points(associated)})"
    return (
        f"home {least}{points(home)} (state {points(state)}) · {elsewhere} · origin open "
        f"{points_open(not_read)}"
    )


def rests_said(percentages: float, classification: float, what: str) -> str:
    """What the decided points rest on."""
    return (
        f"{what}: of {points(percentages + classification)} decided points "
        f"{points(percentages)} rest on recorded percentages, "
        f"{points(classification)} on a classification"
    )


PRESENT_MONEY = "{who} put money in, how much was not read: {names}."
PRESENT_STAKES = "{who} are said to hold stakes of unread size: {names}."
PAST_STAKES = "{who} are said to have held stakes of unread size when last seen: {names}."
SEVERAL = "several of one side, whose split was not read"
OVERLAP = "Funding bought ownership: the two overlap."
MONEY_READ = (
    "The amounts of money are of the money that was read. How much was ever paid in is not cited, "
    "so of all money home's part is open, and nothing is rated on money alone."
)
MONEY_COVERED = "The money read is {part} of all capital cited as paid in."
OUTSIDE = "foreign or associated"  # what is not home's, where some is of associated jurisdictions
ASSOCIATED = (
    "Of what is foreign or associated, {part} points are of associated jurisdictions "
    "(for China: Hong Kong, Macau, Taiwan)."
)
NO_MONEY = "No completed round with an amount was read."
RATED = "rated where an interval is no wider than one half"
NOT_RATED = "not rated"
PRESENT_ONLY = "Paths without points say that somebody is there, not how much is theirs."
ROUNDS = "Rounds through firms that hold one another are counted in the points."
UNNAMED = "unnamed holders of {name}"
MONEY_OF = "of {read} read"
