"""The owners in two tiers, who directs, and whom there was no room for, counted."""

from __future__ import annotations

from graph.answers.picture import Band
from graph.claims.reasons import Reason, because
from graph.claims.walks import everybody
from graph.profiles.picture.bands import BandMaker, Sheet
from graph.profiles.picture.directing import put_directing, put_members
from graph.profiles.picture.holders import FIRST, SECOND, HoldersOf, blocks_of
from graph.profiles.picture.state_money import investors, put_paid


def owners(sheet: Sheet) -> Band:
    """Who holds the firm and who directs it; left of them who holds and directs those."""
    maker = BandMaker(sheet)
    firm = maker.firm()
    holders = HoldersOf(maker, firm, FIRST).put()
    directing = put_directing(maker, firm)
    paid_in = dict(investors(sheet))
    for holder in holders:
        if holder in paid_in:  # a holder of unread size: what it paid is known of it besides
            put_paid(maker, holder, paid_in[holder][1])
    for holder in dict.fromkeys((*holders, *directing)):
        put_members(maker, holder)
        HoldersOf(maker, holder, SECOND).put()
        put_directing(maker, holder)
    notes = (_none_read(maker), _left_out(maker, firm))
    return maker.made(
        "owners", _heading(maker, firm), " ".join(note for note in notes if note),
        day_above=maker.common_day is not None,
    )  # fmt: skip


def _heading(maker: BandMaker, firm: str) -> Reason:
    """Of whom the band is, as known on which day, and of which days its figures are."""
    asked, day = maker.sheet.situation.day, maker.common_day
    if day is not None:
        same = day.first == asked and day.precision == "day"
        code = "pictureOwnersThatDay" if same else "pictureOwnersOfOneDay"
        return because(code, firm=firm, asked=asked, day=day)
    dated = any(arrow.days for arrow in maker.arrows)
    return because("pictureOwnersDated" if dated else "pictureOwners", firm=firm, asked=asked)


def _none_read(maker: BandMaker) -> str:
    """That no share of anybody counts on the day: nothing is drawn of what nobody read."""
    sheet = maker.sheet
    read = blocks_of(sheet, sheet.situation.firm)
    if read.blocks or read.nominee > 0 or read.float_ > 0:
        return ""
    if any(arrow.said.code == "pictureSpan" for arrow in maker.arrows):  # contracts may move all
        return sheet.say(because("pictureNoneCertain"))
    return sheet.say(because("pictureNoneNow" if read.last_known else "pictureNone"))


def _left_out(maker: BandMaker, firm: str) -> str:
    """How many parties further up, or behind the smaller ones, have no box."""
    network = maker.sheet.situation.network(basis=maker.sheet.basis)

    def above(entity: str) -> list[str]:
        return [one.holder for one in network.held.get(entity, ()) if one.upper > 0]

    drawn = {entity for box in maker.boxes.values() for entity in box.entities}
    left = [one for one in everybody([firm], above) if one not in drawn]
    return maker.sheet.say(because("pictureFurther", count=len(left))) if left else ""
