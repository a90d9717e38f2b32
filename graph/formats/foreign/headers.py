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

from msgspec import structs

from graph.errors import FileError
from graph.formats.files.encodings import told
from graph.formats.files.unseen import seen
from graph.formats.foreign.header_rows import MOST_ABOVE, above_header
from graph.formats.foreign.mapping import Cell, Document, Mapping, Party, Percentage, Rule
from graph.formats.tables.slugs import slug
from ontology.crosswalks import rows

NEEDED = ("party", "target")
ENDING = ("valid_to", "state", "over")
_FIELDS = ("as_of", "valid_from", "valid_to", "note")
_LINES_LOOKED_AT = 4 * MOST_ABOVE
OWNERS_IN_A_CELL = r"(?P<name>.+?)(?:\s*[\[(（](?P<share>[^\])）]*[%％])[\])）])?"  # A [60%]


def recognised(header: Sequence[str]) -> dict[str, str]:
    """What each column is taken for: role → column; the first of two alike is taken.

    >>> recognised(["股东名称", "公司", "持股比例（%）", "Remark"])
    {'party': '股东名称', 'target': '公司', 'share': '持股比例（%）'}
    """
    found: dict[str, str] = {}
    for column in header:
        role = _roles().get(plain_name(column), "")
        if role:
            found.setdefault(role, column)
    return found


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns for owners and for what they own."""
    found = recognised([" ".join(seen(cell).split()) for cell in cells])
    return all(role in found for role in NEEDED)


def looks_like_one(head: bytes) -> bool:
    """Whether a file that begins so is a workbook, a Parquet file, or a table of known columns."""
    if head.startswith((b"PK\x03\x04", b"PAR1")):
        return True
    pages = ["utf-8"]
    if not head.isascii():
        found = told(head)
        pages = [found.page] if found.page else [page for page, _ in found.rivals]
    lines = (head.decode(page, errors="replace").splitlines(keepends=True) for page in pages)
    return any(above_header(some[:_LINES_LOOKED_AT], is_header) for some in lines)


def ending(header: Sequence[str]) -> list[str]:
    """The columns that may say that a stake has ended.

    >>> ending(["Owner", "Company", "Ceased on", "Status"])
    ['Ceased on', 'Status']
    """
    return [column for column in header if _roles().get(plain_name(column)) in ENDING]


def guessed(path: Path, header: Sequence[str]) -> Mapping:
    """The mapping that the names of the columns suggest.

    Raises
    ------
    FileError
        If no column names owners, or none what they own; if two say in the same way when a stake
        ended, since the other would not be read.
    """
    found = recognised(header)
    missing = [role for role in NEEDED if role not in found]
    if missing:
        what = {"party": "the owner", "target": "what is owned"}
        problem = f"no column is known to name {' or '.join(what[role] for role in missing)}"
        hint = f"write a mapping; the columns are: {', '.join(header)}"
        raise FileError(path.name, problem, hint=hint)
    twice = [column for column in ending(header) if column not in found.values()]
    if twice:
        problem = f"several columns say when or whether a stake ended: {', '.join(ending(header))}"
        raise FileError(path.name, problem, hint="a mapping says which of them is to be read")
    source = Document(id=f"table-{slug(path.name)}", title=path.name)
    party = _party(
        found,
        "party",
        separator=";",
        pattern=OWNERS_IN_A_CELL,
        kind_column=found.get("party_kind", ""),
    )
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
        natures=found.get("natures", ""),
        current=found.get("state", ""),
        over=found.get("over", ""),
        fields={role: Cell(column=found[role]) for role in _FIELDS if role in found},
    )
    votes = [_votes_of(owning, found)] if "votes" in found else []
    if votes and owning.share is None:
        return Mapping(source=source, claims=[*votes, *seats])
    return Mapping(source=source, claims=[owning, *votes, *seats])


def _votes_of(owning: Rule, found: Dict[str, str]) -> Rule:
    """The rule for a column of votes, beside that for shares or in its place."""
    fields = {
        **owning.fields,
        "measurand": Cell(value="votes"),
        "interest": Cell(value="votingRights"),
    }
    return structs.replace(
        owning,
        share=_share({"share": found["votes"]}),
        natures="",
        fields=fields,
        when={found["votes"]: []},
    )


def _party(
    found: Dict[str, str], end: str, separator: str = "", pattern: str = "", kind_column: str = ""
) -> Party:
    scheme = next((name for name in ("lei", "uscc") if f"{end}_{name}" in found), "")
    return Party(
        column=found[end],
        separator=separator,
        pattern=pattern,
        kind_column=kind_column,
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


def plain_name(column: str) -> str:
    """A column's name without case, form of letters, and marks that mean nothing."""
    text = unicodedata.normalize("NFKC", seen(column)).casefold().replace("%", " % ")
    return " ".join(re.sub(r"[^\w%]|_", " ", text).split())


@cache
def column_words() -> frozenset[str]:
    """The names of columns that are known, in small letters."""
    return frozenset(row["word"].casefold() for row in rows("columns"))


@cache
def _roles() -> dict[str, str]:
    roles: dict[str, str] = {}
    for row in rows("columns"):
        roles[plain_name(row["word"])] = row["role"]
        if row["role"] == "share":
            roles.setdefault(plain_name(row["word"] + " %"), row["role"])
    return roles
