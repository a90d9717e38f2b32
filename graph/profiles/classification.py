"""One firm under every lens: verdicts, score, how contested, a chain, what would settle it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.answers.verdicts import FirmClassification
from graph.domesticness.robustness import contestedness
from graph.domesticness.score import LENS as SCORE_LENS
from graph.domesticness.verdicts import finding
from graph.networks.situation import Situation
from graph.profiles.chains import best_chain
from graph.profiles.score import score
from graph.profiles.unknowns import unknowns_of
from graph.profiles.verdicts import in_verdict, verdict
from ontology.lenses import Lens


def classification_of(
    situation: Situation, lenses: Sequence[Lens], release: str, *, with_estimate: bool = False
) -> FirmClassification:
    """What some lenses say of a firm, with everything a reader needs to judge it."""
    findings = tuple(finding(situation, lens) for lens in lenses)
    verdicts = tuple(in_verdict(situation.knowledge, found) for found in findings)
    chain = best_chain(situation)
    score_lens = situation.knowledge.lenses[SCORE_LENS]
    scored = next((one for one in verdicts if one.lens == SCORE_LENS), None)
    used = [claim for one in verdicts for claim in one.claims]
    used += [claim for step in (chain.steps if chain else ()) for claim in step.claims]
    return FirmClassification(
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        days=situation.days.written(),
        home=situation.home,
        release=release,
        verdicts=verdicts,
        score=score(
            situation, scored or verdict(situation, score_lens), with_estimate=with_estimate
        ),
        contestedness=contestedness(verdicts, lenses),
        chain=chain,
        unknowns=unknowns_of(situation, findings),
        claims=cited_all(situation.knowledge, used),
    )
