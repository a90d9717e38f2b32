"""What answers have in English beside their reasons, for a reader of another language.

Names have a Chinese form of their own; periods of claims are few patterns; words of tables are in
the catalogue of pages. Sentences of claims stay as they were written down, and say so.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from graph.answers.parts import Named

Answer = TypeVar("Answer", bound=Struct)
_PARTS = (  # of a period, or a share, as claims word them (graph.answers.claim_words)
    (re.compile(r"as of (\S+)"), r"\1所述"),
    (re.compile(r"from (\S+), ended"), r"自\1起，已终止"),
    (re.compile(r"from (\S+)"), r"自\1起"),
    (re.compile(r"until (\S+)"), r"至\1"),
    (re.compile(r"on (\S+)"), r"\1"),
    (re.compile(r"ongoing on (\S+)"), r"\1仍持续"),
    (re.compile(r"(\S+) – (\S+), ended"), r"\1 – \2，已终止"),
    (re.compile(r"(\S+), ended"), r"\1，已终止"),
    (re.compile(r"at least (.+ %)"), r"至少\1"),
    (re.compile(r"over (.+ %)"), r"超过\1"),
    (re.compile(r"at most (.+ %)"), r"至多\1"),
    (re.compile(r"under (.+ %)"), r"不足\1"),
    (re.compile("ended"), "已终止"),
    (re.compile("undated"), "未注日期"),
    (re.compile("its end sought, outcome not said"), "曾谋求终止，结果未述"),
)


def period_in(language: str, period: str) -> str:
    """When something was so, in a language.

    >>> period_in("zh", "from 2001; as of 2025-12-31"), period_in("en", "as of 2017")
    ('自2001起；2025-12-31所述', 'as of 2017')
    """
    if language != "zh":
        return period
    return "；".join(map(_part, period.split("; ")))


def _part(text: str) -> str:
    for pattern, said in _PARTS:
        if pattern.fullmatch(text):
            return pattern.sub(said, text)
    return text


def days_in(language: str, days: str) -> str:
    """Up to when facts go, with the kinds of fact that have days of their own.

    >>> days_in("zh", "2025-12-31, lists 2026-08-22")
    '2025-12-31，名单2026-08-22'
    """
    if language != "zh":
        return days
    for said, told in ((", ", "，"), ("lists ", "名单"), ("people ", "人员")):
        days = days.replace(said, told)
    return days


def named_in(language: str, answer: Answer) -> Answer:
    """An answer in which everybody is called as that language calls them, where it does.

    >>> named_in("zh", Named("smic", "SMIC", "中芯国际")).name
    '中芯国际'
    """
    found: Answer = _named(answer) if language == "zh" else answer
    return found


def _named(value: Any) -> Any:
    if isinstance(value, Named):
        return replace(value, name=value.name_zh) if value.name_zh else value
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        changed = {name: _named(one) for name, one in fields.items()}
        different = {name: one for name, one in changed.items() if one is not fields[name]}
        return replace(value, **different) if different else value
    if isinstance(value, tuple):
        parts = tuple(map(_named, value))
        return parts if any(a is not b for a, b in zip(parts, value, strict=True)) else value
    return value
