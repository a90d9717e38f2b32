"""Files → a data set: read, gathered, settled, resolved, named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, structs

from graph.claims.data_set import Meta, Tables
from graph.claims.fields import Holds, check_code
from graph.claims.imported import Imported, ImportedFile
from graph.claims.model import Claim, Entity, Source
from graph.claims.statements import Refusal
from graph.collector import paused_collector
from graph.entities.merging import renamed
from graph.errors import FileError, InputError, TableError, UnknownTermError
from graph.formats.catalogue import Format, format_named, recognised, told_how
from graph.formats.files.opening import is_empty
from graph.formats.rule_checks import Broken
from graph.importing.called import apart_by_name
from graph.importing.collecting import Collection
from graph.importing.counting import count_again
from graph.importing.ends import ended_with_their_parties
from graph.importing.home_and_day import home_and_day, last_known_already, latest_day
from graph.importing.joint_owners import joint_owners_named
from graph.importing.no_end import without_ends_that_are_none
from graph.importing.nominees_by_name import nominees_by_name
from graph.importing.persons import LEFT_OUT, in_public_roles
from graph.importing.prefixes import data_set_name, named_after, prefixed
from graph.importing.references import Known, cited, complete, resolved
from graph.importing.repeated import Settled, entities, settled
from graph.importing.report import FileReport, ImportReport
from graph.importing.said import Counts
from graph.importing.same_names import kept_apart
from graph.importing.two_records import told_apart
from graph.importing.unnamed_vehicles import through_the_only_holder
from graph.importing.vehicles import through_vehicles

Progress = Callable[[str, float], None]
EVERY = 500  # statements between two words on progress
AUTO = "auto"
TABLE = "table"


class Wanted(Struct, frozen=True, kw_only=True):
    """What is asked of an import."""

    format: str = AUTO  # a name of the catalogue, or by content
    name: str = ""  # of the data set; by default after the first file
    home: str = ""
    data_date: date | None = None
    mapping: Path | None = None  # what the columns of a table mean
    encoding: str = ""  # of a table whose text does not say it
    dated: date | None = None  # the day that rows of a table speak for which name none
    ignore: tuple[str, ...] = ()  # columns of a table that change nothing
    licence: str = ""  # of what is imported, as an address or in words
    as_published: bool = False  # what a file leaves open is said again on the day it was published


class Gathered(Struct, frozen=True, kw_only=True):
    """A data set, and the report on how it came about."""

    tables: Tables
    report: ImportReport
    versioned: frozenset[str] = frozenset()  # ids of records that a later version may replace


@paused_collector()
def gathered(files: Sequence[Path], wanted: Wanted, tell: Progress) -> Gathered:
    """Read files into one data set, without storing anything.

    A file that cannot be read at all is one refusal; the others are read nevertheless. As all that
    is made is kept, the garbage collector would only look at it again and again: readers leave
    nothing behind that needs one.

    Raises
    ------
    InputError
        If no file is given, a name is not valid, or nothing says which jurisdiction is home or
        up to which day the facts go.
    """
    if not files:
        raise InputError("no file is given")
    for path in files:
        if not any(one.is_file() for one in (path, *path.parents)):  # it may lie in an archive
            raise InputError(f"{path} is not here")
    name = data_set_name(wanted.name or named_after(files[0].name))
    if wanted.home:
        _check_home(wanted.home)
    collection = Collection()
    formats: dict[str, str] = {}
    for place, path in enumerate(files):
        formats[path.name] = _read(path, wanted, collection, tell, place / len(files))
    return _as_data_set(collection, name, formats, wanted)


def _as_data_set(
    collection: Collection, name: str, formats: Mapping[str, str], wanted: Wanted
) -> Gathered:
    """What was collected under the name of the data set, and the report on it."""
    whole, kept, refusals = _put_together(collection, as_published=wanted.as_published)
    read = cited(collection.sources, (*whole, *(one.claim for one in kept)))
    facts = tuple(prefixed(one.claim, name) for one in kept)
    parties = tuple(prefixed(entity, name) for entity in whole)
    sources = tuple(prefixed(source, name) for source in read)
    meta, remarks = home_and_day(wanted.home, wanted.data_date, parties, sources, facts)
    counts = {file: collection.counts.get(file, Counts()) for file in formats}
    report = ImportReport(
        data_set=name,
        files=tuple(
            FileReport(file=file, format=of, counts=counts[file]) for file, of in formats.items()
        ),
        records=_counted(parties, sources, facts),
        refusals=refusals,
        noted=tuple(collection.noted.most_common()),
        noted_at={words: _places(at) for words, at in collection.noted_at.items() if at},
        home=meta.home,
        data_date=meta.data_date,
        remarks=(*remarks, *_remarks(parties, sources, facts, meta, formats, wanted)),
        broken=tuple(map(_broken, collection.findings)),
    )
    tables = Tables(
        meta=meta,
        entities=parties,
        sources=sources,
        claims=facts,
        refusals=refusals,
        noted=_kept_notes(report),
        imports=(_imported(report, latest_day(sources, facts), wanted.licence),),
    )
    return Gathered(tables=tables, report=report, versioned=frozenset(_versioned(collection, name)))


def _remarks(
    parties: Sequence[Entity], sources: Sequence[Source], facts: Sequence[Claim], meta: Meta,
    formats: Mapping[str, str], wanted: Wanted,
) -> Iterator[str]:  # fmt: skip
    """What whoever brings the files is to be told of what they come to."""
    of_tables = list(formats.values()).count(TABLE)
    yield from last_known_already(
        facts, sources, meta.data_date, live=wanted.as_published, tables=of_tables > 0
    )
    yield from nominees_by_name(parties, facts, tables=of_tables > 0)
    if of_tables > 1 and (apart := kept_apart(parties)):
        yield apart


def _imported(report: ImportReport, day: date | None, licence: str) -> Imported:
    """What a release keeps of a report, the same in whatever order the files were read."""
    files = sorted(report.files, key=lambda file: file.file)
    return Imported(
        name=report.data_set,
        files=tuple(
            ImportedFile(file=one.file, format=one.format, **structs.asdict(one.counts))
            for one in files
        ),
        licence=licence,
        day=day.isoformat() if day else "",
        records=report.records,
        refused=tuple(sorted(map(str, report.refusals))),
        noted=tuple(sorted(_kept_notes(report))),
    )


def _broken(finding: Refusal) -> Broken:
    """A finding of a reader, as those of the rules of standards are told."""
    return Broken(**structs.asdict(finding), severity="warning")


def _kept_notes(report: ImportReport) -> tuple[str, ...]:
    """What a release keeps of what was noted and found."""
    return (*_times(report.noted), *map(str, report.broken))


def _places(places: Sequence[tuple[str, int]]) -> str:
    """The first places of what is noted: ``owners.csv, line 3; owners.csv, line 9``."""
    return "; ".join(f"{file}, line {line}" for file, line in places)


def _times(noted: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(f"{words}: {times:,} times" for words, times in noted)


def _versioned(collection: Collection, name: str) -> Iterator[str]:
    """The ids of what statements said that their publisher makes again as things then are."""
    if not collection.latest:
        return
    for record in collection.latest:
        for said in collection.said.get(record, ()):
            for claim in said.claims:
                yield f"{name}.{claim.id}"
                yield from (f"{name}.{cited.source}" for cited in claim.citations)
    for entity_id, (_, _, place) in collection.entities.items():
        if place.statement in collection.latest:
            yield f"{name}.{entity_id}"


def _put_together(
    collection: Collection, *, as_published: bool
) -> tuple[list[Entity], list[Settled], tuple[Refusal, ...]]:
    """The entities and claims that a collection comes to, and everything that was refused."""
    apart_by_name(collection)
    aliases = {one: of for one, of in collection.aliases.items() if one not in collection.entities}
    everything = [renamed(one, aliases) if aliases else one for one in entities(collection)]
    claims, unsettled = settled(collection, as_published=as_published)
    if aliases:
        claims = [one._replace(claim=renamed(one.claim, aliases)) for one in claims]
    claims = through_vehicles(claims, everything, collection)
    claims = through_the_only_holder(claims, everything)
    claims = ended_with_their_parties(claims, collection)
    known = Known(
        {
            Holds.ENTITY: {entity.id for entity in everything},
            Holds.CLAIM: {one.claim.id for one in claims},
        },
        persons={
            entity.id
            for entity in everything
            if entity.kind == "Person" or collection.entities[entity.id][2].what == "person"
        },
    )
    found = resolved(claims, known, collection)
    collection.noted.update(words for _, words in found.passed_over)
    told = told_apart(found.kept, collection)
    public, kept, private = in_public_roles(everything, told)
    collection.noted.update({LEFT_OUT: len(private)} if private else {})
    whole, incomplete = complete(joint_owners_named(public, kept), known, collection)
    late = (*unsettled, *found.refusals, *incomplete)
    passed_over = [place for place, _ in found.passed_over]
    passed_over += [collection.entities[one][2] for one in private]
    count_again(collection, (*collection.taken_back, *late), passed_over, kept, whole)
    refusals = (*collection.refusals, *late)
    return whole, kept, refusals


def _read(path: Path, wanted: Wanted, collection: Collection, tell: Progress, done: float) -> str:
    """Read a file into the collection; give the name of its format."""
    asked = TABLE if wanted.mapping and wanted.format == AUTO else wanted.format
    name = asked
    try:
        if is_empty(path):
            raise FileError(str(path), "is empty")
        format: Format = recognised(path) if asked == AUTO else format_named(asked)
        name = format.name
        dated = wanted.dated.isoformat() if wanted.dated else ""
        read = told_how(format, wanted.mapping, wanted.encoding, dated, wanted.ignore)
        file = path.name
        for number, statement in enumerate(read(path)):
            if number % EVERY == 0:
                tell(f"{file}: {number:,}", done)
            said = statement if name == "rdf" else without_ends_that_are_none(statement)
            collection.take(said, file, format.pointers, format.written)
    except InputError as error:
        if name == asked and asked != AUTO:
            format_named(asked)  # an unknown format is a mistake of the asking
        line = error.line if isinstance(error, FileError | TableError) else None
        collection.refusals.append(
            Refusal(file=path.name, problem=_unplaced(error, path), rule="file", line=line)
        )
    return name


def _unplaced(error: InputError, path: Path) -> str:
    """What is wrong with a file, without the file and line, which a refusal says itself."""
    place = re.compile(rf"({re.escape(str(path))}|{re.escape(path.name)})(, line \d+)?(: |, | )")
    found = place.match(str(error))
    return str(error)[found.end() :] if found else str(error)


def _check_home(home: str) -> None:
    try:
        check_code(Entity, "jurisdiction", home)
    except UnknownTermError as error:
        raise InputError(f"--home: {error}") from error


def _counted(
    parties: Sequence[Entity], sources: Sequence[Source], claims: Sequence[Claim]
) -> dict[str, int]:
    counts = {"entities": len(parties), "sources": len(sources), "claims": len(claims)}
    for claim in claims:
        counts[claim.kind] = counts.get(claim.kind, 0) + 1
    return counts
