"""Actual control as a takeover rule reads it: half of the shares, or the most votes above a line.

Whoever may direct the firm for certain (by a majority, a decisive right or a
statement) is its actual controller. Below a majority, who passes the line of
votes is one if nobody else can have as much. A statement that there is none is a
claim like others: it decides where nothing found contradicts it.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from graph.claims.model import Listing
from graph.claims.shares import in_percent
from graph.holders.contracts import standing_controls
from graph.holders.holder_column import Reading
from graph.holders.origins import jurisdiction_of
from graph.measures.control import claims_of, open_text, sentence, side_of
from graph.measures.measured import Measured
from graph.measures.state_bodies import counted_as_one, state_above
from graph.networks.network import is_end
from graph.networks.power import hidden_most, power_over, voters
from graph.networks.situation import Situation, once
from graph.ownership.control.leading import lead
from ontology.lenses import Lens

NOBODY = "statedNone"


class Foremost(Struct, frozen=True, kw_only=True):
    """Whoever has the most in a firm, by name; ``leads`` if nobody else can have as much."""

    names: tuple[str, ...]
    had: Fraction
    rival: Fraction

    @property
    def leads(self) -> bool:
        """Whether nobody else can have as much."""
        return self.had > self.rival


class Leading(Struct, frozen=True, kw_only=True):
    """Who is found at the top of a firm, by which test, and what speaks against naming it."""

    groups: tuple[tuple[str, ...], ...] = ()  # decided
    text: str = ""
    nearest: Foremost | None = None  # the most votes, decided or not
    over: bool = False  # whether the nearest passes the line, though somebody may have as much
    claims: tuple[str, ...] = ()


def actual_control(situation: Situation, lens: Lens) -> Measured:
    """The actual controllers of a listed firm, by where they are from."""
    tested = (situation.firm,)
    if lens.listed_in and not _listed(situation, lens.listed_in):
        return Measured(
            applies=False,
            explanation=f"no listing on an exchange of {lens.listed_in} is cited on that day",
            tested=tested,
        )
    found = leading(situation, lens.aggregation, line_of(lens), shares_of(lens))
    stated, current, cited = _stated_none(situation)
    claims = tuple(dict.fromkeys([*found.claims, *cited]))
    if found.groups and stated and current:
        text = f"{found.text}; yet it is stated that there is none"
        return Measured(decides="rivalSources", explanation=text, tested=tested, claims=claims)
    if found.groups:
        side = side_of(situation, found.groups)
        return Measured(case=side, explanation=found.text, tested=tested, claims=claims)
    if stated:
        text = "stated to have no actual controller"
        if current:
            return Measured(case="none", explanation=text, tested=tested, claims=claims)
        text += ", as last known"
        return Measured(decides="lastKnownOnly", explanation=text, tested=tested, claims=claims)
    decides, text = _open(situation, lens, found)
    return Measured(decides=decides, explanation=text, tested=tested, claims=claims)


def _open(situation: Situation, lens: Lens, found: Leading) -> tuple[str, str]:
    """What decides, and what is known, where nobody can be named."""
    power, text = power_over(situation), open_text(situation, power_over(situation))
    earlier = foremost(situation, lens.aggregation, reading="lastKnown")
    if power.column.over_hundred:
        return "contradictory", text
    if found.over and found.nearest is not None:
        text = lead_text(situation, found.nearest)
        return "undisclosedDecides", f"{text}, but somebody else may have as much"
    if power.possible:
        return "lastKnownOnly", text
    if earlier is not None and earlier.had > line_of(lens):
        return "lastKnownOnly", f"as last known: {lead_text(situation, earlier)}; {text}"
    if power.nobody_hidden:
        return "notCited", f"{text}; nobody passes the line, a material effect is not stated"
    return "undisclosedDecides", text


def line_of(lens: Lens) -> Fraction:
    """The line of votes of a lens, as a fraction of one."""
    return Fraction(lens.threshold if lens.threshold is not None else 100) / 100


def shares_of(lens: Lens) -> Fraction:
    """The part of the shares that is enough for a lens, as a fraction of one."""
    return Fraction(lens.share_threshold if lens.share_threshold is not None else 100) / 100


@once
def leading(situation: Situation, key: str, line: Fraction, shares: Fraction) -> Leading:
    """Who controls, leads above a line of votes, or has so much of the shares.

    ``key`` says which holders of the state count as one.
    """
    power = power_over(situation)
    claims = claims_of(power)
    first = foremost(situation, key)
    if power.certain:
        text = "; ".join(sorted(sentence(situation, power, one) for one in power.certain))
        groups = tuple(power.named(one.group) for one in power.certain)
        return Leading(groups=groups, text=text, nearest=first, claims=claims)
    if power.column.over_hundred:
        return Leading(nearest=first, claims=claims)
    if first is not None and first.had > line:
        if not first.leads:
            return Leading(nearest=first, over=True, claims=claims)
        text = lead_text(situation, first)
        return Leading(groups=(first.names,), text=text, nearest=first, claims=claims)
    owner = foremost(situation, key, by_shares=True)
    if owner is not None and owner.leads and owner.had >= shares:
        text = lead_text(situation, owner, "shares")
        return Leading(groups=(owner.names,), text=text, nearest=first, claims=claims)
    return Leading(nearest=first, claims=claims)


@once
def foremost(
    situation: Situation, key: str, *, by_shares: bool = False, reading: Reading = "current"
) -> Foremost | None:
    """Whoever has the most votes, or shares, in the firm, with all it controls and its concerts."""
    power = power_over(situation)
    column = situation.column(situation.firm, "legal" if by_shares else "voting", reading)
    if reading == "lastKnown" and column.over_hundred:
        return None  # stakes of different times that do not fit together show nothing
    holders = column.held if by_shares else voters(situation, column)
    ids = list(dict.fromkeys([*power.ids, *(one.holder for one in holders)]))
    index = {entity: position for position, entity in enumerate(ids)}
    blocs = counted_as_one(situation, sorted(state_above(situation)), key)
    found = lead(
        power.votes,
        0,
        {index[one.holder]: (one.lower, one.upper) for one in holders},
        links=power.links,
        concerts=[*power.concerts, *([index[one] for one in bloc] for bloc in blocs)],
        people={index[one] for one in ids if is_end(situation.knowledge, one)},
        hidden=hidden_most(column),
    )
    if found is None:
        return None
    names = tuple(ids[one] for one in sorted(found.group))
    return Foremost(names=names, had=found.had, rival=found.rival)


def lead_text(situation: Situation, found: Foremost, what: str = "votes") -> str:
    """Who has the most, and how much of it; of a large group, those with a stake of their own."""
    direct = {stake.holder for stake in situation.column(situation.firm, "legal").stakes}
    shown = [one for one in found.names if one in direct] if len(found.names) > 2 else []
    who = " and ".join(situation.name(one) for one in shown or found.names)
    return f"{who}: {in_percent(float(found.had))} of {what}"


def _listed(situation: Situation, jurisdiction: str) -> bool:
    """Whether the firm's shares are on an exchange of a jurisdiction on the day."""
    return any(
        jurisdiction_of(situation.knowledge, listing.target) == jurisdiction
        and listing.stage == "completed"
        and not listing.period.ended_before(situation.day)
        and _begun(listing, situation)
        for listing in situation.knowledge.of(Listing, situation.firm)
    )


def _begun(listing: Listing, situation: Situation) -> bool:
    since = listing.period.start or listing.as_of
    return since is None or since.first <= situation.day


def _stated_none(situation: Situation) -> tuple[bool, bool, tuple[str, ...]]:
    """Whether it is stated that nobody controls, whether that is current, and by which claims."""
    said = standing_controls(situation.knowledge, situation.firm, situation.day, NOBODY)
    return bool(said), any(current for _, current in said), tuple(claim.id for claim, _ in said)
