"""Relationship statements → claims: one for each interest, by the crosswalk.

An indirect interest names its vehicles by the records it is made up of; those of
them that are entities become its ``via``, once the file has been read. The same
block is then counted once, with its vehicle (``graph.holders.blocks``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from graph.claims.model import CLAIM_TYPES, Claim, Ownership
from graph.claims.periods import Period
from graph.claims.shares import Share
from graph.errors import BadDateError, ImpossibleShareError
from graph.formats.bods import statements as bods
from graph.formats.bods.desk import Desk, between, native
from graph.formats.bods.parties import unspecified
from graph.formats.bods.statements import FieldError
from graph.formats.own_shares import NOT_OWN_SHARES, own_shares
from graph.formats.register_words import natures
from graph.holders.rival_figures import together

UNKNOWN = "unknownInterest"  # of a relationship that names no interest
DECLARED = "declared beneficial owner"


def relationship(desk: Desk, details: bods.Relationship) -> None:
    """A claim for each interest of the interested party in the subject."""
    if details.subject is None:
        pointer = "/recordDetails/subject"
        raise FieldError(pointer, "missing; the record of an entity is needed", "missing")
    if not isinstance(details.subject, str):
        desk.note("relationships whose subject is not specified")
        return
    party = _party(desk, details)
    if not party:
        return
    subject = native(details.subject)
    claims: list[Claim] = []
    for place, one in enumerate(details.interests or [bods.Interest()]):
        try:
            claim = _claim(desk, details, one, place, party, subject)
            if party == subject and not own_shares(claim):
                pointer = "/recordDetails/interestedParty"
                desk.refuse(pointer, NOT_OWN_SHARES, "self")
                return
            claims.append(claim)
        except FieldError as error:
            pointer = f"/recordDetails/interests/{place}{error.pointer}"
            desk.refuse(pointer, error.problem, error.rule)
    desk.records.extend(_holdings_together(desk, claims) if len(claims) > 1 else claims)


def _holdings_together(desk: Desk, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, with holdings of one kind that the statement says side by side as one.

    A statement does not contradict itself: two figures are two holdings, or one and a part of
    it, so that there is at least the larger and at most both.
    """
    alike: dict[object, list[Ownership]] = {}
    for claim in claims:
        if isinstance(claim, Ownership) and claim.share is not None:
            alike.setdefault(_held(claim), []).append(claim)
    for claim in claims:
        if not isinstance(claim, Ownership) or claim.share is None:
            yield claim
            continue
        holdings = alike[_held(claim)]
        several = {(one.share, one.note): one for one in holdings}
        if len(several) < 2:
            yield claim
        elif claim is holdings[0]:
            desk.note("holdings of one kind in one statement: at least the largest, at most all")
            shares = [one.share for one in several.values() if one.share]
            words = [f"{one.note}: {one.share}" if one.note else str(one.share) for one in holdings]
            share = together(shares, add=False)
            yield replace(claim, share=share, note="; ".join(dict.fromkeys(words)))


def _held(claim: Ownership) -> object:
    """How a holding is held, but for its size."""
    return claim.interest, claim.measurand, claim.directness, claim.period


def _party(desk: Desk, details: bods.Relationship) -> str:
    given, pointer = details.interested_party, "/recordDetails/interestedParty"
    if given is None:
        raise FieldError(
            pointer, "missing; a record id, or a reason why nobody is named", "missing"
        )
    if isinstance(given, str):
        return native(given)
    made = unspecified(desk, given, pointer)
    return made.id if made else ""


def _claim(
    desk: Desk, details: bods.Relationship, one: bods.Interest, place: int, party: str, target: str
) -> Claim:
    """The claim of an interest; errors have a pointer from the interest on."""
    rule = desk.rule("interestType", one.type or UNKNOWN, "/type", one.details or "")
    period = _period(one)
    common: dict[str, Any] = {
        "id": f"{desk.statement}.{place}",
        "party": party,
        "target": target,
        "period": period,
        "period_end": "ended" if period.end else "ongoing",
        "as_of": desk.as_of,
        "citations": desk.citations,
    }
    if rule.becomes == "Ownership":
        said = one.direct_or_indirect or "unknown"
        how = desk.rule("directOrIndirect", said, "/directOrIndirect").value
        return Ownership(
            **common,
            note=_words(one),
            share=_in_words_of_the_register(desk, one, rule.value),
            interest=rule.value,
            measurand=rule.measurand,
            directness=how,
            via=_vehicles(details) if how == "indirect" else (),
        )
    words = _words(one)
    if one.share is not None:
        desk.note(f"shares of an interest that is no stake ({one.type})")
    elif one.direct_or_indirect == "indirect":
        words = f"indirect; {words}" if words else "indirect"
    own: dict[str, Any] = {rule.field: rule.value} if rule.field else {}
    return CLAIM_TYPES[rule.becomes](**common, note=words, **own)


def _vehicles(details: bods.Relationship) -> tuple[str, ...]:
    return tuple(sorted(map(native, details.component_records)))


def _in_words_of_the_register(desk: Desk, one: bods.Interest, interest: str) -> Share | None:
    """The share; what is left of it by the words of a register, if its details are such words.

    Publishers round a register's bands: "over 50, under 75" becomes 50 to 75.
    """
    words = one.details or ""
    told = words if "-percent" in words else ""
    share, beside = _share(one.share, interest, told)
    if beside:
        desk.note("shares beside the words of a register for another band")
    return share


def _share(given: bods.Share | None, interest: str, words: str) -> tuple[Share | None, bool]:
    """The share, and whether a register's words beside it name another band.

    No share where no bound is given, which is not zero.
    """
    if given is None:
        return _narrowed(None, interest, words) if words else (None, False)
    said = (
        given.exact, given.minimum, given.maximum, given.exclusive_minimum, given.exclusive_maximum
    )  # fmt: skip
    try:
        # By their digits: 50 and 50.0 are one number, and each statement keeps its own.
        return _bounds(interest, words, *(None if value is None else str(value) for value in said))
    except ImpossibleShareError as error:
        raise FieldError("/share", str(error), "share") from error
    except ArithmeticError as error:  # NaN has no order
        raise FieldError("/share", "a bound is not a number", "share") from error


@lru_cache(maxsize=4096)
def _bounds(
    interest: str,
    words: str,
    exact: str | None,
    least: str | None,
    most: str | None,
    above: str | None,
    below: str | None,
) -> tuple[Share | None, bool]:
    if above is not None and least is not None and Decimal(least) > Decimal(above):
        above = None  # of two bounds on one side the tighter
    if below is not None and most is not None and Decimal(most) < Decimal(below):
        below = None
    lower, upper = least if above is None else above, most if below is None else below
    share: Share | None = None
    if exact is not None:
        share = Share.parse(exact, exact)
        beyond = lower is not None and Decimal(lower) > Decimal(exact)
        if beyond or (upper is not None and Decimal(upper) < Decimal(exact)):
            raise ImpossibleShareError(f"exactly {exact} lies outside its own bounds")
    elif lower is not None or upper is not None:
        share = Share.parse(lower, upper, above=above is not None, below=below is not None)
    return _narrowed(share, interest, words) if words else (share, False)


def _narrowed(share: Share | None, interest: str, words: str) -> tuple[Share | None, bool]:
    """What the words of a register leave of a share, and whether they leave nothing."""
    beside = False
    for nature in natures(words):
        if nature.value != interest or nature.share is None:
            continue
        both = nature.share if share is None else share.within(nature.share)
        beside |= both is None
        share = share if both is None else both
    return share, beside


def _period(one: bods.Interest) -> Period:
    try:
        return between(one.start_date or "", one.end_date or "")
    except BadDateError as error:
        raise FieldError("", str(error), "date") from error


def _words(one: bods.Interest) -> str:
    """What the interest says besides: its own words, and that its owner is beneficial."""
    if not one.beneficial_ownership_or_control:
        return one.details or ""
    return f"{one.details}; {DECLARED}" if one.details else DECLARED
