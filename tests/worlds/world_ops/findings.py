"""Cases that the rules of reading answer wrongly or not at all, each with what is missing.

They are expected to fail, strictly: a rule that is mended must be taken off this list.
"""

from __future__ import annotations

RECORDS = "two records of one day for one holder are read as one stake seen twice"
RANKS = "rivals have no ranks: the point is the least of them, not the latest of the best source"
DILUTION = "a round of known size does not scale the stakes seen before it"

EXPECTED_TO_FAIL: dict[str, str] = {
    "D06_two_records_are_two": RECORDS,
    "D16_conflict_resolution": RANKS,
    "D16b_equal_rank_latest_wins": RANKS,
    "D17_funding_dilution": DILUTION,
    "D17b_investor_twice": DILUTION,
}
