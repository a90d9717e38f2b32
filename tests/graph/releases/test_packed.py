"""Records read from one file: nothing of them is left for a garbage collector to walk."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

from graph.claims.model import Ownership
from graph.ownership.arrays.synthetic import Recipe
from graph.releases.packed import pack, unpack
from graph.synthetic import tables

DAY = date(2025, 12, 31)


def walked(folder: Path, firms: int) -> int:
    """How many objects more a collector walks when a made-up release is open and indexed."""
    path = folder / f"{firms}.msgpack"
    pack(tables(Recipe(firms=firms, stakes=2 * firms), "CN", DAY), path)
    gc.collect()
    before = len(gc.get_objects())
    known = unpack(path)
    assert known.about(Ownership, "firm-1")
    gc.collect()
    return len(gc.get_objects()) - before


def test_what_a_release_knows_is_nothing_to_a_collector(tmp_path: Path) -> None:
    walked(tmp_path, 100)  # what is read once in a process is read
    assert walked(tmp_path, 4000) - walked(tmp_path, 400) < 100


def test_what_was_read_is_looked_at_when_it_is_read(tmp_path: Path) -> None:
    """And by no answer: a collection in the middle of one finds nothing new to go through."""
    path = tmp_path / "records.msgpack"
    pack(tables(Recipe(firms=2000, stakes=4000), "CN", DAY), path)
    gc.collect()
    before = len(gc.get_objects())
    known = unpack(path)
    assert len(gc.get_objects()) - before < 1000
    assert gc.isenabled() and len(known.claims) > 4000


def test_nothing_of_anybody_is_put_aside(tmp_path: Path) -> None:
    """Objects of the program around us that nobody needs any more are still found."""
    path = tmp_path / "records.msgpack"
    pack(tables(Recipe(firms=10, stakes=20), "CN", DAY), path)
    unpack(path)
    assert gc.get_freeze_count() == 0
