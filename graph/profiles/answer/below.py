"""Down the chain: the firm's own companies whose answer is another than the firm's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.claims.model import Consolidation
from graph.claims.reasons import because
from graph.domesticness.verdicts import Finding, finding
from graph.holders.horizons import known_on
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, each, last_first, weakly

ASKED = ("ultimate-ownership", "ultimate-control", "state-influence")
SHOWN = 6


def below(situation: Situation) -> tuple[Said, ...]:
    """Companies of which a lens is decided and says another word than of the firm."""
    own = {lens: _asked(situation, lens) for lens in ASKED}
    return (*tuple(_differing(situation, own))[:SHOWN], *_consolidated(situation))


def _consolidated(situation: Situation) -> Iterator[Said]:
    """How much of the firm's revenue or assets a company of its brought, by what was read last."""
    of_company: defaultdict[str, dict[str, Consolidation]] = defaultdict(dict)
    for claim in situation.knowledge.of(Consolidation, situation.firm):
        if claim.weight is None or known_on(claim, situation.day) is None:
            continue
        newest_of = of_company[claim.target]
        before = newest_of.get(claim.quantity)
        if before is None or last_first(claim) < last_first(before):
            newest_of[claim.quantity] = claim
    for company, claims in of_company.items():
        each_part = tuple(
            because("consolidatedShare", share=one.weight, quantity=one.quantity, day=day)
            for one in claims.values()
            if one.weight is not None and (day := one.as_of or one.period.end) is not None
        )
        ids = tuple(one.id for one in claims.values())
        aside = weakly(situation.knowledge, *each(ids))
        if each_part:
            yield Said(
                because("consolidatedPart", company=company, each=each_part, firm=situation.firm,
                        aside=aside),
                ids,
            )  # fmt: skip


def _asked(situation: Situation, lens: str) -> Finding | None:
    known = situation.knowledge.lenses.get(lens)
    return None if known is None else finding(situation, known)


def _differing(situation: Situation, own: dict[str, Finding | None]) -> Iterator[Said]:
    for part in situation.parts[1:]:
        if not part.current:
            continue
        there = Situation(
            situation.knowledge, part.entity, situation.day, situation.home, days=situation.days
        )
        for lens, of_firm in own.items():
            found = _asked(there, lens)
            if found is None or of_firm is None or not found.decided or found.word == of_firm.word:
                continue
            measured = found.measured
            claims = (*part.claims, *measured.claims)
            if measured.lower is not None and measured.upper is not None:
                span = (measured.lower, measured.upper)
                yield Said(
                    because("partSpan", company=part.entity, word=found.word, span=span,
                            firm=situation.firm, own=of_firm.word),
                    claims,
                )  # fmt: skip
            else:
                yield Said(
                    because("partWord", company=part.entity, word=found.word,
                            firm=situation.firm, own=of_firm.word),
                    claims,
                )  # fmt: skip
            break
