"""A bare number up to 1 may be a percentage or a fraction, in FollowTheMoney as in tables."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ftm_links import company, read, stake, stakes
from graph.claims.shares import Share
from graph.errors import ImpossibleShareError
from graph.formats.foreign.share_words import read_share
from graph.formats.ftm.percentages import may_be_a_fraction, parse_percentage, percentage_text

PERCENTS = some.decimals(min_value=0, max_value=100, places=2)


@pytest.mark.parametrize("text", ["0.6", "0.25", "1", "0,5", ">0.5", "0.25-0.5"])
def test_which_it_is_is_not_guessed_and_the_holder_stays(tmp_path, text):
    found = read(tmp_path, company("f"), company("h"), stake("1", "h", percentage=text))
    (refusal,) = found.report.refusals
    assert (refusal.rule, refusal.pointer) == ("share", "/properties/percentage")
    assert "may be a percentage or a fraction" in refusal.problem
    (held,) = stakes(found)
    assert held.share is None


@pytest.mark.parametrize(
    ("text", "share"),
    [("0.6%", "0.6 %"), ("0.25 percent", "0.25 %"), ("0", "0 %"), ("1.5", "1.5 %")],
)
def test_a_sign_or_a_size_says_it(tmp_path, text, share):
    found = read(tmp_path, company("f"), company("h"), stake("1", "h", percentage=text))
    assert not found.report.refusals
    assert [str(one.share) for one in stakes(found)] == [share]


def test_in_a_file_of_ours_a_bare_number_is_a_percentage(tmp_path):
    found = read(
        tmp_path, company("zizhu-f"), company("zizhu-h"),
        stake("zizhu-claim-1", "zizhu-h", "zizhu-f", percentage="0.6"),
    )  # fmt: skip
    assert not found.report.refusals
    assert [str(one.share) for one in stakes(found)] == ["0.6 %"]


@given(PERCENTS)
def test_tables_and_links_doubt_the_same_numbers(value):
    try:
        read_share(str(value), "unsaid")
        doubted = False
    except ImpossibleShareError:
        doubted = True
    assert may_be_a_fraction(str(value)) == doubted


@given(PERCENTS, PERCENTS, some.booleans(), some.booleans())
def test_what_we_write_is_never_in_doubt(one, other, above, below):
    lower, upper = sorted([Decimal(one), Decimal(other)])
    share = Share(lower, upper, above and lower < upper, below and lower < upper)
    written = percentage_text(share)
    assert not may_be_a_fraction(written)
    assert parse_percentage(written) == share


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("120", "120"), ("50-40", "50"), ("1,234", "comma"), ("10.000", "point"),
        ("5e1", "no percentage"), ("most of it", "no percentage"),
    ],
)  # fmt: skip
def test_a_percentage_that_cannot_be_leaves_the_holder(tmp_path, text, why):
    found = read(tmp_path, company("f"), company("h"), stake("1", "h", percentage=text))
    (refusal,) = found.report.refusals
    assert refusal.rule == "share"
    assert why in refusal.problem
    assert "of unknown size" in refusal.problem
    assert [one.share for one in stakes(found)] == [None]
    assert found.report.refused == (0, 1)


@pytest.mark.parametrize(
    ("text", "share"),
    [("４０", "40 %"), ("２５％", "25 %"), ("10.000%", "10.000 %"), ("33.333", "33.333 %")],
)
def test_digits_of_any_width_are_read(tmp_path, text, share):
    found = read(tmp_path, company("f"), company("h"), stake("1", "h", percentage=text))
    assert [str(one.share) for one in stakes(found)] == [share]
