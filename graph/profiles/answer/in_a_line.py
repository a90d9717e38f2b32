"""A firm in one line: where it is on paper and by its door plate, whose it is, who lists it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import Finding
from graph.networks.situation import Situation
from graph.profiles.answer.headline import listed_abroad
from graph.profiles.answer.said import Said, claims_of, weakly

SEAT, DOOR, OWNED = "legal-seat", "headquarters", "ultimate-ownership"


def in_a_line(situation: Situation, findings: Sequence[Finding]) -> Said:
    """The firm and the shortest that is said of it."""
    by_lens = {found.lens.id: found for found in findings}
    parts = (
        *_place(situation, by_lens.get(SEAT), "lineOnPaper"),
        *_place(situation, by_lens.get(DOOR), "lineByItsDoor"),
        *_owned(situation, by_lens.get(OWNED)),
        *_lists(situation),
    )
    claims = tuple(
        claim
        for lens in (SEAT, DOOR, OWNED)
        if lens in by_lens
        for claim in by_lens[lens].measured.claims
    )
    return Said(because("inALine", firm=situation.firm, parts=parts), claims)


def _place(situation: Situation, found: Finding | None, code: str) -> Iterator[Reason]:
    if found is None:
        return
    claims = claims_of(situation.knowledge, found.measured.claims)
    places = tuple(sorted({claim.target for claim in claims}))
    aside = weakly(situation.knowledge, found.measured.claims)
    yield because(code, places=places, aside=aside) if places else because(f"{code}NotRead")


def _owned(situation: Situation, found: Finding | None) -> Iterator[Reason]:
    if found is None or not found.in_force:
        return
    measured = found.measured
    if measured.lower is None or measured.upper is None or measured.upper - measured.lower == 1:
        yield because("lineOwnersNotRead")
    else:
        aside = weakly(situation.knowledge, measured.claims)
        yield because("lineOwned", span=(measured.lower, measured.upper), aside=aside)


def _lists(situation: Situation) -> Iterator[Reason]:
    abroad = [*listed_abroad(situation)]
    if len(abroad) == 1:
        yield because("lineListed", list=abroad[0])
    elif abroad:
        yield because("lineLists", count=len(abroad))
