"""Two releases whose lists go up to other days than their stakes."""

from datetime import date

from graph.changes.differences import Seen, difference
from graph.claims.fact_days import FactDays
from graph.claims.model import Designation
from graph.claims.periods import Period
from made_up import CITED, DAY, firms, known, when


def test_lists_are_compared_on_their_own_day_and_stakes_on_theirs():
    """Between two gatherings a listing came to light of a day after the date of ownership."""
    entry = Designation(
        id="entry", target="f", programme="list_1260h", as_of=when("2026-06-08"),
        period=Period(when("2026-06-08"), None), citations=CITED,
    )  # fmt: skip
    knowledge = known(firms("f"), [entry])
    later = FactDays(ownership=DAY, lists=date(2026, 8, 22), people=DAY)
    before, after = (
        Seen(knowledge=knowledge, days=days, release="r", counts={})
        for days in (FactDays.one(DAY), later)
    )
    found = difference(before, after, ["f"], "CN")
    (one,) = found.verdicts
    assert one.verdict.lens == "dod-1260h"
    assert (one.verdict.before.word, one.verdict.after.word) == ("undecided", "listed")
    assert one.kinds == ("facts",) and [claim.id for claim in one.claims] == ["entry"]
