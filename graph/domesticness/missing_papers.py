"""Missing papers that no stake or round is behind: lists, articles, and who leads the firm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.claims.reasons import because
from graph.domesticness.missing import Missing
from graph.domesticness.verdicts import Finding
from graph.measures.hybrid import (
    LEADER_ABROAD,
    citizenship_of,
    founders_and_leaders,
)
from graph.networks.situation import Situation
from ontology.rules import reach_rules

OPEN_LIMB = "limbOpen"


def open_limbs(found: Finding) -> frozenset[str]:
    """The codes of the limbs that keep a finding of several open; none for any other finding."""
    return frozenset(part.of.code for part in found.measured.parts if part.reason.code == OPEN_LIMB)


def lists(findings: Sequence[Finding]) -> Iterable[Missing]:
    """Whole copies of lists on which nobody was found, and so nobody can be denied."""
    for found in findings:
        lens = found.lens
        if found.decides != "listNotHeld":
            continue
        if lens.measure == "designation":
            document, about = because("needWholeCopy", programme=lens.programme), lens.programme
        elif lens.measure == "listReach":
            labels = tuple(one.label for one in reach_rules()[lens.rule].lists)
            document, about = because("needWholeLists", lists=labels), found.firm
        else:
            continue
        yield Missing(
            document=document,
            about=about,
            measures=(lens.measure,),
            carries=None,
            reasons=found.reasons,
            only=(lens.id,),
        )


def articles(situation: Situation, findings: Sequence[Finding]) -> Iterable[Missing]:
    """The articles that would give somebody a special right, where no right is cited."""
    for found in findings:
        if found.lens.measure == "specialRight" and found.in_force and not found.decided:
            yield Missing(
                document=because("needArticles", firm=situation.firm),
                about=situation.firm,
                measures=("specialRight",),
                carries=None,
                reasons=found.reasons,
                only=(found.lens.id,),
            )


def people(situation: Situation, findings: Sequence[Finding]) -> Iterable[Missing]:
    """Founders and leaders whose citizenship no source read states; or who else there is.

    Where all that are known are citizens of home, only a list of all would say that none is not.
    """
    there = situation.on("people")
    leading = founders_and_leaders(there)
    unknown = [person for person in leading if not citizenship_of(there, person)[0]]
    for person in unknown:
        yield Missing(
            document=because("needCitizenship", person=person),
            about=person,
            measures=(LEADER_ABROAD.code,),
            carries=None,
            reasons=(because("leaderCitizenshipNotCited"),),
        )
    if not unknown and any(LEADER_ABROAD.code in open_limbs(found) for found in findings):
        yield Missing(
            document=because("needLeaders", firm=situation.firm),
            about=situation.firm,
            measures=(LEADER_ABROAD.code,),
            carries=None,
            reasons=(because("leadersNotAllCited"),),
        )
