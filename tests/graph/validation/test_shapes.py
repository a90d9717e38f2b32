from itertools import chain

import pytest

from graph.claims import fields
from graph.claims.fields import AT_ONCE
from graph.claims.model import Citation, Entity, Identifier, Investment, Ownership
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.validation import shapes as samples
from graph.validation.shapes import form_of, shape_findings

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


def test_a_wrong_record_is_found_in_any_lot_and_between_records_of_other_classes():
    stakes = [stake(n) for n in range(AT_ONCE + 5)]
    stakes[-1] = stake(AT_ONCE + 4, citations=())
    others = [money(n, 5, 7) for n in range(AT_ONCE + 5)]
    records = chain.from_iterable(zip(stakes, others, strict=True))
    (finding,) = shape_findings(records)
    assert finding.focus == f"claim/own-{AT_ONCE + 4}"


@pytest.mark.parametrize("at_once", [2, AT_ONCE])
def test_of_too_many_wrong_records_the_first_are_named(monkeypatch, at_once):
    monkeypatch.setattr(fields, "AT_ONCE", at_once)
    monkeypatch.setattr(samples, "NAMED", 3)
    pairs = ((stake(n, citations=()), money(n, 7, 5)) for n in range(8))
    found = {finding.focus for finding in shape_findings(chain.from_iterable(pairs))}
    assert found == {"claim/own-0", "claim/inv-0", "claim/own-1", "claim/own-2"}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("note", ["", "said so"]),
        ("share", [None, Share.parse("1", "2"), Share.parse("2", "2"),
                   Share.parse("1", "2", above=True), Share.parse("1", "2", below=True)]),
        ("via", [(), ("a",), ("a", "b")]),
        ("citations", [(), CITED, (*CITED, Citation("notice"))]),
        ("period", [Period(), Period(PartialDate.parse("2020")),
                    Period(None, PartialDate.parse("2020"))]),
    ],
)  # fmt: skip
def test_what_a_shape_can_ask_for_tells_forms_apart(field, values):
    assert len({form_of(stake(1, **{field: value})) for value in values}) == len(values)


def test_what_no_shape_asks_for_does_not():
    several = Share.parse("1", "2"), Share.parse("3", "40")
    assert len({form_of(stake(n, share=share, note=share)) for n, share in enumerate(several)}) == 1
    assert form_of(stake(1, via=("a", "b"))) == form_of(stake(2, via=("c", "d", "e")))


def test_entities_are_told_apart_by_kind_and_by_what_their_numbers_are():
    kinds = ("Organization", "Person")
    numbers = ((), (Identifier("cik", "1"),), (Identifier("cik", "12"),), (Identifier("lei", "1"),))
    forms = {
        form_of(Entity(id="a", kind=kind, name="a", identifiers=given))
        for kind in kinds
        for given in numbers
    }
    assert len(forms) == len(kinds) * len(numbers)


def test_amounts_are_told_apart_by_their_order_and_by_the_sides_they_are_on():
    pairs = [(None, None), (5, None), (None, 5), (5, 7), (7, 5), (5, 101), (-1, 5), (101, 102)]
    assert len({form_of(money(1, *pair)) for pair in pairs}) == len(pairs)
