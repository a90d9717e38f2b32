"""``zizhu generate`` and ``zizhu bench`` from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.commands import synthetic as measuring

Run = Callable[..., Any]


def test_made_up_tables_are_sound_and_say_that_they_are_made_up(zizhu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    ended = zizhu("generate", str(folder), "--firms", "30", "--edges", "70", "--home", "us")
    assert ended.code == 0, ended.stderr
    assert "all made up" in ended.stderr
    checked = zizhu("check", str(folder))
    assert checked.code == 0, checked.stderr
    assert "nothing wrong" in checked.stdout
    assert "Made-up firm 0" in (folder / "entities.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--firms", "1"), "firms is 1"),
        (("--cyclic", "2"), "cyclic is 2"),
        (("--home", "ZZ"), "'ZZ'"),
        (("--data-date", "2025"), "'2025' is not a day"),
    ],
)
def test_a_recipe_that_cannot_be_is_refused(
    zizhu: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    ended = zizhu("generate", str(tmp_path / "made"), *options)
    assert ended.code == 2
    assert said in ended.stderr
    assert not (tmp_path / "made").exists()


def test_nothing_that_is_there_is_overwritten(zizhu: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id\n")
    ended = zizhu("generate", str(tmp_path))
    assert ended.code == 2
    assert "not an empty folder" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


def test_a_benchmark_that_is_not_there_is_named(zizhu: Run, monkeypatch: Any) -> None:
    assert zizhu("bench", "nonsense").code == 1
    monkeypatch.setattr(measuring, "BENCHMARKS", Path("nowhere/run.py"))
    ended = zizhu("bench")
    assert ended.code == 2
    assert "checkout" in ended.stderr
