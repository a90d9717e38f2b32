"""Tables as people keep them: sums, merged cells, titles, sheets, ends. Each kind, in each format.

Every table here is our own; the last tests read inputs of others beside the project.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph import questions
from graph.claims.model import Claim, Control, Entity, Ownership
from graph.errors import FileError
from graph.formats.catalogue import recognised
from graph.formats.foreign.mapping import read_mapping
from graph.formats.foreign.reader import read_foreign
from graph.formats.foreign.sums import is_sum
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into
from ontology.crosswalks import rows

FORMATS = ("csv", "xlsx", "parquet")
MAPPING = """
[source]
id = "s"
title = "S"
[[claims]]
type = "Ownership"
party.column = "Owner"
target.column = "Company"
"""
Table = Sequence[Sequence[object]]


def written(folder: Path, form: str, table: Table) -> Path:
    path = folder / f"owners.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    elif form == "xlsx":
        book = openpyxl.Workbook()
        for row in table:
            book.active.append(list(row))
        book.save(path)
    else:
        header, *body = table
        columns = [
            [None if cell == "" else str(cell) for cell in column]
            for column in zip(*body, strict=True)
        ]
        pq.write_table(pa.table(dict(zip(map(str, header), columns, strict=True))), path)
    return path


def read(
    path: Path, mapping: Path | None = None
) -> tuple[dict[tuple[str, str], str], list[str], list[str]]:
    """Who holds how much of whom; what was noted; what was refused."""
    statements = list(read_foreign(path, read_mapping(mapping) if mapping else None))
    names = {
        one.id: one.name for said in statements for one in said.records if isinstance(one, Entity)
    }
    claims = [one for said in statements for one in said.records if isinstance(one, Ownership)]
    assert len({one.id for one in claims}) == len(claims)
    held = {(names[one.party], names[one.target]): str(one.share) for one in claims}
    assert len(held) == len(claims)
    noted = [words for said in statements for words in said.noted]
    return held, noted, [str(one) for said in statements for one in said.refusals]


# Sums


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "word",
    [
        *sorted({row["word"] for row in rows("sum-words") if row["place"] == "whole"}),
        "合　计",
        "TOTAL:",
        "Sub-Total",
        "Total (100%)",
        "前五名股东合计",
    ],
)
def test_a_row_of_sums_is_nobodys(tmp_path: Path, form: str, word: str) -> None:
    assert is_sum(word)
    table = [
        ["Owner", "Company", "Share %"],
        ["Elm", "Oak", 41.5],
        ["Ash", "Oak", 33],
        [word, "Oak", 74.5],
    ]
    held, noted, refused = read(written(tmp_path, form, table))
    assert held == {("Elm", "Oak"): "41.5 %", ("Ash", "Oak"): "33 %"}
    assert "a row of sums, which nobody holds" in noted
    assert not refused


def test_sums_of_groups_and_of_all_are_nobodys(tmp_path: Path) -> None:
    table = [
        ["股东名称", "公司名称", "持股比例(%)"],
        ["东湖", "青石", 10], ["西湖", "青石", 15], ["小计", "青石", 25],
        ["南湖", "青石", 5], ["北湖", "青石", 7], ["小计", "青石", 12],
        ["合计", "青石", 37], ["合计", "", 37],
    ]  # fmt: skip
    held, noted, refused = read(written(tmp_path, "csv", table))
    assert {owner for owner, _ in held} == {"东湖", "西湖", "南湖", "北湖"}
    assert not refused
    assert noted.count("a row of sums, which nobody holds") == 4


@pytest.mark.parametrize("form", FORMATS)
def test_a_firm_called_like_a_sum_is_one_where_its_number_says_so_and_else_asked_for(
    tmp_path: Path, form: str
) -> None:
    lei = "549300SAMPLEEXAMPL39"
    header = ["Owner", "Owner LEI", "Company", "Share %"]
    held, _, refused = read(
        written(tmp_path, form, [header, ["Elm", "", "Oak", 20], ["Total", lei, "Oak", 30]])
    )
    assert held == {("Elm", "Oak"): "20 %", ("Total", "Oak"): "30 %"}
    held, _, (refused,) = read(
        written(tmp_path, form, [header, ["Elm", "", "Oak", 20], ["Total", "", "Oak", 30]])
    )
    assert held == {("Elm", "Oak"): "20 %"}
    assert "'Total' is a word for a sum, but the rows above come to 20 %, not to 30 %" in refused


def test_the_header_that_comes_again_is_no_row(tmp_path: Path) -> None:
    table = [["Owner", "Company"], ["Elm", "Oak"], ["Owner", "Company"], ["Ash", "Oak"]]
    held, noted, _ = read(written(tmp_path, "csv", table))
    assert set(held) == {("Elm", "Oak"), ("Ash", "Oak")}
    assert "the header again" in noted


# Merged cells, and cells that were merged before they were saved as text


def merged(folder: Path, table: Table, *ranges: str) -> Path:
    path = written(folder, "xlsx", table)
    book = openpyxl.load_workbook(path)
    for one in ranges:
        book.active.merge_cells(one)
    book.save(path)
    return path


TWO = [
    ["Company", "Owner", "Share %", "As of"],
    ["Oak", "Elm", 55, "2024-03-31"],
    ["Oak", "Ash", 45, "2024-03-31"],
]


def test_a_merged_cell_says_the_same_of_each_row_it_covers(tmp_path: Path) -> None:
    held, noted, refused = read(merged(tmp_path, TWO, "A2:A3", "D2:D3"))
    assert held == {("Elm", "Oak"): "55 %", ("Ash", "Oak"): "45 %"}
    assert not refused
    assert "a row without a claim" not in noted


def test_a_share_merged_over_several_owners_is_refused(tmp_path: Path) -> None:
    held, _, refused = read(merged(tmp_path, TWO, "A2:A3", "C2:C3"))
    assert not held
    assert len(refused) == 2
    assert all("column Share %: one cell for several rows" in one for one in refused)


def test_a_row_merged_with_the_next_in_all_it_claims_is_one(tmp_path: Path) -> None:
    held, noted, refused = read(merged(tmp_path, TWO, "A2:A3", "B2:B3", "C2:C3"))
    assert held == {("Elm", "Oak"): "55 %"}
    assert not refused
    assert "a row that merged cells say again" in noted


def test_an_owner_of_nobody_named_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    """So does a merged cell look once it was saved as CSV."""
    table = [["Company", "Owner", "Share %"], ["Oak", "Elm", 55], ["", "Ash", 45], ["", "", ""]]
    held, _, (refused,) = read(written(tmp_path, "csv", table))
    assert held == {("Elm", "Oak"): "55 %"}
    assert "line 3, column Company: empty, so nobody knows of whom" in refused


# Sheets


def book_of(folder: Path, **sheets: Table) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name.startswith("Hidden") else "visible"
        for row in table:
            sheet.append(list(row))
    path = folder / "book.xlsx"
    book.save(path)
    return path


HEADER = ["Owner", "Company", "Share %"]


def test_every_sheet_is_read_or_it_is_said_why_not(tmp_path: Path) -> None:
    path = book_of(
        tmp_path,
        North=[HEADER, ["Elm", "Oak", 30]],
        South=[HEADER[::-1], [20, "Fir", "Elm"]],
        Notes=[["Prepared by the clerk"], ["in March"]],
        Hidden=[HEADER, ["Yew", "Oak", 70]],
        Empty=[],
    )
    held, noted, refused = read(path)
    assert held == {("Elm", "Oak"): "30 %", ("Elm", "Fir"): "20 %"}
    said = [words for words in noted if "is not read" in words]
    assert len(said) == 2
    assert "'Notes' is not read: no column is known to name the owner" in said[0]
    assert "'Hidden' is not read: hidden" in said[1]
    assert not refused


def test_rows_of_later_sheets_are_found_again_by_sheet_and_row(tmp_path: Path) -> None:
    path = book_of(
        tmp_path,
        One=[HEADER, ["Elm", "Oak", 30]],
        Two=[HEADER, ["Ash", "Oak", 130], ["Ash", "Fir", 3]],
    )
    statements = list(read_foreign(path))
    claims = [one for said in statements for one in said.records if isinstance(one, Claim)]
    assert [one.citations[0].locator for one in claims] == ["row 2", "sheet Two, row 3"]
    (refused,) = (one for said in statements for one in said.refusals)
    assert "line 2, sheet Two, column Share %" in str(refused)


def test_a_mapping_names_its_sheet(tmp_path: Path) -> None:
    path = book_of(tmp_path, One=[["A", "B"], ["Elm", "Oak"]], Two=[["A", "B"], ["Ash", "Fir"]])
    mapping = tmp_path / "mapping.toml"
    text = MAPPING.replace('"Owner"', '"A"').replace('"Company"', '"B"')
    text = text.replace("[[claims]]", '[file]\nsheet = "Two"\n[[claims]]')
    mapping.write_text(text, encoding="utf-8")
    assert set(read(path, mapping)[0]) == {("Ash", "Fir")}
    mapping.write_text(text.replace('sheet = "Two"', ""), encoding="utf-8")
    assert set(read(path, mapping)[0]) == {("Elm", "Oak"), ("Ash", "Fir")}


# What stands above a header, and how lines end


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_titles_above_the_header_are_told_and_not_read(tmp_path: Path, form: str) -> None:
    table = [
        ["Register of members"],
        ["As at 31 March 2024", "", ""],
        [],
        HEADER,
        ["Elm", "Oak", 30],
    ]
    path = written(tmp_path, form, table)
    assert recognised(path).name == "table"
    held, noted, refused = read(path)
    assert held == {("Elm", "Oak"): "30 %"}
    assert "above the header: Register of members" in noted
    assert not refused
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        MAPPING,
        encoding="utf-8",
    )
    assert set(read(path, mapping)[0]) == {("Elm", "Oak")}


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_the_line_that_names_the_separator_is_no_header(
    tmp_path: Path, sign: str, end: str, encoding: str
) -> None:
    lines = [
        f"sep={sign}",
        sign.join(["股东名称", "公司名称", "持股比例(%)"]),
        sign.join(["东湖有限公司", "青石", "12.50"]),
    ]
    path = tmp_path / "a.csv"
    path.write_bytes(end.join([*lines, ""]).encode(encoding))
    assert recognised(path).name == "table"
    held, _, refused = read(path)
    assert held == {("东湖有限公司", "青石"): "12.5 %"}
    assert not refused


def test_a_header_of_several_lines_in_quotes_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'List\n"股东名称","公司名称","持股比例\n（%）"\n东湖,青石,8\n', encoding="utf-8"
    )
    assert read(path)[0] == {("东湖", "青石"): "8 %"}


# Whether a stake still holds


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("column", "cell", "over"),
    [
        ("Ceased on", "2021-06-30", "2021-06-30"),
        ("ceased_on", "2021-06-30", "2021-06-30"),
        ("Ceased on", "", ""),
        ("退出日期", "2021年6月30日", "2021-06-30"),
        ("Status", "Inactive", "2024-03-30"),
        ("Status", "active", ""),
        ("状态", "已退出", "2024-03-30"),
        ("Is current", "no", "2024-03-30"),
        ("Ceased", "yes", "2024-03-30"),
        ("Ceased", "false", ""),
        ("Ceased", "2021-06-30", "2021-06-30"),
        ("Former", "former", "2024-03-30"),
    ],
)
def test_columns_that_end_a_stake_are_read(
    tmp_path: Path, form: str, column: str, cell: str, over: str
) -> None:
    path = written(
        tmp_path, form, [[*HEADER, "As of", column], ["Elm", "Oak", 30, "2024-03-31", cell]]
    )
    _, *said = read_foreign(path)
    (claim,) = (one for row in said for one in row.records if isinstance(one, Ownership))
    assert str(claim.period.end or "") == over
    assert (claim.period_end == "ended") == bool(over)


def test_what_cannot_be_read_of_an_end_is_refused_or_told(tmp_path: Path) -> None:
    table = [
        [*HEADER, "Status"],
        ["Elm", "Oak", 30, "in dispute"],
        ["Ash", "Oak", 30, "ceased"],
        ["Yew", "Oak", 30, "current"],
    ]
    held, _, (unknown, undated) = read(written(tmp_path, "csv", table))
    assert set(held) == {("Yew", "Oak")}
    assert "'in dispute' does not say whether a stake still holds" in unknown
    assert "'ceased' says that it is over, and nothing says since when" in undated
    with pytest.raises(
        FileError, match="several columns say when or whether a stake ended: Ceased on, End date"
    ):
        read(
            written(
                tmp_path, "csv", [[*HEADER, "Ceased on", "End date"], ["Elm", "Oak", 30, "", ""]]
            )
        )


def test_a_mapping_that_leaves_out_an_end_is_told_so(tmp_path: Path) -> None:
    path = written(tmp_path, "csv", [[*HEADER, "Ceased on"], ["Elm", "Oak", 30, "2020-01-01"]])
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        MAPPING,
        encoding="utf-8",
    )
    assert "not read, though it may say that a stake ended: Ceased on" in read(path, mapping)[1]


# Text


@pytest.mark.parametrize("form", FORMATS)
def test_marks_nobody_sees_and_wide_letters_make_no_second_firm(tmp_path: Path, form: str) -> None:
    table = [
        ["Ow\u200bner", "\ufeffCompany", "Ｓｈａｒｅ ％"],
        ["Elm （Group）", "Oak\u200b", "３０％"],
        ["\u2060Elm (Group)", "Ｏａｋ", "５%"],
    ]
    statements = list(read_foreign(written(tmp_path, form, table)))
    entities = [one for said in statements for one in said.records if isinstance(one, Entity)]
    assert [one.name for one in entities] == ["Elm （Group）", "Oak"]
    shares = [
        str(one.share) for said in statements for one in said.records if isinstance(one, Ownership)
    ]
    assert shares == ["30 %", "5 %"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_control_characters_are_never_part_of_a_name(tmp_path: Path, form: str) -> None:
    held, _, (refused,) = read(
        written(tmp_path, form, [HEADER, ["\x8eofia", "Oak", 30], ["Elm", "Oak", 3]])
    )
    assert set(held) == {("Elm", "Oak")}
    assert "a control character (U+008E) in column Owner" in refused


# Register words for bands


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("More than 25% but not more than 50%", "over 25 to 50 %"),
        ("more than 50% but less than 75%", "over 50 to under 75 %"),
        ("75% or more", "at least 75 %"),
        ("over 10 %, up to 20 %", "over 10 to 20 %"),
        (">25% <=50%", "over 25 to 50 %"),
        ("超过25%但不超过50%", "over 25 to 50 %"),
        ("25%以上50%以下", "25–50 %"),
        ("50%+", "at least 50 %"),
    ],
)
def test_bands_in_the_words_of_registers(tmp_path: Path, form: str, words: str, share: str) -> None:
    held, _, refused = read(written(tmp_path, form, [HEADER, ["Elm", "Oak", words]]))
    assert held == {("Elm", "Oak"): share}
    assert not refused


@pytest.mark.parametrize("form", FORMATS)
def test_natures_of_control_in_a_column(tmp_path: Path, form: str) -> None:
    header = ["Owner", "Company", "Natures of control", "Notified on", "Ceased on"]
    both = "ownership-of-shares-50-to-75-percent; voting-rights-25-to-50-percent"
    table = [
        header,
        ["Elm", "Oak", both, "2019-04-06", ""],
        ["Ash", "Oak", "right-to-appoint-and-remove-directors", "2019-04-06", "2023-01-31"],
        ["Yew", "Oak", "voting-rights-25-to-50-percent-as-trust", "2019-04-06", ""],
        ["Fir", "Oak", "ownership-of-oaks", "2019-04-06", ""],
    ]  # fmt: skip
    statements = list(read_foreign(written(tmp_path, form, table)))
    claims = [one for said in statements for one in said.records if isinstance(one, Claim)]
    stakes = [(one.interest, str(one.share)) for one in claims if isinstance(one, Ownership)]
    assert stakes == [
        ("shareholding", "over 50 to under 75 %"),
        ("votingRights", "over 25 to 50 %"),
    ]
    (power,) = (one for one in claims if isinstance(one, Control))
    assert (power.mechanism, power.right, str(power.period.end)) == (
        "boardNomination", "decisive", "2023-01-31",
    )  # fmt: skip
    trust, unknown = (str(one) for said in statements for one in said.refusals)
    assert "held through somebody whom the row does not name" in trust
    assert "no nature is called 'ownership-of-oaks'" in unknown


# Inputs of others


@pytest.mark.parametrize(
    ("name", "right"),
    [
        (
            "table-heji-row.csv",
            {("甲示例有限公司", "测试公司"): "60 %", ("乙示例有限公司", "测试公司"): "40 %"},
        ),
        (
            "table-merged-cells.xlsx",
            {("甲示例有限公司", "测试公司"): "60 %", ("乙示例有限公司", "测试公司"): "40 %"},
        ),
        (
            "table-two-sheets.xlsx",
            {
                ("A Example Ltd", "T Example Ltd"): "60 %",
                ("B Example Ltd", "T Example Ltd"): "40 %",
            },
        ),
        (
            "table-excel-sep-line.csv",
            {
                ("示例投资有限公司", "测试科技股份有限公司"): "51 %",
                ("张示例", "测试科技股份有限公司"): "49 %",
            },
        ),
        (
            "encoding-cp1250-slovak.csv",
            {
                ("Žofia Príklad", "Testovacia spoločnosť a.s."): "51 %",
                ("Ľubomír Ťažký", "Testovacia spoločnosť a.s."): "49 %",
            },
        ),
        ("encoding-euc-kr.csv", {("삼성예시", "테스트 주식회사"): "51 %"}),
    ],
)
def test_inputs_of_others(shared: Path, name: str, right: dict[tuple[str, str], str]) -> None:
    held, _, refused = read(shared / "trials" / "formats" / name)
    assert held == right
    assert not refused


def test_a_stake_that_ceased_is_not_current(shared: Path, tmp_path: Path) -> None:
    path = shared / "trials" / "formats" / "table-ceased-on-column.csv"
    wanted = Wanted(format="table", name="t", home="GB", data_date=date(2025, 1, 1))
    assert not import_into([path], tmp_path / "tables", wanted).refusals
    release = questions.own_tables(tmp_path / "tables")
    firm = next(one.id for one in release.knowledge.entities.values() if one.name.startswith("T "))
    assert not questions.owners(release, firm, basis="legal").owners
