"""The cascade on ranges: what is certain, what no world excludes, and exactly at the threshold."""

from fractions import Fraction

import pytest

from graph.errors import ImpossibleShareError
from graph.ownership.control.capital import Capital
from graph.ownership.control.reach import reach

HALF = Fraction(1, 2)


def capital(stakes, **more):
    """Columns from (holder, firm, share) or (holder, firm, least, most)."""
    columns = {}
    for holder, firm, low, *high in stakes:
        columns.setdefault(firm, {})[holder] = (
            Fraction(str(low)),
            Fraction(str(high[0] if high else low)),
        )
    return {firm: Capital(held, **more) for firm, held in columns.items()}


def test_a_half_made_of_four_decimals_is_a_half():
    firms = capital([(1, 0, "0.015"), (2, 0, "0.413"), (3, 0, "0.030"), (4, 0, "0.042")])
    assert 0.015 + 0.413 + 0.030 + 0.042 < 0.5  # what floats would have said
    assert set(reach(firms, {"a": {1, 2, 3, 4}}).certain) == {0}
    assert not reach(firms, {"a": {1, 2, 3, 4}}, strict=True).certain
    barely = capital([(1, 0, "0.0149999999999999999"), (2, 0, "0.485")])
    assert not reach(barely, {"a": {1, 2}}).possible


def test_shares_are_never_multiplied_and_an_intermediate_below_half_passes_nothing():
    # X has 50 % of A and B, they have 25 % of C each; X has 25 % of D, D 100 % of E.
    firms = capital([(0, 1, ".5"), (0, 2, ".5"), (1, 3, ".25"), (2, 3, ".25"), (0, 4, ".25"),
                     (4, 5, 1)])  # fmt: skip
    found = reach(firms, {"a": {0}})
    assert list(found.certain) == [1, 2, 3]
    assert set(found.in_part) == {4}
    assert found.in_part[4].upper == Fraction(1, 4)


def test_ranges_separate_certain_from_not_excluded():
    firms = capital([(0, 1, ".4", ".6"), (1, 2, "1"), (0, 3, ".5", ".9"), (0, 4, "0", ".49")])
    found = reach(firms, {"a": {0}})
    assert set(found.certain) == {3}
    assert found.not_excluded == {1, 2}
    assert set(found.in_part) == {4}
    assert (found.possible[2].lower, found.possible[2].upper) == (0, 1)


def test_what_others_certainly_have_bounds_the_most():
    firms = capital([(0, 1, "0", "1"), (9, 1, ".6")])
    found = reach(firms, {"a": {0}})
    assert not found.possible
    assert found.in_part[1].upper == Fraction(2, 5)


def test_a_complete_table_lets_the_least_be_what_others_leave():
    firms = {
        1: Capital(
            {0: (Fraction(0), Fraction(1)), 9: (Fraction(0), Fraction(2, 5))}, rest=Fraction(0)
        )
    }
    assert set(reach(firms, {"a": {0}}).certain) == {1}
    open_table = {1: Capital({0: (Fraction(0), Fraction(1)), 9: (Fraction(0), Fraction(2, 5))})}
    assert not reach(open_table, {"a": {0}}).certain


def test_own_shares_belong_to_nobody():
    # 40 % of the shares, 20 % held by the firm itself: half of what is outside.
    firms = capital([(0, 1, ".4"), (1, 1, ".2")])
    found = reach(firms, {"a": {0}})
    assert not found.certain
    assert found.not_excluded == {1}
    # Its own shares never help a firm to be reached, nor help one that is listed.
    assert not reach(capital([(0, 1, ".1"), (1, 1, ".7")]), {"a": {0}}).possible
    assert not reach(capital([(1, 1, ".9")]), {"a": {1}}).possible


def test_under_a_half_is_not_a_half():
    column = {1: Capital({0: (Fraction(0), HALF)}, below=frozenset({0}))}
    assert not reach(column, {"a": {0}}).possible
    assert reach({1: Capital({0: (Fraction(0), HALF)})}, {"a": {0}}).not_excluded == {1}


def test_each_alone_does_not_add_up():
    firms = capital([(0, 2, ".3"), (1, 2, ".3"), (0, 3, ".6"), (3, 4, ".3"), (0, 4, ".2")])
    lists = {"a": {0, 1}}
    assert set(reach(firms, lists).certain) == {2, 3, 4}
    assert set(reach(firms, lists, together=False).certain) == {3, 4}


def test_a_possible_entry_reaches_only_possibly():
    firms = capital([(0, 1, "1"), (1, 2, ".5"), (5, 2, ".5")])
    found = reach(firms, {"a": {5}}, possibly={"b": {0}})
    assert set(found.certain) == {2}
    assert found.not_excluded == {1}
    assert found.labels[2] == {"a", "b"}


def test_labels_unite_over_lists_and_down_chains():
    firms = capital([(0, 2, ".25"), (1, 2, ".25"), (2, 3, "1"), (0, 4, ".5")])
    found = reach(firms, {"entity": {0}, "military": {1}})
    assert found.labels == {
        2: {"entity", "military"},
        3: {"entity", "military"},
        4: {"entity"},
    }


def test_cycles_hold_up_nobody():
    # Two firms with 60 % of each other, and a listed holder of 30 % of one.
    firms = capital([(1, 2, ".6"), (2, 1, ".6"), (0, 1, ".3")])
    assert not reach(firms, {"a": {0}}).possible
    assert set(reach(capital([(1, 2, ".6"), (2, 1, ".4"), (0, 1, ".5")]), {"a": {0}}).certain) == {
        1,
        2,
    }


def test_a_power_passes_without_a_share():
    firms = capital([(1, 2, ".6")])
    sure = reach(firms, {"a": {0}}, links=[(0, 1, "contract")])
    assert [passage.mechanism for passage in sure.certain.values()] == ["contract", "capital"]
    unsure = reach(firms, {"a": {0}}, possible_links=[(0, 1, "contract")])
    assert not unsure.certain
    assert unsure.not_excluded == {1, 2}


def test_contradictory_columns_stay_within_one():
    firms = capital([(0, 1, ".8"), (9, 1, ".7")])
    found = reach(firms, {"a": {0}})
    assert set(found.certain) == {1}
    assert found.certain[1].upper <= 1


@pytest.mark.parametrize("pair", [("-0.1", "0"), ("0.2", "0.1"), ("0", "1.01")])
def test_shares_that_are_none_are_refused(pair):
    with pytest.raises(ImpossibleShareError):
        Capital({0: (Fraction(pair[0]), Fraction(pair[1]))})
