"""What the columns of somebody's table mean, in a TOML file that anybody can write.

::

    [source]                            # what the claims cite; its id begins every id made
    id = "registry-2025"
    title = "Shareholders of registered firms"
    kind = "register"
    published = "2025-03-25"

    [[claims]]                          # one for each claim a row makes
    type = "Ownership"
    party.column = "Owner"
    party.separator = ";"               # Owner A [60%]; Owner B [40%]
    party.pattern = '(?P<name>.+?)(?: \\[(?P<share>.+)\\])?'
    target = { column = "Firm", id_column = "LEI", scheme = "lei" }
    fields.as_of = { value = "2025-03-25" }

``party`` and ``target`` name entities. ``share`` is a column (or is in the party's
cell); ``fields`` fills any column of our own table for the claim type, from a
column or with a constant; ``current`` and ``over`` are columns that say whether it still
holds. Every table has a column ``(row)``, the number of the row. A misspelt word is
refused with its place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.claims.fields import check_code, entity_kinds
from graph.claims.model import CLAIM_TYPES, Identifier, Source
from graph.claims.periods import PartialDate
from graph.errors import BadDateError, FileError, UnknownTermError
from graph.formats.foreign.owner_cells import OwnerColumns
from graph.formats.foreign.share_words import UNITS
from graph.formats.tables.cells import columns_of
from ontology.terms import nearest

ROW = "(row)"  # a column every table has: the number of the row
ENDS = ("party", "target")
_OURS = ("id", "party", "target", "source", "locator", "share_min", "share_max", "share_open")


class Cell(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a text comes from: a column, or a constant.

    With a ``pattern``, only what it matches is taken, and ``template`` may put its groups
    together again. ``words`` translates what is found.
    """

    column: str = ""
    value: str = ""
    pattern: str = ""
    template: str = ""
    words: dict[str, str] = {}


class Party(OwnerColumns, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom a column names, and what an entity of it becomes."""

    complete: bool = False  # the cell lists them all, so that a repeated row repeats the unnamed
    template: str = ""  # of the name, from the pattern's groups: "Filer {id}"
    kind: str = "Organization"
    kind_column: str = ""  # a word for what one is, where it is known: natural person, company
    name_zh: str = ""  # a column
    other_names: str = ""  # a column
    within: str = ""  # a column: the same name means the same only where this is the same
    coded: bool = False  # of places: DE is Germany, and not Delaware


class Percentage(Struct, frozen=True, forbid_unknown_fields=True):
    """Which columns have the share, or its bounds, and in what unit a bare number is."""

    column: str = ""
    minimum: str = ""
    maximum: str = ""
    unit: str = "percent"


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One claim of every row that passes ``when``: column → the texts that count, or any."""

    type: str
    target: Party
    party: Party | None = None
    share: Percentage | None = None
    fields: dict[str, Cell] = {}
    locator: str = ""  # a column that says where in the source; the row is cited in any case
    natures: str = ""  # a column of natures of control, in the words of the British register
    current: str = ""  # a column that says in a word, or with a yes, that it still holds
    over: str = ""  # one that says with a yes, or the day, that it does not
    when: dict[str, list[str]] = {}


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """The source the claims cite."""

    id: str
    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""
    kind: str = "dataset"
    relayed_by: str = ""
    note: str = ""


class Layout(Struct, frozen=True, forbid_unknown_fields=True):
    """How the file is laid out, where that cannot be told."""

    header: int = 1  # the row with the names of the columns
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    nothing: list[str] = []  # what stands in a cell that says nothing
    ignore: list[str] = []  # columns that change nothing, where no mapping says what they mean
    dated: str = ""  # the day that rows speak for which name none


class Mapping(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole mapping file."""

    source: Document
    claims: list[Rule]
    file: Layout = Layout()


def read_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file.

    Raises
    ------
    FileError
        If the file is not TOML, misspells a key, or names a claim type, field, kind, scheme,
        unit or pattern that cannot be; it says which, and what would be valid.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        mapping = msgspec.convert(said, Mapping)
    except OSError as error:
        raise FileError(str(path), error.strerror or str(error)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise FileError(str(path), str(error)) from error
    for problem in problems(mapping):
        raise FileError(str(path), problem)
    return mapping


def problems(mapping: Mapping) -> Iterator[str]:
    """What in a mapping cannot be, each in one line."""
    yield from _unknown(Source, "kind", mapping.source.kind, "source.kind")
    if mapping.file.dated:
        try:
            PartialDate.parse(mapping.file.dated)
        except BadDateError as error:
            yield f"file.dated: {error}"
    if not mapping.claims:
        yield "claims: none, so the file would say nothing"
    for number, rule in enumerate(mapping.claims):
        place = f"claims[{number}]"
        yield from _strange(f"{place}.type", rule.type, [*CLAIM_TYPES])
        if rule.type in CLAIM_TYPES:
            cls = CLAIM_TYPES[rule.type]
            columns = [column for column in columns_of(cls) if column not in _OURS]
            for field, cell in rule.fields.items():
                yield from _strange(f"{place}.fields", field, columns)
                yield from _regular(f"{place}.fields.{field}.pattern", cell.pattern)
            if rule.share is not None and "share_min" not in columns_of(cls):
                yield f"{place}.share: a {rule.type} has none"
        if rule.share is not None:
            yield from _strange(f"{place}.share.unit", rule.share.unit, UNITS)
        for end in ENDS:
            party = getattr(rule, end)
            if party is not None:
                yield from _party(f"{place}.{end}", party)


def columns_read(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Every column a mapping reads, with the place that names it."""
    for number, rule in enumerate(mapping.claims):
        place = f"claims[{number}]"
        for end in ENDS:
            party = getattr(rule, end)
            for key in ("column", "id_column", "name_zh", "other_names", "within", "kind_column"):
                if party is not None and getattr(party, key):
                    yield getattr(party, key), f"{place}.{end}.{key}"
        for key in ("column", "minimum", "maximum"):
            if rule.share is not None and getattr(rule.share, key):
                yield getattr(rule.share, key), f"{place}.share.{key}"
        for field, cell in rule.fields.items():
            if cell.column:
                yield cell.column, f"{place}.fields.{field}"
        for column in rule.when:
            yield column, f"{place}.when"
        for key in ("locator", "natures", "current", "over"):
            if getattr(rule, key):
                yield getattr(rule, key), f"{place}.{key}"


def _party(place: str, party: Party) -> Iterator[str]:
    yield from _strange(f"{place}.kind", party.kind, [*entity_kinds()])
    yield from _regular(f"{place}.pattern", party.pattern)
    yield from _regular(f"{place}.id_pattern", party.id_pattern)
    if party.scheme:
        yield from _unknown(Identifier, "scheme", party.scheme, f"{place}.scheme")
    elif party.id_column:
        yield f"{place}.scheme: missing, so nobody knows what {party.id_column} identifies"


def _strange(place: str, word: str, known: Sequence[str]) -> Iterator[str]:
    if word not in known:
        hint = ", ".join(nearest(word, known) or sorted(known))
        yield f"{place}: no {word!r} here; one of: {hint}"


def _unknown(cls: type[Struct], field: str, notation: str, place: str) -> Iterator[str]:
    try:
        check_code(cls, field, notation)
    except UnknownTermError as error:
        yield f"{place}: {error}"


def _regular(place: str, pattern: str) -> Iterator[str]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield f"{place}: not a regular expression: {error}"
