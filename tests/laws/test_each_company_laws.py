"""LENSES 2 tests each onshore company: one over the line decides, and one below it only alone."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from made_up import citizen, firms, people, say, seated, stake

ENTITIES = [*firms("f", "c"), *people("x", "y")]
SEATS = [seated("f", "home"), seated("c", "home"), citizen("x", "away"), citizen("y", "home")]
COMPANY = [stake("f", "c", "80", "2018-06-30"), stake("x", "c", "10", "2018-06-30"),
           stake("y", "c", "10", "2018-06-30")]  # fmt: skip


@given(abroad=st.integers(0, 60), home=st.integers(0, 100))
@settings(max_examples=80, deadline=None)
def test_a_company_below_the_line_decides_only_where_the_other_is_not_over(abroad, home):
    """c has a tenth from abroad; of f so much is known to be from abroad, and from home."""
    home = min(home, 100 - abroad)
    held = [("x", abroad), ("y", home)]
    claims = [stake(who, "f", str(part), "2018-06-30") for who, part in held if part]
    found = say(
        "registered-foreign-equity", ENTITIES, [*claims, *COMPANY, *SEATS], day=date(2018, 12, 31)
    )
    cases = {"above" if abroad >= 25 else "between", "above" if 100 - home >= 25 else "between"}
    assert found.case == (cases.pop() if len(cases) == 1 else "")
