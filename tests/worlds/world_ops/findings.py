"""Cases that the rules of reading answer wrongly or not at all, each with what is missing.

They are expected to fail, strictly: a rule that is mended must be taken off this list.
"""

from __future__ import annotations

OWN_SHARES = "a firm's stake in itself is refused as a claim: own shares are not read yet"
PART_OF_BENEFIT = "claims say which contracts are cited, not which part of the benefit they move"
RECORDS = "two records of one source may be one stake said twice; claims do not say which"
DILUTION = "a round of known size does not scale the stakes seen before it; last known has no point"

EXPECTED_TO_FAIL: dict[str, str] = {
    "A07_own_shares_once": OWN_SHARES,
    "A27_self_holding": OWN_SHARES,
    "N23_treasury_control": OWN_SHARES,
    "C40b_vie_second_owner": PART_OF_BENEFIT,
    "C41b_vie_without_proxy": PART_OF_BENEFIT,
    "D06_two_records_are_two": RECORDS,
    "D17_funding_dilution": DILUTION,
    "D17b_investor_twice": DILUTION,
}
