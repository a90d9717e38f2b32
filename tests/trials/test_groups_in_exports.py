"""Joint holders through exports: who is in them comes back, in both formats."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph import questions
from graph.formats.bods.writer import write_bods
from graph.formats.ftm.writer import write_ftm
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into
from kept_tables import written

DAY = date(2025, 12, 31)
TABLE = [
    ["Owner", "Firm", "Share", "As of"],
    ["Ann Ltd; Ben Ltd", "Oak Ltd", "60%", "2025-06-30"],
    ["Ann Ltd; Cay Ltd", "Elm Ltd", "30%", "2025-06-30"],
    ["Wu Ltd", "Oak Ltd", "40%", "2025-06-30"],
]


def imported(folder: Path, form: str, path: Path):
    report = import_into([path], folder, Wanted(format=form, name="t", home="CN", data_date=DAY))
    assert report.sound
    return questions.own_tables(folder).knowledge


def groups(knowledge) -> set[tuple[str, tuple[str, ...]]]:
    names = {one.id: one.name for one in knowledge.entities.values()}
    return {
        (one.name, tuple(sorted(names[member] for member in one.members)))
        for one in knowledge.entities.values()
        if one.kind == "PartyGroup"
    }


@pytest.mark.parametrize("form", ["bods", "ftm"])
def test_members_of_joint_holders_come_back(tmp_path: Path, form: str) -> None:
    known = imported(tmp_path / "one", "table", written(tmp_path, "csv", TABLE))
    if form == "bods":
        made = write_bods(known, known.claims.values(), published=DAY, publisher="A reader")
    else:
        made = write_ftm(known, known.claims.values())
    path = tmp_path / f"all.{form}.json"
    path.write_bytes(made.lines())
    back = imported(tmp_path / "other", form, path)
    assert groups(back) == groups(known)
    assert len(groups(back)) == 2
    assert {one.kind for one in back.claims.values()} == {"Ownership"}


def test_others_read_members_as_links(tmp_path: Path) -> None:
    known = imported(tmp_path / "one", "table", written(tmp_path, "csv", TABLE))
    made = write_ftm(known, known.claims.values())
    links = [one["properties"] for one in made.entities if one["schema"] == "UnknownLink"]
    assert len(links) == 4
    assert {tuple(one["role"]) for one in links} == {("memberOf",)}
    written_ids = {one["id"] for one in made.entities}
    assert all(one[end][0] in written_ids for one in links for end in ("subject", "object"))
