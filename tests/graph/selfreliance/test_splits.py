"""What is from home of shares of named things, beside every way in which the rest may be."""

from datetime import date
from decimal import Decimal
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.hedges import Bounds
from graph.claims.indicators import Observation
from graph.claims.periods import PartialDate, Period
from graph.fraction import ONE, ZERO, Fraction
from graph.profiles.splits import Asked, splits_in
from graph.questions import calculate
from graph.selfreliance.splits import Named, part_from_home, shares_of
from made_up import citizen, firms, known, people, stake
from ontology.calculations import Calculation, Series, Split

SIDES = ("home", "notHome", "open")
# Calculation, split, period: from home by the strongest reading, and by the weakest.
BY_HAND = [
    ("frameworks", "code-maker", "2020", "not known", "at most 35 %"),  # 100 - 47 - 18
    ("frameworks", "code-host", "2020", "not known", "not known"),  # whose GitHub is: not read
    ("frameworks", "papers-maker", "2023", "not known", "at most 36 %"),  # 100 - 59 - 5
    ("frameworks", "naming-maker", "2021", "not known", "not known"),  # one paper may name two
    ("servers", "brand", "2013", "not known", "not known"),  # of three together nothing is read
    ("servers", "brand", "2019", "not known", "at least 45.1 %"),  # 28.7 + 16.4; H3C not read
    ("servers", "brand", "2020-01 – 2020-03", "not known", "at least 59 %"),  # 39 + 20
    ("servers", "brand", "2022", "not known", "not known"),  # three brands, one not read
    ("ai-chips", "brand", "2025", "not known", "at most 45 %"),  # 100 - 55
]
PRINTED = [
    ("frameworks", "use", ["6.5 %", "less than 2 %"]),
    ("servers", "processor", ["about 21 %", "19.9 %", "close to 43.5 %", "67.5 %"]),
]


def just(share):
    return Bounds(Decimal(share), Decimal(share))


@pytest.fixture(scope="module")
def points(seed_release):
    found = {}
    for one in calculate(seed_release):
        for split in one.splits:
            for point in split.points:
                found.setdefault((one.id, split.id, point.period), []).append(point)
    return found


@pytest.mark.parametrize(("calculation", "split", "period", "certain", "weakest"), BY_HAND)
def test_shares_of_the_seeds_by_hand(points, calculation, split, period, certain, weakest):
    for point in points[calculation, split, period]:
        assert [point.values[0].by, point.values[0].text] == ["byLens", certain]
        assert point.values[-1].text == weakest


@pytest.mark.parametrize(("calculation", "split", "texts"), PRINTED)
def test_what_a_source_prints_is_told_as_it_prints_it(points, calculation, split, texts):
    values = [
        value
        for (one, name, _), found in points.items()
        if (one, name) == (calculation, split)
        for point in found
        for value in point.values
    ]
    assert [value.text for value in values] == texts
    assert {value.by for value in values} == {"asPrinted"}


def test_a_label_is_in_no_interval_that_is_certain(points):
    called = [
        point
        for found in points.values()
        for point in found
        if {share.by for share in point.shares} <= {"asCalled", ""}
    ]
    assert called
    assert {(point.values[0].lower, point.values[0].upper) for point in called} == {(0.0, 1.0)}


def test_every_share_cites_whose_it_is(points):
    told = [share for found in points.values() for point in found for share in point.shares]
    assert any(share.side == "home" for share in told)
    for share in told:
        assert share.figure.sources
        assert share.claims or share.by in ("", "asPrinted")


shares = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(SIDES)), min_size=1, max_size=4
).filter(lambda each: sum(share for share, _ in each) <= 100)


@given(shares)
def test_the_bounds_are_the_least_and_most_of_all_ways_the_open_ones_may_be(each):
    """Against every way to place the open things and the rest, which no source names."""
    found = part_from_home([Named(just(share), side) for share, side in each], overlap=False)
    rest = 100 - sum(share for share, _ in each)
    parts = [*each, (rest, "open")]
    free = [place for place, (_, side) in enumerate(parts) if side == "open"]
    sums = []
    for placed in product((False, True), repeat=len(free)):
        chosen = dict(zip(free, placed, strict=True))
        sums.append(
            sum(
                share
                for place, (share, side) in enumerate(parts)
                if side == "home" or chosen.get(place, False)
            )
        )
    assert (found.lower, found.upper) == (Fraction(min(sums), 100), Fraction(max(sums), 100))


@given(shares)
def test_what_may_count_for_several_has_no_most_and_the_largest_as_its_least(each):
    found = part_from_home([Named(just(share), side) for share, side in each], overlap=True)
    largest = max((share for share, side in each if side == "home"), default=0)
    assert (found.lower, found.upper) == (Fraction(largest, 100), ONE)


def test_a_hedge_opens_its_own_side():
    more = Bounds(Decimal(70), None, lower_open=True)
    away = part_from_home([Named(more, "notHome")], overlap=False)
    assert (away.lower, away.upper, away.upper_open) == (ZERO, Fraction(3, 10), True)
    about = part_from_home([Named(Bounds(), "home")], overlap=False)
    assert (about.lower, about.upper) == (ZERO, ONE)


def test_shares_that_come_to_more_than_all_come_to_nothing():
    named = [Named(just(60), "home"), Named(just(50), "notHome")]
    assert part_from_home(named, overlap=False) is None


def figure(about, share, **other):
    year = PartialDate.parse(other.pop("year", "2020"))
    return Observation(
        id=f"{about} {share}", indicator="i", about=about, kind="observed", unit="percent",
        value_lower=Decimal(share), value_upper=Decimal(share), period=Period(year, year), **other,
    )  # fmt: skip


SPLIT = Split("s", "", "", Series("i"), "", printed=False, overlap=False, definitions=())


def test_figures_of_other_years_counts_and_authors_part_no_whole_together():
    figures = [
        figure("a", 10), figure("b", 20), figure("c", 30, year="2021"),
        figure("d", 40, variant="by pieces"), figure("e", 50, says="another house"),
    ]  # fmt: skip
    found = [{one.about for one in shares.figures} for shares in shares_of(figures, SPLIT)]
    assert sorted(map(sorted, found)) == [["a", "b"], ["c"], ["d"], ["e"]]


def test_of_two_figures_for_one_thing_neither_is_chosen():
    figures = [figure("a", 10), figure("a", 12), figure("b", 20)]
    for order in permutations(figures):
        (found,) = shares_of(order, SPLIT)
        assert found.twice and len(found.figures) == 3


@pytest.mark.parametrize(
    "other", [{"kind": "target"}, {"unit": "count"}, {"counts_by": "byPlace"}, {"about": ""}]
)
def test_what_is_no_share_of_the_same_whole_is_not_added(other):
    odd = replace(figure("b", 20), **other)
    found = shares_of([figure("a", 10), odd], SPLIT)
    assert {"a", odd.about} not in [{one.about for one in shares.figures} for shares in found]


def test_rounding_of_printed_shares_is_no_contradiction():
    thirds = [Named(Bounds(Decimal(one), Decimal(one)), "home") for one in ("33.4", "33.4", "33.3")]
    found = part_from_home(thirds, overlap=False)
    assert (found.lower, found.upper) == (ONE, ONE)
    assert part_from_home([*thirds, Named(just(1), "home")], overlap=False) is None


def test_makers_are_judged_on_the_day_of_the_figure_and_what_nobody_names_is_told():
    entities = [*firms("f", "g"), *people("ann")]
    figures = [figure("f", 60, year="2015"), figure("g", 15, year="2015")]
    claims = [stake("ann", "f", "60", as_of="2015-06-01"), citizen("ann", "home"),
              stake("ann", "g", "60", as_of="2025-06-01")]  # fmt: skip
    knowledge = known(entities, claims, observations=figures)
    split = SPLIT._replace(id="s")
    asked = Asked("CN", knowledge.lenses["ultimate-control"], date(2025, 12, 31))
    calculation = Calculation("c", "", "F", "A", "", "", (), (split,))
    ((point,),) = [one.points for one in splits_in(knowledge, calculation, asked)]
    first = point.values[0]
    assert (first.by, first.text, point.not_named) == ("byLens", "at least 60 %", "25 %")
