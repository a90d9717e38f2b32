"""What a form of a page sends with a file in it (RFC 7578), read whole and within bounds."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from starlette.requests import Request

from api.errors import UnsupportedMediaError
from graph.errors import InputError

FORM = "multipart/form-data"
MOST_PARTS = 60
LONGEST_HEAD = 4096
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")
_PADDING = rb"[ \t]{0,70}"
_PARAMETER = re.compile(
    r""";\s*(?P<name>[\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^;\s"]*))"""
)
_ESCAPED = re.compile(r"\\([\\\"])")
_CHARSETS = ("utf-8", "iso-8859-1")  # of which every client has both (RFC 5987, section 3.2.1)


class Part(NamedTuple):
    """A field: its content, the name of the file where it is one, and what it is called."""

    content: bytes
    file: str = ""
    field: str = ""

    def as_text(self) -> str:
        """The content as text.

        Raises
        ------
        InputError
            If it is none: also a file may be sent where a text belongs.
        """
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError:
            raise InputError(f"the field {self.field[:40]!r} is not text in UTF-8") from None


async def form_of(request: Request) -> dict[str, Part]:
    """The fields of a posted form; how long it may be is watched before it comes here."""
    media = request.headers.get("content-type", "")
    if media.partition(";")[0].strip().casefold() != FORM:
        said = media.partition(";")[0].strip() or "of no stated type"
        raise UnsupportedMediaError(f"the body is {said}; send {FORM}")
    return read_form(await request.body(), media)


def read_form(body: bytes, media: str) -> dict[str, Part]:
    r"""The fields of a form by name.

    >>> body = b'--x\r\nContent-Disposition: form-data; name="unit"\r\n\r\nkt\r\n--x--\r\n'
    >>> read_form(body, "multipart/form-data; boundary=x")["unit"].as_text()
    'kt'

    Raises
    ------
    InputError
        If it is not a form that a browser sends, has a field twice, or a field that is no file
        is no text.
    """
    boundary = _parameters(media).get("boundary", "")
    if not _BOUNDARY.fullmatch(boundary):
        raise InputError("the form cannot be read: it names no boundary")
    parts: dict[str, Part] = {}
    for piece in _pieces(body, boundary):
        part = _part(piece)
        if part.field in parts:
            raise InputError(f"the form cannot be read: {part.field[:40]!r} was sent twice")
        parts[part.field] = part
    return parts


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """What stands between the boundaries; no more of them is looked for than there may be.

    A boundary ends its line: a line of a file that only begins like one is content.
    """
    line = rb"(?:\A|\r\n)--" + re.escape(boundary).encode()
    between = re.compile(
        line + rb"(?:(--)" + _PADDING + rb"(?=\r\n|\Z)|" + _PADDING + rb"(?=\r\n))"
    )
    pieces: list[bytes] = []
    begins = None
    for found in between.finditer(body):
        if begins is not None:
            pieces.append(body[begins : found.start()])
        if len(pieces) > MOST_PARTS:
            raise InputError(f"the form cannot be read: it has more than {MOST_PARTS} fields")
        if found[1]:
            return pieces
        begins = found.end()
    raise InputError("the form cannot be read: it does not come to its end")


def _part(piece: bytes) -> Part:
    end = piece.find(b"\r\n\r\n", 0, LONGEST_HEAD + 4)
    if end < 0:
        raise InputError("the form cannot be read: a field has no head, or a long one")
    lines = piece[:end].decode("utf-8", errors="replace").split("\r\n")
    heads = (line for line in lines if line.casefold().startswith("content-disposition:"))
    named = _parameters(next(heads, ""))
    field = named.get("name", "")
    if not field:
        raise InputError("the form cannot be read: a field has no name")
    if not field.isprintable():
        raise InputError(f"the form cannot be read: {field[:40]!r} is no name of a field")
    part = Part(piece[end + 4 :], named.get("filename*", named.get("filename", "")), field)
    if named.keys().isdisjoint({"filename", "filename*"}):
        part.as_text()  # what is no file is refused here, whoever reads it
    return part


def _parameters(header: str) -> dict[str, str]:
    r"""The parameters of a header by name in small letters, each as it was meant.

    >>> _parameters("form-data; name=\"a b\"; filename*=UTF-8''%E8%A1%A8.csv")
    {'name': 'a b', 'filename*': '表.csv'}
    """
    values: dict[str, str] = {}
    for found in _PARAMETER.finditer(header):
        name, quoted = found["name"].casefold(), found["quoted"]
        value = found["bare"] if quoted is None else _ESCAPED.sub(r"\1", quoted)
        values.setdefault(name, _extended(value) if name.endswith("*") else value)
    return values


def _extended(value: str) -> str:
    """A value with its charset and percent signs (RFC 5987); one of another form as it stands."""
    charset, _, rest = value.partition("'")
    _, parted, text = rest.partition("'")
    if not parted or charset.casefold() not in _CHARSETS:
        return value
    return unquote(text, encoding=charset, errors="replace")
