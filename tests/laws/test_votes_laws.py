"""Rule 5 and own shares: votes and capital never meet in one sum, and own shares are nobody's."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.holders.holder_column import holder_column
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.networks.upstream import upstream
from graph.networks.view import View
from made_up import DAY, citizen, firms, known, people, role, say, stake, table

HOLDERS = ("a", "b", "c")
parts = st.lists(st.integers(1, 40), min_size=2, max_size=3).filter(lambda held: sum(held) < 90)


def world(shares, *claims, own=0):
    said = [
        stake(who, "f", str(part), directness="direct")
        for who, part in zip(HOLDERS, shares, strict=False)
    ]
    if own:
        said.append(stake("f", "f", str(own), directness="direct"))
    citizens = [citizen(who, "home") for who in HOLDERS]
    return known(firms("f") + people(*HOLDERS), [*said, *claims, *citizens])


@pytest.mark.parametrize("basis", ["legal", "economic", "voting"])
@given(shares=parts, own=st.integers(1, 10))
@settings(max_examples=30, deadline=None)
def test_own_shares_leave_the_denominator_once(basis, shares, own):
    column = holder_column(world(shares, own=own), "f", basis, DAY)
    assert [one.lower for one in column.held] == [Fraction(part, 100 - own) for part in shares]
    assert column.rest_upper == 1 - Fraction(sum(shares), 100 - own)


@given(shares=parts, own=st.integers(1, 10))
@settings(max_examples=30, deadline=None)
def test_dividing_gives_the_owners_that_a_loop_would(shares, own):
    """y = s + own·y, so y = s / (1 - own): what a chain that passes through the firm gives."""
    knowledge = world(shares, own=own)
    network = upstream(knowledge, "f", View(day=DAY, home="CN"))
    owners, _, _ = network.ends
    for who, part in zip(HOLDERS, shares, strict=False):
        passed, loop = 0.0, part / 100
        for _ in range(60):
            passed, loop = passed + loop, loop * own / 100
        assert owners[network.index[who]] == pytest.approx(passed)


@pytest.mark.parametrize("voting", ["suspended", "waived", "cast"])
@given(shares=parts, lent=st.integers(1, 10))
@settings(max_examples=20, deadline=None)
def test_a_subsidiarys_shares_in_its_parent_vote_unless_a_source_says_not(voting, shares, lent):
    cross = stake("s", "f", str(lent), directness="direct", voting=voting)
    said = [stake(w, "f", str(p)) for w, p in zip(HOLDERS, shares, strict=False)]
    knowledge = known(firms("f", "s") + people(*HOLDERS), [*said, cross])
    votes = {one.holder: one.lower for one in holder_column(knowledge, "f", "voting", DAY).held}
    cash = {one.holder: one.lower for one in holder_column(knowledge, "f", "economic", DAY).held}
    out = 0 if voting == "cast" else lent
    assert cash["s"] == Fraction(lent, 100)
    assert ("s" in votes) is (voting == "cast")
    assert votes["a"] == Fraction(shares[0], 100 - out)


@given(shares=parts, own=st.integers(1, 10), stated=st.sets(st.sampled_from(HOLDERS), min_size=1))
@settings(max_examples=60, deadline=None)
def test_own_shares_explain_votes_that_are_more_than_capital(shares, own, stated):
    """One share is one vote: whoever has 58 of 97 that vote has 59.79 % of the votes."""
    true = {who: Fraction(part, 100 - own) for who, part in zip(HOLDERS, shares, strict=False)}
    said = [
        stake(who, "f", printed(part), measurand="votes", interest="votingRights")
        for who, part in true.items()
        if who in stated
    ]
    column = holder_column(world(shares, *said, own=own), "f", "voting", DAY)
    assert not column.apart
    for one in column.held:
        assert one.lower <= true[one.holder] <= one.upper
        assert one.holder in stated or one.lower == one.upper


def printed(part):
    """A part in per cent with four decimals, below and above it."""
    low = part * 1_000_000 // 1
    return tuple(str(Decimal(int(low + up)) / 10_000) for up in (0, 1))


@given(shares=parts, votes=st.integers(1, 99))
@settings(max_examples=40, deadline=None)
def test_with_weights_a_holder_has_from_nothing_to_what_the_stated_votes_leave(shares, votes):
    stated = stake("a", "f", str(votes), measurand="votes", interest="votingRights")
    knowledge = world(shares, stated, role("f", "weightedVotingRights"))
    column = holder_column(knowledge, "f", "voting", DAY)
    held = {one.holder: (one.lower, one.upper) for one in column.held}
    assert held.pop("a") == (Fraction(votes, 100), Fraction(votes, 100))
    assert set(held.values()) == {(Fraction(0), 1 - Fraction(votes, 100))}


@given(shares=parts, votes=st.integers(1, 99))
@settings(max_examples=40, deadline=None)
def test_votes_and_capital_are_one_until_figures_say_otherwise(shares, votes):
    """Of one holder both are known: far apart, they are two things for everybody."""
    stated = stake("a", "f", str(votes), measurand="votes", interest="votingRights")
    column = holder_column(world(shares, stated), "f", "voting", DAY)
    others = [one for one in column.held if one.holder != "a"]
    if abs(votes - shares[0]) > 1 or sum(shares[1:]) + votes > 101:
        assert all(one.lower == 0 for one in others)
    else:
        assert [one.lower for one in others] == [Fraction(part, 100) for part in shares[1:]]


@given(shares=parts)
@settings(max_examples=30, deadline=None)
def test_a_table_of_capital_hides_nobody_only_where_it_names_everybody(shares):
    """At a line above zero somebody below it may have most of the votes."""
    for line, kind in ((Decimal(5), "undisclosed"), (Decimal(0), "none")):
        knowledge = world(shares, role("f", "weightedVotingRights"), table("f", line))
        column = holder_column(knowledge, "f", "voting", DAY)
        assert column.rest_kind == kind
        assert not power_over(Situation(knowledge, "f", DAY, "CN")).nobody_hidden


def test_two_classes_with_other_weights_are_said_by_their_votes_a_share():
    classes = [
        stake("class-a", "f", "10", measurand="classTotal", votes_per_share=10, id="a-10"),
        stake("class-b", "f", "90", measurand="classTotal", votes_per_share=1, id="b-1"),
    ]
    for said, open_votes in ((classes, True), (classes[:1], False)):
        (first, *_) = holder_column(world([20, 20], *said), "f", "voting", DAY).held
        assert (first.lower == 0) is open_votes


@given(had=st.integers(11, 49), line=st.sampled_from([5, 10]), own=st.integers(0, 10))
@settings(max_examples=80, deadline=None)
def test_below_a_tables_line_a_firm_may_have_shares_of_its_own(had, line, own):
    """40.7 of 90 that vote and up to 11.1 more are a majority, where own shares are not read."""
    claims = [stake("a", "f", str(had)), table("f", line), citizen("a", "home")]
    claims += [stake("b", "f", "30", since="2020-01-01"), citizen("b", "away")]
    entities = [*firms("f"), *people("a", "b")]
    unread = say("ultimate-control", entities, claims)
    known_own = stake("f", "f", str(own), measurand="record", directness="direct")
    read = say("ultimate-control", entities, [*claims, known_own] if own else claims)
    if 0 < own <= line and unread.decided:
        assert (read.word, read.decided) == (unread.word, True)
    spare = min(line, 70 - had - line)
    assert unread.decided == (2 * (had + line) <= 100 - spare)
