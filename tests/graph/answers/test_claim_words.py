"""What is said of a claim beside its sentence: a date as precise as it was given, terms, hedges."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.claim_words import day_said, hedges, period_said, terms
from graph.answers.evidence import cited
from graph.claims.model import Claim, Entity, Ownership
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from made_up import firms, known, stake

DATES = st.builds(
    PartialDate,
    st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(lambda day: day.replace(day=1)),
    st.sampled_from(["day", "month", "year"]),
)
WRITTEN = re.compile(r"\d{4}(?:-\d\d)*")


@given(
    start=st.none() | DATES,
    length=st.integers(0, 3),
    as_of=st.none() | DATES,
    end=st.sampled_from(["ongoing", "ended", "unknownEnd", "event"]),
)
def test_no_date_is_said_more_precisely_than_it_was_given(start, length, as_of, end):
    stop = start and PartialDate(start.last.replace(year=start.last.year + length, day=1))
    dates = [start, stop, as_of]
    claim = Claim(id="c", target="f", period=Period(start, stop), as_of=as_of, period_end=end)
    said = set(WRITTEN.findall(period_said(claim)))
    assert said <= {str(one) for one in dates if one}
    assert all(str(one) in said for one in (start, as_of) if one)
    assert day_said(claim) in {"", *(str(one) for one in dates if one)}


@pytest.mark.parametrize(
    ("start", "stop", "as_of", "end", "says"),
    [
        ("2015", "2019-06", "2020", "unknownEnd", "2015 – 2019-06; as of 2020"),
        ("2015", "", "2015", "unknownEnd", "from 2015"),
        ("2015", "", "2020-05", "ongoing", "from 2015; as of 2020-05"),
        ("", "2019", "", "unknownEnd", "until 2019"),
        ("2014", "2014", "", "unknownEnd", "2014"),
        ("2020-12-18", "", "", "event", "on 2020-12-18"),
        ("2020", "", "", "ended", "from 2020, ended"),
        ("", "", "2025-12-31", "unknownEnd", "as of 2025-12-31"),
        ("", "", "", "unknownEnd", "undated"),
    ],
)
def test_periods(start, stop, as_of, end, says):
    def day(text):
        return PartialDate.parse(text) if text else None

    period = Period(day(start), day(stop))
    assert (
        period_said(Claim(id="c", target="f", period=period, as_of=day(as_of), period_end=end))
        == says
    )


def test_how_a_quantity_is_to_be_read():
    knowledge = known(
        [*firms("f", "nominee", "owner", "vehicle"), Entity(id="b", kind="ShareClass", name="B")],
        [],
    )
    held = stake(
        "nominee", "f", "30", denominator="b", capacity="nominee", principal="owner",
        via=("vehicle",), directness="direct",
    )  # fmt: skip
    assert tuple(terms(knowledge, held)) == (
        "of B", "directly", "as nominee for OWNER", "through VEHICLE",
    )  # fmt: skip
    shown = cited(knowledge, held)
    assert (shown.denominator.id, shown.capacity, shown.principal.id) == ("b", "nominee", "owner")
    assert [one.id for one in shown.via] == ["vehicle"]


@pytest.mark.parametrize(
    ("lower", "upper", "says"),
    [
        ("30", "30", []),
        ("30", "100", ['a figure "at least"']),
        ("0", "30", ['a figure "at most"']),
        ("20", "30", ["between two figures"]),
    ],
)
def test_a_bound_is_called_one(lower, upper, says):
    claim = Ownership(id="o", party="a", target="f", share=Share.parse(lower, upper))
    assert list(hedges(known(firms("f", "a"), [claim]), claim, ())) == says


def test_what_is_disputed_or_rests_on_weak_evidence_says_so():
    wrong = stake("a", "f", "30", id="wrong", confidence="low")
    denial = stake("a", "f", "10", id="denial", disputes=("wrong",), status="denied")
    knowledge = known(firms("f", "a"), [wrong, denial])
    shown = cited(knowledge, wrong)
    assert shown.hedges == (
        "weak evidence: confidence low",
        "denied by another claim (A newspaper)",
    )
    assert shown.weak
    assert not cited(knowledge, denial).weak
    assert "denied" in cited(knowledge, denial).text


def test_every_claim_of_the_seeds_has_its_period_and_its_works(seed_release):
    knowledge = seed_release.knowledge
    for claim in knowledge.claims.values():
        shown = cited(knowledge, claim)
        given = {shown.as_of, shown.valid_from, shown.valid_to} - {""}
        assert set(WRITTEN.findall(shown.period)) <= given
        assert given or shown.period in ("undated", "ended")
        for source in shown.sources:
            assert source.opened == (not source.relayed_by)


def test_votes_that_are_said_apart_are_shown():
    held = stake("a", "f", "30", voting="suspended", votes_per_share=Decimal("10.0"))
    shown = tuple(terms(known(firms("f", "a"), [held]), held))
    assert shown == ("votes: suspended", "votes of one share: 10")
