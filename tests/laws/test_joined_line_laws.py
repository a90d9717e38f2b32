"""Of lists in one line each keeps its day: the line says from which to which they were seen."""

from hypothesis import given
from hypothesis import strategies as st

from graph.claims.model import Designation, Entity
from graph.domesticness.verdicts import findings_of
from graph.networks.situation import Situation
from graph.profiles.answer.by_definition import LISTS, lines
from made_up import CITED, DAY, firms, known, when

ABROAD = Entity(id="office", kind="PublicBody", name="Office", jurisdiction="US")
DAYS = ("2019-06-30", "2020-12-18", "2025-06-10", "2025-12-01")


@given(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4))
def test_a_line_of_lists_says_the_days_of_all_of_them(days):
    lists = [Entity(id=f"list{at}", kind="List", name=f"List {at}") for at in range(len(days))]
    claims = [
        Designation(id=f"on-{one.id}", party="office", target="f", programme=one.id,
                    as_of=when(day), citations=CITED)
        for one, day in zip(lists, days, strict=True)
    ]  # fmt: skip
    situation = Situation(known([*firms("f"), ABROAD, *lists], claims), "f", DAY, "CN")
    (line,) = [one for one in lines(situation, findings_of(situation)) if LISTS in one.who_asks]
    assert (str(line.seen_first), str(line.seen)) == (min(days), max(days))
