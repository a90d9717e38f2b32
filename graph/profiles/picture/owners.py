"""The owners in two tiers, who directs, and whom there was no room for, counted."""

from __future__ import annotations

from graph.answers.picture import Band
from graph.claims.reasons import because
from graph.claims.walks import everybody
from graph.profiles.picture.bands import BandMaker, Sheet
from graph.profiles.picture.beside import investors, paid
from graph.profiles.picture.directing import put_directing, put_members
from graph.profiles.picture.holders import FIRST, SECOND, HoldersOf, blocks_of, common_day


def owners(sheet: Sheet) -> Band:
    """Who holds the firm and who directs it; left of them who holds and directs those."""
    maker = BandMaker(sheet)
    firm = maker.firm()
    read = blocks_of(sheet, firm)
    day = common_day(read)
    holders = HoldersOf(maker, firm, FIRST, day).put()
    directing = put_directing(maker, firm)
    paid_in = dict(investors(sheet))
    for holder in holders:
        if holder in paid_in:  # a holder of unread size: what it paid is known of it besides
            claims = paid_in[holder][1]
            said, ids = paid(sheet, claims), tuple(claim.id for claim in claims)
            maker.arrow((holder, firm), "money", said, ids)
    for holder in dict.fromkeys((*holders, *directing)):
        put_members(maker, holder)
        HoldersOf(maker, holder, SECOND, day).put()
        put_directing(maker, holder)
    if day is None:
        heading = because("pictureOwners", firm=firm)
    else:
        heading = because("pictureOwnersOn", firm=firm, day=day)
    return maker.made("owners", heading, _left_out(maker, firm))


def _left_out(maker: BandMaker, firm: str) -> str:
    """How many parties further up, or behind the smaller ones, have no box."""
    network = maker.sheet.situation.network(basis=maker.sheet.basis)

    def above(entity: str) -> list[str]:
        return [one.holder for one in network.held.get(entity, ()) if one.upper > 0]

    drawn = {entity for box in maker.boxes.values() for entity in box.entities}
    left = [one for one in everybody([firm], above) if one not in drawn]
    return maker.sheet.say(because("pictureFurther", count=len(left))) if left else ""
