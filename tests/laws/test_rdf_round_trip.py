"""Law: whatever is known, tables, RDF and columns say the same of it.

Records of every class are drawn from the plan of their fields, with codes
from the ontology, so a new class or field is covered the day it is added.
"""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quads_read import read_quads

from graph.claims.data_set import Meta, Tables
from graph.claims.fields import RECORD_TYPES, Field, Holds, entity_kinds, fields_of, key_of
from graph.claims.indicators import Definition, Indicator
from graph.claims.model import CLAIM_TYPES, Citation, Claim, Entity, Identifier, Source
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.formats.rdf.reader import read_rdf
from graph.formats.rdf.writer import write_rdf
from graph.formats.tables.tables import TABLES, read_tables, write_tables
from graph.releases import parquet as columns
from graph.triples.writer import all_lines
from ontology import load
from ontology.terms import LENS

PARTS = (
    "entities", "sources", "claims", "rules", "rivals", "rates",
    "definitions", "indicators", "targets", "observations", "searches",
)  # fmt: skip
IDS = ["a", "b.1", "c-2", "d_3", "e~4"]
ids = st.sampled_from(IDS)
# Cells are stripped and lists inside them split at bars: such texts cannot be told from others.
texts = st.text(st.characters(codec="utf-8"), max_size=12).map(lambda t: t.strip())
items = texts.map(lambda t: t.replace("|", "/")).filter(bool)
percents = st.decimals(0, 100, places=4).map(abs)
numbers = st.decimals(0, 10**15, places=6, allow_nan=False).map(abs)
days = st.dates(date(1600, 1, 1), date(2400, 12, 31))


@st.composite
def partial_dates(draw) -> PartialDate:
    day = draw(days).isoformat()
    return PartialDate.parse(day[: draw(st.sampled_from([4, 7, 10]))])


@st.composite
def periods(draw) -> Period:
    ends = [draw(st.none() | partial_dates()) for _ in range(2)]
    if all(ends) and ends[0].first > ends[1].last:
        ends.reverse()
    return Period(*ends)


@st.composite
def shares(draw) -> Share:
    lower, upper = sorted([draw(percents), draw(percents)])
    if lower == upper:
        return Share(lower, upper)
    return Share(lower, upper, draw(st.booleans()), draw(st.booleans()))


def a_set(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.sets(values, max_size=3).map(lambda chosen: tuple(sorted(chosen)))


def codes(cls: type, field: str) -> st.SearchStrategy:
    owner = "SourceDocument" if cls is Source else cls.__name__
    return st.sampled_from(sorted(load.codes(load.field_scheme(owner, field))))


citations = st.lists(
    st.builds(Citation, ids, items.map(lambda t: t or "p. 1")), max_size=3, unique=True
).map(lambda cited: tuple(sorted(cited)))
identifiers = a_set(st.builds(Identifier, st.sampled_from(["cik", "ticker", "wikidata"]), items))


def values(cls: type, field: Field) -> st.SearchStrategy:
    """Any value the field can hold, and its default where it has one."""
    if field.name == "citations" and cls in CLAIM_TYPES.values():
        return citations.filter(bool)  # every claim cites a source
    simple = {
        Holds.KIND: st.sampled_from(sorted(entity_kinds())),
        Holds.TEXT: items if field.many or field.required else texts,
        Holds.CHINESE: texts,
        Holds.ADDRESS: st.just("https://example.org/a?b=c%20d#e"),
        Holds.ENTITY: ids,
        Holds.SOURCE: ids,
        Holds.CLAIM: ids,
        Holds.DEFINITION: ids,
        Holds.INDICATOR: ids,
        Holds.LENS: st.sampled_from(sorted(LENS.names)),
        Holds.DECIMAL: percents if field.name in ("complete_above", "covered") else numbers,
        Holds.INTEGER: st.integers(1900, 2100),
        Holds.FLAG: st.booleans(),
        Holds.DATE: partial_dates(),
        Holds.PERIOD: periods(),
        Holds.SHARE: shares(),
        Holds.CITATIONS: citations,
        Holds.IDENTIFIERS: identifiers,
    }
    one = codes(cls, field.name) if field.holds is Holds.CODE else simple[field.holds]
    if field.holds in (Holds.CITATIONS, Holds.IDENTIFIERS):
        return one
    if field.many:
        chosen = a_set(one)
        return chosen.filter(bool) if field.required else chosen
    return one if field.required else st.just(field.default) | one


@st.composite
def records(draw, cls: type, name: str) -> msgspec.Struct:
    drawn = {f.name: draw(values(cls, f)) for f in fields_of(cls) if f.holds is not Holds.ID}
    if "id" in {f.name for f in fields_of(cls)}:
        drawn["id"] = name
    if "period_end" in drawn and drawn["period_end"] == "":
        drawn["period_end"] = "unknownEnd"
    return cls(**drawn)


@st.composite
def data_sets(draw, cls: type) -> Tables:
    """A whole data set in which records of one class are drawn and everybody they name exists."""
    drawn = [draw(records(cls, name)) for name in IDS[:2]]
    drawn = list({key_of(record): record for record in drawn}.values())
    kept: dict[type, list[msgspec.Struct]] = {
        Entity: [Entity(id=i, kind="Organization", name=i) for i in IDS],
        Source: [Source(id=i, title=i) for i in IDS],
        Indicator: [Indicator(id=i, name=i, definition=i) for i in IDS],
        Definition: [
            Definition(id=i, name=i, counts=i, holder=i, placed="interpretive") for i in IDS
        ],
    }
    claim = CLAIM_TYPES["Founding"]
    kept[claim] = [claim(id=i, target="a", citations=(Citation("a"),)) for i in IDS]
    same = claim if cls in CLAIM_TYPES.values() else cls
    names = {key_of(record) for record in drawn}
    kept[same] = [r for r in kept.get(same, []) if key_of(r) not in names]
    kept[cls] = kept.get(cls, []) + drawn
    claims = [r for name, c in CLAIM_TYPES.items() for r in kept.get(c, [])]
    title = draw(texts)
    meta = Meta(
        home="CN", data_date=draw(days), title=title,
        lists_date=draw(st.none() | days), people_date=draw(st.none() | days),
    )  # fmt: skip
    rest = {
        "rules": tuple(kept.get(RECORD_TYPES["Rule"], [])),
        "rivals": tuple(kept.get(RECORD_TYPES["Rivals"], [])),
        "rates": tuple(kept.get(RECORD_TYPES["ExchangeRate"], [])),
        "definitions": tuple(kept[Definition]),
        "indicators": tuple(kept[Indicator]),
        "targets": tuple(kept.get(RECORD_TYPES["Target"], [])),
        "observations": tuple(kept.get(RECORD_TYPES["Observation"], [])),
        "searches": tuple(kept.get(RECORD_TYPES["Search"], [])),
    }
    return Tables(
        meta=meta,
        entities=tuple(kept[Entity]),
        sources=tuple(kept[Source]),
        claims=tuple(claims),
        **rest,
    )


def by_id(tables: Tables) -> dict[str, dict[str, msgspec.Struct]]:
    kinds = {name: getattr(tables, name) for name in PARTS}
    return {name: {key_of(record): record for record in found} for name, found in kinds.items()}


every_class = pytest.mark.parametrize("name", sorted(RECORD_TYPES))
few = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def all_of(tables: Tables) -> list[tuple]:
    return [getattr(tables, part) for part in PARTS]


@every_class
@few
@given(data=st.data())
def test_reading_rdf_gives_back_the_records_written(name: str, data: st.DataObject) -> None:
    tables = data.draw(data_sets(RECORD_TYPES[name]))
    lines = list(all_lines(tables.meta, *all_of(tables)))
    random.Random(0).shuffle(lines)  # no order is promised
    quads = ox.parse(input="\n".join(lines) + "\n", format=ox.RdfFormat.N_QUADS)
    again = read_quads(quads)
    assert by_id(again) == by_id(tables)
    assert again.meta == tables.meta


@every_class
@few
@given(data=st.data())
def test_a_store_gives_back_the_records_written(name: str, data: st.DataObject) -> None:
    """The store keeps values, not spellings: shares and dates survive it."""
    tables = data.draw(data_sets(RECORD_TYPES[name]))
    store = ox.Store()
    text = "\n".join(all_lines(tables.meta, *all_of(tables))) + "\n"
    store.load(input=text, format=ox.RdfFormat.N_QUADS)
    assert by_id(read_quads(store)) == by_id(tables)


@every_class
@few
@given(data=st.data())
def test_reading_tables_gives_back_the_records_written(name: str, data: st.DataObject) -> None:
    tables = data.draw(data_sets(RECORD_TYPES[name]))
    with TemporaryDirectory() as folder:
        write_tables(tables, Path(folder))
        again = read_tables(Path(folder))
    assert by_id(again) == by_id(tables)
    assert again.meta == tables.meta


def test_every_record_class_has_a_table() -> None:
    assert set(TABLES.values()) == set(RECORD_TYPES.values())


def test_decimals_are_compared_by_value() -> None:
    assert Share(Decimal("4.790"), Decimal("4.79")) == Share(Decimal("4.79"), Decimal("4.79"))


@every_class
@few
@given(data=st.data())
def test_reading_columns_gives_back_the_records_written(name: str, data: st.DataObject) -> None:
    tables = data.draw(data_sets(RECORD_TYPES[name]))
    with TemporaryDirectory() as folder:
        for part, records_ in zip(PARTS, all_of(tables), strict=True):
            path = Path(folder, f"{part}.parquet")
            columns.write(records_, path)
            assert {key_of(r): r for r in columns.read(path)} == by_id(tables)[part]


@pytest.mark.parametrize("form", ["ttl", "nq", "trig", "jsonld"])
@pytest.mark.parametrize("name", sorted({*CLAIM_TYPES, "Entity", "SourceDocument"}))
@settings(few, max_examples=4)
@given(data=st.data())
def test_claims_survive_every_spelling_of_rdf(name: str, form: str, data: st.DataObject) -> None:
    tables = data.draw(data_sets(RECORD_TYPES[name]))
    with TemporaryDirectory() as folder:
        path = Path(folder, f"data.{form}")
        with path.open("wb") as stream:
            write_rdf((*tables.claims, *tables.entities, *tables.sources), form, stream)
        statements = list(read_rdf(path))
    assert [refusal for one in statements for refusal in one.refusals] == []
    found = [record for one in statements for record in one.records]
    for kind, given_ in (
        (Claim, tables.claims),
        (Entity, tables.entities),
        (Source, tables.sources),
    ):
        read = {one.id: one for one in found if isinstance(one, kind)}
        assert read == {one.id: one for one in given_}
