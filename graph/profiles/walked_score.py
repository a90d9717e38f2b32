"""The domestic-ness score as an answer: numbers walked below, words put on once."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers import path_words as words
from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.answers.parts import Amounts, Interval
from graph.answers.paths import Kind
from graph.answers.reason_words import in_words
from graph.answers.score import Contribution, DomesticScore, Mixture, MoneyRead
from graph.claims.shares import in_percent
from graph.domesticness.estimate import estimate
from graph.domesticness.rating import ALPHAS, number_of
from graph.domesticness.walked_score import LENS, Walked, WalkedScore, walked_score
from graph.fraction import Fraction
from graph.holders.last_known import seen_unsized
from graph.holders.origins import origin
from graph.holders.pending import may_have_of
from graph.holders.totals import quantities_added
from graph.holders.unsized import age_of
from graph.measures.funding import funding_of, inferred_reason
from graph.networks.situation import Situation
from graph.ownership.traversal.least_shares import least_shares
from graph.profiles.climbs import Source, climb_of
from graph.profiles.not_read import beside_said, not_read
from graph.profiles.score import estimate_in_words

KINDS: tuple[Kind, ...] = ("stakes", "funding")
CITED = (2, 3)  # rungs of public bodies and of those cited as a state's


def domestic_score(
    situation: Situation, release: str, *, with_estimate: bool = False, currency: str = ""
) -> DomesticScore:
    """The pair of ownership and money, what each point rests on, and its mixtures."""
    found = walked_score(situation, currency)
    mixtures = tuple(
        Mixture(
            alpha=float(alpha),
            interval=_interval(found.mixture(alpha)),
            state=float(found.state(alpha)),
            number=None if (number := number_of(found.mixture(alpha))) is None else float(number),
        )
        for alpha in ALPHAS
    )
    contributions = tuple(contributions_of(situation, found))
    lens = situation.knowledge.lenses[LENS]
    return DomesticScore(
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        home=situation.home,
        release=release,
        ownership=amounts_of(found.ownership),
        ownership_interval=_interval(found.ownership.interval),
        funding=amounts_of(found.money) if found.money else None,
        money=_money(situation, found),
        mixtures=mixtures,
        rated=all(one.number is not None for one in mixtures),
        contributions=contributions,
        summary=_summary(found, mixtures),
        notes=(*_notes(found), *_steps(situation, found)),
        not_read=(*_not_read(situation), *_present(situation, found)),
        estimate=estimate_in_words(
            situation.knowledge, estimate(situation, funding_of(situation), lens.prior)
        )
        if with_estimate
        else None,
        claims=cited_all(
            situation.knowledge, (claim for one in contributions for claim in one.claims)
        ),
    )


def contributions_of(situation: Situation, found: WalkedScore) -> Iterable[Contribution]:
    """What each end gives, of ownership first, the largest first."""
    for walked in (found.ownership, found.money):
        for end in walked.ends if walked else ():
            yield Contribution(
                points_of=walked.points_of if walked else "ownership",
                end=named(situation.knowledge, end.entity),
                unnamed=end.unnamed,
                origin=end.origin,
                points=float(end.points),
                rung=end.rung,
                rests_on=end.rests_on,
                reason=in_words(situation.knowledge, end.reason) or words.SEVERAL,
                claims=end.claims,
            )


def amounts_of(walked: Walked) -> Amounts:
    """The three amounts of a walk, and the parts of them, as numbers."""
    return Amounts(
        home=float(walked.home),
        home_state=float(walked.home_state),
        foreign=float(walked.foreign),
        foreign_state=float(walked.foreign_state),
        associated=float(walked.associated),
        not_read=float(walked.not_read),
    )


def _interval(bounds: tuple[Fraction, Fraction]) -> Interval:
    return Interval(float(bounds[0]), float(bounds[1]))


def _money(situation: Situation, found: WalkedScore) -> MoneyRead:
    graph = found.graph
    return MoneyRead(
        total=float(graph.total),
        currency=graph.currency,
        rounds=len(graph.counted),
        read=_interval(found.money.interval) if found.money else Interval(0.0, 1.0),
        of_all=_interval(found.of_all_money),
        coverage=found.coverage,
        beside=tuple(beside_said(situation, one) for one in graph.beside),
    )


def _said(walked: Walked) -> str:
    return words.shares_said(
        float(walked.home),
        float(walked.home_state),
        float(walked.foreign),
        float(walked.associated),
        float(walked.not_read),
    )


def _summary(found: WalkedScore, mixtures: tuple[Mixture, ...]) -> str:
    parts = [f"ownership: {_said(found.ownership)}"]
    if found.money:
        read = words.amount_said(
            float(found.graph.total), float(found.graph.total), found.graph.currency
        )
        parts.append(f"money, of {read} read: {_said(found.money)}")
    else:
        parts.append(words.NO_MONEY.rstrip(".").lower())
    even = mixtures[len(mixtures) // 2].number
    parts.append(words.NOT_RATED if even is None else f"score {words.points(even)} of 100")
    return "; ".join(parts)


def _notes(found: WalkedScore) -> Iterable[str]:
    for walked, what in ((found.ownership, "Ownership"), (found.money, "Money read")):
        if walked and walked.ends:
            by = {"percentages": 0.0, "classification": 0.0}
            for end in walked.ends:
                by[end.rests_on] += float(end.points)
            yield words.rests_said(by["percentages"], by["classification"], what)
        if walked and walked.associated:
            yield words.ASSOCIATED.format(part=words.points(float(walked.associated)))
    if found.coverage is not None:
        yield words.MONEY_COVERED.format(part=in_percent(found.coverage))
    else:
        yield words.MONEY_READ if found.money else words.NO_MONEY
    yield words.OVERLAP


def _steps(situation: Situation, found: WalkedScore) -> Iterable[str]:
    """What may have changed by the day, and money that counts because shares were held since."""
    columns = situation.network().columns.values()
    own = situation.network().columns.get(situation.firm)
    if own is not None and (added := quantities_added(own)) is not None:
        yield f"Ownership {in_words(situation.knowledge, added)}."
    said = [may_have_of(situation.knowledge, step, situation.day)
            for column in columns for step in column.pending]  # fmt: skip
    said += inferred_reason(funding_of(situation)) if found.money else ()
    yield from (in_words(situation.knowledge, reason) for reason in said if reason is not None)


def _not_read(situation: Situation) -> Iterable[str]:
    """What was not read of owners, and of money where any was."""
    anybody = Source("any")
    for kind in KINDS:
        climb = climb_of(situation, kind, "economic", anybody)
        assert climb.shares is not None
        yield from not_read(
            situation, climb, anybody, least_shares(climb.shares, climb.worth(anybody))
        )


def _of_unread_size(situation: Situation) -> tuple[dict[str, str], dict[str, str]]:
    """Holders of unread size that are cited as a state's, with its column: now, and once."""
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    stakes = situation.column(situation.firm, "economic").stakes
    newest = seen_unsized(stakes)
    sized = {one.holder for one in stakes if one.currency == "current" and one.claim.share}
    for stake in stakes:
        past = age_of(situation.knowledge, stake, situation.day) == "lastKnown"
        if stake.currency != "unknownShare" or (
            past and (stake not in newest or stake.holder in sized)
        ):
            continue
        placed = origin(
            situation.knowledge, stake.holder, situation.day, situation.home, economic=True
        )
        if placed.rung in CITED:
            found[past][stake.holder] = placed.point
    return found


def _present(situation: Situation, found: WalkedScore) -> Iterable[str]:
    """Who is known to be there without a size that was read, by the state they are cited as of."""
    graph, root = found.graph.presence, found.graph.root
    investors: dict[str, str] = {}
    for below, node, edge in graph.edges(data=True):
        placed = graph.nodes[node]["origin"]
        paid = below == root or "round" in graph.nodes[below]
        if paid and placed is not None and placed.rung in CITED and not edge.get("lower"):
            investors.setdefault(graph.nodes[node]["entity"], placed.point)
    now, once = _of_unread_size(situation)
    for there, text in (
        (investors, words.PRESENT_MONEY), (now, words.PRESENT_STAKES), (once, words.PAST_STAKES)
    ):  # fmt: skip
        for column, who in words.STATES.items():
            names = [
                named(situation.knowledge, one).name
                for one, point in there.items()
                if point == column
            ]
            if names:
                yield text.format(who=who, names=", ".join(names))
