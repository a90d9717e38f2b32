"""A mapping for a table that came without one, from the names of its columns.

The names are data (``ontology/crosswalks/columns.csv``, English and Chinese). What
was taken for what is always told, since a name may mislead; nothing is guessed
from the cells. A bare number up to 1 in a column that does not say ``%`` is
refused: 0.6 may be 60 % or 0.6 %.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from graph.errors import FileError
from graph.formats.files.encodings import told
from graph.formats.foreign.mapping import Cell, Document, Mapping, Party, Percentage, Rule
from graph.formats.tables.slugs import slug
from ontology.crosswalks import rows

DELIMITERS = ",;\t|"
NEEDED = ("party", "target")
_FIELDS = ("as_of", "valid_from", "valid_to", "note")
_OWNERS = r"(?P<name>.+?)(?:\s*[\[(（](?P<share>[^\])）]*[%％])[\])）])?"  # A [60%]


def recognised(header: Sequence[str]) -> dict[str, str]:
    """What each column is taken for: role → column; the first of two alike is taken.

    >>> recognised(["股东名称", "公司", "持股比例（%）", "Remark"])
    {'party': '股东名称', 'target': '公司', 'share': '持股比例（%）'}
    """
    found: dict[str, str] = {}
    for column in header:
        role = _roles().get(_plain(column), "")
        if role:
            found.setdefault(role, column)
    return found


def looks_like_one(head: bytes) -> bool:
    """Whether a file that begins so is a workbook, a Parquet file, or a table of known columns."""
    if head.startswith((b"PK\x03\x04", b"PAR1")):
        return True
    line = head.partition(b"\n")[0]
    text = line.decode("utf-8" if line.isascii() else told(head), errors="replace")
    return any(
        all(role in recognised([cell.strip(' "') for cell in text.split(sign)]) for role in NEEDED)
        for sign in DELIMITERS
    )


def guessed(path: Path, header: Sequence[str]) -> Mapping:
    """The mapping that the names of the columns suggest.

    Raises
    ------
    FileError
        If no column names owners, or none what they own.
    """
    found = recognised(header)
    missing = [role for role in NEEDED if role not in found]
    if missing:
        what = {"party": "the owner", "target": "what is owned"}
        problem = f"no column is known to name {' or '.join(what[role] for role in missing)}"
        hint = f"write a mapping; the columns are: {', '.join(header)}"
        raise FileError(path.name, problem, hint=hint)
    source = Document(id=f"table-{slug(path.name)}", title=path.name)
    party = _party(found, "party", separator=";", pattern=_OWNERS)
    target = _party(found, "target")
    seats = [
        Rule(
            type="Location",
            party=end,
            target=Party(column=found[f"{name}_seat"], kind="Place"),
            fields={"aspect": Cell(value="seat")},
            when={found[f"{name}_seat"]: []},
        )
        for name, end in (("party", party), ("target", target))
        if f"{name}_seat" in found
    ]
    owning = Rule(
        type="Ownership",
        party=party,
        target=target,
        share=_share(found),
        locator=found.get("locator", ""),
        fields={role: Cell(column=found[role]) for role in _FIELDS if role in found},
    )
    return Mapping(source=source, claims=[owning, *seats])


def _party(found: Dict[str, str], end: str, separator: str = "", pattern: str = "") -> Party:
    scheme = next((name for name in ("lei", "uscc") if f"{end}_{name}" in found), "")
    return Party(
        column=found[end],
        separator=separator,
        pattern=pattern,
        scheme=scheme,
        id_column=found[f"{end}_{scheme}"] if scheme else "",
    )


def _share(found: Dict[str, str]) -> Percentage | None:
    columns = [found[role] for role in ("share", "share_min", "share_max") if role in found]
    if not columns:
        return None
    said = all(re.search("[%％]|percent", column.casefold()) for column in columns)
    return Percentage(
        column=found.get("share", ""),
        minimum=found.get("share_min", ""),
        maximum=found.get("share_max", ""),
        unit="percent" if said else "unsaid",
    )


def _plain(column: str) -> str:
    """A column's name without case, form of letters, and marks that mean nothing."""
    text = unicodedata.normalize("NFKC", column).casefold().replace("%", " % ")
    return " ".join(re.sub(r"[^\w%]|_", " ", text).split())


@cache
def _roles() -> dict[str, str]:
    roles: dict[str, str] = {}
    for row in rows("columns"):
        roles[_plain(row["word"])] = row["role"]
        if row["role"] == "share":
            roles.setdefault(_plain(row["word"] + " %"), row["role"])
    return roles
