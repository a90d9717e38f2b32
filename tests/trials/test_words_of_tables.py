"""Words in tables: ends of stakes, signs nobody sees, bands of registers; and inputs of others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph import questions
from graph.claims.model import Claim, Control, Entity, Ownership
from graph.errors import FileError
from graph.formats.foreign.reader import read_foreign
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into
from kept_tables import FORMATS, HEADER, MAPPING, read, written

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
