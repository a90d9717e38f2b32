"""What was only announced, agreed or supposed decides nothing, whatever kind of claim says it."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import (
    Consolidation,
    Designation,
    Entity,
    Investment,
    Leadership,
)
from graph.claims.periods import Period
from graph.claims.shares import Share
from graph.domesticness.verdicts import findings_of
from graph.networks.situation import Situation
from made_up import (
    CITED,
    DAY,
    citizen,
    firms,
    known,
    listed,
    passed,
    people,
    power,
    role,
    seated,
    stake,
    table,
    when,
)  # fmt: skip

SEEN = when("2025-06-30")
ENTITIES = [
    *firms("f", "g", "fund", "sub"),
    *people("p", "q", "heir"),
    Entity(id="list_1260h", kind="List", name="A list"),
    Entity(id="r", kind="FundingRound", name="Round"),
]
SAID = {"as_of": SEEN, "citations": CITED}


def _money(name, party, amount, **more):
    exact = None if amount is None else Decimal(amount)
    currency = "" if amount is None else "USD"
    return Investment(
        id=name, party=party, target="f", amount_lower=exact, amount_upper=exact,
        currency=currency, **{"round": "r", **SAID, **more},
    )  # fmt: skip


CLAIMS = [
    stake("fund", "f", "41", directness="direct"),
    stake("p", "f", "25", directness="direct"),
    stake("q", "f", "15", directness="direct"),
    stake("f", "sub", "60", directness="direct"),
    stake("q", "sub", "40", directness="direct"),
    table("f", Decimal(5)),
    table("r", Decimal(0)),
    role("fund", "stateFund"),
    citizen("p", "home"),
    citizen("q", "away"),
    *(seated(firm, "home") for firm in ("f", "sub")),
    seated("f", "home", "headquarters"),
    listed("f", on="market"),
    power("g", "f", "decisiveRight", right="decisive"),
    power("ministry", "sub", "goldenShare", right="veto"),
    passed("heir", "q", "sub", "2025-07-31"),
    Designation(id="des", party="ministry", target="f", programme="list_1260h", **SAID),
    Leadership(id="lead", party="q", target="f", role="chair", **SAID),
    Consolidation(
        id="con", party="f", target="sub", quantity="revenue",
        weight=Share(Decimal(40), Decimal(40)), **SAID,
    ),
    _money("inv", "q", None),
    _money("round", "", 7),
    _money("all", "", 7, round="", flow="paidIn"),
    replace(seated("f", "home", "staff"), share=Share(Decimal(80), Decimal(80)), **SAID),
    replace(seated("f", "home", "research"), share=Share(Decimal(90), Decimal(90)), **SAID),
]  # fmt: skip


def verdicts(claims):
    situation = Situation(known(ENTITIES, claims), "f", DAY, "CN")
    return {
        one.lens.id: (one.word, one.decides, one.measured.lower, one.measured.upper)
        for one in findings_of(situation)
    }


@settings(deadline=None)
@given(st.sampled_from(range(len(CLAIMS))), st.sampled_from(["announced", "agreed", "proForma"]))
def test_a_claim_of_what_was_to_come_decides_as_little_as_none(which, stage):
    others = [claim for place, claim in enumerate(CLAIMS) if place != which]
    to_come = [*others, replace(CLAIMS[which], stage=stage)]
    assert verdicts(to_come) == verdicts(others)


DUE = Period(when("2025-10-31"), None)


@settings(deadline=None)
@given(st.sampled_from(range(len(CLAIMS))), st.sampled_from(["announced", "agreed"]))
def test_a_step_that_was_due_decides_only_what_holds_with_it_and_without_it(which, stage):
    others = [claim for place, claim in enumerate(CLAIMS) if place != which]
    step = replace(CLAIMS[which], period=DUE)
    without, done = verdicts(others), verdicts([*others, step])
    pending = verdicts([*others, replace(step, stage=stage)])
    for lens, (word, decides, low, high) in pending.items():
        if not decides:
            assert word == without[lens][0] == done[lens][0], lens
        if "sub" in (step.target, step.party):
            continue  # whether it is a part of the firm is another thing than its figures
        for other in (without[lens], done[lens]):
            if None not in (low, high, *other[2:]):
                assert low <= other[2] + 1e-9 and other[3] <= high + 1e-9, lens


def test_every_claim_of_the_world_says_something_that_some_lens_hears():
    """Otherwise the law above would ask nothing of it."""
    all_said = verdicts(CLAIMS)
    silent = [
        claim.id
        for place, claim in enumerate(CLAIMS)
        if verdicts([one for n, one in enumerate(CLAIMS) if n != place]) == all_said
    ]
    assert silent == ["own-sub-q-2025-06-30-"]  # which was passed on since
