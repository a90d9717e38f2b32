"""What a form of a page sends with a file in it (RFC 7578), read whole and within bounds."""

from __future__ import annotations

import re
from email.message import Message
from typing import NamedTuple

from starlette.requests import Request

from api.errors import UnsupportedMediaError
from graph.errors import InputError

FORM = "multipart/form-data"
MOST_PARTS = 60
LONGEST_HEAD = 4096
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")


class Part(NamedTuple):
    """A field: its content, and the name of the file where it is one."""

    content: bytes
    file: str = ""

    @property
    def text(self) -> str:
        """The content as text; a field that is none is refused by :func:`read_form`."""
        return self.content.decode("utf-8")


async def form_of(request: Request) -> dict[str, Part]:
    """The fields of a posted form; how long it may be is watched before it comes here."""
    media = request.headers.get("content-type", "")
    if media.partition(";")[0].strip().casefold() != FORM:
        said = media.partition(";")[0].strip() or "of no stated type"
        raise UnsupportedMediaError(f"the body is {said}; send {FORM}")
    return read_form(await request.body(), media)


def read_form(body: bytes, media: str) -> dict[str, Part]:
    r"""The fields of a form by name; of one that is sent twice the first.

    >>> body = b'--x\r\nContent-Disposition: form-data; name="unit"\r\n\r\nkt\r\n--x--\r\n'
    >>> read_form(body, "multipart/form-data; boundary=x")["unit"].text
    'kt'

    Raises
    ------
    InputError
        If it is not a form that a browser sends, or a field that is no file is no text.
    """
    boundary = _parameter(media, "content-type", "boundary")
    if not _BOUNDARY.fullmatch(boundary):
        raise InputError("the form cannot be read: it names no boundary")
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise InputError("the form cannot be read: it does not come to its end")
    if len(pieces) - 2 > MOST_PARTS:
        raise InputError(f"the form cannot be read: it has more than {MOST_PARTS} fields")
    found: dict[str, Part] = {}
    for piece in pieces[1:-1]:
        name, part = _part(piece)
        found.setdefault(name, part)
    return found


def _part(piece: bytes) -> tuple[str, Part]:
    head, parted, content = piece.partition(b"\r\n\r\n")
    if not parted or len(head) > LONGEST_HEAD:
        raise InputError("the form cannot be read: a field has no head, or a long one")
    lines = head.decode("utf-8", errors="replace").split("\r\n")
    said = next((line for line in lines if line.casefold().startswith("content-disposition:")), "")
    disposition = said.partition(":")[2]
    name = _parameter(disposition, "content-disposition", "name")
    file = _parameter(disposition, "content-disposition", "filename")
    if not name:
        raise InputError("the form cannot be read: a field has no name")
    if 'filename="' not in disposition and not file:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            raise InputError(f"the field {name[:40]!r} is not text in UTF-8") from None
    return name, Part(content, file)


def _parameter(value: str, header: str, name: str) -> str:
    """A parameter of a header, without its quotation marks."""
    message = Message()
    message[header] = " ".join(value.split())
    found = message.get_param(name, header=header)
    return found if isinstance(found, str) else ""
