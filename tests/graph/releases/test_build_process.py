"""Two processes make the same release as one."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.claims.data_set import PARTS
from graph.errors import DamagedReleaseError
from graph.releases import build_process as companion
from graph.releases.build import in_order
from graph.releases.build_process import (
    DERIVED_QUADS,
    FOUND,
    GO,
    LEFT_ALONE,
    PROGRAM,
    Companion,
    make,
)
from graph.releases.packed import RECORDS, pack
from graph.releases.release import build
from small_tables import small, write_small

MADE = ("search.msgpack", DERIVED_QUADS, *(f"{part}.parquet" for part in PARTS))


def packed(folder: Path) -> Path:
    folder.mkdir()
    pack(in_order(small()), folder / RECORDS)
    return folder


def hashes(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in MADE}


def test_another_process_makes_the_same_files(tmp_path: Path) -> None:
    here, there = packed(tmp_path / "here"), packed(tmp_path / "there")
    found = make(here, None, lambda step, done: None)
    with Companion(there, ahead=True) as other:
        other.begin(companion.LARGE)
        assert other.findings(never) == found
    assert hashes(there) == hashes(here)
    assert json.loads((there / FOUND).read_bytes()) == [list(one) for one in found]


def test_a_release_of_many_records_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = write_small(tmp_path / "seeds")
    alone = build(seeds, tmp_path / "alone")
    monkeypatch.setattr(companion, "LARGE", 1)
    monkeypatch.setattr(companion, "make", never)
    beside = build(seeds, tmp_path / "beside")
    assert beside.id == alone.id
    files = {name: file for name, file in beside.manifest.files.items() if "store/" not in name}
    assert files == {n: f for n, f in alone.manifest.files.items() if "store/" not in n}


def test_what_fails_in_the_other_process_fails_here_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    work = packed(tmp_path / "work")
    (work / RECORDS).write_bytes(b"broken")
    with Companion(work) as other:
        other.begin(companion.LARGE)
        with pytest.raises(DamagedReleaseError, match="cannot be read"):
            other.findings(lambda step, done: None)
    assert "going on without it" in caplog.text


def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    work = packed(tmp_path / "work")
    (work / RECORDS).unlink()
    os.mkfifo(work / RECORDS)  # it waits for records that never come
    project = str(Path(companion.__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, project, str(work)], stdin=subprocess.PIPE
    )
    assert process.stdin is not None
    process.stdin.write(GO)
    process.stdin.flush()
    with (work / RECORDS).open("wb"):  # which waits until the other reads
        assert process.poll() is None
        process.stdin.close()
        assert process.wait(timeout=30) == LEFT_ALONE


def test_one_started_for_nothing_is_ended(tmp_path: Path) -> None:
    with Companion(packed(tmp_path / "work"), ahead=True) as other:
        started = other._process
        assert started is not None
        assert started.poll() is None
        other.begin(1)
        assert started.poll() is not None
        assert len(other.findings(lambda step, done: None)) == 0
    assert not (tmp_path / "work" / FOUND).exists()


def test_nothing_in_the_working_folder_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "graph.py").write_text("raise SystemExit(3)")
    work = packed(tmp_path / "work")
    monkeypatch.chdir(tmp_path)
    with Companion(work) as other:
        other.begin(companion.LARGE)
        other.findings(never)


def test_without_room_for_another_process_one_does_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no memory")

    monkeypatch.setattr(companion.subprocess, "Popen", refuse)
    with Companion(packed(tmp_path / "work")) as other:
        other.begin(companion.LARGE)
        other.findings(lambda step, done: None)
    assert "no memory" in caplog.text
    assert (tmp_path / "work" / DERIVED_QUADS).exists()


def never(*_: object) -> None:
    raise AssertionError("the work is done by the other process")
