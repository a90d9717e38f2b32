"""JSON as text: marks of direction in it are written as escapes, which every parser reads back.

A mark that turns text round, raw in a file or an answer, turns round whatever a reader sees after
it. In JSON such a character stands in a string only, where its escape means the same.
"""

from __future__ import annotations

import re

# U+061C, U+200E, U+200F; embeddings, overrides and isolates: U+202A to U+202E, U+2066 to U+2069.
MARKS = re.compile(b"\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def unturned(encoded: bytes) -> bytes:
    r"""The same JSON, in UTF-8, with its marks of direction escaped.

    >>> unturned('{"a": "\u202eb"}'.encode()) == b'{"a": "' + b"\x5cu202e" + b'b"}'
    True
    """
    return MARKS.sub(lambda mark: f"\\u{ord(mark[0].decode()):04x}".encode(), encoded)
