"""A data set is checked as a build would check it, without building anything."""

from decimal import Decimal

import msgspec

from graph.claims.indicators import Definition, Indicator, Observation
from graph.claims.model import Source
from graph.triples.writer import lines
from graph.validation.findings import findings
from small_tables import CITED, small, stake


def rules(tables) -> set[str]:
    return {finding.rule for finding in findings(tables)}


def test_nothing_across_rows_is_wrong_with_good_tables_but_their_age():
    assert rules(small()) == {"stakes-go-stale"}


def test_a_block_stated_by_its_vehicle_too_is_found():
    tables = small()
    again = (
        stake("a", "wang", "jade", "12.5", "2024-06-30", via=("pool",)),
        stake("b", "pool", "jade", "12.5", "2024-06-30"),
    )
    assert "block-counted-once" in rules(
        msgspec.structs.replace(tables, claims=(*tables.claims, *again))
    )


def test_a_source_that_nothing_cites_is_found():
    tables = small()
    idle = Source(id="idle", title="Read by nobody")
    assert "source-is-cited" in rules(
        msgspec.structs.replace(tables, sources=(*tables.sources, idle))
    )


def test_a_figure_without_a_value_is_an_error_and_comes_first():
    tables = msgspec.structs.replace(
        small(),
        indicators=(Indicator(id="i", name="I", definition="a share", citations=CITED),),
        observations=(
            Observation(id="o", indicator="i", about="jade", kind="observed", citations=CITED),
        ),
    )
    first = findings(tables)[0]
    assert (first.severity, first.rule) == ("error", "figure-says-something")


def test_figures_and_definitions_speak_the_words_of_others_too():
    figure = Observation(
        id="o", indicator="i", about="jade", kind="observed", value_lower=Decimal(3)
    )
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    written = "\n".join(lines(figure))
    assert f"{kind} <http://purl.org/linked-data/cube#Observation>" in written
    assert "<https://w3id.org/zizhu/id/indicator/i>" in written
    definition = Definition(
        id="d", name="D", counts="where", holder="an author", placed="lens", lenses=("hybrid",)
    )
    written = "\n".join(lines(definition))
    assert f"{kind} <http://www.w3.org/2004/02/skos/core#Concept>" in written
    assert "<https://w3id.org/zizhu/lens/hybrid>" in written
