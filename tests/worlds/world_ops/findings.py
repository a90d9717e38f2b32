"""Cases that the rules of reading answer wrongly or not at all, each with what is missing.

They are expected to fail, strictly: a rule that is mended must be taken off this list.
"""

from __future__ import annotations

RECORDS = "two records of one source may be one stake said twice; claims do not say which"
DILUTION = "a round of known size does not scale the stakes seen before it; last known has no point"

EXPECTED_TO_FAIL: dict[str, str] = {
    "D06_two_records_are_two": RECORDS,
    "D17_funding_dilution": DILUTION,
    "D17b_investor_twice": DILUTION,
}
