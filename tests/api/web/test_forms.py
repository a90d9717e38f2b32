"""Forms with files in them: read back as a client wrote them, and refused in words."""

from __future__ import annotations

import tracemalloc

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.explorer.plant_form import form_said
from api.web.forms import LONGEST_HEAD, MOST_PARTS, read_form
from graph.errors import InputError

NAMES = st.text("abcdefgh_", min_size=1, max_size=8)
FILES = st.tuples(st.text('abcd .ü表"%', min_size=1, max_size=12), st.binary(max_size=200))
TEXTS = st.text(max_size=60).map(lambda text: (None, text))
BREAKS = st.lists(st.sampled_from([b"\r\n", b"--", b"x", b"\n", b"\r\n--"]), max_size=12)


def sent(parts: dict[str, object]) -> tuple[bytes, str]:
    request = httpx.Request("POST", "http://here/", files=parts)
    return request.read(), request.headers["content-type"]


@given(st.dictionaries(NAMES, FILES | TEXTS, min_size=1, max_size=6))
def test_a_form_is_read_as_it_was_written(parts: dict[str, object]) -> None:
    found = read_form(*sent(parts))
    assert found.keys() == parts.keys()
    for name, (file, content) in parts.items():
        assert found[name].content == (content if isinstance(content, bytes) else content.encode())
        assert bool(found[name].file) == bool(file)


@given(BREAKS.map(b"".join))
def test_ends_of_lines_and_dashes_are_content(content: bytes) -> None:
    body, media = sent({"file": ("a", content), "after": (None, "b")})
    assert read_form(body, media)["file"].content == content


@given(st.binary(max_size=300))
def test_whatever_comes_is_a_form_or_refused_in_words(body: bytes) -> None:
    said = []
    for given_body in (body, b"--x\r\n" + body + b"\r\n--x--"):
        try:
            read_form(given_body, "multipart/form-data; boundary=x")
        except InputError as error:
            said.append(str(error))
    assert all(one.startswith(("the form cannot be read: ", "the field ")) for one in said)


@pytest.mark.parametrize(
    ("body", "media", "says"),
    [
        (b"", "multipart/form-data", "it names no boundary"),
        (b"", f"multipart/form-data; boundary={'x' * 71}", "it names no boundary"),
        (b"--x\r\n\r\nhalf", "multipart/form-data; boundary=x", "does not come to its end"),
        (b"--x\r\n\r\na\r\n--x--", "multipart/form-data; boundary=x", "a field has no name"),
        (
            b"--x\r\n" + b"a" * LONGEST_HEAD + b"b\r\n\r\n\r\n--x--",
            "m; boundary=x",
            "or a long one",
        ),
    ],
)
def test_what_is_no_form_is_said(body: bytes, media: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_form(body, media)


def test_too_many_fields_and_a_field_that_is_no_text_are_refused() -> None:
    with pytest.raises(InputError, match="more than 60 fields"):
        read_form(*sent({f"f{number}": (None, "") for number in range(MOST_PARTS + 1)}))
    body = b'--x\r\nContent-Disposition: form-data; name="unit"\r\n\r\n\xff\r\n--x--'
    with pytest.raises(InputError, match="'unit' is not text in UTF-8"):
        read_form(body, "multipart/form-data; boundary=x")


def form(*fields: tuple[str, bytes]) -> bytes:
    """A form of fields, each its disposition and its content."""
    pieces = [
        b"--x\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"
        for head, content in fields
    ]
    return b"".join(pieces) + b"--x--\r\n"


def read(body: bytes):
    return read_form(body, "multipart/form-data; boundary=x")


@given(st.binary(max_size=40))
def test_a_line_that_only_begins_like_the_boundary_is_content(rest: bytes) -> None:
    for begins in (b"a\r\n--x", b"a\r\n--xyz,", b"a\r\n--x y", b"a\r\n--x--z"):
        content = begins + b"q" + rest.replace(b"\r\n--", b"")
        sent_form = form(('name="file"; filename="a.csv"', content), ('name="unit"', b"kt"))
        found = read(sent_form)
        assert found["file"].content == content and found["unit"].as_text() == "kt"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("filename*=UTF-8''%E8%A1%A8.csv", "表.csv"),
        ("filename=\"t.csv\"; filename*=utf-8'zh'%E8%A1%A8.csv", "表.csv"),
        ("filename*=iso-8859-1''%FC.csv", "ü.csv"),
        ('filename="two  spaces; name=x.csv"', "two  spaces; name=x.csv"),
        ('filename="a\\"b.csv"', 'a"b.csv'),
        ("FileName=bare.csv", "bare.csv"),
    ],
)
def test_a_file_is_one_however_its_name_is_written(head: str, name: str) -> None:
    found = read(form((f'name="file"; {head}', b"\xff")))
    assert found["file"].file == name and found["file"].content == b"\xff"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ([('name="unit"', b"kt"), ('name="unit"', b"t")], "'unit' was sent twice"),
        ([('name="un\x00it"', b"kt")], "is no name of a field"),
        ([('name="unit', b"kt")], "a field has no name"),
    ],
)
def test_a_field_twice_and_a_name_that_is_none_are_refused(fields, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(form(*fields))


def test_no_more_boundaries_are_looked_for_than_there_may_be() -> None:
    """Else a body of nothing but boundaries is a list of millions."""
    body = b"--x\r\n" + b"\r\n--x\r\n" * 200_000 + b"--x--"
    tracemalloc.start()
    with pytest.raises(InputError, match="more than 60 fields"):
        read(body)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100_000


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["file", "kept", "kept_name", "table", "unit", "matching"]),
            st.sampled_from(["", '; filename="a.csv"', '; filename=""', "; filename*=UTF-8''a"]),
            st.binary(max_size=12) | st.sampled_from([b"a,b\n1,2\n", b"\xff", b"YQ=="]),
        ),
        max_size=7,
    )
)
def test_whatever_form_comes_is_a_table_or_refused_in_words(fields) -> None:
    body = form(*((f'name="{name}"{file}', content) for name, file, content in fields))
    try:
        table = form_said(read(body)).content
    except InputError:
        table = b"none"
    assert table.strip()


def test_a_file_where_a_text_belongs_is_refused_by_name() -> None:
    parts = read(form(('name="unit"; filename="u"', b"\xff"), ('name="table"', b"a,b\n")))
    with pytest.raises(InputError, match="'unit' is not text in UTF-8"):
        form_said(parts)
