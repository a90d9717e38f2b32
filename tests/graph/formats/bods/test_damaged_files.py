"""A damaged file of statements is read as far as it can be, and any other is refused in words."""

from __future__ import annotations

import pytest

from bods_statements import entity, write
from graph.errors import FileError
from graph.formats.bods.reader import read_bods


def test_an_array_that_breaks_off_gives_what_came_before(tmp_path):
    path = write(tmp_path, entity("a"), entity("b"))
    path.write_bytes(path.read_bytes()[:-40])
    first, last = read_bods(path)
    assert first.records
    assert [(one.rule, one.pointer) for one in last.refusals] == [("json", "/1")]


def test_a_bad_line_spoils_only_itself(tmp_path):
    path = write(tmp_path, entity("a"), entity("b"), name="file.jsonl")
    first, second = path.read_bytes().splitlines(keepends=True)
    deep = b'{"statementId":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    path.write_bytes(first + b'{"statementId": "x\n' + b'{"a": "\xff"}\n' + deep + b"[]\n" + second)
    found = list(read_bods(path))
    assert [one.line for one in found] == [1, 2, 3, 4, 5, 6]
    assert [bool(one.records) for one in found] == [True, False, False, False, False, True]
    assert all(one.refusals for one in found[1:5])


@pytest.mark.parametrize(
    "content", ['[{"colour": "blue"}]', "{}", "", "colour,blue", '{\n "a": 1\n}']
)
def test_a_file_that_is_not_bods_is_refused_as_a_whole(tmp_path, content):
    path = tmp_path / "file.json"
    path.write_text(content, "utf-8")
    with pytest.raises(FileError, match=r"file\.json"):
        list(read_bods(path))
