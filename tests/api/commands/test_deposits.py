"""`zizhu release export`: packed here, opened elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_a_packed_release_answers_elsewhere_as_it_did_here(zizhu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "deposit"
    packed = zizhu("release", "export", str(folder))
    assert packed.code == 0, packed.stderr
    assert f"open it anywhere: zizhu answer FIRM --data {folder}" in packed.stdout
    here = zizhu("answer", "smic", "-f", "json")
    there = zizhu("answer", "smic", "-f", "json", "--data", str(folder))
    assert there.stdout == here.stdout
    cited = json.loads(here.stdout)["release"]
    named = zizhu("answer", "smic", "-f", "json", "--data", str(folder), "--release", cited)
    assert named.stdout == here.stdout
    # The packed seeds say whose they are and under which terms; nobody has to.
    zenodo = json.loads((folder / ".zenodo.json").read_text("utf-8"))
    assert zenodo["license"] == "cc-by-4.0"
    assert [one["name"] for one in zenodo["creators"]] == ["The zizhu authors"]

    again = zizhu("release", "export", str(folder))
    assert again.code == 2
    assert "is there already; name a folder that is new or empty" in again.stderr


def test_whoever_packs_data_of_ones_own_says_whose_it_is(
    zizhu: Run, tmp_path: Path, root: Path
) -> None:
    home = tmp_path / "home"
    assert zizhu("build", str(root / "examples" / "steel"), "--data", str(home)).code == 0
    unsaid = zizhu("release", "export", str(tmp_path / "new"), "--data", str(home))
    assert (unsaid.code, "name them (--author)" in unsaid.stderr) == (2, True)
    said = zizhu(
        "release", "export", str(tmp_path / "new"), "--data", str(home), "--author", "A. Reader"
    )
    assert said.code == 0, said.stderr
    assert "license" not in json.loads((tmp_path / "new" / ".zenodo.json").read_text("utf-8"))
