"""Small worlds that hold a rule where no drawn world does: what is wrong in the answer, or nothing.

Each can be checked by hand; see :mod:`disclosure.undoing`.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from graph import questions
from graph.claims.model import Investment
from graph.claims.periods import Period
from graph.domesticness.verdicts import finding
from graph.errors import UnknownEntityError
from graph.networks.situation import Situation
from made_up import (
    CITED,
    DAY,
    citizen,
    firms,
    known,
    people,
    role,
    say,
    seated,
    stake,
    told,
    when,
)
from ontology.lenses import lenses

OWNERSHIP = "ultimate-ownership"
FUNDING = "funding-origin"
Told = tuple[str, str]


def _unlike(found: Told, right: Told) -> str:
    return "" if found == right else f"said {found}, right {right}"


def name_of_nobody() -> str:
    """There is a Jade Works Company; "jade works of the north" is nobody's name."""
    cited = {"source": "reg", "locator": "p. 1"}
    firm = {"id": "f", "kind": "Organization", "name": "Jade Works Company", **cited}
    source = {"id": "reg", "title": "A register", "kind": "register"}
    tables = {"home": "CN", "data_date": str(DAY), "entities": [firm], "sources": [source]}
    release = questions.own_tables(json.dumps(tables).encode())
    try:
        found = questions.verdicts(release, "jade works of the north")
    except UnknownEntityError:
        return ""
    return f"answered with {found[0].firm.name}"


def holder_that_ended() -> str:
    """A state fund had 60 % in 2024 and ended with that year: who has them is not known."""
    claims = [
        stake("p", "f", "60", "2024-06-30"),
        role("p", "stateFund"),
        seated("p", "home", period=Period(None, when("2024-12-31"))),
    ]
    found = say(OWNERSHIP, firms("f", "p"), claims)
    return _unlike(told(found), ("undecided", "lastKnownOnly"))


def sale_some_time_in_a_year() -> str:
    """The holder of 60 % sold in 2025: in June of that year it may have it still, or not."""
    sold = stake("p", "f", None, "2025", event="exit", id="sold")
    claims = [stake("p", "f", "60", "2025-01-31"), citizen("p", "home"), sold]
    found = say(OWNERSHIP, [*firms("f"), *people("p")], claims, day=date(2025, 6, 30))
    return _unlike(told(found), ("undecided", "lastKnownOnly"))


def share_beside_the_line() -> str:
    """A share over half by less than twelve digits show is more than half all the same."""
    claims = [
        stake("p", "f", "50.00000000004"),
        stake("q", "f", "49.99999999996"),
        citizen("p", "home"),
        citizen("q", "away"),
    ]
    found = say(OWNERSHIP, [*firms("f"), *people("p", "q")], claims)
    return _unlike(told(found), ("home-owned", ""))


def word_on_a_weak_source() -> str:
    """Who owns it all rests on a claim of low confidence: the word says that it does."""
    claims = [stake("p", "f", "100", confidence="low"), citizen("p", "home")]
    situation = Situation(known([*firms("f"), *people("p")], claims), "f", DAY, "CN")
    codes = {reason.code for reason in finding(situation, lenses()[OWNERSHIP]).reasons}
    return "" if "restsOnWeak" in codes else f"said {sorted(codes)}"


def _ten_agreed(**seen: str) -> Told:
    """What is said of the money of a firm with 10 paid in, that p from home agreed to pay in 2024.

    ``seen`` has the share p was seen with at the end of that year, if it was, and whether p bought
    from another holder before.
    """
    ten = {"target": "f", "currency": "USD", "citations": CITED}
    ten |= {"amount_lower": Decimal(10), "amount_upper": Decimal(10)}
    agreed = Investment(id="agreed", party="p", stage="agreed", as_of=when("2024-06-30"), **ten)
    whole = Investment(id="whole", party="", flow="paidIn", as_of=when("2025-06-30"), **ten)
    bought = Investment(
        id="bought", party="p", target="f", flow="secondary", as_of=when("2024-09-30"),
        citations=CITED,
    )  # fmt: skip
    claims = [agreed, whole, citizen("p", "home"), *([bought] if "bought" in seen else ())]
    if "share" in seen:
        claims.append(stake("p", "f", seen["share"], "2024-12-31"))
    return told(say(FUNDING, [*firms("f"), *people("p")], claims))


def investor_seen_to_hold_since() -> str:
    """All that was paid in p agreed to pay, and holds since: without the money it could not."""
    return _unlike(_ten_agreed(share="5"), ("mostly home-funded", ""))


def investor_who_bought_from_another() -> str:
    """What p holds since it may have bought: whether what it agreed to pay came in is open."""
    return _unlike(_ten_agreed(share="5", bought="yes"), ("undecided", "coverageTooLow"))


def investor_not_seen_since() -> str:
    """Nothing read shows that what p agreed to pay came in."""
    return _unlike(_ten_agreed(), ("undecided", "coverageTooLow"))
