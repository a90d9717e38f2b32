"""Every format that can be read, by name: how it is recognised and who reads it.

A new format is one entry here. Readers are imported when they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from graph.claims.statements import Reader
from graph.errors import InputError
from graph.formats.files.encodings import open_utf8
from graph.formats.ftm.said import as_written
from graph.formats.rule_checks import Checker
from graph.formats.tables.rows import MOST_COLUMNS
from ontology.terms import nearest

_RDF = (b"@prefix", b"@base", b"PREFIX", b"BASE", b"prefix", b"<", b"{", b"[", b"#", b"_:")
_NOT_READ = {
    b"<graphml": "a graph for drawing programs, which is written here and not read",
    b"<gexf": "a graph for drawing programs, which is written here and not read",
    b"digraph": "a graph for drawing programs, which is written here and not read",
    b"%PDF": "a PDF, which is not read: make a table of what it says",
    b"\xd0\xcf\x11\xe0": "a workbook of the old kind (.xls): save it as .xlsx or as CSV",
}
DELIMITERS, MOST_NAMED = ",;\t|", 8
HEAD = 1 << 16  # bytes looked at to recognise a format


class Format(Struct, frozen=True, kw_only=True):
    """A foreign format."""

    name: str
    title: str
    load: Callable[[], Reader]
    recognises: Callable[[bytes], bool]  # of the unpacked beginning of a file, in UTF-8
    pointers: Mapping[str, str] = {}  # field of a record → where a statement says it
    written: Callable[[str], str] = str  # an id of ours, as a file of the format has it
    rules: Callable[[], Checker] | None = None  # what its standard asks beyond what reading needs


def _bods() -> Reader:
    from graph.formats.bods.reader import read_bods

    return read_bods


def _bods_rules() -> Checker:
    from graph.formats.bods.checking import check_bods

    return check_bods


def _is_bods(head: bytes) -> bool:
    return b'"recordDetails"' in head or (b'"statementType"' in head and b'"statementID"' in head)


def _gleif() -> Reader:
    from graph.formats.gleif.reading import read_gleif

    return read_gleif


def _is_gleif(head: bytes) -> bool:
    return any(word in head for word in (
        b"Relationship.StartNode.NodeID", b"Exception.Category", b"Entity.LegalName",
        b"LEIData", b"RelationshipData", b"ReportingExceptionData",
    ))  # fmt: skip


def _ftm() -> Reader:
    from graph.formats.ftm.reader import read_ftm

    return read_ftm


def _is_ftm(head: bytes) -> bool:
    return b'"schema"' in head and b'"id"' in head and b'"recordDetails"' not in head


def _psc() -> Reader:
    from graph.formats.psc.reader import read_psc

    return read_psc


def _is_psc(head: bytes) -> bool:
    """A line of the register, a company profile, or the table of basic company data."""
    if b'"company_number"' in head:
        return b'"company_name"' in head or b'"data"' in head
    return b"CompanyNumber" in head and b"CompanyStatus" in head


def _rdf() -> Reader:
    from graph.formats.rdf.reader import read_rdf

    return read_rdf


def _is_rdf(head: bytes) -> bool:
    """Whether a file speaks in our vocabulary, in any of its spellings."""
    return b"w3id.org/zizhu" in head and head.lstrip().startswith(_RDF)


def _list() -> Reader:
    from graph.formats.tables.list_entries import read_list

    return read_list


def _is_list(head: bytes) -> bool:
    from graph.formats.tables.list_entries import looks_like_one

    return looks_like_one(head)


def _table() -> Reader:
    from graph.formats.foreign.reader import read_foreign

    return read_foreign


def _is_table(head: bytes) -> bool:
    from graph.formats.foreign.headers import looks_like_one

    return looks_like_one(head)


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format(
            name="bods",
            title="Beneficial Ownership Data Standard 0.2 to 0.4, a JSON array or JSON lines",
            load=_bods,
            recognises=_is_bods,
            rules=_bods_rules,
            pointers={
                "party": "/recordDetails/interestedParty",
                "target": "/recordDetails/subject",
                "via": "/recordDetails/componentRecords",
                "what": "/recordType",
            },
        ),
        Format(
            name="gleif",
            title="GLEIF Level 1, Level 2 and reporting exceptions, golden copy CSV or XML",
            load=_gleif,
            recognises=_is_gleif,
            pointers={
                "party": "Relationship.EndNode.NodeID",
                "target": "Relationship.StartNode.NodeID",
            },
        ),
        Format(
            name="ftm",
            title="FollowTheMoney entities, JSON lines or a JSON array",
            load=_ftm,
            recognises=_is_ftm,
            pointers={"party": "/properties", "target": "/properties", "what": "/schema"},
            written=as_written,
        ),
        Format(
            name="psc",
            title="Register of people with significant control (UK): snapshot lines, and profiles",
            load=_psc,
            recognises=_is_psc,
            pointers={"party": "/data", "target": "/company_number"},
        ),
        Format(
            name="rdf",
            title="RDF in our vocabulary: Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD",
            load=_rdf,
            recognises=_is_rdf,
        ),
        Format(
            name="list",
            title="A list of names as CSV, such as the consolidated list of the United States",
            load=_list,
            recognises=_is_list,
        ),
        Format(
            name="table",
            title="A table: CSV, XLSX or Parquet, with --mapping for columns of other names",
            load=_table,
            recognises=_is_table,
        ),
    )
}


def format_named(name: str) -> Format:
    """The format of that name; raise :class:`~graph.errors.InputError` with those there are."""
    if name not in FORMATS:
        hint = ", ".join(nearest(name, FORMATS) or FORMATS)
        raise InputError(f"no format is called {name!r} (valid: {hint})")
    return FORMATS[name]


def told_how(
    format: Format,
    mapping: Path | None,
    encoding: str,
    dated: str = "",
    ignore: Sequence[str] = (),
) -> Reader:
    """The reader of a format by a mapping file, in an encoding and of a day, as far as given.

    Raises
    ------
    InputError
        If the format has columns of its own, or the mapping or the encoding cannot be.
    """
    if mapping is None and not encoding and not dated and not ignore:
        return format.load()
    if format.name != "table":
        what = "a mapping" if mapping else "an encoding" if encoding else "what is said of its rows"
        raise InputError(f"{what} is for tables; {format.name} says itself what it means")
    from graph.formats.foreign.mapping import read_mapping
    from graph.formats.foreign.reader import read_foreign

    columns = read_mapping(mapping) if mapping else None
    return partial(read_foreign, mapping=columns, encoding=encoding, dated=dated, ignore=ignore)


def recognised(path: Path) -> Format:
    """The format of a file, by its content.

    Raises
    ------
    FileError
        If the file cannot be opened.
    InputError
        If its beginning looks like no format that is read here.
    """
    with open_utf8(path, plain_start=False) as stream:
        head: bytes = stream.read(HEAD)
    for one in FORMATS.values():
        if one.recognises(head):
            return one
    known = "; ".join(f"{one.name}: {one.title}" for one in FORMATS.values())
    raise InputError(f"{path} {_nearly(head)} ({known})")


def _nearly(head: bytes) -> str:
    """What a file looks like that is none of ours, so that its owner knows what to do."""
    for mark, what in _NOT_READ.items():
        if mark in head[:4096]:
            return f"looks like {what}"
    first = head.decode("utf-8", errors="replace").partition("\n")[0].strip()
    cells = max((first.split(sign) for sign in DELIMITERS), key=len)
    if len(cells) > MOST_COLUMNS:
        return f"looks like no format that is read here: over {MOST_COLUMNS:,} columns in a line"
    if len(cells) > 1 and first.isprintable() and "{" not in first:
        named = ", ".join(cells[:MOST_NAMED])
        what = "looks like a table, and no column is known to name owners and what is owned"
        return f"{what}: {named}; --mapping says what they mean"
    return "looks like no format that is read here"
