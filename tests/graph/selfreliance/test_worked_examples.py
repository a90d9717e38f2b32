"""Calculations on the seeds equal the examples worked by hand in the notes on the series."""

import pytest

from graph.questions import calculate

# Basis, year, M / R, M / (M + R), and which of them is at or below 30: in per cent, one digit.
DEPENDENCY = [
    ("industry", "2000", 69.4, 41.0, "outside", "outside"),
    ("industry", "2002", 66.5, 39.9, "outside", "outside"),
    ("industry", "2004", 38.5, 27.8, "outside", "within"),
    ("industry", "2005", 23.7, 19.2, "within", "within"),
    ("industry", "2006", 19.7, None, "within", "within"),
    ("industry", "2008", 16.4, 14.1, "within", "within"),
    ("contract", "2005", 63.7, 38.9, "outside", "outside"),
    ("contract", "2006", 58.5, 36.9, "outside", "outside"),
    ("contract", "2011", 23.9, 19.3, "within", "within"),
    ("fees", "2006", 39.2, 28.2, "outside", "within"),
    ("royalties", "2017", 11.0, 9.9, "within", "within"),
    ("royalties", "2018", 12.0, 10.7, "within", "within"),
    ("foreign-invested", "2006", 30.0, None, "", ""),  # a part of the whole is beside no aim
    ("state-owned", "2006", 23.9, None, "", ""),
    ("mixed", "2006", 10.7, None, "within", "within"),
]
# Basis, year, per cent, and what IC Insights prints.
CHIPS = [
    ("place", "2018", 15.4, "15.3"), ("place", "2019", 15.7, "15.7"),
    ("place", "2020", 15.8, "15.9"), ("place", "2021", 16.7, "16.7"),
    ("owner", "2019", 6.1, "6.1"), ("owner", "2020", 5.8, "5.9"), ("owner", "2021", 6.6, "6.6"),
    ("owner-of-production", "2019", 39.0, "38.7"), ("owner-of-production", "2020", 36.6, "36.5"),
    ("owner-of-production", "2021", 39.4, "39.4"),
    ("place-restated", "2019", 14.9, None), ("owner-restated", "2019", 5.8, None),
    ("seller", "2020", 27.8, None), ("pieces", "2020", 32.5, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def points(seed_release):
    return {
        (one.id, basis.id, point.period): point
        for one in calculate(seed_release)
        for basis in one.bases
        for point in basis.points
    }


def percent(value):
    assert value.lower == value.upper
    return round(value.lower * 100, 1)


@pytest.mark.parametrize(("basis", "year", "ratio", "portion", "first", "second"), DEPENDENCY)
def test_dependence_in_both_forms(points, basis, year, ratio, portion, first, second):
    found = {one.form: one for one in points["foreign-dependency", basis, year].values}
    assert percent(found["ratio"]) == ratio
    assert portion is None or percent(found["portion"]) == portion
    assert [{aim.lies for aim in found[form].aims} for form in ("ratio", "portion")] == [
        {first} - {""}, {second} - {""}
    ]  # fmt: skip


@pytest.mark.parametrize(("basis", "year", "share", "printed"), CHIPS)
def test_chips_by_place_and_by_owner(points, basis, year, share, printed):
    point = points["home-production", basis, year]
    assert [percent(value) for value in point.values] == [share]
    assert [one.text.partition(" ")[0] for one in point.printed] == ([printed] if printed else [])


def test_capacity_and_one_product_under_several_rules(points):
    assert percent(points["wafer-capacity", "world", "2021-12"].values[0]) == 16.2
    found = {
        point.about.id: percent(point.values[0])
        for (name, _, _), point in points.items()
        if name == "value-added"
    }
    assert found["iphone-3g"] == found["iphone-7"] == 3.6
    assert (found["iphone-x"], found["mate-60-pro"]) == (25.4, 46.9)


def test_a_year_is_computed_only_where_both_figures_are(seed_release):
    (dependency,) = calculate(seed_release, "foreign-dependency")
    missing = {basis.id: basis.missing for basis in dependency.bases}
    assert missing["industry"] == (
        "2009 to 2010: R is there and M is not", "2001: neither M nor R is there",
    )  # fmt: skip
    assert missing["contract"][0] == "2010: M is there and R is not"


def test_two_years_are_decided_by_the_form_alone(seed_release):
    (dependency,) = calculate(seed_release, "foreign-dependency")
    alone = [one[:4] for one in dependency.remarks if "the form alone" in one]
    assert alone == ["2004", "2006"]
    (fees,) = (one for one in dependency.remarks if one.startswith("2006, fees"))
    assert "M / R 39.2 % and M / (M + R) 28.2 %" in fees


def test_the_aim_stands_beside_both_forms_with_the_day_and_whose_it_is(seed_release):
    (dependency,) = calculate(seed_release, "foreign-dependency")
    aims = {(aim.indicator.rpartition("-")[2], aim.period, aim.says) for aim in dependency.aims}
    assert ("mlp", "by 2020", "State Council guideline, Xinhua") in aims
    assert ("alt", "by 2020", "Gao Changlin") in aims
    assert "disputed" in dependency.note


def test_every_number_unfolds_to_figures_with_a_document_and_a_place(points):
    for point in points.values():
        for figure in (point.part, point.whole):
            assert all(source.title and source.locator for source in figure.sources)
            assert figure.sources
        if point.part.unit != point.whole.unit:
            assert point.conversion is not None
            assert point.conversion.sources


def test_a_later_edition_is_never_mixed_in(points):
    """131.3 for 2019 stands in the edition of 2021, 124.6 in that of 2020."""
    assert points["home-production", "place", "2019"].whole.lower == 124.6e9
    assert points["home-production", "place-restated", "2019"].whole.lower == 131.3e9


def test_a_value_says_something_only_of_aims_that_are_due_by_its_period(points):
    """Over every value of every calculation; the end of a period is its year, month or day."""
    said = 0
    for point in points.values():
        for value in point.values:
            for aim in value.aims:
                due = bool(aim.due) and aim.due <= point.period[-len(aim.due) :]
                expected = aim.lies if due else "notDue" if aim.due else "noDay"
                assert (point.period, aim.due, aim.met) == (point.period, aim.due, expected)
                said += due
    assert said


def test_a_value_of_2018_is_not_outside_an_aim_of_2030_and_how_far_it_is_is_said(points):
    """By hand: 23.8 / 155 = 15.35 %, 64.6 points below 80; 22.7 / 143.4 = 15.8 of 40 %."""
    ((of_2018,), (of_2020,)) = (
        points["home-production", "place", year].values for year in ("2018", "2020")
    )
    aims = {aim.due: (aim.met, aim.lies, aim.distance) for aim in of_2018.aims}
    assert aims["2030"] == ("notDue", "outside", "64.6 points below")
    assert aims[""] == ("noDay", "outside", "64.6 points below")
    assert {aim.met for aim in of_2020.aims if aim.due == "2020"} == {"outside"}
