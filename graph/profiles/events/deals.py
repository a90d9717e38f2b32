"""Shares to have, the money for them and who sells them: one deal, put together.

Cost: a change is compared with those of its firm and stage that can be of its day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from graph.profiles.events.change import BOUGHT, GIVEN_UP, Change, earliest, stretches


def as_deals(changes: Iterable[Change]) -> list[Change]:
    """Changes, those of one deal as one.

    One deal: of one firm, at one stage, told of one day; the buyer is the same. New money and
    the stake agreed for it are one deal too.
    """
    rows = list(changes)
    on_days = _OnDays(rows)
    gone = set[int]()  # into a deal
    deals = []
    for row, bought in enumerate(rows):
        if row in gone or not (bought.kind in BOUGHT or _is_ahead_for_money(bought)):
            continue
        others = [
            other
            for other in on_days.beside(bought)
            if other != row and other not in gone and _belongs(rows[other], bought)
        ]
        gone.update((row, *others))
        deals.append(_joined((bought, *(rows[other] for other in others))))
    return [*(change for row, change in enumerate(rows) if row not in gone), *deals]


class _OnDays:
    """Where in a list the changes are that could belong to a deal: by firm, stage, party, day."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._inside: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        self._exactly: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for row, change in enumerate(changes):
            if change.told is None:
                continue
            *wider, itself = stretches(change.told)
            key = (change.firm, change.stage, self._whose(change))
            self._exactly[*key, itself].append(row)
            for stretch in (*wider, itself):
                self._inside[*key, stretch].append(row)

    @staticmethod
    def _whose(change: Change) -> object:
        return GIVEN_UP if change.kind == GIVEN_UP else change.who

    def beside(self, bought: Change) -> list[int]:
        """Those by the same buyer, and sales, that can be of the day of a purchase, in order."""
        return sorted(row for rows in self._rows(bought) for row in rows)

    def _rows(self, bought: Change) -> Iterator[Sequence[int]]:
        if bought.told is None:
            return
        *wider, itself = stretches(bought.told)
        for whose in (GIVEN_UP, bought.who):
            key = (bought.firm, bought.stage, whose)
            yield self._inside.get((*key, itself), ())
            for stretch in wider:
                yield self._exactly.get((*key, stretch), ())


def _is_ahead_for_money(change: Change) -> bool:
    return change.kind == "moneyRaised" and not change.is_done


def _belongs(change: Change, bought: Change) -> bool:
    if bought.kind == "moneyRaised":
        return change.kind in ("stakeBegan", "stakeChanged") and change.who == bought.who
    return change.kind == GIVEN_UP or (change.kind in BOUGHT and change.who == bought.who)


def _joined(same: Sequence[Change]) -> Change:
    kinds = {change.kind for change in same}
    return replace(
        same[0],
        kind="boughtOut" if "boughtOut" in kinds else same[0].kind,
        sellers=tuple(dict.fromkeys(seller for change in same for seller in change.sellers)),
        due=earliest(change.due for change in same),
        parts=tuple(part for change in same for part in change.parts),
        claims=tuple(dict.fromkeys(claim for change in same for claim in change.claims)),
    )
