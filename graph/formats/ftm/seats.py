"""Where a firm is seated, as FollowTheMoney is told it; of one that is no more, since when."""

from __future__ import annotations

from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.model import Location
from graph.holders.gone import gone


def places_and_end(knowledge: Knowledge, firm: str) -> tuple[list[str], dict[str, list[str]]]:
    """The places of its seats, and the properties that say that it is no more, if it is."""
    seats = [claim for claim in knowledge.of(Location, firm) if claim.aspect == "seat"]
    last = gone(knowledge, firm, date.max)
    if last is None:
        going_on = [one for one in seats if one.period.end is None and one.period_end != "ended"]
        return [one.target for one in going_on], {}
    end = {"status": ["dissolved"]}
    if last.written is not None:
        end["dissolutionDate"] = [str(last.written)]
    return list(dict.fromkeys(one.target for one in seats)), end
