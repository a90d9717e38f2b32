"""What is damaged in a release is named; nothing damaged is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import DamagedReleaseError
from graph.releases.release import Release, build, open_release
from graph.triples.store import Store
from graph.triples.writer import UNNAMED
from small_tables import no_assessments, write_small


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Release:
    base = tmp_path_factory.mktemp("sound")
    return build(write_small(base / "seeds"), base / "home", derive=no_assessments)


@pytest.fixture
def home(sound: Release, tmp_path: Path) -> Path:
    """A copy of a home whose release may be spoiled."""
    shutil.copytree(sound.path.parent.parent, tmp_path / "home", symlinks=True)
    return tmp_path / "home"


FILES = ["quads.nq", "claims.parquet", "entities.parquet", "knowledge.msgpack", "search.msgpack"]


def release_in(home: Path) -> Path:
    (path,) = (home / "releases").iterdir()
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_shortened_file_is_named(home: Path, name: str) -> None:
    path = release_in(home) / name
    content = path.read_bytes()
    path.write_bytes(content[:-7])
    with pytest.raises(DamagedReleaseError, match=f"{name} has {len(content) - 7:,} bytes"):
        open_release(home)


@pytest.mark.parametrize("name", FILES)
def test_one_changed_bit_is_named(home: Path, name: str) -> None:
    path = release_in(home) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(DamagedReleaseError, match=f"{name} has other content"):
        open_release(home)


def test_every_file_that_differs_is_named(home: Path) -> None:
    (release_in(home) / "quads.nq").unlink()
    (release_in(home) / "rules.parquet").write_bytes(b"")
    with pytest.raises(DamagedReleaseError, match=r"quads\.nq is missing; rules\.parquet has 0"):
        open_release(home)


def test_a_damaged_store_file_is_named(home: Path) -> None:
    tables = sorted(
        (release_in(home) / "store").glob("*.sst"), key=lambda path: path.stat().st_size
    )
    content = bytearray(tables[-1].read_bytes())
    content[100] ^= 255
    tables[-1].write_bytes(content)
    with pytest.raises(DamagedReleaseError, match=f"store/{tables[-1].name} has other content"):
        open_release(home)


def test_a_store_that_cannot_be_opened_says_so(home: Path) -> None:
    """Even who skips the verification gets an error, not an empty answer."""
    (release_in(home) / "store" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(DamagedReleaseError, match="store/ cannot be opened"):
        _ = open_release(home, verify=False).store


def test_records_that_cannot_be_decoded_say_so(home: Path) -> None:
    (release_in(home) / "knowledge.msgpack").write_bytes(b"\x93\x01")
    with pytest.raises(DamagedReleaseError, match=r"knowledge\.msgpack cannot be read"):
        _ = open_release(home, verify=False).knowledge


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda text: text[: len(text) // 2], "cannot be read"),
        (lambda text: text.replace('"home": "CN"', '"home": "US"'), "was changed"),
        (lambda text: text.replace('"layout": 3', '"layout": 9'), "has layout 9"),
        (lambda text: text.replace("\n", "\n\n", 1), "was changed"),
    ],
)
def test_a_changed_manifest_is_seen(home: Path, spoil, says: str) -> None:
    path = release_in(home) / "manifest.json"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    with pytest.raises(DamagedReleaseError, match=rf"manifest\.json .*{says}"):
        open_release(home)


def test_a_link_to_nothing_is_damage(home: Path) -> None:
    shutil.rmtree(release_in(home))
    with pytest.raises(DamagedReleaseError, match=r"manifest\.json cannot be read"):
        open_release(home)


def test_building_again_replaces_a_damaged_release(home: Path, sound: Release) -> None:
    (release_in(home) / "quads.nq").write_bytes(b"")
    seeds = sound.path.parent.parent.parent / "seeds"
    again = build(seeds, home, derive=no_assessments)
    assert again.id == sound.id
    assert open_release(home).knowledge.claims == sound.knowledge.claims
    build(seeds, home, derive=no_assessments)
    assert not list(home.glob("building-*"))


def test_reading_changes_nothing(home: Path) -> None:
    """A store that was queried still verifies."""
    release = open_release(home)
    assert release.store.count(UNNAMED) == release.manifest.counts["statements"]
    assert len(Store.open(release.path / "store")) == len(release.store)
    open_release(home)
