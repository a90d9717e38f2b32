"""A made-up firm to which something happened: claims of changes, and what is told of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from graph.claims.model import Claim, Entity, Investment, Listing, Relation
from graph.claims.periods import Period
from graph.profiles.events.page import events_of
from made_up import CITED, DAY, firms, known, listed, role, when

NAMED = ("f", "g", "p", "q", "r", "fund")


def world(*claims: Claim):
    group = Entity(id="both", kind="PartyGroup", name="Both", members=("q", "fund"))
    return known([*firms(*NAMED), group], [*claims, role("fund", "stateFund")])


def told(*claims: Claim, firm: str = "f", day: date = DAY):
    return events_of(world(*claims), firm, day, "CN")


def one(*claims: Claim, firm: str = "f", day: date = DAY):
    (event,) = told(*claims, firm=firm, day=day)
    return event


def leaving(firm: str, as_of: str, stage: str = "announced", on: str = "bourse") -> Listing:
    return replace(
        listed(firm, on=on), id=f"leaving-{firm}-{on}", period=Period(), as_of=when(as_of),
        stage=stage, period_end="endSought",
    )  # fmt: skip


def paid(party: str, amount: int | None, **more) -> Investment:
    lower = None if amount is None else Decimal(amount)
    return Investment(
        id=more.pop("id", f"inv-{party}"), party=party, target=more.pop("target", "f"),
        amount_lower=lower, amount_upper=lower, currency="CNY", citations=CITED,
        as_of=when("2025-12-29"), **more,
    )  # fmt: skip


def linked(party: str, target: str, kind: str, **more) -> Relation:
    return Relation(id=f"rel-{kind}", party=party, target=target, relation=kind, citations=CITED,
                    as_of=when(more.pop("as_of", "2020-05-01")), **more)  # fmt: skip
