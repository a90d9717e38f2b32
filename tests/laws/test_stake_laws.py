"""What several true claims of one day say of a stake: never less than one of them alone."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import Citation
from graph.claims.shares import Share, in_percent, span
from graph.holders.holder_column import Held, drawn_in, holder_column
from made_up import DAY, firms, known, stake, table

edges = st.integers(0, 100)
sizes = st.integers(1, 100)  # nothing at all is an exit, which is another claim
#: Two to four shares that come to no more than the whole.
parts_of_a_whole = st.lists(sizes, min_size=2, max_size=4, unique=True).map(
    lambda cuts: [end - start for start, end in pairwise([0, *sorted(cuts)])]
)


def holder_of(claims, who="p", **more):
    found = holder_column(known(firms("p", "q", "v", "f"), claims), "f", "legal", DAY, **more)
    return next(one for one in found.held if one.holder == who), found


@st.composite
def bands(draw):
    """A true share in whole per cents, and bands that hold it, open or closed."""
    true = draw(sizes)
    found = []
    for _ in range(draw(st.integers(1, 4))):
        low, high = draw(st.integers(0, true)), draw(st.integers(true, 100))
        found.append((str(low), str(high), low < true and draw(st.booleans())))
    return true, found


@given(edges.filter(lambda edge: edge < 100))
def test_an_open_bound_is_passed_in_every_sum_and_no_closed_one_is(edge):
    over = Share(Decimal(edge), Decimal(100), lower_open=True).fractions[0]
    assert over > Fraction(edge, 100) == Share(Decimal(edge), Decimal(100)).fractions[0]
    assert over < Fraction(edge, 100) + Fraction(1, 10**9)
    under = Share(Decimal(0), Decimal(edge + 1), upper_open=True).fractions[1]
    assert under < Fraction(edge + 1, 100)


@given(bands())
def test_true_bands_of_one_day_are_no_rivals_and_leave_the_truth(drawn):
    true, said = drawn
    claims = [
        replace(
            stake("p", "f", (low, high), id=f"c{number}", source=f"s{number}"),
            share=Share.parse(low, high, above=above),
        )
        for number, (low, high, above) in enumerate(said)
    ]
    one, column = holder_of(claims)
    assert not column.alternatives
    assert one.lower <= Fraction(true, 100) <= one.upper
    assert one.upper == min(Fraction(int(high), 100) for _, high, _ in said)
    assert max(Fraction(int(low), 100) for low, _, _ in said) <= one.lower
    assert set(one.claims) == {claim.id for claim in claims}


@given(
    st.lists(st.tuples(edges, sizes).map(sorted).filter(lambda one: one[1]), min_size=2, max_size=4)
)
def test_the_order_in_which_claims_are_given_changes_nothing(drawn):
    claims = [
        stake("p", "f", (str(low), str(high)), id=f"c{number}", source=f"s{number}")
        for number, (low, high) in enumerate(drawn)
    ]
    found = {
        (one.lower, one.upper, frozenset(column.alternatives))
        for order in permutations(claims)
        for one, column in [holder_of(list(order))]
    }
    bounds = {(lower, upper) for lower, upper, _ in found}
    assert len(bounds) == 1


@given(st.integers(1, 100), st.booleans(), st.booleans())
def test_nothing_of_one_quantity_ends_nothing_of_another_on_that_day(size, first, later):
    none = stake("p", "f", "0", "2025-06-30" if not later else "2025-07-31", measurand="record")
    some = stake("p", "f", str(size), "2025-06-30", measurand="votes")
    claims = [none, some] if first else [some, none]
    found = holder_column(known(firms("p", "f"), claims), "f", "voting", DAY)
    held = [one for one in found.held if one.holder == "p" and one.upper > 0]
    assert bool(held) is not later  # what came later ended all of it
    assert not held or held[0].lower == Fraction(size, 100)


@given(
    parts_of_a_whole,
    st.lists(st.booleans(), min_size=4, max_size=4),
    st.sampled_from(("row {}", "sheet Two, row {}, p. 3")),
    st.integers(0, 3),
)
def test_rows_of_one_table_add_where_direct_and_else_reach_from_one_to_all(
    shares, direct, where, repeated
):
    claims = [
        replace(
            stake("p", "f", (str(size), str(size)), id=f"c{number}", source="s"),
            directness="direct" if of_row else "unknownDirectness",
            citations=(Citation("s", where.format(number)),),
        )
        for number, (size, of_row) in enumerate(zip(shares, direct, strict=False))
    ]
    again = [
        replace(
            one,
            id=f"again-{one.id}-{n}",
            citations=(Citation("s", where.format(9 + n) + " (as row 0)"),),
        )
        for n, one in enumerate(claims[:1] * repeated)
    ]
    one, column = holder_of(claims + again)
    assert not column.alternatives
    least = sum(shares) if all(direct[: len(shares)]) else max(shares)
    assert (one.lower, one.upper) == (Fraction(least, 100), Fraction(sum(shares), 100))


@given(st.integers(1, 60), st.integers(1, 40), st.booleans())
def test_what_is_held_directly_is_never_lost_beside_what_is_held_indirectly(own, more, one_source):
    claims = [
        stake("p", "f", str(own), directness="direct", id="own"),
        stake("p", "f", str(more), directness="indirect", via=("v",), id="more",
              source="press" if one_source else "other"),
    ]  # fmt: skip
    one, column = holder_of(claims)
    assert not column.alternatives
    assert one.lower >= Fraction(own, 100)
    assert one.upper == Fraction(own + more, 100)
    if one_source:
        assert one.lower == one.upper


@st.composite
def divisions(draw):
    """A whole divided among holders, and bounds around each part."""
    cuts = sorted(draw(st.lists(edges, min_size=1, max_size=4)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    held = []
    for number, part in enumerate(parts):
        low, high = draw(st.integers(0, part)), draw(st.integers(part, 100))
        held.append(Held(f"h{number}", *(Fraction(n, 100) for n in (low, low, high))))
    return parts, held


@given(divisions(), st.booleans())
def test_what_others_leave_never_excludes_the_truth_and_never_widens(drawn, all_named):
    parts, held = drawn
    for before, after, part in zip(held, drawn_in(held, all_named=all_named), parts, strict=True):
        assert before.lower <= after.lower <= Fraction(part, 100) <= after.upper <= before.upper
        assert after.lower <= after.known <= after.upper


@given(divisions())
def test_a_complete_table_gives_each_holder_what_the_others_leave(drawn):
    _, held = drawn
    claims = [
        stake(one.holder, "f", (str(one.lower * 100), str(one.upper * 100)), id=one.holder)
        for one in held
    ]
    names = [one.holder for one in held]
    found = holder_column(known(firms(*names, "f"), [*claims, table("f", 0)]), "f", "legal", DAY)
    for one in found.held:
        others = sum(other.upper for other in held if other.holder != one.holder)
        assert one.lower >= 1 - others


@given(sizes, st.sampled_from(["2024-12-31", "2025-06-30", "2025-09-30"]), st.booleans())
def test_nothing_held_through_others_any_more_says_nothing_of_what_is_held_directly(own, day, sold):
    direct = stake("p", "f", str(own), "2025-06-30", directness="direct")
    gone = stake("p", "f", "0", day, id="gone", source="register", directness="indirect",
                 event="exit" if sold else "")  # fmt: skip
    was = stake("p", "f", "7", "2024-06-30", id="was", directness="indirect", via=("v",))
    one, column = holder_of([direct, gone, was])
    assert (one.lower, one.upper, one.claims) == (*[Fraction(own, 100)] * 2, (direct.id,))
    assert not column.alternatives


@given(sizes, st.booleans())
def test_nothing_held_directly_leaves_what_is_held_through_others_that_day(own, ended):
    through = stake("p", "f", str(own), id="through", directness="indirect", via=("v",))
    if ended:  # 30 % directly, until June
        none = stake("p", "f", "30", id="none", to="2025-06-30", directness="direct")
    else:
        none = stake("p", "f", "0", id="none", directness="direct")
    one, _ = holder_of([none, through])
    assert (one.lower, one.upper) == (Fraction(own, 100),) * 2


@given(figure=sizes, block=sizes, newer=st.sampled_from(["none", "figure", "block"]))
def test_a_vehicle_with_less_than_what_is_held_through_it_has_anything_between(
    figure, block, newer
):
    days = {name: "2025-09-30" if newer == name else "2025-06-30" for name in ("figure", "block")}
    own = stake("v", "f", str(figure), days["figure"])
    through = stake("p", "f", str(block), days["block"], directness="indirect", via=("v",))
    one, column = holder_of([own, through], "v")
    most = figure if newer == "figure" else max(figure, block)
    assert (one.lower, one.known, one.upper) == tuple(
        Fraction(part, 100) for part in (figure, figure, most)
    )
    assert [held.holder for held in column.held] == ["v"]  # one block, counted once
    assert one.claims == (own.id,)


PLACES = st.sampled_from(["0.25", "4.3", "5", "10", "25", "33.33", "50", "75", "95"])


@given(lower=PLACES, upper=PLACES, above=st.booleans(), below=st.booleans())
def test_an_open_bound_is_said_as_open_by_the_claim_and_by_whatever_is_computed(
    lower, upper, above, below
):
    if Decimal(lower) >= Decimal(upper):
        return
    share = Share.parse(lower, upper, above=above, below=below)
    least, most = (float(bound) for bound in share.fractions)
    for text in (str(share), span(least, most)):
        assert (text.startswith("over "), "under " in text) == (above, below)
        assert ("–" in text) == (not above and not below)
    assert in_percent(least).startswith("over ") == above
    assert in_percent(most).startswith("under ") == below


@given(st.decimals(0, 100, places=4))
def test_no_figure_that_a_source_can_print_is_said_to_be_passed(figure):
    assert in_percent(float(figure) / 100)[0].isdigit()
    assert in_percent(float(figure) / 100 + 1e-13)[0].isdigit()


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 25)), min_size=1, max_size=4))
def test_rows_of_one_table_add_and_one_row_read_twice_does_not(rows):
    """A row that is read as two figures adds nothing: nobody knows which it says."""
    claims = [
        replace(
            stake("p", "f", str(share), id=f"c{n}", directness="direct"),
            citations=(Citation("press", f"holders, row {row}"),),
        )
        for n, (row, share) in enumerate(rows)
    ]
    said = {}
    for row, share in rows:
        said.setdefault(row, set()).add(share)
    held, _ = holder_of(claims)
    if all(len(shares) == 1 for shares in said.values()):
        total = sum(share for shares in said.values() for share in shares)
        assert held.lower == held.upper == Fraction(total, 100)
    else:
        assert held.upper <= Fraction(max(share for _, share in rows), 100)
    apart = [replace(claim, citations=(Citation(f"s{n}", claim.citations[0].locator),))
             for n, claim in enumerate(claims)]  # fmt: skip
    held, _ = holder_of(apart)
    assert held.upper == Fraction(max(share for _, share in rows), 100)
