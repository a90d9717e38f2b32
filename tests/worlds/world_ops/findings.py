"""Cases that the rules of reading answer wrongly or not at all, each with what is missing.

They are expected to fail, strictly: a rule that is mended must be taken off this list.
"""

from __future__ import annotations

EXPECTED_TO_FAIL: dict[str, str] = {}
