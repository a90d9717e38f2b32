"""A deposit as catalogues of data read it: DCAT 3, VoID, and the checksums of its files (SPDX)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import pyoxigraph as ox

from graph.deposits.said import KEYWORDS, Said
from graph.releases.manifest import FileHash
from graph.releases.release import QUADS, Release
from ontology.terms import ID

DCAT, VOID = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#"
DCT, FOAF = "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/"
SPDX, XSD = "http://spdx.org/rdf/terms#", "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PREFIXES = {"dcat": DCAT, "void": VOID, "dct": DCT, "foaf": FOAF, "spdx": SPDX, "xsd": XSD}
MEDIA = "https://www.iana.org/assignments/media-types/"
#: Ending of a file → its media type; others are of a program's own form.
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".nq": "application/n-quads",
    ".parquet": "application/vnd.apache.parquet",
    ".msgpack": "application/vnd.msgpack",
    ".ttl": "text/turtle",
}
#: Stands for the folder, wherever it will lie: names are written relative to it, and it is not.
HERE = "deposit://here/"

Files = Iterable[tuple[str, FileHash]]


def dcat(release: Release, said: Said, files: Files) -> bytes:
    """The catalogue of one data set, in Turtle, with addresses relative to the folder."""
    statements = [*_data_set(release, said), *_distributions(files)]
    content = ox.serialize(statements, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=HERE)
    assert content is not None
    return content.removeprefix(f"@base <{HERE}> .\n".encode())


def _data_set(release: Release, said: Said) -> Iterator[ox.Triple]:
    node, counts = _at("#release"), release.manifest.counts
    catalogue = _at("dcat.ttl")
    yield ox.Triple(catalogue, RDF_TYPE, _node(DCAT, "Catalog"))
    yield ox.Triple(catalogue, _node(DCAT, "dataset"), node)
    for cls in (_node(DCAT, "Dataset"), _node(VOID, "Dataset")):
        yield ox.Triple(node, RDF_TYPE, cls)
    texts = (
        ("title", said.title), ("description", said.abstract), ("identifier", said.release),
    )  # fmt: skip
    for name, text in texts:
        yield ox.Triple(node, _node(DCT, name), ox.Literal(text, language=_language(name)))
    yield ox.Triple(node, _node(DCAT, "version"), ox.Literal(said.release))
    for keyword in KEYWORDS:
        yield ox.Triple(node, _node(DCAT, "keyword"), ox.Literal(keyword, language="en"))
    day = ox.Literal(said.data_date, datatype=_node(XSD, "date"))
    yield ox.Triple(node, _node(DCT, "modified"), day)
    if said.license_address:
        terms = ox.NamedNode(said.license_address)
        yield ox.Triple(node, _node(DCT, "license"), terms)
    for number, name in enumerate(said.authors, 1):
        author = _at(f"#author-{number}")
        yield ox.Triple(node, _node(DCT, "creator"), author)
        yield ox.Triple(author, RDF_TYPE, _node(FOAF, "Agent"))
        yield ox.Triple(author, _node(FOAF, "name"), ox.Literal(name))
    yield ox.Triple(node, _node(VOID, "triples"), _count(counts["statements"]))
    yield ox.Triple(node, _node(VOID, "entities"), _count(counts["entities"]))
    yield ox.Triple(node, _node(VOID, "uriSpace"), ox.Literal(ID.base))
    vocabulary = ox.NamedNode("https://w3id.org/zizhu/ns")
    yield ox.Triple(node, _node(VOID, "vocabulary"), vocabulary)
    dump = _at(f"releases/{release.id}/{QUADS}")
    yield ox.Triple(node, _node(VOID, "dataDump"), dump)


def _distributions(files: Files) -> Iterator[ox.Triple]:
    """A file each: where it is, what it is, how large, and its checksum."""
    for number, (name, hashed) in enumerate(files, 1):
        one, checksum = _at(f"#file-{number}"), _at(f"#checksum-{number}")
        yield ox.Triple(_at("#release"), _node(DCAT, "distribution"), one)
        yield ox.Triple(one, RDF_TYPE, _node(DCAT, "Distribution"))
        yield ox.Triple(one, _node(DCT, "title"), ox.Literal(name))
        yield ox.Triple(one, _node(DCAT, "downloadURL"), _at(name))
        size = ox.Literal(str(hashed.size), datatype=_node(XSD, "nonNegativeInteger"))
        yield ox.Triple(one, _node(DCAT, "byteSize"), size)
        media = MEDIA_TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
        yield ox.Triple(one, _node(DCAT, "mediaType"), ox.NamedNode(MEDIA + media))
        yield ox.Triple(one, _node(SPDX, "checksum"), checksum)
        yield ox.Triple(checksum, RDF_TYPE, _node(SPDX, "Checksum"))
        algorithm = _node(SPDX, "checksumAlgorithm_sha256")
        yield ox.Triple(checksum, _node(SPDX, "algorithm"), algorithm)
        value = ox.Literal(hashed.sha256, datatype=_node(XSD, "hexBinary"))
        yield ox.Triple(checksum, _node(SPDX, "checksumValue"), value)


def _language(name: str) -> str | None:
    """Titles and descriptions are English here; an identifier has no language."""
    return None if name == "identifier" else "en"


def _at(path: str) -> ox.NamedNode:
    return ox.NamedNode(HERE + path)


def _node(space: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(space + name)


def _count(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=_node(XSD, "integer"))
