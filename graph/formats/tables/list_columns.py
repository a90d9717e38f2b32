"""What the columns of lists and of files of customers may be called, and which field each is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from graph.formats.files.unseen import seen
from ontology.load import codes

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "entity", "entity name", "firm", "company", "party", "名称"),
    "other_names": ("other names", "alt names", "alternate names", "aliases", "aka", "别名"),
    "id": ("id", "entity id", "zizhu id"),
    "identifiers": ("identifier", "identifiers"),
    "numbers": ("ids", "id numbers"),
    "list": ("list", "list name", "list id", "source", "source list", "名单"),
    "programme": ("programme", "program", "programs"),
    "from": ("from", "start date", "listed", "valid from", "date added"),
    "to": ("to", "end date", "removed", "valid to", "date removed"),
    "kind": ("type", "kind"),
    "on": ("on list", "on the list", "is listed"),
}
NO = ("no", "n", "false", "0", "否")  # of a row that says who is not on the list
CUSTOMER_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "customer name", "client name", "company name", "legal name", "entity name", "firm",
        "company", "customer", "client", "counterparty", "party",
        "名称", "客户名称", "公司名称", "企业名称",
    ),
    "other_names": (*COLUMNS["other_names"], "chinese name", "name zh", "english name", "中文名称"),
    "id": ("entity id", "zizhu id"),
    "reference": (
        "customer id", "customer number", "customer no", "client id", "client number", "reference",
        "account", "id", "number", "no", "客户编号", "编号",
    ),
    "identifiers": COLUMNS["identifiers"],
    "numbers": COLUMNS["numbers"],
    "kind": COLUMNS["kind"],
}  # fmt: skip
# The columns of the Treasury's primary files, which have no header.
HEADLESS = (
    "entity number", "name", "type", "program", "title", "call sign", "vessel type", "tonnage",
    "gross tonnage", "vessel flag", "vessel owner", "remarks",
)  # fmt: skip


@cache
def schemes() -> frozenset[str]:
    """The schemes of identifiers, each of which may be a column."""
    return frozenset(codes("IdentifierSchemes"))


def heading(cell: str) -> str:
    """A heading in small letters, with single spaces between its words."""
    return " ".join(re.sub(r"[\W_]+", " ", seen(cell)).casefold().split())


def field_of(word: str, columns: Mapping[str, tuple[str, ...]]) -> str:
    """The field that a heading stands for, or nothing; a scheme of identifiers is one."""
    named = (field for field, words in columns.items() if word in words)
    return next(named, word if word in schemes() else "")


def is_first(
    at: int, fields: Sequence[str], headings: Sequence[str], columns: Mapping[str, tuple[str, ...]]
) -> bool:
    """Whether a column has the first of the words for its field that the header has."""
    field = fields[at]
    if field in schemes():
        return True
    rivals = [place for place, other in enumerate(fields) if other == field]
    return at == min(rivals, key=lambda place: columns[field].index(headings[place]))
