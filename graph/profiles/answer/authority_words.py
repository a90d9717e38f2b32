"""What an authority says of a firm and the state, with no stake of a size behind it.

A word is a word: it names an owner or an affiliation, and is shown with its speaker. It is no
input to any measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.claims.model import Classification
from graph.claims.periods import PartialDate
from graph.claims.reasons import because
from graph.holders.horizons import known_on
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said

OWNER, AFFILIATED = "stateOwnerNamed", "stateAffiliated"


def owner_named(situation: Situation) -> Iterator[Said]:
    """An authority's word on who owns it, which no stake of a size carries."""
    for claim, day in _words(situation, OWNER):
        reason = because(
            "ownerNamedBy", speaker=claim.party, jurisdiction=claim.jurisdiction,
            system=claim.system, day=day or situation.on("lists").day,
        )  # fmt: skip
        yield Said(reason, (claim.id,))


def affiliated(situation: Situation) -> Iterator[Said]:
    """An authority's word that bodies of a state are behind it; those it names that day together.

    Affiliated is less than owned, and the word says neither how much nor through whom.
    """
    together: defaultdict[tuple[str, str, PartialDate | None], list[Classification]]
    together = defaultdict(list)
    for claim, day in _words(situation, AFFILIATED):
        together[claim.party, claim.jurisdiction, day].append(claim)
    for (speaker, jurisdiction, day), claims in together.items():
        systems = dict.fromkeys(claim.system for claim in claims if claim.system)
        each = tuple(because("systemOf", system=one) for one in systems)
        reason = because(
            "affiliatedBy", speaker=speaker, jurisdiction=jurisdiction, asides=each,
            day=day or situation.on("lists").day,
        )  # fmt: skip
        yield Said(reason, tuple(claim.id for claim in claims))


def _words(situation: Situation, label: str) -> Iterator[tuple[Classification, PartialDate | None]]:
    """The labels of one kind that somebody named gave by the day of lists, with their days."""
    there = situation.on("lists")
    for claim in there.knowledge.about(Classification, there.firm):
        if claim.label == label and claim.party and known_on(claim, there.day):
            yield claim, claim.as_of or claim.period.start
