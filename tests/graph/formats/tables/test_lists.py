"""A reader's list: headers in many words, entries as a stream, bad rows named and left out."""

from pathlib import Path

import pytest

from graph.claims.statements import Refusal
from graph.errors import InputError, TableError
from graph.formats.tables.lists import ListRow, open_list, row_of


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(
    "header", ["name,list,from", "Entity Name,SOURCE,start_date", "﻿Firm,List name,Listed"]
)
def test_columns_go_by_many_names(tmp_path, header):
    (row,) = open_list(written(tmp_path, f"{header}\nJade,Entity List,2020-12-18\n")).rows
    assert (row.name, row.list, str(row.period.start), row.line) == (
        "Jade",
        "Entity List",
        "2020-12-18",
        2,
    )


def test_identifiers_by_scheme_or_by_their_own_column(tmp_path):
    path = written(tmp_path, 'identifier,hkex,ids\nlei:5493; cik:12,00981,"CH, 9123456, Tax No."\n')
    (row,) = open_list(path).rows
    assert row.identifiers == ("lei:5493", "cik:12", "hkex:00981")
    assert row.numbers == ("9123456",)


def test_other_columns_are_named_and_not_read(tmp_path):
    opened = open_list(written(tmp_path, "name,colour,source,list\nJade,red,x,y\n"))
    assert opened.unread == ("colour", "source")  # the word `list` comes first
    assert next(opened.rows).list == "y"


def test_bad_rows_are_refused_one_by_one_with_their_line(tmp_path):
    path = written(
        tmp_path,
        "name,id,identifier,from,to\n"
        "Jade,,,2020,2019\n"
        "Jade,,,soon,\n"
        ",,,2020,\n"
        "Jade,,0981,,\n"
        "Jade,,\n"
        "Pearl,,,2020,2021\n",
    )
    found = list(open_list(path).rows)
    refused = [one for one in found if isinstance(one, Refusal)]
    assert [(one.line, one.pointer) for one in refused] == [
        (2, "column to"),
        (3, "column from"),
        (4, ""),
        (5, "column identifier"),
        (6, ""),
    ]
    assert "scheme:value" in refused[3].problem
    assert [one.name for one in found if isinstance(one, ListRow)] == ["Pearl"]


def test_a_line_that_is_not_utf8_spoils_itself_only(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"name\nJad\xe9\nPearl\n")
    first, second = open_list(path).rows
    assert isinstance(first, Refusal)
    assert "UTF-8" in first.problem
    assert second.name == "Pearl"


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "empty"), ("colour,size\nred,1\n", "no column for a name"), ("Jade;x\n", "commas")],
)
def test_a_file_that_names_nobody_is_refused(tmp_path, text, says):
    with pytest.raises(TableError, match=says):
        open_list(written(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        open_list(tmp_path / "nowhere.csv")


def test_an_entry_from_elsewhere_keeps_the_same_rules():
    assert isinstance(row_of(1, name="Jade", first="2020"), ListRow)
    refused = row_of(7, identifiers=("0981",))
    assert isinstance(refused, Refusal)
    assert refused.line == 7
    assert isinstance(row_of(8, name="  "), Refusal)


def test_the_consolidated_list_of_the_united_states(shared):
    opened = open_list(shared / "data" / "lists" / "csl.csv")
    rows = list(opened.rows)
    assert len(rows) == 115
    assert all(isinstance(row, ListRow) for row in rows)
    denied = rows[0]
    assert (denied.name, str(denied.period.end)) == ("ADRIAN MANUEL HERNANDEZ", "2020-10-13")
    transneft = next(row for row in rows if row.name == "AK TRANSNEFT OAO")
    assert "OAO AK TRANSNEFT" in transneft.other_names
    assert "1027700049486" in transneft.numbers
    assert transneft.programme == "UKRAINE-EO13662"
    assert "remarks" in opened.unread


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_lists_come_in_wide_text_and_with_lines_of_any_end(tmp_path, encoding, end):
    path = tmp_path / "list.csv"
    path.write_bytes(end.join(["name,from", "玉石有限公司,2020", "Jade,2021", ""]).encode(encoding))
    assert [row.name for row in open_list(path).rows] == ["玉石有限公司", "Jade"]


@pytest.mark.parametrize("word", ["Total", "合 计", "Totale:"])
def test_a_sum_is_nobody_on_a_list_unless_something_says_that_it_is_a_firm(tmp_path, word):
    path = written(tmp_path, f"name,lei,list\nJade,,x\n{word},,x\n{word},5493,x\n")
    found = list(open_list(path).rows)
    assert [one.name for one in found if isinstance(one, ListRow)] == ["Jade", word]
    (refused,) = (one for one in found if isinstance(one, Refusal))
    assert (refused.line, "word for a sum" in refused.problem) == (3, True)


def test_marks_without_width_are_left_out_and_control_characters_refused(tmp_path):
    path = written(tmp_path, "na\u200bme,from\nJa\u200bde\x92s,2020\n\x8dade,2020\n")
    first, second = open_list(path).rows
    assert first.name == "Jade’s"
    assert isinstance(second, Refusal)
    assert "control character (U+008D)" in second.problem
