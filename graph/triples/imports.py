"""What was imported, in RDF: a named graph for each import, on what it is and where it came from.

The graph is called after its data set, and so is the one thing it describes: a data set of the
Vocabulary of Interlinked Datasets (VoID), whose ``void:uriSpace`` says which ids are of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.claims.imported import Imported, ImportedFile
from graph.triples.predicates import literal, typed
from graph.triples.writer import GRAPHS
from ontology.terms import ID, PREFIXES

VOID = "http://rdfs.org/ns/void#"
IMPORTS = GRAPHS + "import/"
_DCT, _RDF, _RDFS = PREFIXES["dct"], PREFIXES["rdf"], PREFIXES["rdfs"]


def import_lines(imports: Iterable[Imported]) -> Iterator[str]:
    """The statements about what was imported, each in the graph of its data set."""
    for one in imports:
        graph = f"<{IMPORTS}{one.name}>"
        said = [
            (f"{_RDF}type", f"<{VOID}Dataset>"),
            (f"{_DCT}title", literal(one.name)),
            (f"{VOID}uriSpace", literal(f"{ID.base}{one.name}.")),
            (f"{VOID}entities", typed(str(one.records.get("entities", 0)), "integer")),
        ]
        if one.licence:
            is_link = one.licence.startswith(("http://", "https://")) and not _odd(one.licence)
            licence = f"<{one.licence}>" if is_link else literal(one.licence)
            said.append((f"{_DCT}{'license' if is_link else 'rights'}", licence))
        if one.day:
            said.append((f"{_DCT}date", typed(one.day, "date")))
        said += [(f"{_DCT}source", literal(f"{file.file} ({file.format})")) for file in one.files]
        said += [(f"{_DCT}description", literal(counted(file))) for file in one.files]
        said += [(f"{_DCT}extent", literal(f"{kind}: {n}")) for kind, n in one.records.items()]
        said += [(f"{_RDFS}comment", literal(f"refused: {words}")) for words in one.refused]
        said += [(f"{_RDFS}comment", literal(f"not carried: {words}")) for words in one.noted]
        for predicate, value in said:
            yield f"{graph} <{predicate}> {value} {graph} ."


def counted(file: ImportedFile) -> str:
    """What became of the statements of a file, in one line."""
    return (
        f"{file.file}: {file.statements:,} statements: {file.taken:,} taken, {file.in_part:,} in "
        f"part, {file.refused:,} refused, {file.again:,} said again, {file.nothing:,} with nothing "
        "to carry"
    )


def _odd(iri: str) -> bool:
    return any(one in iri for one in ' <>"{}|\\^`') or not iri.isascii() or not iri.isprintable()
