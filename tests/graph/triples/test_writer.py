"""RDF that cannot be a record says so; nothing is dropped in silence."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from quads_read import read_quads

from graph.claims.data_set import Meta
from graph.claims.model import Ownership
from graph.claims.shares import Share
from graph.errors import ImpossibleShareError, InputError, UnknownTermError
from graph.triples.nodes import gather, records_of
from graph.triples.writer import CLAIMS, all_lines, lines, quads
from small_tables import small

STAKE = Ownership(id="s", party="a", target="b", share=Share(Decimal(5), Decimal(7)))


def changed(old: str, new: str) -> list[ox.Quad]:
    text = "\n".join(lines(STAKE)) + "\n"
    assert old in text
    return list(ox.parse(input=text.replace(old, new), format=ox.RdfFormat.N_QUADS))


def test_quads_and_lines_say_the_same() -> None:
    text = ox.serialize(quads(STAKE), format=ox.RdfFormat.N_QUADS)
    assert text is not None
    assert sorted(text.decode().splitlines()) == lines(STAKE)
    assert {quad.graph_name.value for quad in quads(STAKE)} == {CLAIMS}


def test_the_lines_are_canonical() -> None:
    """Spelled as pyoxigraph spells N-Quads, so that a hash of them means the same everywhere."""
    odd = Ownership(
        id="s", target="b", note='tab\t quote" back\\slash \x07 \x7f \u2028 line\nend\r'
    )
    text = ox.serialize(quads(odd), format=ox.RdfFormat.N_QUADS)
    assert text is not None
    assert sorted(text.decode().split("\n"))[1:] == lines(odd)


def test_an_unknown_property_of_ours_raises() -> None:
    with pytest.raises(UnknownTermError, match="a Ownership has no completeAbove"):
        list(records_of(gather(changed("ns#measurand", "ns#completeAbove"))))


def test_properties_of_others_are_passed_over() -> None:
    extra = changed("", "")
    see = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
    extra.append(ox.Quad(extra[0].subject, see, ox.Literal("x")))
    assert list(records_of(gather(extra))) == [STAKE]


@pytest.mark.parametrize(
    ("old", "new", "error", "says"),
    [
        ("ns#target>", "ns#via>", InputError, "has no target"),
        ('"7"', '"4"', ImpossibleShareError, "above the upper bound"),
        ('"7"', '"700"', ImpossibleShareError, "not a share"),
        ("zizhu/code/asserted", "zizhu/id/asserted", InputError, "does not begin with"),
    ],
)
def test_a_record_that_cannot_be_is_named(
    old: str, new: str, error: type[InputError], says: str
) -> None:
    with pytest.raises(error, match=says):
        list(records_of(gather(changed(old, new))))


def test_a_data_set_without_home_is_refused() -> None:
    with pytest.raises(InputError, match="needs one"):
        read_quads(quads(STAKE))


def test_one_bound_alone_leaves_the_other_open() -> None:
    kept = [quad for quad in quads(STAKE) if not quad.predicate.value.endswith("shareMax")]
    (read,) = records_of(gather(kept))
    assert isinstance(read, Ownership)
    assert read.share == Share(Decimal(5), Decimal(100))


def test_a_data_set_says_its_home_and_date() -> None:
    tables = small()
    text = "\n".join(all_lines(tables.meta, tables.entities)) + "\n"
    read = read_quads(ox.parse(input=text, format=ox.RdfFormat.N_QUADS))
    assert (
        read.meta == tables.meta == Meta(home="CN", data_date=tables.meta.data_date, title="Small")
    )
