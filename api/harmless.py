"""Texts and addresses of other people's, as a page may show them: they run and turn nothing."""

from __future__ import annotations

# Embeddings, overrides and isolates: one that is left open turns round the rest of a line, or of a
# page. Marks of a single place (U+200E, U+200F), which Arabic and Hebrew names have, stay.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def level(text: str) -> str:
    """A text that turns nothing round; markup stays markup.

    >>> level("a\u202eb"), level("\u2067c\u2069")
    ('ab', 'c')
    """
    return text.translate(_TURNING)


def levelled(value: object) -> object:
    """The same of whatever a template writes."""
    return level(value) if isinstance(value, str) else value


def of_the_web(address: str) -> bool:
    """Whether a page may link an address: of the web, so that a click runs nothing.

    >>> of_the_web("https://example.org"), of_the_web("javascript:alert(1)"), of_the_web("//e/x")
    (True, False, False)
    """
    return address.startswith(("https://", "http://"))
