"""JSON is read object by object, the same in either form, and what is wrong keeps its place."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec import Struct

from graph.formats.files.json_pieces import pieces
from graph.formats.files.json_stream import objects
from graph.formats.files.opening import BLOCK, Limits

words = some.text(some.sampled_from('ab"\\{}[],: \n持🀄'), max_size=6)
values = some.recursive(
    some.none() | some.booleans() | some.integers() | words,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
items = some.dictionaries(words, values, max_size=3) | some.lists(values, max_size=3)


@given(
    some.lists(items, max_size=5),
    some.sampled_from([None, 0, 2]),
    some.booleans(),
    some.integers(1, 40),
)
def test_an_array_is_cut_where_its_items_end_whatever_they_say(said, indent, ascii, size):
    text = json.dumps(said, indent=indent, ensure_ascii=ascii).encode()
    *whole, rest = pieces(io.BytesIO(text), BLOCK, size)
    assert b"".join(piece for piece, _ in (*whole, rest)) == text
    assert [json.loads(piece.lstrip()[1:]) for piece, _ in whole] == said
    assert [ends for _, ends in (*whole, rest)] == [True] * len(said) + [False]


@given(some.lists(values, max_size=6), some.sampled_from([None, 2]))
def test_an_array_gives_its_items_whatever_they_are(said, indent):
    assert read("[" + json.dumps(said, indent=indent)[1:]) == [(one, "") for one in said]


@given(some.binary(max_size=60))
def test_whatever_follows_the_first_items_they_are_read_and_nothing_is_thrown(rest):
    found = read(b'[{"a": 1}, {"b": [2.50]},' + rest)
    assert found[:2] == [({"a": 1}, ""), ({"b": [Decimal("2.50")]}, "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", []),
        (' [ {"a": 1} ] \n', [({"a": 1}, "")]),
        ('[1, {"a": "}]"}, "x", [[], 2], null, {}]', [
            (1, ""), ({"a": "}]"}, ""), ("x", ""), ([[], 2], ""), (None, ""), ({}, "")
        ]),
        ('[{"a": 1}', [({"a": 1}, ""), (None, "json")]),
        ('[{"a": 1}, {"b": "', [({"a": 1}, ""), (None, "json")]),
        ('[{"a": 1} {"b": 2}]', [({"a": 1}, ""), (None, "json")]),
        ('[{"a": 1},, {"b": 2}]', [({"a": 1}, ""), (None, "json")]),
        ('[, {"a": 1}]', [(None, "json")]),
        ('[{"a": 1}, {"b": tru}, {"c": 3}]', [({"a": 1}, ""), (None, "json")]),
        ('[{"a": 1}, {"b": [2}, {"c": 3}]', [({"a": 1}, ""), (None, "json")]),
        ('[{"a": 1}] {"b": 2}', [({"a": 1}, ""), (None, "json")]),
        ('[{"a": 1}], {"b": 2}]', [({"a": 1}, ""), (None, "json")]),
        (b'[{"a": 1}, {"b": "\xff"}]', [({"a": 1}, ""), (None, "json")]),
    ],
)  # fmt: skip
def test_what_is_no_array_is_read_up_to_there(text, expected):
    assert read(text) == expected


DEEP = '{"deep": ' + "[" * 100_000 + "]" * 100_000 + "}"
# The parser of arrays would take gigabytes for the first, and end the process at the second.
TOO_MUCH = {
    "nesting": DEEP,
    "number": '{"large": 1e99999999999999999999}',
    "number, of many digits": '{"large": ' + "9" * 5_000 + "}",
    "nesting, never closed": DEEP[:90_000],
    "number, behind something else": '5, {"large": ' + "9" * 5_000 + "}",
}


@pytest.mark.parametrize("case", TOO_MUCH)
def test_what_is_too_much_to_hold_is_refused_in_an_array(case):
    first, second, *_ = read('[{"a": 1}, ' + TOO_MUCH[case] + ', {"b": 2}]')
    assert first == ({"a": 1}, "")
    assert second == (None, case.partition(",")[0])


@pytest.mark.parametrize("rule", ["nesting", "number"])
@pytest.mark.parametrize("form", ["[{}]", "{}\n"])
def test_an_item_too_much_to_hold_spoils_only_itself(rule, form):
    separator = "," if form.startswith("[") else "\n"
    said = separator.join(['{"a": 1}', TOO_MUCH[rule], '{"b": 2}'])
    assert read(form.format(said)) == [({"a": 1}, ""), (None, rule), ({"b": 2}, "")]


def test_items_longer_than_a_block_are_read_and_those_beyond_the_limit_refused():
    long, longer = ({"a": '\\"{' * length} for length in (BLOCK, 2 * BLOCK))
    limits = Limits(line=7 * BLOCK)
    assert read(json.dumps([long, {"b": 1}, longer, {"c": 2}]), limits) == [
        (long, ""), ({"b": 1}, ""), (None, "length")
    ]  # fmt: skip


def test_a_line_too_long_is_passed_over(tmp_path):
    path = tmp_path / "file.jsonl"
    path.write_text(json.dumps({"long": "x" * 5000}) + '\n{"a": 1}\n', "utf-8")
    long, short = objects(path, Limits(line=1000))
    assert (long.rule, long.line) == ("length", 1)
    assert short.value == {"a": 1}


@pytest.mark.parametrize("form", ["[{}]", "{}"])
def test_a_decoder_of_its_own_is_asked_first_and_plain_json_comes_where_it_refuses(form, tmp_path):
    class Point(Struct):
        x: int

    said = ['{"x": 1}', '{"x": "far"}']
    path = tmp_path / "points.json"
    path.write_text(form.format(("," if "[" in form else "\n").join(said)), "utf-8")
    decode = msgspec.json.Decoder(Point).decode
    assert [one.value for one in objects(path, decode=decode)] == [Point(1), {"x": "far"}]


def read(text: str | bytes, limits: Limits | None = None) -> list[tuple[object, str]]:
    """The value and the broken rule of each object of a text."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "some.json"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return [(one.value, one.rule) for one in objects(path, limits or Limits())]
