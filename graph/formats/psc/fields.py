"""The fields of a line of the register, each looked at before it is taken for what it should be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph.claims.periods import PartialDate, Period
from graph.errors import BadDateError, InputError
from graph.formats.files.unseen import control_in, seen
from graph.formats.natures_of_control import register_code
from ontology.crosswalks import ForeignCode

NUMBER = re.compile(r"[A-Z]{2}\d{6}|[A-Z]\d{7}|\d{8}|[A-Z]{2}\d{5}[A-Z]")
_SHORT = re.compile(r"\d{1,7}")


class FieldError(InputError):
    """What is wrong with a field: where it stands, and by which rule."""

    def __init__(self, pointer: str, rule: str, problem: str) -> None:
        super().__init__(problem)
        self.pointer, self.rule = pointer, rule


def text(said: Mapping[str, Any], *path: str, needed: bool = False) -> str:
    """The text at a path of names, without marks nobody sees; raise :class:`FieldError`."""
    pointer = "/" + "/".join(path)
    value: Any = said
    for name in path:
        if not isinstance(value, Mapping):
            raise FieldError(pointer, "type", f"{name} stands in no object")
        value = value.get(name)
        if value is None:
            break
    if value is None or value == "":
        if needed:
            raise FieldError(pointer, "missing", "empty, and needed")
        return ""
    if not isinstance(value, str):
        raise FieldError(pointer, "type", f"{value!r} is no text")
    if character := control_in(value):
        raise FieldError(pointer, "encoding", f"has a control character ({character})")
    return " ".join(seen(value).split())


def day(said: Mapping[str, Any], *path: str) -> PartialDate | None:
    """The day at a path, if there is one."""
    written = text(said, *path)
    try:
        return PartialDate.parse(written) if written else None
    except BadDateError as error:
        raise FieldError("/" + "/".join(path), "date", str(error)) from error


def between(start: PartialDate | None, end: PartialDate | None, pointer: str) -> Period:
    """The period between two days."""
    try:
        return Period(start, end)
    except BadDateError as error:
        raise FieldError(pointer, "date", str(error)) from error


def company_number(written: str, pointer: str) -> str:
    """A number as the register gives it: two letters and six digits, or eight digits.

    >>> company_number("1234567", ""), company_number("sc123456", "")
    ('01234567', 'SC123456')
    """
    number = written.replace(" ", "").upper()
    number = number.zfill(8) if _SHORT.fullmatch(number) else number
    if not NUMBER.fullmatch(number):
        problem = f"{written!r} is no number of this register (eight signs, at most two letters)"
        raise FieldError(pointer, "identifier", problem)
    return number


def rule(kind: str, code: str, pointer: str) -> ForeignCode:
    """What a code of the register becomes; raise :class:`FieldError` for one that is not known."""
    try:
        return register_code(kind, code)
    except InputError as error:
        raise FieldError(pointer, "code", str(error)) from error
