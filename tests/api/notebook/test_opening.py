"""From a path, or from nothing, to something that can be asked; or why not, in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import zizhu
from graph.errors import (
    DamagedReleaseError,
    InputError,
    InvalidClaimsError,
    NoReleaseError,
    UnknownReleaseError,
)
from small_tables import write_small

ONE_LINE = "import zizhu; print(zizhu.open().classify('SMIC'))"


def ask(root: Path, folder: Path, program: str) -> subprocess.Popen[str]:
    """Python in a folder without releases, with a cache of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(root), "XDG_CACHE_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_nothing_at_all_is_a_release_of_the_packed_facts_built_once(
    root: Path, tmp_path: Path
) -> None:
    together = [ask(root, tmp_path, ONE_LINE) for _ in range(2)]
    ended = [one.communicate(timeout=300) for one in together]
    again = ask(root, tmp_path, ONE_LINE).communicate(timeout=300)
    assert [one.returncode for one in together] == [0, 0], ended
    assert ended[0][0] == ended[1][0] == again[0]
    heading, setting = again[0].splitlines()[:2]
    assert heading == "SMIC 中芯国际集成电路制造有限公司 [smic]"
    assert setting.startswith("as of 2025-12-31 · home CN · release ")
    assert "once, in " in ended[0][1] + ended[1][1]
    assert again[1] == ""
    assert len(list((tmp_path / "zizhu").glob("*/releases/*"))) == 1


def test_a_folder_of_releases_and_a_release_in_it(seed_home: Path) -> None:
    whole = zizhu.open(seed_home)
    assert zizhu.open(str(seed_home), whole.id[:6]).id == whole.id
    assert zizhu.open(seed_home / "releases" / whole.id).id == whole.id
    assert zizhu.open(seed_home / "current").id == whole.id
    assert "firms described: " in repr(whole) and "SMIC" in repr(whole)


def test_the_current_release_of_the_settings_comes_first(
    seed_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZIZHU_HOME", str(seed_home))
    assert zizhu.open().id == zizhu.open(seed_home).id
    with pytest.raises(UnknownReleaseError, match="no release answers to 'zz'"):
        zizhu.open(release="zz")


def test_tables_of_ones_own(tmp_path: Path) -> None:
    write_small(tmp_path)
    mine = zizhu.open(tmp_path)
    assert mine.id.startswith("unstored-")
    with pytest.raises(InputError, match="in memory"):
        mine.query("ASK { ?s ?p ?o }")
    with pytest.raises(InputError, match="in memory"):
        mine.frame("claims")


def test_a_damaged_release_names_the_file(seed_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(seed_home, home, symlinks=True)
    (home / "current" / "claims.parquet").write_bytes(b"")
    with pytest.raises(DamagedReleaseError, match=r"claims\.parquet has 0 bytes, should have"):
        zizhu.open(home)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere", "there is no nowhere; name a folder"),
        ("empty", "empty holds neither releases nor tables"),
        (5, r"a source is a path or its text, not 5 \(int\)"),
    ],
)
def test_what_is_not_there_is_said(
    source: Any, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=said):
        zizhu.open(source)


def test_a_folder_where_nothing_is_built_yet(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    with pytest.raises(NoReleaseError, match="nothing has been built"):
        zizhu.open(tmp_path)


def test_tables_that_cannot_stand_are_named(tmp_path: Path) -> None:
    write_small(tmp_path)
    table = tmp_path / "ownership.csv"
    table.write_text(table.read_text("utf-8").replace("pool,works", "nobody,works"), "utf-8")
    with pytest.raises(InvalidClaimsError, match="nobody"):
        zizhu.open(tmp_path)


def test_a_star_import_leaves_pythons_open_alone() -> None:
    names: dict[str, Any] = {}
    exec("from zizhu import *", names)
    assert "open" not in names and "Error" in names


def test_a_notebook_shows_an_error_of_ours_as_one_line(seed_home: Path) -> None:
    with pytest.raises(zizhu.Error) as caught:
        zizhu.open(seed_home).classify("smik")
    assert caught.value._render_traceback_() == [f"UnknownEntityError: {caught.value}"]
    assert "did you mean: " in str(caught.value)


def test_importing_brings_nothing_heavy(root: Path) -> None:
    program = "import sys, zizhu; print(sorted({n.split('.')[0] for n in sys.modules}))"
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    heavy = {"numpy", "pyarrow", "msgspec", "networkx", "numba", "rdflib", "pandas"}
    assert not heavy & set(eval(said.stdout))
