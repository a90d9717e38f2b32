"""The smallest change of one stake that ends control."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.fraction import HALF, Fraction
from graph.ownership.arrays.exact import Number, exact
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.who_controls import Link, controlled_by


def reductions_to_end_control(
    votes: Votes,
    group: Collection[int],
    firm: int,
    *,
    quota: Number = HALF,
    strict: bool = True,
    links: Iterable[Link] = (),
) -> dict[tuple[int, int], Fraction]:
    """For each stake, how much less of it would end a group's control of a firm, if any would.

    At the reduction given, the votes counted in the stake's firm are exactly at
    the quota; with ``strict=False`` they must fall below it. Stakes whose
    loss changes nothing, or not alone, are left out.

    One derivation for each firm whose votes carry the control.

    >>> votes = Votes.from_stakes([(0, 1, 0.52), (1, 2, 0.51)])
    >>> cuts = reductions_to_end_control(votes, {0}, 2)
    >>> {stake: str(cut) for stake, cut in cuts.items()}
    {(0, 1): '1/50', (1, 2): '1/100'}
    """
    links = tuple(links)
    whole = controlled_by(votes, group, quota=quota, strict=strict, links=links)
    if firm not in whole:
        return {}
    found = {}
    for step in whole.steps.values():
        # Who would still be controlled if this firm's own votes gave no control of it?
        others = set(votes.entities) | {end for link in links for end in link[:2]}
        rest = controlled_by(
            votes, group, quota=quota, strict=strict, links=links, within=others - {step.firm}
        )
        kept_by_link = any(
            controlled == step.firm and (controller in rest.group or controller in rest)
            for controller, controlled, _ in links
        )
        if kept_by_link or (firm != step.firm and firm in rest):
            continue
        holders = rest.group | rest.controlled
        slack = votes.least_of(step.firm, holders) - exact(quota)
        for holder in sorted(holders):
            has = votes.of(holder, step.firm)
            if has >= slack and has > 0:
                found[holder, step.firm] = slack
    return found
