"""The table of figures, read by its CSVW description, is the RDF that the release has."""

import csv
import io
import re

import pyoxigraph as ox
import pytest

from graph.questions import figures_csv, figures_csv_metadata
from graph.triples.writer import UNNAMED, quads
from ontology.terms import PREFIXES

XSD, RDF = PREFIXES["xsd"], PREFIXES["rdf"]
NOT_IN_THE_TABLE = ("citation", "validFrom", "validTo", "variant", "Precision", "comment")


@pytest.fixture(scope="module")
def rows(seed_release):
    return list(csv.DictReader(io.StringIO(figures_csv(seed_release))))


@pytest.fixture(scope="module")
def schema(seed_release):
    return figures_csv_metadata(seed_release, "figures.csv")["tableSchema"]


def test_the_description_names_the_columns_of_the_table_in_order(rows, schema):
    described = [one["name"] for one in schema["columns"] if not one.get("virtual")]
    assert described == list(rows[0])
    assert all(one.get("dc:description") for one in schema["columns"][1 : len(described)])


def test_required_columns_are_never_empty(rows, schema):
    required = [one["name"] for one in schema["columns"] if one.get("required")]
    assert required[:6] == ["id", "indicator", "about", "period", "kind", "variant"]
    assert [row["id"] for row in rows if not all(row[name] for name in required)] == []


def as_rdf(row, schema):
    """A row by the standard's rules for standard mode, as far as this table needs them."""

    def filled(template, cell):
        return re.sub(r"\{(\w+)\}", lambda m: cell if m[1] == name else row[m[1]], template)

    for column in schema["columns"]:
        name = column["name"]
        if column.get("suppressOutput"):
            continue
        predicate = column["propertyUrl"].replace("rdf:", RDF)
        cells = ["here"] if column.get("virtual") else [row[name]]
        if "separator" in column:
            cells = row[name].split(column["separator"])
        for cell in filter(None, cells):
            if "valueUrl" in column:
                yield predicate, ox.NamedNode(filled(column["valueUrl"], cell))
            else:
                yield predicate, ox.Literal(cell, datatype=ox.NamedNode(XSD + column["datatype"]))


def test_a_reader_of_the_description_gets_the_same_rdf(rows, schema, seed_release):
    by_id = {one.id: one for one in seed_release.knowledge.observations}
    assert by_id.keys() == {row["id"] for row in rows}
    for row in rows:
        subject = ox.NamedNode(schema["aboutUrl"].replace("{id}", row["id"]))
        written = {
            (quad.predicate.value, quad.object)
            for quad in quads(by_id[row["id"]], UNNAMED)
            if quad.subject == subject and not quad.predicate.value.endswith(NOT_IN_THE_TABLE)
        }
        assert set(as_rdf(row, schema)) == written, row["id"]


def test_a_hedged_figure_is_open_in_the_table_too(rows):
    (row,) = (one for one in rows if one["indicator"] == "bom-us-origin-share" and one["hedge"])
    assert (row["lower"], row["upper"], row["upper_open"]) == ("-INF", "35", "true")
