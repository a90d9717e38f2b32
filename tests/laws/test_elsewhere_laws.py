"""Laws of what stands elsewhere: what is known of others costs a question about a firm nothing.

Work is counted in lines of Python that are run, which are the same on every machine and every
day: a scan of all claims is seen in it, though it call no function. Each question is asked of a
release of which another firm was asked before, so that what is made once is made.
"""

import sys
from datetime import date
from decimal import Decimal

import pytest

from graph import questions
from graph.claims.data_set import Meta, Tables
from graph.claims.model import Classification, Designation, Entity, Investment
from graph.claims.names import Names
from graph.claims.periods import PartialDate, Period
from graph.releases.unstored import Unstored
from made_up import (
    DAY,
    PLACES,
    SOURCES,
    citizen,
    firms,
    listed,
    passed,
    people,
    power,
    role,
    seated,
    stake,
    table,
)

SOON = Period(start=PartialDate(date(2025, 7, 1)))
FEW, MANY = 4, 40  # firms that stand elsewhere


def firm(name):
    """A firm with a person, a holding, a nominee of a group and a step that is due over it."""
    holding, person, group, nominee = (f"{name}-{one}" for one in ("over", "ann", "kin", "kim"))
    entities = [
        *firms(name, holding),
        *people(person, nominee),
        Entity(id=group, kind="PartyGroup", name=group, members=(person, nominee)),
        *people(f"{name}-round", kind="FundingRound"),
        *people(f"{name}-list", kind="List"),
    ]
    wrong = stake(holding, name, "70", id=f"{name}-wrong", status="denied")
    claims = [
        stake(holding, name, "60"),
        stake(person, holding, "80"),
        stake(nominee, name, "30", via=(f"{name}-over",), directness="indirect"),
        wrong,
        stake(person, name, "1", id=f"{name}-against", disputes=(wrong.id,)),
        stake(person, name, "5", id=f"{name}-plan", stage="agreed", since="2025-07-01"),
        power(person, name, "vieContracts", bound=(nominee,), instruments=("loan",)),
        power(group, name, "parent", stage="agreed", period=SOON),
        table(name, Decimal(5)),
        citizen(person, "home"),
        seated(name, "home"),
        listed(name),
        role(holding, "stateFund"),
        passed(person, nominee, name, "2020-01-01"),
        Classification(id=f"{name}-label", target=name, label="hybrid", as_of=None),
        Designation(id=f"{name}-named", target=name, programme=f"{name}-list"),
        Investment(id=f"{name}-paid", party=person, target=name, round=f"{name}-round"),
    ]
    return entities, claims


def release(elsewhere):
    """Two firms, asked about, and some that nobody asks about."""
    made = [firm(name) for name in ("asked", "other", *(f"far{n}" for n in range(elsewhere)))]
    return Unstored(
        Tables(
            meta=Meta(home="CN", data_date=DAY),
            sources=tuple(SOURCES),
            entities=(*(one for entities, _ in made for one in entities), *firms("bare"), *PLACES),
            claims=tuple(claim for _, claims in made for claim in claims),
        )
    )


QUESTIONS = {
    "classify": questions.classify,
    "on another day": lambda release, one: questions.classify(release, one, as_of="2024-12-31"),
    "answer": questions.answer,
    "score": questions.score,
    "owners": questions.owners,
    "controllers": questions.controllers,
    "unknowns": questions.unknowns,
    "settling": questions.settling,
    "statements": questions.claims,
    "labels": questions.labels,
    "neighbourhood": questions.neighbourhood,
    "paths": lambda release, one: questions.paths(release, one, f"{one}-ann"),
    "chains": lambda release, one: questions.chains(release, f"{one}-ann", one),
    "picture": questions.picture,
}


def lines(question):
    """How many lines of Python are run until a question is answered.

    A name looked up counts as one: which others share the first digits of its hash is luck,
    another with each process.
    """
    run = 0

    def trace(frame, event, _argument):
        nonlocal run
        if frame.f_code is Names.places.__code__:
            run += 1
            return None
        run += event == "line"
        return trace

    sys.settrace(trace)
    try:
        question()
    finally:
        sys.settrace(None)
    return run


def work(ask, first, elsewhere):
    """The lines of a question, after another was asked of the same release."""
    known = release(elsewhere)
    first(known)
    return lines(lambda: ask(known, "asked"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_stands_elsewhere_costs_a_firm_nothing(name):
    ask = QUESTIONS[name]

    def first(known):
        ask(known, "other")

    work(ask, first, 1)  # what is read once in a process is read
    few, many = work(ask, first, FEW), work(ask, first, MANY)
    assert many - few < MANY - FEW  # not a line for each of them


@pytest.mark.parametrize("name", ["classify", "owners", "controllers", "unknowns", "answer"])
def test_whoever_asks_first_waits_for_what_all_need(name):
    """Of a bare firm next to nothing is looked up; still no later firm waits for an index."""
    ask = QUESTIONS[name]

    def first(known):
        questions.classify(known, "bare")

    work(ask, first, 1)
    few, many = work(ask, first, FEW), work(ask, first, MANY)
    assert many - few < MANY - FEW
