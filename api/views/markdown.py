"""Text that Markdown shows as it is, whatever is in it."""

from __future__ import annotations

import re

# What would begin a table, a link, code, emphasis or a tag.
_MARKS = re.compile(r"([\\`*_|<>~\[\]])")
# The numbers of claims and sources, which we put there ourselves and readers look up.
_NUMBERED = re.compile(r"\\\[([cs]\d+)\\\]")


def escaped(text: str) -> str:
    """Text in one line, its signs shown and not obeyed; numbers of claims and sources stay.

    >>> print(escaped("a|b <i> [x](y) [c12]"))
    a\\|b \\<i\\> \\[x\\](y) [c12]
    """
    flat = " ".join("; ".join(text.splitlines()).split())
    return _NUMBERED.sub(r"[\1]", _MARKS.sub(r"\\\1", flat))
