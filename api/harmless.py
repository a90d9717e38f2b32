"""Texts and addresses of other people's, as a page may show them: they run and turn nothing."""

from __future__ import annotations

import json

# Embeddings, overrides and isolates: one that is left open turns round the rest of a line, or of a
# page. Marks of a single place (U+200E, U+200F), which Arabic and Hebrew names have, stay.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_ESCAPED = {one: f"\\u{one:04x}" for one in (ord("<"), *_TURNING)}


def level(text: str) -> str:
    """A text that turns nothing round; markup stays markup.

    >>> level("a\u202eb"), level("\u2067c\u2069")
    ('ab', 'c')
    """
    return text.translate(_TURNING)


def levelled(value: object) -> object:
    """The same of whatever a template writes."""
    return level(value) if isinstance(value, str) else value


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
