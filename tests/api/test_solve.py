"""A network that is there as columns: its numbers by every engine, and files that are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engines_here import installed

# The state has 60 % of f, which has half of g; g and h hold 90 % of each other.
STAKES = {
    "owner": ["state", "f", "h", "g", "x", "abroad"],
    "owned": ["f", "g", "g", "h", "h", "f"],
    "lower": [0.6, 0.1, 0.9, 0.9, 0.05, 0.2],
    "upper": [0.6, 0.1, 0.9, 0.9, 0.1, 0.4],
}
ENTITIES = {
    "entity": ["f", "g", "h", "state", "x", "abroad"],
    "origin": [None, None, None, "home_state", "home_other", "foreign_other"],
    "rest": ["float", None, None, None, None, None],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pq.write_table(pa.table(STAKES), tmp_path / "stakes.parquet")
    pq.write_table(pa.table(ENTITIES), tmp_path / "entities.parquet")
    (tmp_path / "list.txt").write_text("state\n\n")
    return tmp_path


@pytest.mark.parametrize("engine", ["local", "duckdb", "spark"])
def test_a_network_by_hand(zizhu: Any, folder: Path, engine: str, request: Any) -> None:
    place: tuple[str, ...] = ()
    if engine != "local":
        installed({"duckdb": "duckdb", "spark": "pyspark"}[engine])
        place = ("--exchange", str(folder))
    if engine == "spark":
        place += ("--master", request.getfixturevalue("cluster"))
    listed = ("--list", str(folder / "list.txt"), "--threshold", "60")
    output = folder / "out.parquet"
    asked = ("solve", str(folder), "-o", str(output), *listed, "--engine", engine, *place)
    ended = zizhu(*asked)
    assert (ended.code, ended.stdout) == (0, "")
    assert ended.stderr.endswith("6 entities\n")
    found = {row["entity"]: row for row in pq.read_table(output).to_pylist()}
    f, g, h = (found[name] for name in "fgh")
    assert [f[f"home_state_{end}"] for end in ("lower", "point", "upper")] == pytest.approx(
        [0.6, 0.6, 0.8]
    )
    assert (f["foreign_other_lower"], f["foreign_other_upper"]) == pytest.approx((0.2, 0.4))
    assert f["float"] == pytest.approx(0.2)
    # g = 0.1 f + 0.9 h and h = 0.9 g + 0.05 x + 0.05 rest, by hand.
    assert g["home_state_point"] == pytest.approx(0.06 / 0.19)
    assert h["home_other_point"] == pytest.approx(0.05 / 0.19)
    assert h["undisclosed"] == pytest.approx(0.05 / 0.19)
    assert (f["controller"], found["state"]["controller"]) == ("state", None)
    assert {g["controller"], h["controller"]} in ({"g", None}, {"h", None})
    assert [found[one]["reached"] for one in ("state", "f", "g")] == [True, True, False]
    assert zizhu(*asked, "--strict").code == 0
    assert pq.read_table(output)["reached"].to_pylist().count(True) == 1


@pytest.mark.parametrize(
    ("file", "changed", "said"),
    [
        (
            "stakes",
            {"owner": ["nobody", *STAKES["owner"][1:]]},
            "row 1, owner: nobody is not known",
        ),
        ("stakes", {"lower": [1.2, *STAKES["lower"][1:]]}, "row 1: the shares are 1.2"),
        (
            "stakes",
            {"upper": [0.5, *STAKES["upper"][1:]]},
            "row 1: the shares are 0.6, 0.6 and 0.5",
        ),
        (
            "stakes",
            {"lower": [0.95] * 6, "upper": [1.0] * 6},
            "the holders of [fgh] have 1.9 of it",
        ),
        ("stakes", {"lower": ["a"] * 6}, "the column lower is not of numbers"),
        ("stakes", {"owned": [None] * 6}, "the column owned has gaps"),
        ("entities", {"origin": ["mars"] * 6}, "row 1, origin: mars is not known .*home_state"),
        ("entities", {"entity": ["f"] * 6}, "an entity stands there twice"),
    ],
)
def test_columns_that_are_wrong(
    zizhu: Any, folder: Path, file: str, changed: dict[str, Any], said: str
) -> None:
    columns = {"stakes": STAKES, "entities": ENTITIES}[file] | changed
    pq.write_table(pa.table(columns), folder / f"{file}.parquet")
    refused(zizhu, folder, f"zizhu: {file}.parquet: .*{said}" if file else said)


@pytest.mark.parametrize("file", ["stakes", "entities"])
def test_files_that_are_cut_short_or_not_there(zizhu: Any, folder: Path, file: str) -> None:
    place = folder / f"{file}.parquet"
    place.write_bytes(place.read_bytes()[:200])
    refused(zizhu, folder, f"{file}.parquet: it is cut short, or no Parquet file")
    place.unlink()
    refused(zizhu, folder, f"{file}.parquet: there is no such file in the folder")
    pq.write_table(pa.table({"other": [1]}), place)
    refused(zizhu, folder, f"{file}.parquet: it has no column (owner|entity)")


def test_lists_and_thresholds_that_are_wrong(zizhu: Any, folder: Path) -> None:
    for threshold in ("half", "0", "101", "nan"):
        refused(zizhu, folder, "no percentage|lies above 0", "--threshold", threshold)
    (folder / "list.txt").write_text("nobody\n")
    refused(zizhu, folder, "listed: nobody is not known", "--list", str(folder / "list.txt"))
    refused(zizhu, folder, "cannot be read as a text", "--list", str(folder / "none.txt"))


def refused(zizhu: Any, folder: Path, said: str, *more: str) -> None:
    """The command ends with words, without writing anything and without telling where files are."""
    import re

    output = folder / "kept.parquet"
    output.write_bytes(b"of last year")
    ended = zizhu("solve", str(folder), "-o", str(output), *more)
    assert ended.code == 2
    assert re.search(said, ended.stderr), ended.stderr
    assert ended.stderr.count("\n") == 1
    assert output.read_bytes() == b"of last year"
