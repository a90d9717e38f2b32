"""One FollowTheMoney entity as a file has it, its values handed out and accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from graph.claims.periods import PartialDate
from graph.errors import BadDateError, InputError

OURS = "zizhu-"  # what our own ids begin with in files we wrote
_ESCAPED = re.compile(r"\.x([0-9a-f]+)x")
_SAFE = re.compile(r"[A-Za-z0-9._~-]")


class SaidError(InputError):
    """Why an entity, or a part of it, cannot be taken in: where, and by which rule."""

    def __init__(self, pointer: str, rule: str, problem: str) -> None:
        super().__init__(problem)
        self.pointer, self.rule = pointer, rule


class Said:
    """An entity of the file; raise :class:`SaidError` if it has not the form of one."""

    def __init__(self, value: Any) -> None:
        if not isinstance(value, dict):
            raise SaidError("", "type", "is not an object")
        name, schema = value.get("id"), value.get("schema")
        if not isinstance(name, str) or not name.strip():
            raise SaidError("/id", "missing", "has no id")
        if not isinstance(schema, str):
            raise SaidError("/schema", "missing", "has no schema")
        self.id: str = name
        self.schema: str = schema
        before = value.get("referents") or []
        texts = [one for one in before if isinstance(one, str)] if isinstance(before, list) else []
        self.referents = tuple(one for one in texts if one.strip() and one != name)
        properties = value.get("properties") or {}
        if not isinstance(properties, dict):
            raise SaidError("/properties", "type", "is not an object")
        self._properties = {name: _values(name, held) for name, held in properties.items()}
        self._left = dict.fromkeys(name for name, held in self._properties.items() if held)

    def all(self, *names: str) -> tuple[str, ...]:
        """Every value of some properties, each once."""
        found: dict[str, None] = {}
        for name in names:
            self._left.pop(name, None)
            found.update(dict.fromkeys(self._properties.get(name, ())))
        return tuple(found)

    def peek(self, *names: str) -> tuple[str, ...]:
        """Every value of some properties, which stay to be accounted for."""
        return tuple(text for name in names for text in self._properties.get(name, ()))

    def first(self, *names: str) -> str:
        """The first value of the first of some properties that has one; empty if none has."""
        return next(iter(self.all(*names)), "")

    def left(self) -> Iterator[str]:
        """What nobody asked for, in words that can be counted: names only, never values."""
        for name in self._left:
            yield f"{self.schema}.{name} is not carried"

    def dates(self, name: str) -> list[PartialDate]:
        """The dates of a property; raise :class:`SaidError` for one no calendar has."""
        try:
            return sorted(PartialDate.parse(text[:10]) for text in self.all(name))
        except BadDateError as error:
            raise SaidError(f"/properties/{name}", "date", str(error)) from error


def _values(name: str, held: Any) -> tuple[str, ...]:
    values = held if isinstance(held, list) else [held]
    texts = []
    for one in values:
        # In nested files an entity may stand where its id would.
        text = one.get("id") if isinstance(one, dict) else one
        if text is None or isinstance(text, (list, bool)):
            raise SaidError(f"/properties/{name}", "type", "its values are not texts")
        texts.append(str(text).strip())
    return tuple(text for text in texts if text)


def their_id(ours: str) -> str:
    """An id as FollowTheMoney takes it: letters, digits and hyphens, the rest escaped.

    >>> their_id("ai_fund"), our_id(their_id("uk.1-"))
    ('zizhu-ai.x5fxfund', 'uk.1-')
    """
    last = len(ours) - 1
    written = "".join(
        one
        if (one.isalnum() and one.isascii()) or (one == "-" and place < last)
        else f".x{ord(one):x}x"
        for place, one in enumerate(ours)
    )
    return OURS + written


def our_id(theirs: str) -> str:
    """The id under which something of theirs is taken in; our own come back as they were.

    >>> our_id("zizhu-ai.x5fxfund"), our_id("NK-a1"), our_id("a/1")
    ('ai_fund', 'ftm-NK-a1', 'ftm-a~2f1')
    """
    if theirs.startswith(OURS):
        return _ESCAPED.sub(lambda one: chr(int(one[1], 16)), theirs.removeprefix(OURS))
    return "ftm-" + "".join(
        one if _SAFE.fullmatch(one) else "".join(f"~{byte:02x}" for byte in one.encode())
        for one in theirs
    )


def as_written(ours: str) -> str:
    """The id as a file of FollowTheMoney has it, of one that was taken in; others as they are.

    >>> as_written("ftm-NK-a1"), as_written("ftm-a~2f1"), as_written("uk.1")
    ('NK-a1', 'a/1', 'uk.1')
    """
    if not ours.startswith("ftm-"):
        return ours
    plain = re.sub(r"~([0-9a-f]{2})", r"%\1", ours.removeprefix("ftm-"))
    return unquote(plain)
