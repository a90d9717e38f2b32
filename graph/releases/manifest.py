"""What a release says of itself, and how anybody can see that it is still true.

The manifest names every file with its size and SHA-256, and itself carries a
hash of the rest of its text, so that nothing in a release can change unseen.
RDF stores keep logs and locks that any reader may touch; those are left out.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.claims.fact_days import FactDays
from graph.errors import DamagedReleaseError

NAME = "manifest.json"
LAYOUT = 3  # of the files in a release; a reader refuses any other


class FileHash(Struct, frozen=True):
    """The size of a file in bytes and the SHA-256 of its content."""

    size: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """Inputs, counts, versions, files and what was left out."""

    layout: int = LAYOUT
    id: str  # the first 16 hexadecimal digits of the digest
    digest: str  # SHA-256 of the canonical claims, the ontology and the engine version
    canonical_bytes: int  # how much of quads.nq the digest covers
    title: str
    home: str
    data_date: date
    lists_date: date | None = None  # where lists were read up to another day
    people_date: date | None = None  # where people were looked up to another day
    engine: str
    ontology: str
    libraries: dict[str, str]
    inputs: dict[str, FileHash]
    counts: dict[str, int]
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()  # what imported files held that claims cannot carry
    files: dict[str, FileHash]
    seal: str = ""  # SHA-256 of this text with an empty seal

    @property
    def days(self) -> FactDays:
        """The day up to which each kind of fact was gathered."""
        return FactDays(
            ownership=self.data_date,
            lists=self.lists_date or self.data_date,
            people=self.people_date or self.data_date,
        )


def hash_of(path: Path) -> FileHash:
    """The size and hash of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileHash(path.stat().st_size, digest)


def files_in(folder: Path) -> dict[str, FileHash]:
    """Every file of a release that must not change, by its path inside it."""
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (NAME, "LOCK") and not path.name.startswith("LOG")
    ]
    with ThreadPoolExecutor() as several:  # hashing works without Python's lock
        hashes = several.map(hash_of, found)
        return {
            path.relative_to(folder).as_posix(): hashed
            for path, hashed in zip(found, hashes, strict=True)
        }


def write(folder: Path, manifest: Manifest) -> None:
    """Seal the manifest and write it."""
    sealed = msgspec.structs.replace(manifest, seal=_seal(manifest))
    (folder / NAME).write_bytes(_text(sealed))


def replace(folder: Path, manifest: Manifest) -> None:
    """Put another manifest in the place of the one that is there, in one step."""
    beside = folder.parent.parent / f"building-{manifest.id}.json"
    sealed = msgspec.structs.replace(manifest, seal=_seal(manifest))
    beside.write_bytes(_text(sealed))
    beside.replace(folder / NAME)


def read(folder: Path) -> Manifest:
    """Read and check the manifest's own seal; raise :class:`DamagedReleaseError`."""
    try:
        content = (folder / NAME).read_bytes()
        manifest = msgspec.json.decode(content, type=Manifest)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedReleaseError(f"{folder.name}: {NAME} cannot be read: {error}") from error
    if manifest.layout != LAYOUT:
        problem = (
            f"has layout {manifest.layout}, this program reads {LAYOUT}: it needs the engine that "
            f"built it, {manifest.engine}, or to be built again"
        )
        raise DamagedReleaseError(f"{folder.name}: {NAME} {problem}")
    if manifest.seal != _seal(manifest) or content != _text(manifest):
        raise DamagedReleaseError(f"{folder.name}: {NAME} was changed after it was written")
    return manifest


def verify(folder: Path, manifest: Manifest) -> None:
    """Raise :class:`DamagedReleaseError` naming every file that differs, and how."""
    problems = [
        f"{name} {problem}"
        for name, wanted in manifest.files.items()
        if (problem := _difference(folder / name, wanted))
    ]
    if problems:
        raise DamagedReleaseError(f"release {manifest.id} is damaged: {'; '.join(problems)}")


def _difference(path: Path, wanted: FileHash) -> str:
    if not path.is_file():
        return "is missing"
    size = path.stat().st_size
    if size != wanted.size:
        return f"has {size:,} bytes, should have {wanted.size:,}"
    return "" if hash_of(path).sha256 == wanted.sha256 else "has other content than was written"


def _seal(manifest: Manifest) -> str:
    return hashlib.sha256(_text(msgspec.structs.replace(manifest, seal=""))).hexdigest()


def _text(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
