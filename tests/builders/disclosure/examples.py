"""Small worlds that hold a rule where no drawn world does: what is wrong in the answer, or nothing.

Each can be checked by hand; see :mod:`disclosure.undoing`.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from disclosure.world import INSTRUMENTS
from graph import questions
from graph.claims.model import Claim, Designation, Entity, Investment
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
    power,
    role,
    say,
    seated,
    stake,
    table,
    told,
    when,
)
from ontology.lenses import lenses

OWNERSHIP, CONTROL = "ultimate-ownership", "ultimate-control"
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


def votes_beside_own_shares() -> str:
    """Of 95 shares that vote one has 57 and the ministry 38: 60 % as stated, and 40 %."""
    claims = [
        *(
            stake(holder, "f", share, measurand="record", directness="direct")
            for holder, share in (("f", "5"), ("x", "57"), ("ministry", "38"))
        ),
        stake("x", "f", "60", measurand="votes", directness="direct", interest="votingRights"),
        citizen("x", "away"),
    ]
    found = say("state-influence", [*firms("f"), *people("x")], claims)
    return _unlike(told(found), ("medium state influence", ""))


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
    return _unsaid("restsOnWeak", OWNERSHIP, [*firms("f"), *people("p")], claims)


def _unsaid(code: str, lens: str, entities: list[Entity], claims: list[Claim]) -> str:
    """What is said instead of a reason, if it is not among those of a lens's answer."""
    situation = Situation(known(entities, claims), "f", DAY, "CN")
    codes = {reason.code for reason in finding(situation, lenses()[lens]).reasons}
    return "" if code in codes else f"said {sorted(codes)}"


def halves_are_joint() -> str:
    """Two have half of the votes each: nobody directs alone, and both are named as joint."""
    claims = [stake("p", "f", "50"), stake("q", "f", "50")]
    return _unsaid("jointHalves", CONTROL, [*firms("f"), *people("p", "q")], claims)


def last_holder_has_what_is_left() -> str:
    """All are named; one has at most 45 %, so the other, from home, has at least 55 %."""
    claims = [
        stake("p", "f", ("40", "100")), stake("q", "f", ("30", "45")), table("f", Decimal(0)),
        citizen("p", "home"), citizen("q", "away"),
    ]  # fmt: skip
    found = say("block-ownership", [*firms("f"), *people("p", "q")], claims)
    return _unlike(told(found), ("home blocks lead", ""))


def _contracts(name: str, read: str, *instruments: str) -> Claim:
    """The contracts over f that bind p, in force since 2020, as somebody read them."""
    since = Period(when("2020-01-01"), None)
    made = power("v", "f", "vieContracts", as_of=read, bound=("p",), period=since)
    return replace(made, id=name, instruments=instruments)


def company_of_the_same_side() -> str:
    """p of home decides; a company of s of home has 45 % and may have 10 more: home in any case."""
    claims = [
        power("p", "f", "decisiveRight", right="decisive"), stake("v", "f", "45"),
        stake("s", "v", "100"), stake("x", "f", "30"), table("f", 10),
        citizen("p", "home"), citizen("s", "home"), citizen("x", "away"),
    ]  # fmt: skip
    found = say(CONTROL, [*firms("f", "v"), *people("p", "s", "x")], claims)
    return _unlike(told(found), ("home-controlled", ""))


def _group(*members: str) -> tuple[list[Entity], list[Claim]]:
    """A group with all its members named, and 55 % of the votes of f."""
    named = Entity(id="g", kind="PartyGroup", name="G", members=members)
    return [named], [stake("g", "f", "55"), replace(table("g", None), covered=100)]


def group_of_one_and_its_company() -> str:
    """p and its company have 55 % together; r has 5 at least: p directs, however they share it."""
    group, block = _group("p", "v")
    claims = [*block, stake("r", "f", ("5", "40")), stake("p", "v", "100"), citizen("p", "home")]
    found = say(CONTROL, [*firms("f", "v"), *people("p", "r"), *group], claims)
    return _unlike(told(found), ("home-controlled", ""))


def what_is_left_of_a_group() -> str:
    """Of p of home and q of elsewhere q is bound, to a company of p's: the 55 % are home's."""
    group, block = _group("p", "q")
    moved = power("v", "f", "vieContracts", instruments=INSTRUMENTS, bound=("q",))
    claims = [*block, moved, stake("p", "v", "100"), citizen("p", "home"), citizen("q", "away")]
    found = say(OWNERSHIP, [*firms("f", "v"), *people("p", "q"), *group], claims)
    return _unlike(told(found), ("home-owned", ""))


def bands_of_one_owner() -> str:
    """Of two companies each has 10 to 60 %, and nobody but x has anything: their owner has 70."""
    claims = [
        stake("x", "f", "30"), stake("v", "f", ("10", "60")), stake("w", "f", ("10", "60")),
        stake("p", "v", "100"), stake("p", "w", "100"), table("f", 0), citizen("p", "home"),
        citizen("x", "away"),
    ]  # fmt: skip
    found = say(CONTROL, [*firms("f", "v", "w"), *people("x", "p")], claims)
    return _unlike(told(found), ("home-controlled", ""))


def own_votes_and_those_of_a_nominee() -> str:
    """Of its own up to 4 % are the ministry's, and up to 4 of its nominee; 3 may be anybody's."""
    claims = [
        stake("x", "f", "89"), stake("ministry", "f", ("1", "4")), stake("p", "f", ("1", "4")),
        table("f", 3), citizen("x", "away"), citizen("p", "home"),
        power("ministry", "f", "vieContracts", instruments=INSTRUMENTS, bound=("p",)),
    ]  # fmt: skip
    found = say("state-influence", [*firms("f"), *people("x", "p")], claims)
    return _unlike(told(found), ("undecided", "nationalityOpen"))


def contracts_read_twice() -> str:
    """Two of the contracts read in 2024, all in 2025: the newer and fuller reading is of the set.

    They move the 60 % of the bound nominee from abroad to a company of somebody from home.
    """
    claims = [
        stake("p", "f", "60"), stake("q", "v", "100"), citizen("p", "away"), citizen("q", "home"),
        _contracts("part", "2024-06-30", "callOption", "equityPledge"),
        _contracts("whole", "2025-06-30", *INSTRUMENTS),
    ]  # fmt: skip
    interval = say(OWNERSHIP, [*firms("f", "v"), *people("p", "q")], claims).interval
    known_part = interval.point if interval else None
    return "" if known_part == 0.6 else f"known at home {known_part}, right 0.6"


def found_by_votes_and_stated() -> str:
    """Who has 60 % of the votes is found to direct, whatever is stated besides."""
    claims = [power("p", "f", "statedController"), stake("p", "f", "60"), citizen("p", "home")]
    found = say(CONTROL, [*firms("f"), *people("p")], claims)
    return _unlike(told(found), ("home-controlled", ""))


def figure_that_is_no_total() -> str:
    """Who directly has 40 % may stand behind the other 40 % that nobody disclosed."""
    claims = [stake("p", "f", "40", directness="direct"), stake("q", "f", "20")]
    situation = Situation(known([*firms("f"), *people("p", "q")], claims), "f", DAY, "CN")
    low, high = situation.network().owner_bounds("p")
    return "" if abs(high - 0.8) < 1e-9 else f"said {low}–{high}, right 0.4–0.8"


def parent_stated_years_ago() -> str:
    """A parent inside a group that a newspaper stated in 2021: nobody trades that link."""
    claims = [power("ministry", "f", "parent", as_of="2021-06-30")]
    return _unlike(told(say(CONTROL, firms("f"), claims)), ("home-controlled", ""))


def parent_on_the_list() -> str:
    """The firm is not named on a list, and the company that has it wholly is: it is named too."""
    named = Designation(
        id="named", party="ministry", target="v", programme="list_1260h",
        period=Period(when("2024-01-01"), None), as_of=when("2024-01-01"), citations=CITED,
    )  # fmt: skip
    entities = [*firms("f", "v"), Entity(id="list_1260h", kind="List", name="List")]
    return _unsaid("ofItsGroupOne", "dod-1260h", entities, [stake("v", "f", "100"), named])


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
