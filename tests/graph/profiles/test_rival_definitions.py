"""Definitions that answer otherwise: on firms by their verdicts, on figures by their bounds."""

import re
from decimal import Decimal

import pytest

from graph.claims.indicators import Definition, Observation
from graph.claims.periods import PartialDate, Period
from graph.errors import UnknownThingError
from graph.profiles.rival_definitions import rivals_in
from graph.questions import classify, rival_definitions
from made_up import firms, known
from ontology.calculations import calculations


@pytest.fixture(scope="module")
def rivals(seed_release):
    return rival_definitions(seed_release)


def on_firms(pair):
    return [one for one in pair.answers if one.where == "verdicts"]


def test_every_two_lenses_are_rivals_exactly_where_their_verdicts_are(rivals, seed_release):
    """Against the verdicts of each firm, two at a time."""
    lenses = seed_release.knowledge.lenses
    expected, agree = {}, {}
    for firm in seed_release.knowledge.subjects:
        said = {
            one.lens: one
            for one in classify(seed_release, firm).verdicts
            if one.decided and one.in_force and one.side in ("home", "notHome")
            and not lenses[one.lens].programme
        }  # fmt: skip
        for one in said:
            for other in said:
                if one < other and said[one].side != said[other].side:
                    expected.setdefault((one, other), set()).add(
                        (firm, said[one].word, said[other].word)
                    )
                elif one < other:
                    agree[one, other] = agree.get((one, other), 0) + 1
    found = {
        (pair.one, pair.other): {(one.about.id, one.one, one.other) for one in on_firms(pair)}
        for pair in rivals
        if on_firms(pair)
    }
    assert expected
    assert found == expected
    assert all(
        pair.agree == agree.get((pair.one, pair.other), 0) for pair in rivals if on_firms(pair)
    )


def test_the_two_forms_of_the_ratio_are_rivals_on_one_basis_only(rivals):
    (pair,) = [
        one for one in rivals if (one.one, one.other) == ("def-mlp-ratio", "def-mlp-ratio-alt")
    ]
    calculation = calculations()["foreign-dependency"]
    texts = {(one.period, one.one, one.other) for one in pair.answers}
    assert ("2004", "38.5 %", "27.8 %") in texts
    assert ("2000", "69.4 %", "21.5 %") not in texts  # of two bases, in two forms
    assert len(calculation.bases) == 7


def test_by_place_and_by_owner_are_rivals_in_every_year_of_both(rivals):
    (pair,) = [one for one in rivals if one.has("def-chip-70-critique-ownership")]
    years = {one.period for one in pair.answers if one.where == "calculation"}
    assert {"2019", "2020", "2021"} <= years


def test_values_told_apart_have_no_number_in_common(rivals):
    """What is printed of the two: numbers, or bounds that do not meet."""

    def ends(text):
        number = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", text)][:2]
        if text.startswith(("less than", "at most")):
            return 0.0, number[0]
        if text.startswith(("more than", "at least")):
            return number[0], 100.0
        return number[0], number[-1]

    told = [one for pair in rivals for one in pair.answers if one.where == "calculation"]
    assert told
    for one in told:
        (low, high), (least, most) = ends(one.one), ends(one.other)
        assert high <= least or most <= low, one


def figure(about, definition, indicator, least, most, **more):
    year = PartialDate.parse("2020")
    return Observation(
        id=f"{indicator} {definition} {least}", indicator=indicator, about=about, unit="percent",
        kind=more.pop("kind", "observed"), definitions=(definition,), period=Period(year, year),
        value_lower=Decimal(least), value_upper=Decimal(most), **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "rival"),
    [
        (("i", 50, 60, {}), True),
        (("i", 30, 60, {}), False),  # a number is in both
        (("j", 50, 60, {}), False),  # of another indicator, which asks another question
        (("i", 50, 60, {"kind": "target"}), False),  # an aim contradicts nothing
        (("i", 50, 60, {"whole": "parts"}), False),
    ],
)
def test_figures_are_rivals_of_one_question_only_and_once(other, rival):
    indicator, least, most, more = other
    figures = [
        figure("f", "d", "i", 10, 40), figure("f", "e", indicator, least, most, **more),
        figure("f", "e", indicator, least, most, **more),
    ]  # fmt: skip
    meant = [Definition(id=one, name=one, counts="", holder="", placed="indicator") for one in "de"]
    knowledge = known(firms("f"), [], observations=figures, definitions=meant)
    found = rivals_in(knowledge, [])
    assert [len(pair.answers) for pair in found] == ([1] if rival else [])


def test_one_definition_or_lens_is_asked_for_by_name(seed_release, rivals):
    of_seat = rival_definitions(seed_release, "legal-seat")
    assert of_seat == tuple(one for one in rivals if one.has("legal-seat")) != ()
    label = rival_definitions(seed_release, "def-alibaba-mainland")  # by its lens
    assert {"foreign-investment"} <= {one for pair in label for one in (pair.one, pair.other)}
    with pytest.raises(UnknownThingError, match="legal-seat"):
        rival_definitions(seed_release, "legal-seats")
