"""The code page of a text that does not say it, told by what a text in a language must contain.

Every code page in which the bytes are text at all is a candidate: control characters, or
characters that nobody ever assigned, prove it wrong. What is left is weighed by its words.
A word is odd that no single language of the page can write, that mixes scripts, or that has
a capital inside; legal forms and other telling words speak for a page, and
every further language that is needed speaks against it. Which letters and words a language has
is data (``ontology/crosswalks/code-pages.csv``). A page must lead by a clear point;
otherwise nobody can say, and the reader of the file is asked.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from graph.formats.files.opening import BLOCK
from graph.formats.files.unseen import CONTROL
from ontology.crosswalks import rows

_CLEAR = 1.0  # by so many points the best must lead
_FURTHER_LANGUAGE = 0.5
_RARE_LETTERS, _FEW_COMMON = 1.5, 0.5  # against a language whose commonest letters are so few
_ENOUGH_LETTERS = 12  # of fewer, nobody can say which are common
_MOST_WORDS = 4000  # different ones that are looked at
_TELLING = 5  # words in favour that are counted at most
_PAGES = (
    "gb18030", "big5hkscs", "cp949", "cp932", "euc_jp", "cp1252", "cp1250", "cp1251", "cp1253",
    "cp1254", "cp1257", "cp1255", "cp1256", "iso8859_2", "koi8_r", "cp866", "cp850", "cp852",
    "mac_roman",
)  # fmt: skip
_APART = re.compile(r"[\s,;|\"()\[\]{}<>/&%+:=*#?!@_0-9\x00-\x1f]+")
_SIGNS = "€£¥§©®™°№±«»“”„‘’‚–—…•·†‡ªº²³¹½¼¾¿¡´’'-."
_WITHIN = "’·"  # signs that stand inside words
_EAST_ASIAN_SIGNS = re.compile("[\u3000-\u303f\uff01-\uff60\uffe0-\uffe6·—…“”‘’《》（）]")
_SMALL_BESIDE_HAN = re.compile(
    "[a-z][\u2e80-\ud7ff\uf900-\ufaff]|[\u2e80-\ud7ff\uf900-\ufaff][a-z]"
)


class Told(NamedTuple):
    """A code page; or, where several fit as well, each with a word as it would read there."""

    page: str
    rivals: tuple[tuple[str, str], ...] = ()


class _Language(NamedTuple):
    name: str
    pages: tuple[str, ...]
    writes: Callable[[str], bool]  # whether a letter that is not ASCII is one of its own
    common: frozenset[str]
    words: tuple[str, ...]
    east_asian: bool
    latin: bool


def page_of(sample: bytes) -> Told:
    """The code page of a block of text in which something is not ASCII.

    >>> page_of("Owner;Žofia Ťažká, Ľubomír Čierny".encode("cp1250")).page
    'cp1250'
    >>> page_of("Première".encode("cp1252"))
    Told(page='', rivals=(('cp1252', 'Première'), ('cp1250', 'Premičre')))
    """
    readings: dict[str, list[str]] = {}  # text → the pages that read it so
    for page in _PAGES:
        text = _text(sample, page)
        if text:
            readings.setdefault(text, []).append(page)
    weighed = sorted(
        (min(_points(text, page) for page in pages), _PAGES.index(pages[0]), pages[0], text)
        for text, pages in readings.items()
    )
    if not weighed:
        return Told("")
    best = weighed[0]
    rivals = [one for one in weighed if one[0] < best[0] + _CLEAR]
    if len(rivals) == 1 and best[0] <= 0.3 * len(_telling_words(best[3])):
        return Told(best[2])
    return Told("", tuple((page, _first_apart(text, rivals)) for _, _, page, text in rivals[:4]))


def _text(sample: bytes, page: str) -> str:
    """The sample in a code page, without what its end cut off; nothing if it is none."""
    try:
        text = codecs.getincrementaldecoder(page)().decode(sample, len(sample) < BLOCK)
    except UnicodeDecodeError:
        return ""
    return "" if CONTROL.search(text) or any(map(_unassigned, set(text))) else text


@lru_cache(maxsize=1 << 14)
def _unassigned(character: str) -> bool:
    return character > "\x7f" and unicodedata.category(character) in ("Cn", "Co")


def _points(text: str, page: str) -> float:
    """How much speaks against a reading, less what speaks for it."""
    languages = [one for one in _languages() if page in one.pages]
    writing: list[frozenset[str]] = []  # of each word, the languages that write it
    odd = 0
    words = _telling_words(text)
    for word in words:
        able = frozenset(one.name for one in languages if _is_written(word, one))
        if able:
            writing.append(able)
        else:
            odd += 1
    needed = _fewest(writing)
    lower = text.casefold()
    plain = {word.strip("." + _SIGNS) for word in _APART.split(lower)}
    telling = sum(
        sign in lower if one.east_asian else sign in plain
        for one in languages
        for sign in one.words
    )
    rare = any(one.name in needed and _few_common(lower, one) for one in languages)
    return (
        odd
        + _FURTHER_LANGUAGE * max(0, len(needed) - 1)
        + _RARE_LETTERS * rare
        - min(telling, _TELLING)
    )


def _telling_words(text: str) -> list[str]:
    """The different words of a text in which something is not ASCII, without signs around them."""
    words = (word.strip(_SIGNS) for word in _APART.split(text))
    return [*islice(dict.fromkeys(word for word in words if not word.isascii()), _MOST_WORDS)]


def _is_written(word: str, language: _Language) -> bool:
    """Whether somebody who writes that language may have written a word."""
    letters = [one for one in word if one > "\x7f" and one not in _WITHIN]
    if language.east_asian:
        letters = [one for one in letters if not _EAST_ASIAN_SIGNS.match(one)]
        strange = sum(not language.writes(one) for one in letters)
        return not _SMALL_BESIDE_HAN.search(word) and strange * 3 <= len(letters)
    if not all(map(language.writes, letters)):
        return False
    if not language.latin and any(one.isascii() and one.isalpha() for one in word):
        return False
    has_small = any(map(str.islower, word))
    return not any(
        capital > "\x7f" and capital.isupper() and before.isalpha() and has_small
        for before, capital in pairwise(word)
    )


def _fewest(writing: Iterable[frozenset[str]]) -> set[str]:
    """Few languages that wrote all words: each time the one that wrote most of the rest."""
    left = list(writing)
    needed: set[str] = set()
    while left:
        counts: dict[str, int] = {}
        for able in left:
            for name in able:
                counts[name] = counts.get(name, 0) + 1
        most = max(sorted(counts), key=lambda name: counts[name])
        needed.add(most)
        left = [able for able in left if most not in able]
    return needed


def _few_common(text: str, language: _Language) -> bool:
    if not language.common:
        return False
    letters = [one for one in text if one > "\x7f" and one.isalpha()]
    common = sum(one in language.common for one in letters)
    return len(letters) >= _ENOUGH_LETTERS and common < _FEW_COMMON * len(letters)


def _first_apart(text: str, rivals: list[tuple[float, int, str, str]]) -> str:
    """The first word that the rivals read differently, as it is in this text."""
    others = [_telling_words(other) for *_, other in rivals if other != text]
    for place, word in enumerate(_telling_words(text)):
        if any(place >= len(other) or other[place] != word for other in others):
            return word
    return next(iter(_telling_words(text)), "")


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(
        _Language(
            name=row["language"],
            pages=tuple(row["encodings"].split()),
            writes=_repertoire(row["letters"]),
            common=frozenset(row["common"]),
            words=tuple(row["words"].split()),
            east_asian=row["letters"].startswith("="),
            latin=all("LATIN" in unicodedata.name(one) for one in row["letters"][:3]),
        )
        for row in rows("code-pages")
    )


def _repertoire(letters: str) -> Callable[[str], bool]:
    if letters in _EAST_ASIAN:
        return lru_cache(maxsize=1 << 14)(_EAST_ASIAN[letters])
    every = frozenset(letters) | {one.upper() for one in letters if len(one.upper()) == 1}
    return every.__contains__


def _lead_within(codec: str, first: int, last: int) -> Callable[[str], bool]:
    """Whether a character has two bytes in a code page, and the first of them lies in a range."""

    def within(character: str) -> bool:
        code = character.encode(codec, "ignore")
        return len(code) == 2 and first <= code[0] <= last

    return within


_EAST_ASIAN: dict[str, Callable[[str], bool]] = {
    "=GB2312 level 1": _lead_within("gb2312", 0xB0, 0xD7),
    "=Big5 level 1": _lead_within("big5", 0xA4, 0xC6),
    "=Hangul": lambda one: "\uac00" <= one <= "\ud7a3",
    "=Kana and JIS level 1": lambda one: (
        "\u3041" <= one <= "\u30ff" or _lead_within("euc_jp", 0xB0, 0xCF)(one)
    ),
}
