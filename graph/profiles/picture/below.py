"""What a firm holds or directs by contract: the companies that belong to it, in two tiers."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers.picture import ArrowKind, Band
from graph.claims.model import Control, Ownership
from graph.claims.reasons import Reason, because
from graph.fraction import ZERO, Fraction
from graph.networks.perimeter import Part
from graph.profiles.answer.said import claims_of
from graph.profiles.picture.bands import BandMaker, Sheet

SHOWN, DEEP = 6, 2
OTHERS = 2  # further holders of a company by name


def below(sheet: Sheet) -> Band | None:
    """The companies under the firm: those it directs by contract first, then by their links."""
    maker = BandMaker(sheet)
    firm = maker.firm()
    parts = sheet.situation.parts[1:]
    for part in chosen(parts):
        owner, link = _owner(sheet, part)
        said, kind, share = _link(link, part)
        maker.arrow(
            (owner, maker.party(part.entity, column="")), kind, said, part.claims[-1:], share
        )
    if len(maker.boxes) == 1:
        return None
    left = len(parts) - (len(maker.boxes) - 1)
    note = sheet.say(because("pictureMoreBelow", count=left)) if left else ""
    return maker.made("below", because("pictureBelow", firm=firm), note)


def chosen(parts: Sequence[Part]) -> list[Part]:
    """The companies there is room for, each with those through which it is reached."""
    by_entity = {part.claims: part for part in parts}
    ranked = sorted(
        (part for part in parts if len(part.claims) <= DEEP),
        key=lambda part: (part.role != "contract", not part.current, len(part.claims)),
    )
    kept: dict[str, Part] = {}
    for part in ranked:
        way = [by_entity[part.claims[:n]] for n in range(1, len(part.claims) + 1)
               if part.claims[:n] in by_entity]  # fmt: skip
        new = [one for one in way if one.entity not in kept]
        if len(kept) + len(new) <= SHOWN:
            kept.update({one.entity: one for one in new})
    return [part for part in parts if part.entity in kept]


def _owner(sheet: Sheet, part: Part) -> tuple[str, Ownership | Control]:
    (claim,) = claims_of(sheet.situation.knowledge, part.claims[-1:])
    assert isinstance(claim, Ownership | Control)
    return claim.party, claim


def _link(
    claim: Ownership | Control, part: Part
) -> tuple[Reason, ArrowKind, tuple[Fraction, Fraction]]:
    share = (ZERO, ZERO)
    kind: ArrowKind
    if isinstance(claim, Control):
        said = because("pictureDirectedBy", mechanism=claim.mechanism, holder=claim.party)
        kind = "contract" if claim.mechanism == "vieContracts" else "control"
    elif claim.share is None:
        said, kind = because("pictureUnsized"), "unsized"
    else:
        said, kind = because("pictureSize", share=claim.share), "stake"
        share = claim.share.fractions
    if not part.current:
        kind = "lastKnown"
    return said, kind, share
