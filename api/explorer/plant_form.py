"""What a reader sends of a table of plants: the table, what its columns say, and the matches.

Between two steps of the form nothing is kept here: a file goes back to the reader in the page.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from msgspec import Struct

from api.web.forms import Part
from graph.errors import InputError
from graph.formats.plants.guessing import SAYS

MOST_BYTES = 4 << 20  # of a table; it comes back to the reader, a third longer
CHOICES = (*SAYS, "by")  # columns that are chosen
HEADER_OF_MATCHES = "name,entity\n"
_UNUSUAL = re.compile(r"[^\w.()-]+")


class PlantForm(Struct, frozen=True, kw_only=True):
    """All that a reader said so far."""

    pasted: str = ""
    file: bytes = b""  # a table that came as a file,
    name: str = ""  # and what the file is called
    columns: Mapping[str, str] = {}  # of CHOICES, the column
    unit: str = ""
    matches: str = HEADER_OF_MATCHES
    compute: bool = False  # whether the columns were confirmed

    @property
    def content(self) -> bytes:
        """The table: the file, or what was pasted."""
        return self.file or self.pasted.encode()

    @property
    def called(self) -> str:
        """What refusals call the table."""
        return self.name if self.file else "table.csv"

    @property
    def kept(self) -> str:
        """The file as the page gives it back."""
        return base64.b64encode(self.file).decode()


def form_said(fields: Mapping[str, Part]) -> PlantForm:
    """The form that a browser sent.

    Raises
    ------
    InputError
        If there is no table, or it is too large.
    """
    chosen, kept = fields.get("file"), fields.get("kept")
    is_new = chosen is not None and bool(chosen.content)
    if chosen is not None and chosen.content:
        file, name = chosen.content, chosen.file
    else:
        file, name = _kept(kept.content if kept else b""), _text(fields, "kept_name")
    found = PlantForm(
        pasted="" if file else _text(fields, "table"),
        file=file,
        name=_UNUSUAL.sub("-", name).strip("-.")[-80:] or "table",
        columns={one: text for one in CHOICES if (text := _text(fields, f"column_{one}"))},
        unit=" ".join(_text(fields, "unit").split())[:200],
        matches=_text(fields, "matching") or HEADER_OF_MATCHES,
        compute="compute" in fields and not is_new,
    )
    if not found.content.strip():
        raise InputError("no table was sent: choose a file, or paste one with its header")
    if len(found.content) > MOST_BYTES:
        raise InputError(f"the table has {len(found.content):,} bytes; {MOST_BYTES:,} at most")
    return found


def _text(fields: Mapping[str, Part], name: str) -> str:
    return fields[name].as_text().replace("\r\n", "\n") if name in fields else ""


def _kept(content: bytes) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except binascii.Error:
        raise InputError("the file of the step before cannot be read; choose it again") from None
