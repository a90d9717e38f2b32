"""Figures as a data cube: every cell complete, and bounds opened on the right side."""

import re
from decimal import Decimal

import pyoxigraph as ox
import pytest

from graph.claims.indicators import Observation, Target
from graph.claims.model import Citation
from graph.claims.periods import PartialDate, Period
from graph.triples.writer import UNNAMED, quads
from ontology.files import CUBE, read_turtle
from ontology.shapes import checks
from ontology.terms import Z

QB = "http://purl.org/linked-data/cube#"
CITED = (Citation("paper", "p. 1"),)


def components(kind: str) -> set[str]:
    """The dimensions or measures that ``ontology/cube.ttl`` declares."""
    return {o.removeprefix(Z.base) for _, p, o in read_turtle(CUBE) if p == QB + kind}


def cell(**more: object) -> dict[str, str]:
    said = {"kind": "observed", "unit": "percent", "value_lower": Decimal(35)} | more
    said = {"value_upper": said["value_lower"]} | said
    figure = Observation(id="a", indicator="i", about="e", citations=CITED, **said)  # type: ignore[arg-type]  # fields of many types in one dictionary
    return {
        quad.predicate.value.removeprefix(Z.base): quad.object.value
        for quad in quads(figure, UNNAMED)
        if isinstance(quad.object, ox.Literal | ox.NamedNode)
    }


@pytest.mark.parametrize(
    ("hedge", "lower", "upper", "open_sides"),
    [
        ("", "35", "35", set()),
        ("nearly", "-INF", "35", {"boundUpperOpen"}),
        ("more than", "35", "INF", {"boundLowerOpen"}),
        ("about", "-INF", "INF", set()),
        ("ceiling", "-INF", "35", set()),
    ],
)
def test_a_hedge_opens_the_cell_on_its_side(hedge, lower, upper, open_sides):
    found = cell(hedge=hedge)
    assert (found["boundLower"], found["boundUpper"]) == (lower, upper)
    assert {name for name in found if name.endswith("Open")} == open_sides


def test_every_cell_has_every_dimension_and_measure_though_its_source_says_neither():
    found = cell()
    assert components("dimension") | components("measure") <= found.keys()
    assert (found["refPeriod"], found["countedHow"]) == ("not printed", "not said")


def test_the_check_on_duplicates_compares_every_dimension_there_is():
    (query,) = (one.query for one in checks() if one.rule == "cube-no-duplicates")
    assert set(re.findall(r"\bz:(\w+)", query)) == components("dimension")


def test_what_is_due_by_a_year_ends_with_it():
    year = PartialDate.parse("2025")
    aim = Target(id="t", indicator="i", value_lower=Decimal(70), due=year, citations=CITED)
    (due,) = (q.object.value for q in quads(aim, UNNAMED) if q.predicate.value == Z["due"])
    assert due == "2025-12-31"
    assert cell(kind="target", period=Period(None, year))["refPeriod"] == "../2025"


def test_the_figures_of_the_seeds_are_a_well_formed_cube(root):
    from graph.formats.tables.tables import read_tables
    from graph.validation.cross_checks import cross_findings

    found = cross_findings(read_tables(root / "seeds"))
    assert [one for one in found if one.rule.startswith("cube-")] == []
