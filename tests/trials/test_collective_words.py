"""Words for many, for nobody and for the firm itself never become one firm that holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.claims.model import Entity
from graph.formats.foreign.reader import read_foreign
from kept_tables import FORMATS, HEADER, read, written
from ontology.crosswalks import rows

MANY = [
    "Streubesitz", "STREUBESITZ:", "Flottant", "유통주식", "Autres actionnaires", "Ostatní", "기타",
    "various", "Rest", "Balance", "none", "NULL", "???", "nan", "TBC",
    *sorted(row["word"] for row in rows("unnamed-owners")),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_owners_whom_nobody_names_are_others_for_each_firm(tmp_path: Path, form: str) -> None:
    table = [HEADER, *([word, firm, 0.9] for word in MANY for firm in ("Alder", "Larch"))]
    statements = list(read_foreign(written(tmp_path, form, table)))
    entities = [one for said in statements for one in said.records if isinstance(one, Entity)]
    firms = [one.name for one in entities if one.kind == "Organization"]
    assert firms == ["Alder", "Larch"]
    assert len({one.id for one in entities}) == len(entities) == 2 + 2 * len(MANY)
    assert not [one for said in statements for one in said.refusals]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "word",
    [
        "Treasury Shares", "(Own shares)", "Auto-contrôle", "자기주식",
        *sorted(row["word"] for row in rows("no-owners") if row["meaning"] == "own"),
    ],
)  # fmt: skip
def test_own_shares_are_held_by_nobody_else(tmp_path: Path, form: str, word: str) -> None:
    table = [HEADER, ["Yew", "Alder", 40], [word, "Alder", 5], ["Total", "Alder", 45]]
    held, noted, refused = read(written(tmp_path, form, table))
    assert (held, refused) == ({("Yew", "Alder"): "40 %", ("Alder", "Alder"): "5 %"}, [])
    assert "a row of sums, which nobody holds" in noted


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("0", "names no owner"),
        ("Nobody", "names no owner"),
        ("of which pledged", "is a part of what another row has"),
        ("- of which: pledged to banks", "is a part of what another row has"),
        ("其中：质押", "is a part of what another row has"),
        ("Directors and officers as a group", "is a group whose members may have rows"),
        ("Total shares in issue", "is a word for a sum, but the rows above come to 40 %"),
        ("Total (rounded)", "is a word for a sum, but"),
        ("Top 10 shareholders", "is a word for a sum, but"),
        ("Ensemble", "is a word for a sum, but"),
    ],
)
def test_words_that_name_no_owner_are_refused(
    tmp_path: Path, form: str, word: str, why: str
) -> None:
    table = [HEADER, ["Yew", "Alder", 40], [word, "Alder", 90], ["Fir", "Alder", 3]]
    held, _, (refused,) = read(written(tmp_path, form, table))
    assert held == {("Yew", "Alder"): "40 %", ("Fir", "Alder"): "3 %"}
    assert why in refused
    assert "column Owner" in refused
    assert "its identifier or its whole name" in refused


@pytest.mark.parametrize("word", ["Rest", "Nobody", "Treasury shares", "Streubesitz"])
def test_a_firm_of_such_a_name_is_one_by_its_identifier(tmp_path: Path, word: str) -> None:
    header = ["Owner", "Owner LEI", *HEADER[1:]]
    table = [header, [word, "549300SAMPLEEXAMPL39", "Alder", 30]]
    held, _, refused = read(written(tmp_path, "csv", table))
    assert (held, refused) == ({(word, "Alder"): "30 %"}, [])


@pytest.mark.parametrize(
    "name", ["Nil Holding", "Balance Sheet Ltd", "Rest AG", "Ensemble SA", "Group as a Service"]
)
def test_names_with_such_a_word_in_them_are_names(tmp_path: Path, name: str) -> None:
    held, _, refused = read(written(tmp_path, "csv", [HEADER, [name, "Alder", 30]]))
    assert (held, refused) == ({(name, "Alder"): "30 %"}, [])
