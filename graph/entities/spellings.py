"""One name or identifier, however it is written: plain, in simplified characters, by its sound.

Names that differ only in case, accents, width, punctuation or script form come to the same here.
What fits a question, and how well, says ``graph.entities.search``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from graph.entities.company_forms import HAN, is_han

# What becomes of each character of a name in plain ASCII.
_ASCII: dict[int, str | None] = {
    **{code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)},
    ord("'"): None,
    ord("&"): " and ",
}
# What is one syllable to pypinyin: a character, or all between two of them.
_SYLLABLE = re.compile(f"[{HAN}]|[^{HAN}]+")


def plain(name: str) -> str:
    """A name without case, accents, width and punctuation.

    >>> plain("Semiconductor Mfg. Int'l (Beijing) Corp.")
    'semiconductor mfg intl beijing corp'
    """
    if name.isascii():  # as most names are: the same, character by character
        return " ".join(name.translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’")
    composed = unicodedata.normalize("NFC", kept).replace("&", " and ")
    return " ".join(re.sub(r"[\W_]+", " ", composed).split())


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in case, accents, width, punctuation or script form only.

    >>> same_name("Jade Co., Ltd.", "JADE CO LTD"), same_name("Jade", "Jade Co., Ltd.")
    (True, False)
    """
    left, right = plain(one), plain(other)
    if left != right and is_han(left) and is_han(right):
        left, right = simplified(left), simplified(right)
    return bool(left) and left == right


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, word by word (OpenCC).

    >>> simplified("騰訊控股")
    '腾讯控股'
    """
    return str(_converter().convert(text))


@cache
def _converter() -> Any:
    # Only Chinese needs it; it ships no types.
    return import_module("opencc").OpenCC("t2s")


def sounds(name: str, *beginnings: str) -> Iterator[str]:
    """The name in pinyin, and its beginnings as they sound in it: the context decides readings.

    >>> list(sounds("银行集团", "银行"))
    ['yin hang ji tuan', 'yin hang']
    """
    from pypinyin import lazy_pinyin  # only a build needs it

    heard = [" ".join(sound.split()).casefold() for sound in lazy_pinyin(name)]
    for part in dict.fromkeys((name, *beginnings)):
        yield " ".join(" ".join(heard[: len(_SYLLABLE.findall(part))]).split())


def unpadded(identifier: str) -> str:
    """An identifier without capitals and without the zeros that some registers put in front.

    >>> unpadded("hkex:00981"), unpadded("BABA")
    ('hkex:981', 'baba')
    """
    scheme, colon, value = identifier.rpartition(":")
    return scheme + colon + (value.lstrip("0") if value.isdigit() else value.casefold())


def own_keys(text: str) -> tuple[str, ...]:
    """The keys under which an entity with exactly this name, id or identifier stands."""
    asked = text.strip()
    normal = plain(asked)
    if is_han(normal):
        normal = simplified(normal)
    keys = (asked, asked.casefold(), unpadded(asked) if ":" in asked else "",
            normal, normal.replace(" ", ""))  # fmt: skip
    return tuple(dict.fromkeys(filter(None, keys)))
