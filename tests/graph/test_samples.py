import pytest

from graph.model import Citation, Investment, Ownership
from graph.periods import PartialDate
from graph.samples import form_of, shape_findings
from graph.shares import Share

CITED = (Citation("register"),)


def stake(number, **more):
    given = {"share": Share.parse("10", "10"), "citations": CITED, **more}
    return Ownership(
        id=f"own-{number}", party=f"p{number}", target="firm",
        as_of=PartialDate.parse("2025"), **given,
    )  # fmt: skip


def money(number, lower, upper):
    return Investment(
        id=f"inv-{number}", target="firm", party=f"p{number}", amount_lower=lower,
        amount_upper=upper, currency="USD", citations=CITED,
    )  # fmt: skip


def test_good_records_have_no_findings_however_many():
    assert shape_findings([stake(n) for n in range(2000)]) == ()


@pytest.mark.parametrize("place", [0, 777, 1999])
def test_one_record_without_a_source_among_thousands_is_found(place):
    records = [stake(n) for n in range(2000)]
    records[place] = stake(place, citations=())
    found = shape_findings(records)
    assert {finding.focus for finding in found} == {f"claim/own-{place}"}
    assert {finding.rule for finding in found} == {"claim-has-citation"}


def test_all_records_of_a_wrong_form_are_named_each_once():
    wrong = [stake(n, citations=()) for n in range(5)]
    found = shape_findings([*wrong, *(stake(n) for n in range(5, 9))])
    assert sorted(finding.focus for finding in found) == [f"claim/own-{n}" for n in range(5)]


def test_crossed_amounts_are_another_form_than_amounts_in_order():
    assert form_of(money(1, 5, 7)) == form_of(money(2, 6, 9))
    assert form_of(money(1, 5, 7)) != form_of(money(2, 7, 5))
    (finding,) = shape_findings([*(money(n, 5, 7) for n in range(100)), money(100, 7, 5)])
    assert finding.focus == "claim/inv-100"
    assert finding.rule == "amounts-are-not-crossed"
