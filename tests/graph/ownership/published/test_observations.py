from datetime import date

from graph.ownership.published.observations import (
    Observation,
    current_stakes,
    distinct,
    resolved,
    share_on,
)

DAY = date(2025, 12, 31)
OLDEST = date(2023, 12, 31)


def seen(owner, share, day, **more):
    return Observation(owner, 9, share, share, as_of=day, **more)


def owners(found):
    return [one.owner for one in found.current], [one.owner for one in found.last_known]


def test_the_newest_figure_replaces_the_older():
    found = current_stakes(
        [seen(0, 0.3, date(2024, 1, 1)), seen(0, 0.2, date(2025, 1, 1))], DAY, OLDEST
    )
    assert [one.lower for one in found.current] == [0.2]


def test_a_closed_stake_never_revives():
    old = seen(0, 0.3, date(2020, 1, 1))
    exits = [
        seen(0, 0, date(2024, 1, 1), exit=True, valid_to=date(2024, 1, 31)),
        seen(0, 0, date(2024, 1, 1)),
        seen(0, 0.1, date(2024, 1, 1), valid_to=date(2024, 6, 30)),
    ]
    for closing in exits:
        for day in (date(2024, 1, 1), date(2024, 2, 1), DAY):
            found = current_stakes([old, closing], day, date(2000, 1, 1))
            if closing.closes or day > date(2024, 6, 30):
                assert found.closed == ((0, 9),)
                assert owners(found) == ([], [])


def test_a_holder_seen_again_is_back():
    again = [
        seen(0, 0.3, date(2020, 1, 1)),
        seen(0, 0, date(2022, 1, 1)),
        seen(0, 0.1, date(2025, 1, 1)),
    ]
    assert owners(current_stakes(again, DAY, OLDEST)) == ([0], [])


def test_a_later_table_that_does_not_name_a_holder_closes_the_stake():
    stakes = [seen(0, 0.3, date(2024, 6, 1)), seen(1, 0.2, date(2025, 6, 1))]
    tables = [(9, date(2025, 1, 1), {1})]
    assert current_stakes(stakes, DAY, OLDEST, tables).closed == ((0, 9),)
    assert current_stakes(stakes, date(2024, 12, 31), OLDEST, tables).closed == ()


def test_horizons_may_differ_and_later_figures_do_not_count():
    stakes = [seen(0, 0.3, date(2024, 6, 1)), seen(1, 0.2, date(2024, 6, 1), source="register")]
    late = seen(0, 0.4, date(2026, 1, 1))

    def horizon(one):
        return OLDEST if one.source == "register" else date(2025, 1, 1)

    assert owners(current_stakes([*stakes, late], DAY, horizon)) == ([1], [0])


def test_undated_figures_are_last_known():
    assert owners(current_stakes([Observation(0, 9, 0.3, 0.3)], DAY, OLDEST)) == ([], [0])


def test_periods_are_inclusive_on_both_ends():
    old = Observation(0, 9, 0.6, 0.6, valid_from=date(2018, 1, 1), valid_to=date(2020, 6, 30))
    days = [date(2017, 12, 31), date(2018, 1, 1), date(2020, 6, 30), date(2020, 7, 1)]
    assert [share_on([old], (0, 9), day) is not None for day in days] == [False, True, True, False]


def test_records_without_a_number_are_never_taken_for_one():
    one = Observation(0, 9, 0.3, 0.3, source="press")
    assert len(distinct([one, one])) == 2


def test_the_best_source_gives_the_point_and_all_give_the_range():
    rivals = [
        Observation(0, 9, 0.6, 0.6, date(2024, 3, 1), rank=1),
        Observation(0, 9, 0.55, 0.55, date(2024, 6, 30), rank=1),
        Observation(0, 9, 0.4, 0.7, date(2024, 9, 1), rank=3),
    ]
    assert [float(part) for part in resolved(rivals)] == [0.55, 0.4, 0.7]
