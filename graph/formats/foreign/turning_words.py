"""Words that may turn what a row says: *former*, *call option*, *non-voting*, *on behalf of*.

A row is read as a stake that somebody has today. Where a word beside it says that it ended, is only
planned, is of a class of its own or held for somebody else, that would be wrong, and nobody here
guesses what it is instead: it is refused with the word. The words are data
(``ontology/crosswalks/turning-words.csv``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from ontology.crosswalks import rows

ENDED, FOR_ANOTHER = "ended", "for another"
_MEANS = {
    ENDED: "may say that the stake ended",
    "planned": "may say that the stake is only planned",
    "no stake": "may say that it is no stake",
    "denied": "may say that somebody denies it",
    "class": "may say that it is of a class of shares alone",
    FOR_ANOTHER: "may say that it is held for somebody else",
    "through another": "may say that it is held through somebody else",
    "post": "is a post, and no stake",
}
# In a name such a word stands beside it: in brackets, behind a comma or dash, or in front.
_BESIDE = re.compile(r"[(\[（【](.+?)[)\]）】]|[,;:，；]\s*(.+)$|\s[–—-]+\s*(.+)$")
_IN_FRONT = re.compile(r"^(ex-|former |formerly |the late |ehemals |ancien |原)", re.IGNORECASE)
_FORMER_NAME = re.compile(
    r"(?:formerly|previously|f/?k/?a|vormals|anciennement|原名|曾用名)\b", re.IGNORECASE
)
_FOR = re.compile(
    r"\b(?:on behalf of|in trust for|(?:nominees?|trustees?|custodian) for|als treuhänder)\b|代持",
    re.IGNORECASE,
)
_APART = re.compile(r"[^\w→>-]+")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def turned(text: str, *kinds: str) -> str:
    """What a word of a text may say of a stake, in words; nothing where there is none.

    ``kinds``: only of these.

    >>> turned("Former shareholder"), turned("Ordinary shares")
    ("'former' may say that the stake ended", '')
    """
    found = _said(text)
    return found[1] if found and (not kinds or found[0] in kinds) else ""


def turned_name(name: str) -> str:
    """What stands beside a name and may turn the row; nothing for a name alone.

    >>> turned_name("Ann Roth (until 2020)"), turned_name("Former Glory Ltd")
    ("'until' may say that the stake ended", '')
    >>> turned_name("Beta GmbH (formerly Alpha GmbH)")
    ''
    """
    if "→" in name or "->" in name:
        return f"{name!r} {_MEANS[ENDED]}"
    front = _IN_FRONT.match(name)
    if front and front[1].casefold() not in ("former ", "ancien "):
        return f"{front[1].strip()!r} {_MEANS[ENDED]}"
    if found := _FOR.search(name):
        return f"{found[0].strip()!r} {_MEANS[FOR_ANOTHER]}"
    for beside in _BESIDE.findall(name):
        said = next(filter(None, beside))
        if _FORMER_NAME.match(said):
            continue  # a name it had is another thing
        if what := turned(said):
            return what
    return ""


@lru_cache(maxsize=65536)
def _said(text: str) -> tuple[str, str] | None:
    plain = unicodedata.normalize("NFC", text).casefold()
    apart, within = _patterns()
    padded = f" {' '.join(_APART.sub(' ', plain).split())} "
    found = apart.search(padded) or within.search(plain)
    if found is None:
        return None
    word = found[0].strip()
    says = _words()[word]
    return says, f"{word!r} {_MEANS[says]}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words that stand apart from others, and those that may stand within a text."""
    longest_first = sorted(_words(), key=lambda word: -len(word))
    within = [word for word in longest_first if _HAN.search(word) or not word[0].isalpha()]
    apart = [word for word in longest_first if word not in within]
    return _any_of(apart, " (?:{})(?= )"), _any_of(within, "(?:{})")


def _any_of(words: list[str], form: str) -> re.Pattern[str]:
    return re.compile(form.format("|".join(map(re.escape, words))))


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["says"] for row in rows("turning-words")}
