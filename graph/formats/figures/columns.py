"""The columns of the table of figures: what stands in each, and which property it is in RDF."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from graph.claims.hedges import bounds_of
from graph.claims.indicators import Observation
from graph.claims.shares import plain
from graph.triples.cube import NOT_SAID, reference_period
from ontology.load import properties
from ontology.terms import CODE, ID, Z

SEPARATOR = " | "


class Column(Struct, frozen=True):
    """One column: its name, the property it is, how its values become RDF, and how they are got."""

    name: str
    term: str  # name of the property of ours that it is
    cell: Callable[[Observation], str]
    datatype: str = "string"
    value_url: str = ""  # a template, where the value is a thing and no literal
    separator: str = ""  # where a cell holds several
    required: bool = False

    @property
    def description(self) -> str:
        """What stands in it, as the ontology says."""
        return properties()[self.term].comment


def _number(name: str) -> Callable[[Observation], str]:
    def cell(figure: Observation) -> str:
        value = getattr(figure, name)
        return "" if value is None else plain(value)

    return cell


def _bound(name: str, unbounded: str) -> Callable[[Observation], str]:
    def cell(figure: Observation) -> str:
        value = getattr(bounds_of(figure), name)
        return unbounded if value is None else plain(value)

    return cell


def _open(name: str) -> Callable[[Observation], str]:
    return lambda figure: "true" if getattr(bounds_of(figure), name) else ""


def _text(name: str) -> Callable[[Observation], str]:
    return lambda figure: str(getattr(figure, name))


def _cited(figure: Observation) -> str:
    return SEPARATOR.join(cited.source for cited in figure.citations)


def _places(figure: Observation) -> str:
    return SEPARATOR.join(cited.locator for cited in figure.citations)


#: Dimensions first, then the measures, then what is said of them.
COLUMNS: tuple[Column, ...] = (
    Column("indicator", "indicator", _text("indicator"),
           value_url=f"{ID.base}indicator/{{indicator}}", required=True),
    Column("about", "about", _text("about"), value_url=f"{ID.base}{{about}}", required=True),
    Column("period", "refPeriod", lambda one: reference_period(one.period), required=True),
    Column("kind", "kind", _text("kind"), value_url=f"{CODE.base}{{kind}}", required=True),
    Column("variant", "countedHow", lambda one: one.variant or NOT_SAID, required=True),
    Column("lower", "boundLower", _bound("lower", "-INF"), "double", required=True),
    Column("upper", "boundUpper", _bound("upper", "INF"), "double", required=True),
    Column("lower_open", "boundLowerOpen", _open("lower_open"), "boolean"),
    Column("upper_open", "boundUpperOpen", _open("upper_open"), "boolean"),
    Column("unit", "unit", _text("unit"), value_url=f"{CODE.base}{{unit}}"),
    Column("whole", "whole", _text("whole")),
    Column("printed_lower", "valueLower", _number("value_lower"), "decimal"),
    Column("printed_upper", "valueUpper", _number("value_upper"), "decimal"),
    Column("words", "words", _text("words")),
    Column("hedge", "hedge", _text("hedge")),
    Column("counts_by", "countsBy", _text("counts_by"), value_url=f"{CODE.base}{{counts_by}}"),
    Column("says", "says", _text("says")),
    Column("definitions", "usesDefinition", lambda one: SEPARATOR.join(one.definitions),
           value_url=f"{ID.base}definition/{{definitions}}", separator=SEPARATOR),
)  # fmt: skip

#: Beside the id of a row, columns that are no property of the figure itself.
BESIDE: tuple[tuple[str, Callable[[Observation], str], str], ...] = (
    ("source", _cited, "The documents it was read in, by their ids."),
    ("locator", _places, "Where in each of them, in the same order."),
)


def property_iri(column: Column) -> str:
    """The IRI of the property that a column is."""
    return Z[column.term]
