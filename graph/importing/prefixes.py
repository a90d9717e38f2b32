"""Ids of one data set kept apart from those of any other.

Two files may both know a record ``1``. So every id of an imported data set begins
with its name and a dot, and nothing collides with what is already known; that two
ids mean one entity is said, by identifiers or by a succession, never assumed.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.fields import Holds, key_of
from graph.claims.model import Citation
from graph.claims.references import namings
from graph.errors import InputError

R = TypeVar("R", bound=Struct)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def data_set_name(text: str) -> str:
    """A name fit to begin ids; raise :class:`~graph.errors.InputError` for any other.

    >>> data_set_name("uk 2025")
    Traceback (most recent call last):
    ...
    graph.errors.InputError: 'uk 2025' cannot name a data set (valid: letters, digits, - and _)
    """
    if not _NAME.fullmatch(text):
        raise InputError(f"{text!r} cannot name a data set (valid: letters, digits, - and _)")
    return text


def named_after(file: str) -> str:
    """A name for the data set of a file.

    >>> named_after("uk register (2025).jsonl.gz")
    'uk-register-2025'
    """
    stem = file.partition(".")[0]
    return re.sub(r"[^A-Za-z0-9_]+", "-", stem).strip("-_") or "imported"


def prefixed(record: R, name: str) -> R:
    """The record with its own id, and every id it names, under the data set's name.

    >>> from graph.claims.model import Citation, Founding
    >>> found = prefixed(Founding(id="1", party="p", target="t", citations=(Citation("s"),)), "uk")
    >>> found.id, found.party, found.citations[0].source
    ('uk.1', 'uk.p', 'uk.s')
    """
    changed: dict[str, Any] = {"id": f"{name}.{key_of(record)}"}
    for field, _, _, value_of, _ in namings(type(record)):
        value = value_of(record)
        if not value:
            continue
        if field.holds is Holds.CITATIONS:
            changed[field.name] = tuple(Citation(f"{name}.{c.source}", c.locator) for c in value)
        elif field.many:
            changed[field.name] = tuple(f"{name}.{one}" for one in value)
        else:
            changed[field.name] = f"{name}.{value}"
    return replace(record, **changed)
