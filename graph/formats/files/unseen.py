"""Characters that nobody sees: marks without width, which are left out, and control characters.

A mark without width inside a name makes two firms of one; a control character is what a
text becomes that is read in another code page than it was written in, and is never part of one.
"""

from __future__ import annotations

import re

# The controls of ASCII but tab and the ends of lines and pages, and those of the second set.
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Soft hyphen, marks of direction, zero-width space, word joiner, byte-order mark inside a text.
_WIDTHLESS = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# These join letters or keep them apart in Arabic and Indian scripts, and nowhere else.
_JOINERS = re.compile(
    "(?<![\u0600-\u08ff\u0900-\u0dff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u08ff\u0900-\u0dff])"
)


def seen(text: str) -> str:
    """The text without marks that have no width.

    >>> seen("Al\u200bpha\ufeff Ltd") == "Alpha Ltd"
    True
    """
    if text.isascii() or text.isprintable():
        return text
    return _JOINERS.sub("", _WIDTHLESS.sub("", text))


def control_in(text: str) -> str:
    """The first control character of a text by its number, or nothing.

    >>> control_in("\x8eofia"), control_in("Zofia\t")
    ('U+008E', '')
    """
    if text.isprintable():
        return ""
    found = CONTROL.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}


def narrow(text: str) -> str:
    """The text with letters, digits and signs of full width in their common form.

    Nothing else is made another: a raised figure stays one, and is no digit.

    >>> narrow("ＡＢＣ（６０．５％）5²")
    'ABC(60.5%)5²'
    """
    return text if text.isascii() else text.translate(_NARROW)


def bare(word: str) -> str:
    """A word as tables of words have it: without case, width and what stands at its edges.

    >>> bare(" Natural  Person. ")
    'natural person'
    """
    return " ".join(narrow(word).casefold().split()).strip(" .")


_WINDOWS = {
    code: sign
    for code in range(0x80, 0xA0)
    if (sign := bytes([code]).decode("cp1252", "ignore"))  # five of them are nothing there either
}


def as_in_windows(text: str) -> str:
    """The text with controls of the second set as the signs of cp1252 that they once were.

    So browsers read them: somebody took a page of Windows for Latin-1 before it became UTF-8.

    >>> as_in_windows("People\x92s"), as_in_windows("\x9d")
    ('People’s', '\x9d')
    """
    return text if text.isprintable() else text.translate(_WINDOWS)
