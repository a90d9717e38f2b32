"""What a firm is said to hold in itself: its own shares, or a slip in the place of a holder's name.

Own shares leave the denominator, so that a firm filed as its own majority holder would make
everybody else vanish. Only a part that is surely small is taken for them.
"""

from __future__ import annotations

from graph.claims.model import Claim, Ownership
from graph.claims.shares import Share

_HALF = 50  # percent
NOT_OWN_SHARES = (
    "a party has an interest in itself; only shares in itself surely below half are its own shares"
)


def own_shares(claim: Claim) -> bool:
    """Whether a claim of a party on itself says that it has some of its own shares."""
    if not isinstance(claim, Ownership) or claim.interest != "shareholding":
        return False
    return claim.share is not None and small_enough(claim.share)


def small_enough(share: Share) -> bool:
    """Whether a share of a firm in itself is surely below half, as own shares are."""
    return share.upper < _HALF
