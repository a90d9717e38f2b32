"""Makes a failing trial smaller: facts are left out while it still fails in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosure import judging
from disclosure.asking import Said
from disclosure.items import POWERS, Item, untrue
from disclosure.judging import Trial
from disclosure.laws import Failure

ROUNDS = 8


def once_said(trial: Trial) -> Said:
    """What the product says in one trial alone."""
    return judging.answered([trial])[0]


def tried(trials: Sequence[Trial]) -> list[list[Failure]]:
    """What fails in each of several trials, asked together."""
    said = judging.answered(trials)
    linked = [i for i, trial in enumerate(trials) if trial.before]
    earlier = judging.answered([trials[i] for i in linked], earlier=True)
    before = dict(zip(linked, earlier, strict=True))
    return [judging.judged(t, said[i], before.get(i)) for i, t in enumerate(trials)]


def shrunk(trial: Trial, failure: Failure) -> tuple[Trial, Failure]:
    """The trial with as few facts as still fail by the same law and lens.

    In each round every fact is left out once, all asked together; those that are not needed are
    left out at once if it fails without all of them, else one by one over the rounds.
    """
    for _ in range(ROUNDS):
        smaller = list(_each_without(trial, failure))
        if not smaller:
            break
        found = tried([other for _, other in smaller])
        spare = [
            (item, other, same[0])
            for (item, other), failed in zip(smaller, found, strict=True)
            if (same := [f for f in failed if f.kind == failure.kind])
        ]
        if not spare:
            break
        together = _without(trial, [item for item, _, _ in spare])
        failed = tried([together])[0] if _sound(together) else []
        same = [f for f in failed if f.kind == failure.kind]
        if same:
            trial, failure = together, same[0]
        else:
            _, trial, failure = spare[0]
    return trial, failure


def _without(trial: Trial, items: Sequence[Item]) -> Trial:
    return replace(
        trial,
        items=tuple(i for i in trial.items if i not in items),
        before=tuple(i for i in trial.before if i not in items),
    )


def _sound(trial: Trial) -> bool:
    return not untrue(trial.world, trial.items) and not untrue(
        trial.world, trial.before or trial.items
    )


def _explains(item: Item) -> bool:
    """Whether figures of another day would be false without it: the step that came after them."""
    told = item.kind != "stake" or bool(item.columns) or item.binding
    return item.way in ("pending", "dilution", "succession", "money") and told


def _each_without(trial: Trial, failure: Failure) -> Iterator[tuple[Item, Trial]]:
    needed = {*POWERS, "members"}
    if failure.law in ("all agree", "some differ", "hull", "narrower"):
        needed |= {"seat", "listing", "paidIn"}
    if trial.role == "whole" and failure.law == "whole":
        return  # it is no whole without any of its facts
    for item in dict.fromkeys(trial.items):
        if item.kind not in needed and not _explains(item):
            smaller = _without(trial, [item])
            if _sound(smaller) and smaller.items != trial.items:
                yield item, smaller
