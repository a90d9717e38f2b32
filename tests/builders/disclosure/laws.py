"""The laws: what holds between a true world, what was said of it and what the product answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quicktions import Fraction

from disclosure import answers, chains
from disclosure.asking import Said
from disclosure.consistent import COMPANY, LEVEL
from disclosure.world import INSTRUMENTS, World
from graph.answers.parts import Interval

TOLERANCE = 1e-4  # printed per cents have four decimals, and a chain has a few of them
STEP = 0.05 + TOLERANCE
COMPARING = ("state-influence", "csrc-actual-control", "nbs-state-control", "block-ownership")
DIRECTING = ("ultimate-control", "csrc-actual-control", "taiwan-mainland-funded")
LEADING = ("state-influence", "csrc-actual-control")
OF_EACH = ("ultimate-ownership", "registered-foreign-equity")  # of the firm and its companies
BY_NAME = ("nbs-state-control", "registered-foreign-equity", "block-ownership")


@dataclass(frozen=True)
class Failure:
    """A law that did not hold: which, by which lens or question, and what was said."""

    law: str
    lens: str
    detail: str

    @property
    def kind(self) -> tuple[str, str]:
        """What must stay the same while an instance is made smaller."""
        return self.law, self.lens


def decided(found: Any) -> bool:
    """Whether a verdict says which; that a controller of open nationality is there does not."""
    return bool(found.decided and found.case != "unplaced")


def _within(share: Fraction, lower: float, upper: float) -> bool:
    return lower - TOLERANCE <= share <= upper + TOLERANCE


def truth_within(world: World, said: Said) -> Iterator[Failure]:
    """The truth lies in every interval."""
    for lens, found in said.verdicts.items():
        true = answers.measured(world, lens) if lens in answers.LENSES else None
        if true is None or found.interval is None:
            continue
        least, most = true
        low, high = found.interval.lower, found.interval.upper
        if not (low - TOLERANCE <= most and least <= high + TOLERANCE):
            yield Failure("truth", lens, f"true {float(least):.4f}, said {low:.4f}–{high:.4f}")
    for basis, columns in said.columns.items():
        true_columns = chains.by_origin(world, basis)
        for origin, (low, high) in columns.items():
            if not _within(true_columns[origin], low, high):
                text = f"true {float(true_columns[origin]):.4f}, said {low:.4f}–{high:.4f}"
                yield Failure("truth", f"owners {basis} {origin}", text)
    yield from _controllers_true(world, said)


def _controllers_true(world: World, said: Said) -> Iterator[Failure]:
    found = chains.controllers(world, world.asked)
    true = frozenset().union(*found) if found else frozenset()
    for group in said.certain:
        parties = group & set(world.parties)
        if parties and not parties <= true:
            yield Failure("truth", "controllers", f"certain {sorted(parties)}, true {sorted(true)}")


def decided_is_true(world: World, said: Said, asked: Sequence[str]) -> Iterator[Failure]:
    """A decided verdict is the true one."""
    for lens in asked:
        found, true = said.verdicts[lens], answers.LENSES[lens](world)
        if decided(found) and true and found.case not in true:
            yield Failure("decided", lens, f"said {found.case}, true {sorted(true)}")


def whole_is_decided(world: World, said: Said, asked: Sequence[str]) -> Iterator[Failure]:
    """What is wholly disclosed is decided."""
    if any(world.crowd(firm) for firm in world.firms) or answers.closed(world):
        return
    if any(len(c.instruments) < len(INSTRUMENTS) for c in world.contracts) or on_a_line(world):
        return
    for lens in asked:
        found, true = said.verdicts[lens], answers.LENSES[lens](world)
        if true and "undecided" not in true and not decided(found):
            yield Failure("whole", lens, f"undecided ({found.decides}), true {sorted(true)}")


def on_a_line(world: World) -> bool:
    """Whether a part that no decimal can print decides by less than its last digit."""
    shares = [share for table in world.shares.values() for share in table.values()]
    return any((share * 1_000_000).denominator != 1 for share in shares)


def _on_half(world: World) -> bool:
    """Whether some holders together stand within a rounding of half of the votes."""
    sums = {Fraction(0)}
    for share in chains.votes(world)[world.asked].values():
        sums |= {before + share for before in sums}
    return any(abs(together - Fraction(1, 2)) < TOLERANCE for together in sums)


def more_is_no_less(before: Said, after: Said, asked: Sequence[str]) -> Iterator[Failure]:
    """Saying more, truly and of the same day, never decides less and never widens."""
    for lens in asked:
        was, now = before.verdicts[lens], after.verdicts[lens]
        grown = lens in OF_EACH and len(was.tested) < len(now.tested)
        if grown and lens == "ultimate-ownership":
            continue  # how much of the firm a company is that is said now was not asked before
        if decided(was) and (not decided(now) or now.case != was.case):
            text = f"was {was.case}, now {now.case or now.decides}"
            yield Failure("more", lens, text)
        if was.interval and now.interval and not was.decided and not grown:
            wider = (
                now.interval.lower < was.interval.lower - TOLERANCE
                or now.interval.upper > was.interval.upper + TOLERANCE
            )
            if wider:
                yield Failure("more", lens, f"was {_text(was.interval)}, now {_text(now.interval)}")
    for basis, columns in before.columns.items():
        for origin, (low, high) in columns.items():
            lower, upper = after.columns[basis][origin]
            if lower < low - TOLERANCE or upper > high + TOLERANCE:
                text = f"was {low:.4f}–{high:.4f}, now {lower:.4f}–{upper:.4f}"
                yield Failure("more", f"owners {basis} {origin}", text)


def _text(interval: Interval) -> str:
    return f"{interval.lower:.4f}–{interval.upper:.4f}"


def equal_parts(firm: Said, group: Said, asked: Sequence[str]) -> Iterator[Failure]:
    """A firm with a wholly owned company has the same share at home as without it."""
    for lens in asked:
        one, other = firm.verdicts[lens], group.verdicts[lens]
        if (one.case, one.decided) != (other.case, other.decided):
            text = f"alone {one.case or one.decides}, as a group {other.case or other.decides}"
            yield Failure("equal", lens, text)


def as_all_worlds(
    said: Said,
    all_worlds: Sequence[World],
    asked: Sequence[str],
    *,
    lined: bool,
    grouped: bool,
    unsized: bool = False,
) -> Iterator[Failure]:
    """Decided if and only if all consistent worlds agree; no interval wider than their hull.

    Beside a line by no more than a rounding, or than a holder without a size may have, a verdict
    need not be decided.
    """
    companies = [world for world in all_worlds if world.feature == COMPANY]
    level = [world for world in all_worlds if world.feature == LEVEL]
    plain = [world for world in all_worlds if world.feature not in (COMPANY, LEVEL)]
    for lens in asked:
        if said.verdicts[lens].decides == "outOfScope":
            continue  # where it is listed or seated is not said
        chosen = _that_matter(lens, plain, lined=lined, grouped=grouped)
        chosen = [*chosen, *(companies if lens in DIRECTING else ())]
        chosen = [*chosen, *(level if lens in LEADING else ())]
        found = said.verdicts[lens]
        cases = _cases(lens, chosen, undecided=not decided(found))
        if not cases or not all(cases):
            continue
        agreed = frozenset.intersection(*cases)
        # Whoever is below the line counts as one more holder, where holders are compared.
        if lined and lens in COMPARING and not decided(found):
            continue
        compared = lens in COMPARING or lens.startswith("screen")
        near = agreed == {"none"} or compared or _beside_a_line(found)
        near = near or (lens in DIRECTING and (unsized or _on_half(all_worlds[-1])))
        rounded = near and (unsized or on_a_line(all_worlds[-1]))
        if agreed and "undecided" not in agreed and not decided(found) and not rounded:
            yield Failure("all agree", lens, f"undecided ({found.decides}), all {sorted(agreed)}")
        if agreed in (frozenset(), frozenset(("undecided",))) and decided(found):
            seen = sorted({one for each in cases for one in each})
            yield Failure("some differ", lens, f"said {found.case}, but worlds have {seen}")
        yield from _hull(lens, found, plain)
    yield from _columns_hull(said, plain)


def _cases(lens: str, chosen: Sequence[World], *, undecided: bool) -> list[frozenset[str]]:
    """What is right in each world; of a verdict that is open, until they have none in common.

    It ends with a world of which the lens asks nothing.
    """
    cases: list[frozenset[str]] = []
    agreed: frozenset[str] | None = None
    for world in chosen:
        cases.append(answers.LENSES[lens](world))
        agreed = cases[-1] if agreed is None else agreed & cases[-1]
        if not cases[-1] or (undecided and not agreed):
            break
    return cases


def _that_matter(
    lens: str, all_worlds: Sequence[World], *, lined: bool, grouped: bool
) -> Sequence[World]:
    """The worlds that a lens tells apart, under a table above a line or with a group's block."""
    chosen = all_worlds
    if lens == "block-ownership" and grouped:
        return ()  # a group that is named is a block of its own
    if lens == "block-ownership" and lined:  # of the named only: who is below the line is not
        chosen = [world for world in chosen if not world.small]
    if lens in BY_NAME:  # of the register: under whose name else a holder holds is not asked
        chosen = [world for world in chosen if world.feature != "behind"]
    return chosen


def _beside_a_line(found: Any) -> bool:
    """Whether an interval ends within the rounding of a printed figure from a line."""
    ends = (found.interval.lower, found.interval.upper) if found.interval else ()
    return any(abs(end - line) < TOLERANCE for end in ends for line in (0.25, 0.3, 0.5))


def _hull(lens: str, found: object, all_worlds: Sequence[World]) -> Iterator[Failure]:
    interval = getattr(found, "interval", None)
    values = [answers.measured(world, lens) for world in all_worlds]
    if interval is None or not all(values) or lens == "xinchuang":
        return
    least = min(float(value[0]) for value in values if value)
    most = max(float(value[1]) for value in values if value)
    if interval.lower < least - STEP or interval.upper > most + STEP:
        yield Failure("hull", lens, f"said {_text(interval)}, all within {least:.4f}–{most:.4f}")


def _columns_hull(said: Said, all_worlds: Sequence[World]) -> Iterator[Failure]:
    some_unknown = (
        len({tuple(sorted(w.parties.items())) for w in all_worlds if "m" not in w.parties}) > 2
    )
    found: Mapping[str, Sequence[Mapping[str, Fraction]]] = {
        "economic": [chains.by_origin(w, "economic") for w in all_worlds],
    }
    for basis, each in found.items():
        for origin, (low, high) in said.columns[basis].items():
            if origin in ("homeState", "foreignState") and some_unknown:
                continue  # a person is no public body, but no reader has to lean on it
            least = float(min(columns[origin] for columns in each))
            most = float(max(columns[origin] for columns in each))
            if low < least - STEP or high > most + STEP:
                text = f"said {low:.4f}–{high:.4f}, all within {least:.4f}–{most:.4f}"
                yield Failure("hull", f"owners {basis} {origin}", text)
            if low > least + TOLERANCE or high < most - TOLERANCE:
                text = f"said {low:.4f}–{high:.4f}, worlds reach {least:.4f}–{most:.4f}"
                yield Failure("narrower", f"owners {basis} {origin}", text)
