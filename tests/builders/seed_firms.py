"""Every firm that the seeds know, seen from home on a day."""

from collections.abc import Iterator
from datetime import date

from graph.claims.knowledge import Knowledge
from graph.networks.situation import Situation


def firms_on(knowledge: Knowledge, day: date | None) -> Iterator[Situation]:
    """Each on the day, by default the data date."""
    for firm, entity in knowledge.entities.items():
        if entity.kind in ("Organization", "Fund", "Arrangement"):
            yield Situation(knowledge, firm, day or knowledge.data_date, "CN")
