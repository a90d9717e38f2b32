"""Which laws bound the holders nobody named, for one firm on one day: each by a cited rule.

A rule applies only as far as it is cited: it names an exchange, the firm's
shares trade there on the day, and the day lies in the rule's period (a rule
whose start no source gives holds from the day a source that states it appeared).

A rule is read only where *every* exchange the firm trades on has one of its
kind, and then the loosest: shares listed elsewhere may be free of it, and so may an
issuer whose first listing is elsewhere. Both readings take the law as kept, and a
cap speaks of who is registered, not of who stands behind them: so no verdict rests
on either, and every answer that uses one names the rule.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import Listing, Rule
from graph.fraction import Fraction
from graph.holders.horizons import seen_on
from graph.holders.origins import ANY, column_of


class LegalCap(Struct, frozen=True):
    """The most that a law lets be, as a fraction of the firm, and the rules that say so."""

    most: Fraction
    rules: tuple[Rule, ...]


def foreign_cap(knowledge: Knowledge, firm: str, day: date) -> LegalCap | None:
    """The most that holders from outside the rule's jurisdiction may have together, if cited."""
    cap = _loosest(knowledge, firm, day, kind="foreignCap", reach="aggregate")
    if cap is None or len({rule.jurisdiction for rule in cap.rules}) != 1:
        return None
    return cap


def disclosure_line(knowledge: Knowledge, firm: str, day: date) -> LegalCap | None:
    """The share from which any holder of the firm must say so, if cited."""
    return _loosest(knowledge, firm, day, kind="disclosureLine", reach="single")


def _loosest(
    knowledge: Knowledge, firm: str, day: date, *, kind: str, reach: str
) -> LegalCap | None:
    """The loosest of the rules of a kind, where every exchange the firm trades on has one."""
    found: list[Rule] = []
    if any(listing.period.in_doubt(day) for listing in knowledge.of(Listing, firm)):
        return None  # on which exchanges it is that day, nobody can say
    for exchange in exchanges(knowledge, firm, day):
        rules = _rules(knowledge, exchange, day, kind=kind, reach=reach)
        if not rules:
            return None
        found += rules
    most = max((rule.threshold for rule in found if rule.threshold is not None), default=None)
    return None if most is None else LegalCap(Fraction(most) / 100, tuple(dict.fromkeys(found)))


def exchanges(knowledge: Knowledge, firm: str, day: date) -> tuple[str, ...]:
    """The exchanges a firm's shares trade on that day, as cited."""
    return tuple(
        dict.fromkeys(
            listing.target
            for listing in knowledge.of(Listing, firm)
            if listing.stage == "completed"
            and seen_on(listing, day) is not None
            and not listing.period.ended_before(day)
        )
    )


def capped_columns(rule: Rule, home: str) -> tuple[frozenset[str], frozenset[str]]:
    """The columns a capped holder may be in, and those anybody else may be in.

    Seen from the rule's own jurisdiction everybody from outside is capped; seen
    from elsewhere a capped holder may be anybody, and the others are foreign.
    """
    own = frozenset(column_of(rule.jurisdiction, home, state=state) for state in (True, False))
    return (ANY - own if rule.jurisdiction == home else ANY), own


def _rules(knowledge: Knowledge, exchange: str, day: date, *, kind: str, reach: str) -> list[Rule]:
    return [
        rule
        for rule in knowledge.rules.values()
        if rule.kind == kind
        and rule.reach == reach
        and rule.applies_to == exchange
        and rule.threshold is not None
        and rule.threshold > 0
        and _in_force(knowledge, rule, day)
    ]


def _in_force(knowledge: Knowledge, rule: Rule, day: date) -> bool:
    """Whether a rule is cited as holding on a day."""
    period = rule.period
    if not rule.citations or not period.contains(day) or period.in_doubt(day):
        return False
    if rule.period.start is not None:
        return True
    known = [knowledge.sources.get(citation.source) for citation in rule.citations]
    told = [source.published.last for source in known if source and source.published]
    return bool(told) and min(told) <= day
