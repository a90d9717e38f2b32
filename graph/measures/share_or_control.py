"""Two tests of which one is enough: home's share of a firm, or control of it from home."""

from __future__ import annotations

from msgspec.structs import replace

from graph.claims.reasons import because
from graph.measures.control import control, keeps_open, may_be_directed_from
from graph.measures.home_share import home_share
from graph.measures.measured import Measured
from graph.networks.power import power_over
from graph.networks.situation import Situation
from ontology.lenses import Lens


def home_share_or_control(situation: Situation, lens: Lens) -> Measured:
    """Above the line by share or by control; below it only when both tests say so.

    Control by somebody of open nationality, or by somebody whom nobody named, keeps the answer
    open; who of those from elsewhere directs, if anybody does, need not be known.
    """
    share, directing = home_share(situation, lens), control(situation, lens)
    claims = tuple(dict.fromkeys([*share.claims, *directing.claims]))
    reasons = (*share.reasons, because("control", why=directing.reasons))
    if share.case == "above":
        return share
    if directing.as_stated:  # a statement decides what it states, and no other test
        nobody = directing.case == "none"
        open_by = keeps_open(power_over(situation)) if nobody else "nationalityOpen"
        directing = replace(directing, case="", decides=open_by)
    if directing.case == "home":
        return replace(share, case="above", decides="", reasons=reasons, claims=claims)
    elsewhere = directing.case in ("foreign", "associated", "none")
    if share.case == "below" and (elsewhere or not may_be_directed_from(situation, "home")):
        return replace(share, case="below", decides="", reasons=reasons, claims=claims)
    decides = share.decides or directing.decides or "nationalityOpen"
    return replace(share, case="", decides=decides, reasons=reasons, claims=claims)
