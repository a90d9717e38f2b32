"""Rows of money raised: rounds, their participants and totals, and what is paid in of capital."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from disclosure.items import Item
from disclosure.world import World

RATE = 5  # units of home's money for one of the other; amounts stay whole
UNIT = 1_000_000
Row = dict[str, Any]


def round_of(item: Item) -> str:
    """The round an item is about; who pays in another currency does so in the second."""
    return "second" if "abroad" in item.words else "round"


def rounds(items: Iterable[Item]) -> list[str]:
    """The rounds that are spoken of."""
    return sorted({round_of(item) for item in items if item.kind in ("money", "round")})


def rows_of(world: World, item: Item, prefix: str, said: Row) -> Iterable[tuple[str, Row]]:
    """An item about money as rows; amounts in the currency they were paid in."""
    round_id = prefix + round_of(item)
    if item.kind == "roundTable":
        yield "holder-tables", {**said, "target": round_id, "complete_above": 0}
        return
    paid = {**said, "target": prefix + item.firm, "valid_from": said["as_of"]}
    amount = 0 if item.low is None else int(item.low)
    if item.kind == "paidIn":
        yield "investments", {**paid, **_amount(amount, home=True), "flow": "paidIn"}
        for name, abroad in (("round", 0), ("second", 1)):
            total = sum(n for at, (_, n) in enumerate(world.money) if _pays(world, at) == abroad)
            if total:
                row = {**paid, **_amount(total, home=not abroad), "round": prefix + name}
                yield "investments", {**row, "id": f"{said['id']}-{name}", "flow": "primary"}
        return
    row = {**paid, "flow": "primary", "round": round_id}
    if item.low is not None:
        row.update(_amount(amount, home=round_of(item) == "round"))
    yield "investments", {**row, "party": prefix + item.holder} if item.holder else row


def _pays(world: World, at: int) -> int:
    """Which round an investor is of: every other one pays in another currency."""
    return at % 2 if world.currencies else 0


def _amount(units: int, *, home: bool) -> Row:
    number = units * UNIT // (1 if home else RATE)
    return {"amount_min": number, "amount_max": number, "currency": "CNY" if home else "USD"}
