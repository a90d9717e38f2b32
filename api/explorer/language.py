"""What answers have in English beside their reasons, for a reader of another language.

Names have a Chinese form of their own. When a claim holds and how large a share is are few forms,
which the catalog has under a context of theirs. Sentences of claims stay as they were written down,
and say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from graph.answers.parts import Named
from ontology.translations import SOURCE, catalog

Answer = TypeVar("Answer", bound=Struct)
BESIDE = "beside"  # the context of what stands beside a claim (graph.answers.claim_words)
_PLACE = re.compile(r"\{(\w+)\}")
_PLACES = {"day": r"(?P<day>\S+)", "end": r"(?P<end>\S+)", "share": r"(?P<share>.+ %)"}


def period_in(language: str, period: str) -> str:
    """When something was so, or how large a share is, in a language.

    >>> period_in("zh", "from 2001; as of 2025-12-31"), period_in("en", "as of 2017")
    ('自2001起；2025-12-31所述', 'as of 2017')
    """
    if language == SOURCE:
        return period
    return "；".join(_in_form(language, part) for part in period.split("; "))


def days_in(language: str, days: str) -> str:
    """Up to when facts go, with the kinds of fact that have days of their own.

    >>> days_in("zh", "2025-12-31, lists 2026-08-22")
    '2025-12-31，名单2026-08-22'
    """
    if language == SOURCE:
        return days
    return "，".join(_in_form(language, part) for part in days.split(", "))


def _in_form(language: str, text: str) -> str:
    """A text in the form that the catalog has for it; one of no form stays as it is."""
    for form, said in _forms(language):
        if found := form.fullmatch(text):
            return said.format(**found.groupdict())
    return text


@cache
def _forms(language: str) -> Sequence[tuple[re.Pattern[str], str]]:
    """Each form in English, as a pattern, and in a language, with places."""
    return tuple(
        (re.compile(_pattern(english)), said)
        for (context, english), said in catalog(language).items()
        if context == BESIDE
    )


def _pattern(form: str) -> str:
    """A form as a pattern whose places take a day or a share."""
    written = _PLACE.split(form)  # text, place, text, place, …, text
    return "".join(_PLACES[part] if at % 2 else re.escape(part) for at, part in enumerate(written))


def named_in(language: str, answer: Answer) -> Answer:
    """An answer in which everybody is called as that language calls them, where it does.

    >>> named_in("zh", Named("smic", "SMIC", "中芯国际")).name
    '中芯国际'
    """
    translated: Answer = answer if language == SOURCE else _named(answer)
    return translated


def _named(value: Any) -> Any:
    """A value with all that it holds; what names nobody is the same object again."""
    if isinstance(value, Named):
        return replace(value, name=value.name_zh) if value.name_zh else value
    if isinstance(value, Struct):
        before = {name: getattr(value, name) for name in value.__struct_fields__}
        after = {name: _named(field) for name, field in before.items()}
        changed = {name: field for name, field in after.items() if field is not before[name]}
        return replace(value, **changed) if changed else value
    if isinstance(value, tuple):
        parts = tuple(map(_named, value))
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else parts
    return value
