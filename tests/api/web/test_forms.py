"""Forms with files in them: read back as a client wrote them, and refused in words."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
