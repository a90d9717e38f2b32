"""What an authority states of an owner: flagged from the day it said so, by claims that stand."""

from __future__ import annotations

from datetime import date

import pytest
from counted_work import work
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.claims.model import Classification, Entity
from graph.claims.periods import Period
from graph.networks.situation import Situation
from graph.screening.around import Around
from graph.screening.flags import STATED, firms_stated_of, flags_of
from graph.screening.list_membership import Listed
from graph.screening.reach import reached_from
from made_up import CITED, DAY, firms, known, when
from ontology.rules import reach_rules

RULE = next(rule for rule in reach_rules().values() if rule.flag_for(STATED) is not None)
BODY = Entity(id="body", kind="PublicBody", name="Body", jurisdiction="CN", system="military")
STATEMENT = Classification(
    id="said", target="f", party="g", label="stateOwnerNamed", jurisdiction="CN",
    system="military", as_of=when("2024-06-01"), citations=CITED,
)  # fmt: skip
BODIES = {("CN", "military")}


def flagged(claim: Classification, day: date) -> list[str]:
    around = Around.of(Situation(known([*firms("f", "g"), BODY], [claim]), "", day, "CN"), RULE)
    around.add("f")
    found = reached_from(around, RULE, [Listed(entity="body", list="l")])
    return [flag.flag for flag in flags_of(found, "f")]


def named(claim: Classification, day: date) -> tuple[str, ...]:
    return firms_stated_of(known([*firms("f", "g"), BODY], [claim]), BODIES, day)


@pytest.mark.parametrize(
    ("claim", "day", "is_there"),
    [
        (STATEMENT, date(2024, 6, 1), True),
        (STATEMENT, date(2010, 1, 1), False),
        (replace(STATEMENT, as_of=None), date(2010, 1, 1), True),  # of no day: it may have been
        (replace(STATEMENT, period=Period(None, when("2024-12"))), date(2025, 6, 1), False),
        (replace(STATEMENT, status="denied"), DAY, False),
        (replace(STATEMENT, status="retracted"), DAY, False),
        (replace(STATEMENT, label="hybrid"), DAY, False),
        (replace(STATEMENT, system="civil"), DAY, False),
    ],
)
def test_an_owner_is_stated_from_the_day_of_the_statement_while_somebody_stands_by_it(
    claim, day, is_there
):
    assert flagged(claim, day) == ([STATED] if is_there else [])
    assert named(claim, day) == (("f",) if is_there else ())


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_a_statement_says_nothing_of_days_before_it(said, asked):
    claim = replace(STATEMENT, as_of=when(str(said)))
    assert bool(flagged(claim, asked)) == bool(named(claim, asked)) == (said <= asked)


def test_only_claims_that_give_the_label_are_looked_at():
    def asked(others: int) -> int:
        labels = [replace(STATEMENT, id=f"o{row}", label="hybrid") for row in range(others)]
        knowledge = known([*firms("f", "g"), BODY], [STATEMENT, *labels])
        knowledge.about(Classification, "f")  # the index is every question's
        return work(lambda: firms_stated_of(knowledge, BODIES, DAY))

    assert asked(400) == asked(4)
