"""What a day says of facts that began, ended, were agreed or were diluted around it."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import Designation, Entity, Investment
from graph.claims.periods import Period
from graph.claims.shares import Share
from graph.holders.contracts import standing_controls
from graph.holders.holder_column import holder_column
from graph.holders.nationality import legal_nationality
from graph.holders.origins import origin
from graph.holders.stakes import stakes_in
from graph.holders.unsized import current_unsized
from graph.measures.list_editions import standing_on
from graph.networks.situation import Situation
from graph.screening.direct_holders import unsized
from made_up import (
    CITED,
    DAY,
    citizen,
    firms,
    known,
    people,
    power,
    seated,
    stake,
    table,
    when,
)  # fmt: skip

ROUND = Entity(id="round", kind="FundingRound", name="Round")
EVERYBODY = [*firms("f"), *people("p", "q", "r", "s"), ROUND]
vague = st.sampled_from(["2025", *(f"2025-{month:02}" for month in range(1, 13))]).map(when)
days = st.integers(-40, 400).map(lambda n: date(2025, 1, 1) + timedelta(days=n))
percents = st.integers(1, 99)


def column(claims, day=DAY, names=("p", "q", "r", "s"), **more):
    return holder_column(known([*firms("f"), *people(*names)], claims, **more), "f", "legal", day)


def bounds(found, who):
    held = [one for one in found.held if one.holder == who]
    return (held[0].lower, held[0].upper) if held else (Fraction(0), found.rest_upper)


@given(vague, days)
def test_a_stake_is_certain_before_a_vague_end_possible_within_it_and_over_after_it(end, day):
    held_since = Period(when("2010"), end)
    claim = replace(stake("p", "f", "60", "2024-12-01"), period=held_since)
    (found,) = stakes_in(known(firms("p", "f"), [claim]), "f", "legal", day)
    expected = "closed" if day > end.last else "lastKnown" if day > end.first else "current"
    assert found.currency == expected
    held = column([claim], day).held
    assert bool(held) == (expected == "current")


@given(vague)
def test_a_holder_without_a_size_within_a_vague_end_is_possible_on_a_list_and_not_present(end):
    """Screening keeps it among those who may carry the firm; no lens counts it as a holder."""
    claim = replace(stake("p", "f", None, "2024-12-01"), period=Period(when("2010"), end))
    knowledge = known([*firms("f"), *people("p")], [claim])
    found = column([claim], end.last)
    (shown,) = found.stakes
    assert shown.currency == "lastKnown" and shown.reason.code == "mayBeOver"
    situation = Situation(knowledge, "f", end.last, "CN")
    (part,) = unsized(situation, found, "legal", (), {})
    assert (part.holder, part.lower, part.upper) == ("p", 0, 1)
    assert not current_unsized(situation.knowledge, found, situation.day)


@given(vague, days)
def test_inside_a_vague_date_no_state_power_or_listing_is_certain(date_said, day):
    assume(day > date(2025, 1, 1))
    for period in (Period(date_said, None), Period(when("2001"), date_said)):
        in_doubt = (
            date_said.first <= day < date_said.last
            if period.end is None
            else date_said.first < day <= date_said.last
        )
        holds = period.contains(day) and not in_doubt
        claims = [
            replace(citizen("p", "home"), period=period),
            replace(seated("g", "home"), period=period),
            replace(power("p", "f", "parent", "2024-06-30"), period=period),
            Designation(id="d", party="ministry", target="f", programme="l", period=period,
                        as_of=when("2024-12-01"), citations=CITED),
        ]  # fmt: skip
        listing = Entity(id="l", kind="List", name="List")
        knowledge = known([*firms("f", "g"), *people("p"), listing], claims)
        assert origin(knowledge, "p", day, "CN", economic=True).certain == holds
        for who in ("p", "g"):
            assert bool(legal_nationality(knowledge, who, day).jurisdictions) == holds
        current = [now for _, now in standing_controls(knowledge, "f", day) if now]
        assert not (in_doubt and current)
        assert not (in_doubt and standing_on(knowledge, "f", "l", day).on)


@st.composite
def purchases(draw):
    """Holders before and after somebody bought from one of them, in whole per cents."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    before = dict(zip("pqrs", parts, strict=True))
    seller, buyer = draw(st.permutations("pqrs"))[:2]
    assume(before[seller] > 0)
    moved = draw(st.integers(1, before[seller]))
    after = {**before, seller: before[seller] - moved, buyer: before[buyer] + moved}
    return before, after, buyer


@given(purchases(), st.sampled_from(["announced", "agreed", "proForma"]), st.booleans())
def test_bounds_hold_whether_a_pending_purchase_was_done_or_not(drawn, stage, complete):
    before, after, buyer = drawn
    told = [stake(who, "f", str(part), "2025-03-31") for who, part in before.items() if part]
    step = stake(
        buyer, "f", str(after[buyer]), "2025-05-31", since="2025-09-30", id="step", stage=stage
    )
    told.append(step)
    shown = told if complete else told[1:]
    due, not_yet = column(shown), column(shown, date(2025, 9, 29))
    for who in before:
        low, high = bounds(due, who)
        assert low <= Fraction(before[who], 100) <= high
        assert low <= Fraction(after[who], 100) <= high
    assert not not_yet.pending
    (pending,) = [one for one in due.stakes if one.claim.id == "step"]
    assert pending.reason.code == "pendingStep"
    read = column([*shown, stake(buyer, "f", str(after[buyer]), "2025-11-30", id="read")])
    assert not read.pending


@given(purchases(), st.integers(1, 60))
def test_a_pending_purchase_beside_own_shares_is_a_part_of_what_is_outstanding(drawn, own):
    """The firm itself has some of its shares: of the rest everybody has what purchases say."""
    before, after, buyer = drawn

    def issued(part):
        return str(Decimal(part * (100 - own)) / 100)

    told = [stake("f", "f", str(own), "2025-03-31", id="own")]
    told += [stake(who, "f", issued(part), "2025-03-31") for who, part in before.items() if part]
    step = stake(
        buyer,
        "f",
        issued(after[buyer]),
        "2025-05-31",
        since="2025-09-30",
        id="step",
        stage="agreed",
    )
    due = column([*told, step])
    for who in before:
        low, high = bounds(due, who)
        assert low <= Fraction(min(before[who], after[who]), 100)
        assert max(before[who], after[who]) <= 100 * high


@given(purchases(), st.booleans())
def test_what_is_true_in_both_worlds_does_not_say_which_of_them_it_is(drawn, sized):
    """A buyer that is still a holder, or has between what it had and what it was to have."""
    before, after, buyer = drawn
    had, due = before[buyer], after[buyer]
    assume(had)
    claims = [stake(who, "f", str(part), "2025-03-31") for who, part in before.items() if part]
    claims.append(stake(buyer, "f", str(due), since="2025-09-30", id="step", stage="agreed"))
    size = (str(had), str(due)) if sized else None
    found = column([*claims, stake(buyer, "f", size, "2025-11-30", id="later")])
    assert found.pending
    for who in before:
        low, high = bounds(found, who)
        assert low <= Fraction(before[who], 100) <= high
        assert low <= Fraction(after[who], 100) <= high


@given(st.lists(percents, min_size=1, max_size=4), percents)
def test_rounds_of_known_size_scale_what_was_seen_before_and_it_stays_last_known(parts, share):
    first = stake("p", "f", str(share), "2021-01-31")
    rounds = [
        Investment(id=f"i{year}", party="q", target="f", as_of=when(f"{year}-01-31"),
                   share=Share.parse(str(part), str(part)), citations=CITED)
        for year, part in enumerate(parts, start=2022)
    ]  # fmt: skip
    left = Fraction(share, 100)
    for part in parts:
        left *= 1 - Fraction(part, 100)
    found = stakes_in(known(firms("p", "q", "f"), [first, *rounds]), "f", "legal", DAY)
    (scaled,) = [one for one in found if one.holder == "p"]
    assert (scaled.currency, scaled.bounds) == ("lastKnown", (left, left))
    assert not column([first, *rounds]).held
    unsized = replace(rounds[-1], share=None, amount_lower=Decimal(1))
    said = [first, *rounds[:-1], unsized]
    found = stakes_in(known(firms("p", "q", "f"), said), "f", "legal", DAY)
    (unknown,) = [one for one in found if one.holder == "p"]
    assert (unknown.currency, unknown.bounds) == ("lastKnown", (Fraction(share, 100),) * 2)


@given(st.integers(1, 98), st.data())
def test_the_stakes_of_all_who_came_in_by_a_round_say_its_size(part, data):
    other = data.draw(st.integers(1, 99 - part))
    before = [stake("p", "f", "50", "2024-06-30"), stake("q", "f", "50", "2024-06-30")]
    came = [stake("r", "f", str(part), "2025-06-30"), stake("s", "f", str(other), "2025-06-30")]
    money = [
        Investment(id=f"i{who}", party=who, target="f", round="round", citations=CITED,
                   period=Period(when("2025-03-31")))
        for who in "rs"
    ]  # fmt: skip
    named = table("round", Decimal(0), "2025-03-31")
    knowledge = known(EVERYBODY, [*before, *came, *money, named])
    found = {one.holder: one for one in stakes_in(knowledge, "f", "legal", DAY)}
    left = Fraction(1, 2) * (1 - Fraction(part + other, 100))
    assert found["p"].bounds == found["q"].bounds == (left, left)
    assert found["p"].currency == "lastKnown" and found["r"].currency == "current"
    without = known(EVERYBODY, [*before, *came, *money])
    unscaled = {one.holder: one for one in stakes_in(without, "f", "legal", DAY)}
    assert unscaled["p"].bounds == (Fraction(1, 2),) * 2 and unscaled["p"].currency == "lastKnown"


@given(st.lists(st.tuples(st.integers(0, 24), st.integers(1, 60)), min_size=1, max_size=5))
def test_the_newest_figure_of_a_quantity_is_the_last_known(seen):
    """Rule 10, by any order of saying; figures of one month are of one day."""
    claims = [
        stake("p", "f", str(share), str(months_ago(month)), id=f"c{n}", source=f"s{n}")
        for n, (month, share) in enumerate(seen)
    ]
    newest = min(month for month, _ in seen)
    latest = {Fraction(share, 100) for month, share in seen if month == newest}
    for order in (claims, claims[::-1]):
        found = stakes_in(known(firms("p", "f"), order), "f", "legal", DAY)
        heads = [one for one in found if one.currency in ("current", "lastKnown")]
        (head,) = heads
        shares = {claim.share.fractions[0] for claim in head.rivals or (head.claim,)}
        assert shares == latest


def months_ago(months):
    at = DAY.year * 12 + DAY.month - 1 - months
    return date(at // 12, at % 12 + 1, 28)


@given(percents, st.booleans())
def test_a_block_whose_carrier_is_gone_is_last_known_and_does_not_vanish(share, seat_ended):
    """Rule 10: who has it since is not read, so that nobody has it for certain."""
    gone = [
        replace(seated("g", "home"), period=Period(when("2010"), when("2025-09-30")))
        if seat_ended
        else stake("q", "h", "5", "2025-06-30", id="other")
    ]
    claims = [stake("g", "f", str(share), "2025-06-30", id="block"), *gone]
    knowledge = known(firms("f", "g", "h", "q"), claims)
    (found,) = [one for one in stakes_in(knowledge, "f", "legal", DAY) if one.claim.id == "block"]
    assert found.currency == ("lastKnown" if seat_ended else "current")
    assert found.bounds == (Fraction(share, 100),) * 2
    rest = holder_column(knowledge, "f", "legal", DAY).rest_upper
    assert rest == (1 if seat_ended else 1 - Fraction(share, 100))
