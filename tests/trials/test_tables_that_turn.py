"""What stands beside a stake and may turn it: columns nobody reads, words, titles, lines, sheets.

A reader is told, and nothing is read as if it were not there.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from graph import questions
from graph.claims.model import Ownership
from graph.errors import FileError
from graph.formats.foreign.reader import read_foreign
from graph.importing.gathering import Wanted
from graph.importing.storing import import_files
from graph.releases.release import open_release
from kept_tables import FORMATS, HEADER, read, written
from ontology.crosswalks import rows

DAY = date(2025, 1, 1)
TURNING = sorted(row["word"] for row in rows("turning-words"))
HELD = {("Ash", "Oak"): "20 %"}


def claims_of(path: Path, **more: object) -> list[Ownership]:
    return [
        one
        for said in read_foreign(path, **more)  # type: ignore[arg-type]  # what a test gives
        for one in said.records
        if isinstance(one, Ownership)
    ]


# Columns that nobody reads


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("column", "cell", "harmless"),
    [
        ("Type of shares", "preference (non-voting)", "ordinary"),
        ("Share class", "B", "ordinary shares"),
        ("Role", "Director", "Shareholder"),
        ("Instrument", "call option", "shares"),
        ("Nominee", "Nomina Ltd", "no"),
        ("Via", "Roth Holding", "direct"),
        ("Deal status", "unwound 2022", "completed"),
        ("Currency", "GBP", "-"),
        ("Whatever", "12.5%", "12.5"),
        ("Whatever", "2015-06-30", "2015"),
        ("Whatever", "nein", "Werk"),
        ("Whatever", "sold in 2019", "selling shoes"),
        ("股份性质", "优先股", "普通股"),
        ("Direct %", "12", "-"),
    ],
)
def test_what_may_turn_a_row_is_refused_until_somebody_ignores_it(
    tmp_path: Path, form: str, column: str, cell: str, harmless: str
) -> None:
    table = [[*HEADER, column], ["Elm", "Oak", 30, cell], ["Ash", "Oak", 20, harmless]]
    path = written(tmp_path, form, table)
    held, _, (refused,) = read(path)
    assert held == HELD
    assert f"column {column}: " in refused and "--ignore" in refused
    assert len(claims_of(path, ignore=[column])) == 2
    with pytest.raises(FileError, match="no column 'Colour' to ignore"):
        claims_of(path, ignore=["Colour"])


@pytest.mark.parametrize("form", FORMATS)
def test_columns_that_say_nothing_of_a_stake_are_left_alone(tmp_path: Path, form: str) -> None:
    plain = sorted({row["word"] for row in rows("plain-columns")} - {"no", "country", "location"})
    for start in range(0, len(plain), 20):
        some = plain[start : start + 20]
        cells = ["1998-05-01" if n % 2 else "Via Roma 1, until Friday" for n in range(len(some))]
        table = [[*HEADER, *some], ["Ash", "Oak", 20, *cells]]
        held, _, refused = read(written(tmp_path, form, table))
        assert (held, refused) == (HELD, [])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("column", ["Votes", "Voting rights %", "Stimmrechte (%)", "表决权比例"])
def test_votes_are_votes_and_capital_is_capital(tmp_path: Path, form: str, column: str) -> None:
    table = [
        ["Owner", "Company", "Share %", column], ["Elm", "Oak", 60, "10%"],
        ["Ash", "Oak", 40, "90%"],
        ["Total", "Oak", 100, "100%"],
    ]  # fmt: skip
    said = claims_of(written(tmp_path, form, table), dated="2024-12-31")
    assert {(one.measurand, str(one.share)) for one in said} == {
        ("record", "60 %"), ("record", "40 %"), ("votes", "10 %"), ("votes", "90 %"),
    }  # fmt: skip
    alone = written(tmp_path, form, [["Owner", "Company", column], ["Elm", "Oak", "51%"]])
    (votes,) = claims_of(alone)
    assert (votes.measurand, str(votes.share)) == ("votes", "51 %")


def test_who_has_the_votes_may_direct_and_not_who_has_the_capital(tmp_path: Path) -> None:
    table = [[*HEADER, "Votes"], ["Elm", "Oak", 0, "100%"], ["Ash", "Oak", 100, "0%"]]
    wanted = Wanted(format="table", home="GB", dated=DAY)
    import_files([written(tmp_path, "csv", table)], tmp_path / "home", wanted)
    found = questions.controllers(open_release(tmp_path / "home"), "Oak")
    certain = {one.controller.name for one in found.controllers if one.certainty == "certain"}
    assert certain == {"Elm"}


@pytest.mark.parametrize("form", FORMATS)
def test_numbers_of_no_known_column_are_asked_about_where_no_share_is_known(
    tmp_path: Path, form: str
) -> None:
    table = [["Owner", "Company", "Number held"], ["Elm", "Oak", 6000]]
    held, _, (refused,) = read(written(tmp_path, form, table))
    assert not held
    assert "'6000' may be a share, and no column is known to name shares" in refused


@pytest.mark.parametrize("form", FORMATS)
def test_a_year_is_the_day_that_a_row_speaks_for(tmp_path: Path, form: str) -> None:
    table = [[*HEADER, "Year"], ["Elm", "Oak", 30, 2009]]
    (claim,) = claims_of(written(tmp_path, form, table), dated="2025-01-01")
    assert str(claim.as_of) == "2009"


# Words beside a name, in a remark, alone in a line, in a title, of a sheet


@pytest.mark.parametrize("word", TURNING)
def test_a_word_that_turns_a_stake_is_seen_wherever_it_stands(tmp_path: Path, word: str) -> None:
    names = [f"Elm ({word})", f"Yew, {word} 2019"]
    if word not in ("formerly", "previously"):  # behind which a name stands that it had
        table = [HEADER, *([name, "Oak", 30] for name in names), ["Ash", "Oak", 20]]
        held, _, refused = read(written(tmp_path, "csv", table))
        assert (held, len(refused)) == (HELD, 2)
    held, _, refused = read(written(tmp_path, "csv", [[*HEADER, "Whatever"],
        ["Elm", "Oak", 30, f"{word.upper()} 2019"], ["Ash", "Oak", 20, "x"]]))  # fmt: skip
    assert (held, len(refused)) == (HELD, 1)


@pytest.mark.parametrize(
    "name",
    ["Former Glory Ltd", "Options & More Ltd", "Beta Ltd (formerly Alpha Ltd)",
     "Trustee Savings Bank", "Exit Games GmbH", "Loan Market Group", "Sold Out Entertainment",
     "北京优先科技"],
)  # fmt: skip
def test_a_firm_may_be_called_so(tmp_path: Path, name: str) -> None:
    held, _, refused = read(written(tmp_path, "csv", [HEADER, [name, "Oak", 20]]))
    assert (held, refused) == ({(name, "Oak"): "20 %"}, [])


@pytest.mark.parametrize("column", ["Remarks", "Note", "备注", "Bemerkung"])
def test_a_remark_that_a_stake_was_sold_refuses_its_row(tmp_path: Path, column: str) -> None:
    table = [[*HEADER, column], ["Elm", "Oak", 30, "sold in 2023"], ["Ash", "Oak", 20, "kept"]]
    path = written(tmp_path, "csv", table)
    held, _, (refused,) = read(path)
    assert held == HELD and f"--ignore {column!r}" in refused
    assert len(claims_of(path, ignore=[column])) == 2


def test_rows_below_a_line_of_former_holders_are_refused_with_it(tmp_path: Path) -> None:
    table = [
        HEADER, ["Ash", "Oak", 20], ["Former shareholders:", "", ""], HEADER, ["Elm", "Oak", 30],
        ["Current shareholders", "", ""], ["Yew", "Oak", 5],
    ]  # fmt: skip
    held, _, refused = read(written(tmp_path, "csv", table))
    assert held == HELD | {("Yew", "Oak"): "5 %"}
    assert len(refused) == 2
    assert "stands below a line in which 'former'" in refused[1]


def test_a_sheet_or_title_of_former_holders_is_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, owner in (("Current", "Ash"), ("Former shareholders", "Elm")):
        sheet = book.create_sheet(name)
        for row in (HEADER, [owner, "Oak", 20]):
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "a.xlsx")
    held, noted, refused = read(tmp_path / "a.xlsx")
    assert (held, refused) == (HELD, [])
    assert any("Former shareholders" in words and "not read" in words for words in noted)
    path = tmp_path / "b.csv"
    path.write_text("Former shareholders of Oak\nOwner,Company,Share %\nElm,Oak,30\n", "utf-8")
    with pytest.raises(FileError, match="'former' may say that the stake ended"):
        read(path)


@pytest.mark.parametrize(
    ("title", "day"),
    [("Shareholders as at 31 December 2015", "2015-12-31"), ("Stand: 31.12.2015", "2015-12-31"),
     ("截至2015年12月31日", "2015-12-31"), ("Register of 2024", ""),
     ("1.1.2015 to 31.12.2015", "")],
)  # fmt: skip
def test_the_day_of_a_title_is_that_of_rows_that_name_none(
    tmp_path: Path, title: str, day: str
) -> None:
    for text in (f"{title}\nOwner,Company,Share %\nAsh,Oak,20\n",
                 f"Owner,Company,Share %\n{title},,\nAsh,Oak,20\n"):  # fmt: skip
        path = tmp_path / "a.csv"
        path.write_text(text, "utf-8")
        (claim,) = claims_of(path)
        assert str(claim.as_of or "") == day
        refused = [one for said in read_foreign(path, dated="2025-01-01") for one in said.refusals]
        assert bool(refused) is bool(day)
        assert not refused or f"says {day}, and 2025-01-01 was given" in str(refused[0])


# Names and figures


def test_one_firm_in_other_letters_or_with_a_footnote_is_one(tmp_path: Path) -> None:
    names = ["ROTH HOLDING LTD.", "Roth Holding Ltd", "Roth Holding Ltd*", "Roth Holding Ltd¹"]
    table = [HEADER, *([name, firm, 20] for name, firm in zip(names, "ABCD", strict=True))]
    assert len({one.party for one in claims_of(written(tmp_path, "csv", table))}) == 1


@pytest.mark.parametrize(
    ("text", "share"),
    [("1/3", "33.3333–33.3334 %"), ("half", "50 %"), ("60 Prozent", "60 %"), ("60,0 v.H.", "60 %"),
     ("über 25%", "over 25 %"), ("plus de 25%", "over 25 %"), ("más del 25%", "over 25 %"),
     ("50%*", "50 %"), ("(60%)", "60 %"), (".5%", "0.5 %"), ("63.687%", "63.687 %")],
)  # fmt: skip
def test_shares_are_read_as_people_write_them(tmp_path: Path, text: str, share: str) -> None:
    held, _, refused = read(
        written(tmp_path, "csv", [[*HEADER[:2], "Share"], ["Ash", "Oak", text]])
    )
    assert (list(held.values()), refused) == ([share], [])


@pytest.mark.parametrize("text", ["15.000", "1.234", "4/3", "1/0", "about 1/3"])
def test_a_figure_that_may_be_thousands_or_is_no_part_is_refused(tmp_path: Path, text: str) -> None:
    held, _, refused = read(
        written(tmp_path, "csv", [[*HEADER[:2], "Share"], ["Ash", "Oak", text]])
    )
    assert not held and refused


@pytest.mark.parametrize("text", ["present", "today", "至今", "-", "heute", "ongoing"])
def test_no_end_may_be_a_word(tmp_path: Path, text: str) -> None:
    table = [[*HEADER, "Until"], ["Ash", "Oak", 20, text]]
    (claim,) = claims_of(written(tmp_path, "csv", table))
    assert claim.period.end is None


def test_a_number_of_something_in_a_workbook_is_no_share(tmp_path: Path) -> None:
    path = written(tmp_path, "xlsx", [HEADER, ["Ash", "Oak", 20], ["Elm", "Oak", 40]])
    book = openpyxl.load_workbook(path)
    book.active["C3"].number_format = '0.00" million EUR"'
    book.save(path)
    held, _, (refused,) = read(path)
    assert held == HELD and "40 million EUR" in refused


@pytest.mark.parametrize(
    "name", ["Oak (treasury shares)", "the company itself", "Treasury", "库存股"]
)
def test_own_shares_are_the_firms_and_nobody_elses(tmp_path: Path, name: str) -> None:
    held, _, refused = read(
        written(tmp_path, "csv", [HEADER, ["Ash", "Oak", 20], [name, "Oak", 5]])
    )
    assert (held, refused) == (HELD | {("Oak", "Oak"): "5 %"}, [])
    held, noted, _ = read(written(tmp_path, "csv", [HEADER, ["Ash", "Oak", 20], [name, "Oak", 60]]))
    assert held == HELD  # so much is no firm's own
    assert any("shares that the firm itself holds" in words for words in noted)


def test_a_sum_of_all_says_how_much_no_row_has(tmp_path: Path) -> None:
    _, noted, _ = read(
        written(tmp_path, "csv", [HEADER, ["Ash", "Oak", 20], ["Total", "Oak", 100]])
    )
    assert "a row of sums, which nobody holds; the rows above come to 80 % less" in noted
