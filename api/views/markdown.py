"""Text that Markdown shows as it is, whatever is in it."""

from __future__ import annotations

import re

from api.harmless import level, of_the_web

# What would begin a table, a link, code, emphasis or a tag.
_MARKS = re.compile(r"([\\`*_|<>~\[\]])")
# The numbers of claims and sources, which we put there ourselves and readers look up.
_NUMBERED = re.compile(r"\\\[([cs]\d+)\\\]")

_ENDS_A_LINK = re.compile(r"[<>\s`|]")


def escaped(text: str) -> str:
    """Text in one line, its signs shown and not obeyed; numbers of claims and sources stay.

    >>> print(escaped("a|b <i> [x](y) [c12]"))
    a\\|b \\<i\\> \\[x\\](y) [c12]
    """
    flat = " ".join("; ".join(level(text).splitlines()).split())
    return _NUMBERED.sub(r"[\1]", _MARKS.sub(r"\\\1", flat))


def link(address: str) -> str:
    """An address as Markdown links it, as it is; one that is none of the web's as text.

    >>> link("https://example.org/a_b"), link("not an address")
    ('<https://example.org/a_b>', 'not an address')
    """
    whole = of_the_web(address) and not _ENDS_A_LINK.search(address)
    return f"<{address}>" if whole else escaped(address)
