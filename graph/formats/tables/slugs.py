"""Short ASCII words for ids, made from names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """A short ASCII word for an id, with a mark that keeps different texts apart.

    >>> slug("Nippon Steel Corp"), slug("中芯国际")
    ('nippon-steel-corp-2b0345', '18126b')
    """
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    ascii_only = unicodedata.normalize("NFKD", clean).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:40].strip("-")
    mark = hashlib.sha256(clean.encode()).hexdigest()[:6]
    return f"{word}-{mark}" if word else mark
