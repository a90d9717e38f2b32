"""Packs a release into a folder that can be deposited, and opened again with the same id."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from graph.deposits.catalogue import MEDIA_TYPES, dcat
from graph.deposits.citation import citation_cff, zenodo
from graph.deposits.columns import csvw, frictionless
from graph.deposits.said import Said, said_of
from graph.errors import FileError, InputError
from graph.formats.tables.tables import PACKAGE, TABLES, write_tables
from graph.releases import manifest
from graph.releases.directory import CURRENT
from graph.releases.known_tables import tables_of
from graph.releases.manifest import FileHash
from graph.releases.release import Release, open_release

IN_TABLES = "tables"
BUILT_AGAIN = ", from which `zizhu build FOLDER/tables` makes it again"
NOT_ALONE = "; they are not all of it ({why}), so the release is not made again from them alone"
NO_TERMS = "Whoever deposited it did not say under which terms."
TERMS = "As a compilation under {license}."


def pack(release: Release, folder: Path, authors: Sequence[str], license: str = "") -> Said:
    """Pack a release, with its tables and descriptions; open it again to see that it is whole.

    Parameters
    ----------
    folder
        Made by this; one that holds anything is refused.
    authors
        Whose compilation it is, as it is to be cited.
    license
        Its terms by their SPDX id, such as CC-BY-4.0; nothing where nobody said.

    Raises
    ------
    InputError
        If the folder holds something, or nobody is named.
    FileError
        If it cannot be written. Nothing half made stays.
    """
    if not authors:
        raise InputError("a deposit is cited by its authors: name them (--author)")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is there already; name a folder that is new or empty")
    said = said_of(release, authors, license)
    beside = folder.with_name(f"{folder.name}.unfinished")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        _fill(release, beside, said)
        opened = open_release(beside)
        assert opened.id == release.id
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except OSError as error:
        raise FileError(str(folder), f"cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return said


def _fill(release: Release, folder: Path, said: Said) -> None:
    kept = folder / "releases" / release.id
    for name in (manifest.NAME, *release.manifest.files):
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(release.path / name, kept / name)
    (folder / CURRENT).write_text(f"{release.id}\n", "utf-8")
    why = _tables(release, folder / IN_TABLES)
    files = dict(_hashed(folder))
    _write_json(folder / PACKAGE, _data_package(said, files))
    _write_json(folder / "csvw-metadata.json", _table_group(said, files))
    _write_json(folder / ".zenodo.json", zenodo(said))
    (folder / "CITATION.cff").write_text(citation_cff(said), "utf-8")
    (folder / "README.md").write_text(_about(said, why), "utf-8")
    (folder / "dcat.ttl").write_bytes(dcat(release, said, _hashed(folder)))


def _tables(release: Release, folder: Path) -> str:
    """Write the tables of what the release knows; why they are not all of it, if they are not."""
    try:
        tables, why = tables_of(release), ""
    except InputError as error:
        tables, why = tables_of(release, without_own=True), str(error)
    if tables.redirects:
        why = why or f"{len(tables.redirects):,} ids were merged into others"
    write_tables(tables, folder)
    return why


def _hashed(folder: Path) -> Iterator[tuple[str, FileHash]]:
    """Every file of the deposit by its path in it, in the order of the paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), manifest.hash_of(path)


def _data_package(said: Said, files: dict[str, FileHash]) -> dict[str, Any]:
    """The deposit as a Frictionless data package: its tables with their schemas, and the rest."""
    package: dict[str, Any] = {
        "name": f"zizhu-release-{said.release}",
        "title": said.title,
        "description": said.abstract,
        "version": said.release,
        "contributors": [{"title": name, "role": "author"} for name in said.authors],
    }
    if said.license:
        terms = {"name": said.license, "path": said.license_address}
        package["licenses"] = [{key: value for key, value in terms.items() if value}]
    package["resources"] = [_resource(path, hashed) for path, hashed in files.items()]
    return package


def _resource(path: str, hashed: FileHash) -> dict[str, Any]:
    where = Path(path)
    name = "-".join(where.parts).lower().replace("_", "-")
    resource: dict[str, Any] = {
        "name": name,
        "path": path,
        "bytes": hashed.size,
        "hash": f"sha256:{hashed.sha256}",
    }
    if where.suffix in MEDIA_TYPES:
        resource["mediatype"] = MEDIA_TYPES[where.suffix]
    cls = TABLES.get(where.name) if where.parent.name == IN_TABLES else None
    if cls is not None:
        resource |= {"profile": "tabular-data-resource", "format": "csv", "encoding": "utf-8"}
        resource["schema"] = frictionless(cls)
    else:
        resource["type"] = "file"  # for the programs of Frictionless: nothing to read as a table
    return resource


def _table_group(said: Said, files: dict[str, FileHash]) -> dict[str, Any]:
    """The tables as a group of CSV on the Web."""
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": said.title,
        "dc:description": said.abstract,
        "dc:identifier": said.release,
    }
    if said.license_address:
        described["dc:license"] = {"@id": said.license_address}
    described["tables"] = [
        csvw(TABLES[Path(path).name], path)
        for path in files
        if path.startswith(f"{IN_TABLES}/") and Path(path).name in TABLES
    ]
    return described


def _about(said: Said, why: str) -> str:
    """What a reader of the folder reads first."""
    text = resources.files("graph.deposits").joinpath("about.txt").read_text("utf-8")
    return text.format(
        title=said.title,
        abstract=said.abstract,
        release=said.release,
        engine=said.engine,
        tables=NOT_ALONE.format(why=why) if why else BUILT_AGAIN,
        terms=TERMS.format(license=said.license) if said.license else NO_TERMS,
    )


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
