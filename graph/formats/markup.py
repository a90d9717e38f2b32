"""What XML can carry: every name of the graph, and nothing that makes a file unreadable."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_TOKEN = re.compile(r"[^A-Za-z0-9._:-]")


def clean(text: str) -> str:
    r"""Replace control characters, which XML does not have, not even escaped.

    >>> clean("a\x0bb") == "a\N{REPLACEMENT CHARACTER}b"
    True
    """
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def token(text: str) -> str:
    """Write a text as a name token: what does not belong in one becomes ``_xHHHH_``.

    >>> token("smic"), token("LEI 5493/00")
    ('smic', 'LEI_x0020_5493_x002F_00')
    """
    return _NOT_IN_TOKEN.sub(lambda match: f"_x{ord(match.group()):04X}_", text)
