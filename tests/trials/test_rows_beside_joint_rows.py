"""Tables asked through the façade: a holder's own row beside a joint one, and own shares."""

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


def asked(folder: Path, form: str, *rows: tuple[str, object]):
    table = [HEADER, *([owner, "Oak Ltd", share, ON] for owner, share in rows)]
    path = written(folder, form, table)
    wanted = Wanted(format="table", name="t", home="CN", data_date=date(2025, 12, 31))
    import_into([path], folder / "tables", wanted)
    return questions.own_tables(folder / "tables")


def owned(release) -> dict[str, tuple[float, float]]:
    found = questions.owners(release, "Oak Ltd").owners
    return {one.owner.name: (round(one.share.lower, 4), round(one.share.upper, 4)) for one in found}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("first", [True, False])
def test_a_row_larger_than_the_joint_one_stands_beside_it(tmp_path, form, first):
    rows = [("Ann Ltd", "60%"), ("Ann Ltd; Ben Ltd", "10%")]
    release = asked(tmp_path, form, *(rows if first else rows[::-1]), ("Wu Ltd", "30%"))
    assert owned(release) == {
        "Ann Ltd": (0.6, 0.6), "Ann Ltd, Ben Ltd": (0.1, 0.1), "Wu Ltd": (0.3, 0.3),
    }  # fmt: skip
    (ann,) = questions.controllers(release, "Oak Ltd").controllers
    assert (ann.controller.name, ann.certainty) == ("Ann Ltd", "certain")


def test_a_row_that_has_room_in_the_joint_one_may_be_in_it(tmp_path):
    release = asked(tmp_path, "csv", ("Ann Ltd", "10%"), ("Ann Ltd; Ben Ltd", "60%"))
    assert "Ann Ltd" not in owned(release)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("word", ["Treasury shares", "库存股", "Oak Ltd"])
def test_own_shares_are_read_and_vote_for_nobody(tmp_path, form, word):
    release = asked(tmp_path, form, ("Ann Ltd", "48%"), ("Wu Ltd", "42%"), (word, "10%"))
    (ann,) = questions.controllers(release, "Oak Ltd").controllers
    assert (ann.controller.name, ann.certainty) == ("Ann Ltd", "certain")
    assert owned(release) == {"Ann Ltd": (0.5333, 0.5333), "Wu Ltd": (0.4667, 0.4667)}
