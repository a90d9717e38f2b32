"""Texts and addresses of other people's, as a page may show them: they run and turn nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from graph.formats.json_text import unturned

LONGEST, SHOWN = 200, 80  # signs of a word or of a quoted text in an error, and of a longer one
_LONG = re.compile(rf"'[^'\n]{{{LONGEST},}}'|\S{{{LONGEST + 1},}}")
# Embeddings, overrides and isolates: one that is left open turns round the rest of a line, or of a
# page. Marks of a single place (U+200E, U+200F), which Arabic and Hebrew names have, stay.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
# Control characters that no page may have, but for tabs and ends of lines; and what has no width
# and joins nothing, which makes two texts of one look.
_UNSEEN = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xAD, 0x180E, 0x200B,
     *range(0x2060, 0x2066), 0xFEFF, *range(0xFFF9, 0xFFFC))
)  # fmt: skip
_ESCAPED = {one: f"\\u{one:04x}" for one in (ord("<"), *_TURNING)}


def level(text: str) -> str:
    """A text that turns nothing round; markup stays markup.

    >>> level("a\u202eb"), level("\u2067c\u2069"), level("d\x01e"), level("\u200bf")
    ('ab', 'c', 'de', 'f')
    """
    return text.translate(_TURNING | _UNSEEN)


def levelled(value: object) -> object:
    """The same of whatever a template writes."""
    return level(value) if isinstance(value, str) else value


def as_json(data: Any) -> bytes:
    """Data as JSON in UTF-8; marks that turn text round are escapes there, as parsers read them.

    >>> as_json({"a": "b\u202e"}).isascii()
    True
    """
    return unturned(msgspec.json.encode(data))


def cut(text: str) -> str:
    """What an error says, without all of a very long word or text that was sent.

    >>> cut("no firm answers to " + "x" * 3000)[-39:]
    'xxxxxxxxxxxxxxxxxxxx… (3000 characters)'
    """
    return _LONG.sub(lambda word: f"{word[0][:SHOWN]}… ({len(word[0])} characters)", text)


def in_a_script(data: object) -> str:
    """JSON whole, as a script element of a page may hold it: nothing ends the element or turns.

    >>> in_a_script({"a": "</script>\u202e"})
    '{"a": "\\\\u003c/script>\\\\u202e"}'
    """
    # Inside a script element "</" ends it, and "<!--<script>" has a later "</" end another.
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPED)


def of_the_web(address: str) -> bool:
    """Whether a page may link an address: of the web, so that a click runs nothing.

    >>> of_the_web("https://example.org"), of_the_web("javascript:alert(1)"), of_the_web("//e/x")
    (True, False, False)
    """
    return address.startswith(("https://", "http://"))
