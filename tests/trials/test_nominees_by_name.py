"""Holders whose name says nominee: told in the report and beside the answer, and no input."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph import questions
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into
from kept_tables import FORMATS, written

HEADER = ["Owner", "Firm", "Share", "As of"]
ON = "2025-06-30"
NOMINEES = ("Harbour Nominees Limited", "HARBOUR NOMINEE LTD.", "海港（代理人）有限公司")
TELLS = "holders that are nominees by their name"


def asked(folder: Path, form: str, name: str):
    rows = [[name, "Oak Ltd", "60%", ON], ["Wu Ltd", "Oak Ltd", "40%", ON]]
    wanted = Wanted(name="t", format="table", home="CN", data_date=date(2025, 12, 31))
    report = import_into([written(folder, form, [HEADER, *rows])], folder / "tables", wanted)
    return report, questions.controllers(questions.own_tables(folder / "tables"), "Oak Ltd")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NOMINEES)
def test_a_nominee_by_name_is_told_and_how_to_say_so(tmp_path: Path, form: str, name: str):
    report, answer = asked(tmp_path, form, name)
    (told,) = [one for one in report.remarks if one.startswith(TELLS)]
    assert name in told
    assert "fields.principal" in told
    assert "nominee by its name" in answer.summary


@pytest.mark.parametrize("name", ["Harbour Ltd", "Nomineeship Ltd", "Denominees Ltd"])
def test_other_names_are_no_nominees(tmp_path: Path, name: str) -> None:
    report, answer = asked(tmp_path, "csv", name)
    assert not [one for one in report.remarks if one.startswith(TELLS)]
    assert "nominee by its name" not in answer.summary


def test_a_name_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    _, nominee = asked(tmp_path / "one", "csv", NOMINEES[0])
    _, other = asked(tmp_path / "other", "csv", "Harbour Ltd")
    found = [[(one.certainty, one.votes) for one in each.controllers] for each in (nominee, other)]
    assert found[0] == found[1]
    assert found[0]


def test_the_one_page_says_so_beside_who_may_direct(tmp_path: Path) -> None:
    rows = [[NOMINEES[0], "Oak Ltd", "60%", ON], ["Wu Ltd", "Oak Ltd", "40%", ON]]
    wanted = Wanted(name="t", format="table", home="CN", data_date=date(2025, 12, 31))
    import_into([written(tmp_path, "csv", [HEADER, *rows])], tmp_path / "tables", wanted)
    release = questions.own_tables(tmp_path / "tables")
    assert "a nominee by name" in str(questions.answer(release, "Oak Ltd"))
    assert "代名人" in str(questions.answer(release, "Oak Ltd", language="zh"))
