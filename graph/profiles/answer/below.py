"""Down the chain: the firm's own companies whose answer is another than the firm's."""

from __future__ import annotations

from collections.abc import Iterator

from graph.claims.reasons import because
from graph.domesticness.verdicts import Finding, finding
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said

ASKED = ("ultimate-ownership", "ultimate-control", "state-influence")
SHOWN = 6


def below(situation: Situation) -> tuple[Said, ...]:
    """Companies of which a lens is decided and says another word than of the firm."""
    own = {lens: _asked(situation, lens) for lens in ASKED}
    return tuple(_differing(situation, own))[:SHOWN]


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
