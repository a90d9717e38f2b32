"""By which paths somebody reaches a firm, as an answer: points, steps, claims, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from graph.answers import path_words as words
from graph.answers.claim_words import day_said
from graph.answers.evidence import cited_all
from graph.answers.names import label, named
from graph.answers.parts import Interval, Named, Step
from graph.answers.paths import Kind, Paths, PathsOfKind, ReachingPath, ThroughHolder
from graph.answers.reason_words import in_words
from graph.claims.model import Control, Investment, Ownership, ProgrammeLink
from graph.claims.shares import span
from graph.domesticness.walked_score import rests_on
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.stakes import Basis
from graph.measures.completion import is_inferred
from graph.networks.situation import Situation
from graph.ownership.traversal.attribution import certain_share
from graph.ownership.traversal.best_paths import SharePath, best_paths, first_holders
from graph.ownership.traversal.groups import fewest_between, layers, mutual_groups
from graph.ownership.traversal.least_shares import LeastShares, least_shares
from graph.profiles.climbs import Climb, Source, climb_of
from graph.profiles.not_read import amount_of, not_read

CLAIMS_CITED = 400
#: On what a path rests that carries no share: that somebody is there, and no more.
PERCENTAGES, PRESENCE = "percentages", "presence"
SIDES = ("home", "associated", "abroad")  # whose money is never added up


def paths_to(
    situation: Situation, source: str, kinds: Sequence[Kind], basis: Basis, k: int, release: str
) -> Paths:
    """The best paths of each kind from a source down to the firm, with everything they rest on."""
    asked = Source(source)
    parts = tuple(_Part(situation, climb_of(situation, kind, basis, asked), asked, k).answer
                  for kind in kinds)  # fmt: skip
    claims = [
        claim
        for part in parts
        for steps in (*(path.steps for path in part.paths), part.cut)
        for step in steps
        for claim in step.claims
    ]
    named_source = (
        named(situation.knowledge, asked.party).name if asked.party else words.SOURCES[source]
    )
    return Paths(
        source=source,
        source_name=named_source,
        firm=named(situation.knowledge, situation.firm),
        kind=kinds[0] if len(kinds) == 1 else "all",
        basis=basis,
        as_of=situation.day.isoformat(),
        days=situation.days.written(),
        home=situation.home,
        release=release,
        kinds=parts,
        notes=tuple(_notes(parts)),
        claims=cited_all(situation.knowledge, tuple(dict.fromkeys(claims))[:CLAIMS_CITED]),
    )


def _notes(parts: Sequence[PathsOfKind]) -> Iterator[str]:
    shown = [path for part in parts for path in part.paths]
    if any(path.points is None for path in shown):
        yield words.PRESENT_ONLY
    if any(path.rounds is not None and path.rounds > 1 for path in shown):
        yield words.ROUNDS
    for part in parts:
        investors = {step.owner.id for path in part.paths for step in path.steps
                     if step.link == "investment"}  # fmt: skip
        if investors and len(investors) != len(part.paths):
            yield words.investors_said(len(investors), len(part.paths))


class _Part:
    """The paths of one kind, being put together."""

    def __init__(self, situation: Situation, climb: Climb, source: Source, k: int) -> None:
        self.situation, self.climb, self.source, self.k = situation, climb, source, k

    @property
    def answer(self) -> PathsOfKind:
        """Everything that is answered of one kind."""
        climb = self.climb
        unsized = tuple(self._path(nodes) for nodes in climb.unsized(self.source, self.k))
        if climb.shares is None:
            return PathsOfKind(kind=climb.kind, total=None, paths=unsized)
        worth = climb.worth(self.source)
        self.least = least = least_shares(climb.shares, worth)
        shown = self._best(least, list(worth))
        paths = tuple(self._path(path.nodes, path) for path in shown)
        if climb.kind == "contracts":
            return PathsOfKind(kind=climb.kind, total=None, paths=(*paths, *unsized))
        lower = least.worth[climb.root]
        through = first_holders(least, climb.root, worth, shown)
        cut = fewest_between(least.shares, climb.root, list(worth))
        everybody = self.source.key == "any"
        steps_above = layers(climb.shares, climb.root)
        return PathsOfKind(
            kind=climb.kind,
            total=self._reached(self.source),
            sides={side: self._reached(Source(side)) for side in SIDES} if everybody else {},
            of_what=self._of_what(),
            explained=float(sum((path.points for path in shown), ZERO) / lower) if lower else None,
            paths=(*paths, *unsized),
            through=tuple(
                ThroughHolder(
                    holder=self._name(one.holder),
                    share=float(one.share),
                    points=float(one.points),
                    listed=float(one.listed),
                    rest=float(one.rest),
                )
                for one in through
            ),
            mutual_groups=tuple(
                tuple(self._name(member) for member in group)
                for group in mutual_groups(climb.shares)
            ),
            layers=tuple(
                sum(not climb.shares.nodes[node]["unnamed"] for node in layer)
                for layer in steps_above
            ),
            cut=tuple(self._step(low, high, None) for low, high in cut) if lower else (),
            not_disclosed=tuple(not_read(self.situation, climb, self.source, least)),
        )

    def _reached(self, source: Source) -> Interval:
        """How much comes from somebody for certain, and how much may."""
        shares, root = self.climb.shares, self.climb.root
        assert shares is not None
        least = least_shares(shares, self.climb.worth(source)).worth[root]
        elsewhere = least_shares(shares, self.climb.outside(source)).worth[root]
        return Interval(float(least), float(max(least, ONE - elsewhere)))

    def _of_what(self) -> str:
        money = self.climb.money
        if money is None:
            return words.KIND_OF[self.climb.kind]
        total = float(money.total)
        return words.MONEY_OF.format(read=words.amount_said(total, total, money.currency))

    def _best(self, least: LeastShares, ends: Sequence[str]) -> list[SharePath]:
        if self.climb.kind != "contracts":
            return best_paths(least.shares, self.climb.root, ends, self.k)
        met = best_paths(least.shares, self.climb.root, ends, 10 * self.k)
        return [path for path in met if self.climb.shows(path.nodes, self.climb.shares)][: self.k]

    def _path(self, nodes: Sequence[object], carried: SharePath | None = None) -> ReachingPath:
        graph = self.climb.presence if carried is None else self.climb.shares
        assert graph is not None
        end, below = nodes[-1], nodes[-2]
        data = self.climb.presence.nodes[end]
        placed = data["origin"]
        steps = tuple(self._step(low, high, carried) for low, high in pairwise(nodes))
        rests: str = "" if self.source.party else rests_on(graph, self.climb.root, below, end)
        if carried is None and rests == PERCENTAGES:
            rests = PRESENCE
        return ReachingPath(
            end=self._name(end),
            origin=placed.point if placed is not None else "",
            rung=placed.rung if placed is not None else 0,
            steps=steps[::-1],
            points=None if carried is None else float(carried.points),
            direct=None if carried is None else float(carried.direct),
            rounds=None if carried is None else float(carried.rounds),
            rests_on=rests,
            split_read=carried is None or self._split_read(nodes),
            reason="" if placed is None else in_words(self.situation.knowledge, placed.reason),
        )

    def _split_read(self, nodes: Sequence[Any]) -> bool:
        """Whether every share on a path is what its holder has in any case."""
        shares, fixed = self.climb.shares, self.least.shares
        return shares is not None and all(
            certain_share(shares, low, high) == fixed[low][high]["share"]
            for low, high in pairwise(nodes)
        )

    def _name(self, node: object) -> Named:
        data = self.climb.presence.nodes[node]
        entity = named(self.situation.knowledge, data["entity"])
        if not data["unnamed"]:
            return entity
        return Named(f"{entity.id}/undisclosed", words.UNNAMED.format(name=entity.name))

    def _step(self, low: object, high: object, carried: SharePath | None) -> Step:
        presence = self.climb.presence
        shares = self.climb.shares
        edge = presence[low][high]
        counted = shares[low][high] if shares is not None and shares.has_edge(low, high) else edge
        links = [link for link in edge["links"] if link in words.VERBS]
        special: tuple[str, ...] = ("contract", "designation", "programme")
        if self.climb.kind == "contracts" and carried is None:
            special = (*special, "control")  # the power, not the stake beside it
        wanted = [link for link in links if link in special]
        link = (wanted or links)[0]
        said, day = self._said(link, high, counted, edge["claims"])
        share = None
        if "lower" in counted and link in ("ownership", "contract", "rest"):
            share = Interval(
                float(counted["lower"]), float(counted["upper"]), float(counted["point"])
            )
        aged = edge.get("aged", {}).get(link, edge.get("currency", "current"))
        currency = "current" if share is not None else str(aged)
        owner, owned = self._name(high), self._name(low)
        spoken = link
        if link == "investment" and self._only_agreed(edge["claims"]):
            spoken = "agreed" if carried is None else "inferred"
        claims = tuple(counted["claims"] if carried is not None else edge["claims"])
        return Step(
            owner=owner,
            owned=owned,
            link=link,
            said=said,
            share=share,
            currency=currency,
            text=words.step_said(spoken, owner.name, said, owned.name, currency, day),
            claims=claims,
        )

    def _only_agreed(self, claims: Sequence[str]) -> bool:
        """Whether money was agreed, and nobody said that it came in."""
        known = self.situation.knowledge.claims
        paid = [one for claim in claims if isinstance(one := known.get(claim), Investment)]
        return bool(paid) and all(is_inferred(one) for one in paid)

    def _said(
        self, link: str, high: object, edge: dict[str, object], claims: Sequence[str]
    ) -> tuple[str, str]:
        """What a link is and since when it was seen, in the words of the claim that is all of it.

        Empty words where no size was read.
        """
        known = self.situation.knowledge.claims
        found = [known[claim] for claim in claims if claim in known]
        lower = edge.get("lower")
        for claim in found:
            day = day_said(claim)
            match claim:
                case Ownership() if link == "ownership" and claim.share is not None:
                    if lower is None or (len(found) == 1 and claim.share.fractions[0] == lower):
                        return str(claim.share), day
                case Control() if link == "control":
                    return label(claim.mechanism, "ControlMechanisms"), day
                case ProgrammeLink() if link == "programme":
                    return label(claim.link, "ProgrammeLinkKinds"), day
                case Investment() if link == "investment" and claim.amount_lower is not None:
                    return (words.sum_said if is_inferred(claim) else words.money_said)(claim), day
        newest = max((day_said(claim) for claim in found), default="")
        if link == "round":
            return amount_of(self.climb.presence.nodes[high]["round"]), newest
        if isinstance(lower, Fraction) and link != "investment":
            upper = edge["upper"]
            assert isinstance(upper, Fraction)
            return span(float(lower), float(upper)), newest
        return "", newest
