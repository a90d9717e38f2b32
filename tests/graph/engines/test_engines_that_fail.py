"""An engine that is not there, or breaks off, says so in words; what was written stays."""

from __future__ import annotations

import socket
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from engines_here import WANTED, installed, sail, shares_of
from graph.engines import on_duckdb, on_spark
from graph.engines.columns import write_shares
from graph.engines.engine import Line, engine_of
from graph.errors import EngineError, InputError
from graph.fraction import Fraction
from graph.ownership.arrays.holdings import Holdings

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def extras():
    """Even what fails needs what it fails with."""
    installed("duckdb", "pyspark")


@pytest.fixture
def whole():
    """Four firms one below the other, each with half of the next."""
    held = Holdings.from_stakes(5, [(k, k + 1, 0.5, None, 0.5) for k in range(4)])
    return shares_of(held, np.zeros(5), np.full(5, 6))


def loaded(opened, folder):
    """How many links firms have, by an engine that reads their columns."""
    with opened(folder) as sets:
        sets.load_shares(folder)
        return sets.trim(first=True)


@pytest.fixture
def engines(cluster):
    """What opens the tables of each engine."""
    return on_duckdb.opened, partial(on_spark.opened, cluster)


@pytest.mark.parametrize("name", ["fixed", "open", "classes"])
@pytest.mark.parametrize("harm", ["cut", "empty", "other"])
def test_a_column_file_that_is_cut_short(whole, tmp_path, engines, name, harm):
    write_shares(whole, WANTED, tmp_path)
    file = tmp_path / f"{name}.parquet"
    content = file.read_bytes()
    harmed = {"cut": content[: len(content) // 2], "empty": b"", "other": b"no columns"}
    file.write_bytes(harmed[harm])
    for opened in engines:
        with pytest.raises(EngineError, match=rf"^{name}\.parquet: the column file is cut short"):
            loaded(opened, tmp_path)
    file.unlink()
    for opened in engines:
        with pytest.raises(EngineError, match=r"there is no such column file"):
            loaded(opened, tmp_path)


def test_a_file_whose_middle_is_damaged_is_found_when_it_is_read(whole, tmp_path, engines):
    write_shares(whole, WANTED, tmp_path)
    file = tmp_path / "fixed.parquet"
    content = bytearray(file.read_bytes())
    content[4:80] = bytes(76)
    file.write_bytes(content)
    for opened in engines:
        with pytest.raises(EngineError, match="broke off: ") as refused:
            loaded(opened, tmp_path)
        assert str(tmp_path) not in str(refused.value)
        assert "\n" not in str(refused.value)


def test_a_cluster_that_is_not_there(whole):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(EngineError, match=f"no cluster answers at 127.0.0.1:{port}: "):
        engine_of("spark", master=f"sc://127.0.0.1:{port}").solve(whole, WANTED)


def test_a_cluster_that_dies_at_work(whole, monkeypatch):
    """Nothing of it is kept, neither numbers nor files."""
    monkeypatch.setattr(on_spark, "RETRIES", 1)
    with sail() as (address, process):
        engine = engine_of("spark", master=address)
        settle = on_spark.Frames.settle

        def dying(frames):
            settle(frames)
            process.kill()
            process.wait()

        monkeypatch.setattr(on_spark.Frames, "settle", dying)
        with pytest.raises(EngineError, match=r"^the cluster at 127.0.0.1:\d+ broke off: ") as said:
            engine.solve(whole, WANTED)
    assert "\n" not in str(said.value)


def test_a_folder_that_cannot_be_written(whole, tmp_path):
    engine = engine_of("duckdb", exchange=tmp_path / "nowhere")
    with pytest.raises(EngineError, match="the folder for exchange cannot be written: No such"):
        engine.solve(whole, WANTED)


def test_files_are_gone_afterwards(whole, tmp_path, cluster):
    for engine in (
        engine_of("duckdb", exchange=tmp_path),
        engine_of("spark", master=cluster, exchange=str(tmp_path)),
    ):
        engine.solve(whole, WANTED)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "module"), [("duckdb", "duckdb"), ("spark", "pyspark.sql.connect")]
)
def test_an_extra_that_is_not_installed(monkeypatch, name, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(EngineError, match=rf"engine {name} is not installed.*zizhu\[{name}\]"):
        engine_of(name)


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("abacus", {}, "'abacus' is no engine; there are: local, duckdb, spark"),
        ("local", {"master": "sc://here"}, "the engine local takes no master"),
        ("duckdb", {"master": "sc://here"}, "the engine duckdb takes no master"),
        ("spark", {}, r"needs the address of a Spark Connect server, such as sc://"),
        ("spark", {"master": "local[*]"}, r"needs the address of a Spark Connect server"),
        ("spark", {"master": "sc://here:port"}, r"needs the address of a Spark Connect server"),
        ("spark", {"master": "sc://"}, r"needs the address of a Spark Connect server"),
    ],
)
def test_places_that_are_none(name, place, said):
    with pytest.raises(InputError, match=said):
        engine_of(name, **place)


@pytest.mark.parametrize("share", [(0, 1), (-1, 2), (3, 2), (1, 1_000_001)])
def test_lines_that_are_none(share):
    with pytest.raises(InputError, match="it lies above 0, at most at 1"):
        Line(Fraction(*share))


def test_a_process_that_runs_no_file_is_not_ended():
    """Spark's client would take it for a test of its own."""
    program = "from graph.engines.engine import engine_of; engine_of('spark', master='sc://here')"
    subprocess.run([sys.executable, "-c", f"{program}; print('alive')"], check=True, cwd=ROOT)
