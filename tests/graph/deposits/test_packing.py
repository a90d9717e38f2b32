"""A packed release, carried elsewhere, is the same release; others read what it says of itself."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
import rdflib
from frictionless import Package
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from graph import questions
from graph.claims.model import CLAIM_TYPES
from graph.deposits.columns import columns
from graph.deposits.packing import pack
from graph.errors import DamagedReleaseError, FileError, InputError, UnknownReleaseError
from graph.formats.tables.cells import columns_of
from graph.formats.tables.tables import TABLES
from graph.releases import manifest
from graph.releases.release import Release, build, open_release
from small_tables import no_assessments, write_small

AUTHORS = ("A. Reader", "An “Institute”: with a colon, #1")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def deposit(seed_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the seeds, packed, zipped, and unpacked somewhere else."""
    base = tmp_path_factory.mktemp("deposit")
    pack(seed_release, base / "packed", AUTHORS, "CC-BY-4.0")
    with ZipFile(base / "deposit.zip", "w") as carried:
        for path in sorted((base / "packed").rglob("*")):
            carried.write(path, path.relative_to(base / "packed"))
    with ZipFile(base / "deposit.zip") as carried:
        carried.extractall(base / "elsewhere")
    return base / "elsewhere"


def test_opened_elsewhere_it_has_the_same_id_and_answers(
    deposit: Path, seed_release: Release
) -> None:
    opened = open_release(deposit)
    assert opened.id == seed_release.id
    assert open_release(deposit, seed_release.id[:6]).id == seed_release.id
    for firm in seed_release.knowledge.subjects:
        assert questions.answer(opened, firm) == questions.answer(seed_release, firm)
    assert opened.store.raw.query("ASK { ?s ?p ?o }")
    with pytest.raises(UnknownReleaseError, match="no release answers to 'ffff'"):
        open_release(deposit, "ffff")


def test_its_tables_alone_make_it_again(
    deposit: Path, seed_release: Release, tmp_path: Path
) -> None:
    again = build(deposit / "tables", tmp_path / "home", derive=no_assessments)
    assert again.id == seed_release.id


def test_a_release_may_be_built_where_a_deposit_lies(deposit: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "releases").mkdir(parents=True)
    (home / "current").write_text("nothing\n", "utf-8")  # names a release that is not there
    with pytest.raises(UnknownReleaseError):
        open_release(home)
    made = build(write_small(tmp_path / "small"), home, derive=no_assessments)
    assert open_release(home).id == made.id


def test_it_is_a_data_package(deposit: Path) -> None:
    package = Package(str(deposit / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    tables = {resource.path for resource in package.resources if resource.type == "table"}
    assert tables == {f"tables/{path.name}" for path in (deposit / "tables").glob("*.csv")}


def test_its_tables_are_described_for_the_web(deposit: Path) -> None:
    described = json.loads((deposit / "csvw-metadata.json").read_text("utf-8"))
    assert {table["url"] for table in described["tables"]} == {
        f"tables/{path.name}" for path in (deposit / "tables").glob("*.csv")
    }
    for table in described["tables"]:
        with (deposit / table["url"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [column["titles"] for column in table["tableSchema"]["columns"]] == header


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_every_table_is_described(name: str) -> None:
    described = columns(TABLES[name])
    assert tuple(column.name for column in described) == columns_of(TABLES[name])
    assert all(column.description for column in described)


def test_a_stake_says_that_it_is_in_percent() -> None:
    described = {column.name: column for column in columns(CLAIM_TYPES["Ownership"])}
    assert described["share_min"].kind == "decimal"
    assert "percent" in described["share_min"].description
    assert described["via"].many


def test_its_catalogue_names_every_file_with_its_checksum(
    deposit: Path, seed_release: Release
) -> None:
    graph = rdflib.Graph()
    where = (deposit / "dcat.ttl").as_uri()
    graph.parse(deposit / "dcat.ttl", format="turtle", publicID=where)
    (data_set,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert graph.value(data_set, DCTERMS.identifier) == rdflib.Literal(seed_release.id)
    assert int(graph.value(data_set, VOID.triples)) == seed_release.manifest.counts["statements"]
    named = {}
    for file in graph.objects(data_set, DCAT.distribution):
        sums = graph.value(graph.value(file, SPDX.checksum), SPDX.checksumValue)
        named[str(graph.value(file, DCAT.downloadURL))] = str(sums)
    files = {path for path in deposit.rglob("*") if path.is_file() and path.name != "dcat.ttl"}
    assert named == {path.as_uri(): manifest.hash_of(path).sha256 for path in files}


def test_how_it_is_cited_can_be_read_by_others(deposit: Path, seed_release: Release) -> None:
    zenodo = json.loads((deposit / ".zenodo.json").read_text("utf-8"))
    assert [one["name"] for one in zenodo["creators"]] == list(AUTHORS)
    assert (zenodo["upload_type"], zenodo["license"]) == ("dataset", "cc-by-4.0")
    lines = (deposit / "CITATION.cff").read_text("utf-8").splitlines()
    cited = {name: json.loads(value) for name, _, value in (one.partition(": ") for one in lines)}
    assert cited["cff-version"] == "1.2.0"
    assert cited["version"] == zenodo["version"] == seed_release.id
    assert [one["name"] for one in cited["authors"]] == list(AUTHORS)
    about = (deposit / "README.md").read_text("utf-8")
    assert seed_release.id in about
    assert "CC-BY-4.0" in about


def test_a_spoiled_deposit_is_refused_by_the_file(deposit: Path, seed_release: Release) -> None:
    spoiled = deposit / "releases" / seed_release.id / "claims.parquet"
    content = spoiled.read_bytes()
    try:
        spoiled.write_bytes(content[:-1])
        with pytest.raises(DamagedReleaseError, match=r"claims\.parquet has"):
            open_release(deposit)
    finally:
        spoiled.write_bytes(content)


def test_nothing_is_packed_over_something_and_nothing_half_made_stays(
    seed_release: Release, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("kept")
    with pytest.raises(InputError, match="full is there already; name a folder that is new"):
        pack(seed_release, tmp_path / "full", AUTHORS)
    with pytest.raises(InputError, match="cited by its authors: name them"):
        pack(seed_release, tmp_path / "new", ())
    with pytest.raises(FileError, match="cannot be written: Not a directory"):
        pack(seed_release, tmp_path / "full" / "mine" / "below", AUTHORS)
    assert [path.name for path in tmp_path.iterdir()] == ["full"]
    assert (tmp_path / "full" / "mine").read_text() == "kept"


def test_definitions_of_ones_own_are_in_the_release_and_said_to_be_missing_in_the_tables(
    tmp_path: Path, root: Path
) -> None:
    folder = write_small(tmp_path / "small")
    guide = (root / "CONTRIBUTING.md").read_text("utf-8")
    (folder / "lenses.ttl").write_text(guide.split("```turtle\n")[1].split("```")[0], "utf-8")
    made = build(folder, tmp_path / "home", derive=no_assessments)
    pack(made, tmp_path / "packed", AUTHORS)
    opened = open_release(tmp_path / "packed")
    assert opened.knowledge.lenses.keys() == made.knowledge.lenses.keys()
    about = (tmp_path / "packed" / "README.md").read_text("utf-8")
    assert "home-tenth" in opened.knowledge.lenses
    assert "definitions of its own" in about
    assert "did not say under which terms" in about
