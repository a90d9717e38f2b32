"""Votes a share, suspended votes and the benefit that contracts move, in tables and in RDF."""

from decimal import Decimal

import pytest

from graph.claims.data_set import Meta, Tables
from graph.claims.model import Control
from graph.claims.shares import Share
from graph.formats.tables.tables import read_tables, write_tables
from graph.holders.contracts import contracts_over
from made_up import CITED, DAY, PLACES, SOURCES, firms, known, people, power, stake, when

STAKES = (
    stake("class-a", "f", "10", measurand="classTotal", votes_per_share=Decimal(10)),
    stake("s", "f", "5", voting="suspended"),
    stake("f", "f", "3", directness="direct"),
)
CONTRACTS = Control(
    id="contracts", party="s", target="f", mechanism="vieContracts", as_of=when("2025-06-30"),
    bound=("p",), benefit=Share(Decimal(50), Decimal(80), lower_open=True), citations=CITED,
)  # fmt: skip


def test_tables_carry_them(tmp_path):
    entities = (*firms("f", "s", "class-a"), *people("p"), *PLACES)
    given = Tables(
        meta=Meta(home="CN", data_date=DAY),
        entities=tuple(entities),
        sources=tuple(SOURCES),
        claims=(*STAKES, CONTRACTS),
    )
    write_tables(given, tmp_path)
    back = read_tables(tmp_path)
    assert set(back.claims) == set(given.claims)


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ({"benefit": Share(Decimal(50), Decimal(80))}, (0.5, 0.8)),
        ({"benefit": Share(Decimal(90), Decimal(90))}, (0.9, 0.9)),
        ({}, (0, 1)),
    ],
)
def test_a_source_may_say_how_much_of_the_benefit_contracts_move(said, moved):
    claim = power("s", "f", "vieContracts", bound=("p",), instruments=("callOption",), **said)
    knowledge = known(firms("f", "s") + people("p"), [stake("p", "f", "100"), claim])
    (found,) = contracts_over(knowledge, "f", "economic", DAY)
    assert (float(found.lower), float(found.upper)) == moved
    assert not contracts_over(knowledge, "f", "voting", DAY)  # no proxy is cited
