"""Draws worlds, discloses them, asks, and holds every law; counts per lens and way."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from quicktions import Fraction

from disclosure import answers, asking, bods, consistent, ftm, laws, tables
from disclosure.asking import Said
from disclosure.disclosing import OF_ANOTHER_DAY, WAYS, more, partly
from disclosure.items import Item, wholly
from disclosure.laws import Failure
from disclosure.older_bods import older_statements_of
from disclosure.world import World, draw

CYCLE = (*WAYS, *2 * [way for way in WAYS if way not in consistent.ASIDE])  # these three times
TRIES = 4000  # worlds drawn for one cell before it is left empty
FORMS = ("tables", "bods", "ftm", "bods 0.3")
PREFIX = {
    "tables": "",
    "bods": "x.",
    "ftm": "x.ftm-",
    "bods 0.3": "x.",
}  # of ids, once a file was imported
WRITERS: Mapping[str, Callable[..., Any]] = {
    "tables": tables.rows_of, "bods": bods.statements_of, "ftm": ftm.entities_of,
    "bods 0.3": older_statements_of,
}  # fmt: skip
EXCEPTIONS = Path(__file__).resolve().parents[2] / "laws" / "disclosed" / "exceptions.csv"


@dataclass(frozen=True)
class Trial:
    """One world, what is said of it, and the law and format it is tried under."""

    world: World
    items: tuple[Item, ...]
    way: str
    year: int
    role: str  # part, more, whole, group
    form: str = "tables"
    before: tuple[Item, ...] = ()  # what was said before, where more is
    filled: bool = False  # whether it was drawn so that no cell is empty


@dataclass
class Counts:
    """How often each lens was asked of each way of disclosing, and decided; and what failed."""

    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    decided: Counter[tuple[str, str]] = field(default_factory=Counter)
    laws: Counter[str] = field(default_factory=Counter)
    worlds: int = 0
    enumerated: int = 0  # of the worlds, of how many all are that what is said allows
    failures: list[tuple[Trial, Failure]] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Count another run's with these."""
        self.asked.update(other.asked)
        self.decided.update(other.decided)
        self.laws.update(other.laws)
        self.worlds += other.worlds
        self.enumerated += other.enumerated
        self.failures += other.failures

    def empty(self) -> list[tuple[str, str]]:
        """Lenses that were never asked of a way of disclosing."""
        ways = (*WAYS, "whole")
        return [(lens, way) for lens in answers.LENSES for way in ways if not self.asked[lens, way]]


def lenses_of(year: int) -> tuple[str, ...]:
    """The lenses that are in force on the day asked."""
    return tuple(lens for lens in answers.LENSES if answers.ERAS.get(lens, year) == year)


def trials(number: int, seed: int, *, fill: bool = False) -> list[Trial]:
    """The trials of so many worlds, the same for the same seed.

    To ``fill`` draws further worlds until every lens was asked of every way of disclosing.
    """
    random = Random(seed)
    found: list[Trial] = []
    for count in range(number):
        found += _of_one_world(random, CYCLE[count % len(CYCLE)], count)
    if fill:
        for lens, way in _missing(found):
            if (lens, way) in set(_missing(found)):
                found += _asked_of(random, lens, way)
    return found


def _of_one_world(random: Random, way: str, count: int) -> list[Trial]:
    year = random.choice((2018, 2025, 2025))
    world = _fitting(random, way)
    part = tuple(partly(world, way, random))
    found = [Trial(world, part, way, year, "part")]
    if way not in ("rival", *OF_ANOTHER_DAY):
        further = tuple(more(world, list(part), random))
        found.append(Trial(world, further, way, year, "more", before=part))
    found.append(Trial(world, tuple(wholly(world)), "whole", year, "whole"))
    if count % 3 == 0:
        found.append(Trial(*grown(world, part), way, year, "group", before=part))
    if bods.carries(world, part):
        found.append(Trial(world, bods.carried(part), way, year, "part", "bods"))
    if ftm.carries(world, part):
        found.append(Trial(world, bods.carried(part), way, year, "part", "ftm"))
    return found


def _missing(found: Sequence[Trial]) -> list[tuple[str, str]]:
    asked = {
        (lens, trial.way)
        for trial in found
        for lens in lenses_of(trial.year)
        if trial.form == "tables" and answers.LENSES[lens](trial.world)
    }
    return [(lens, way) for lens in answers.LENSES for way in WAYS if (lens, way) not in asked]


def _asked_of(random: Random, lens: str, way: str) -> list[Trial]:
    """A world that a lens has an answer for, disclosed in one way."""
    year = answers.ERAS.get(lens, 2025)
    for _ in range(TRIES):
        world = draw(random, FEATURE_OF.get(way) if random.random() < 0.7 else None)
        if world.feature == "ownShares" or not answers.LENSES[lens](world):
            continue
        if _says(world, way):
            part = tuple(partly(world, way, random))
            return [Trial(world, part, way, year, "part", filled=True)]
    return []


FEATURE_OF = {
    "votes": "classes", "indirect": "chain", "statement": "plain", "money": "money",
    "beneficial": "depository", "throughDepository": "depository", "succession": "chain",
}  # fmt: skip


def _fitting(random: Random, way: str) -> World:
    """A world in which a way of disclosing says something of its own, if one is soon found."""
    feature = FEATURE_OF.get(way)
    for _ in range(60):
        world = draw(random, feature if random.random() < 0.7 else None)
        if _says(world, way):
            return world
    return draw(random, feature)


def _says(world: World, way: str) -> bool:
    """Whether a way of disclosing says something of its own of a world."""
    if way in ("noOrigin", "money"):
        return way == "noOrigin" or bool(world.money)
    return any(item.way == way for item in WAYS[way](world, Random(0)))


def grown(world: World, items: tuple[Item, ...]) -> tuple[World, tuple[Item, ...]]:
    """The world with a company that the asked firm owns wholly, onshore, said so."""
    one = Fraction(1)
    larger = replace(
        world,
        firms=(*world.firms, "z"),
        shares={**world.shares, "z": {world.asked: one}},
        seats={**world.seats, "z": world.seats[world.asked]},
    )
    said = (
        Item("stake", "exact", "z", world.asked, one, one),
        Item("table", "tableZero", "z", low=Fraction(0)),
        Item("seat", "exact", "z", words=(world.seats[world.asked],)),
    )
    return larger, (*items, *said)


def answered(all_trials: Sequence[Trial], *, earlier: bool = False) -> list[Said]:
    """What the product says in each trial, many worlds to one data set."""
    out: list[Said | None] = [None] * len(all_trials)
    for form, year, own in product(FORMS, tables.DAYS, (False, True)):
        chosen = [
            i
            for i, t in enumerate(all_trials)
            if (t.form, t.year, t.world.feature == "ownShares") == (form, year, own)
        ]
        parts = [(i, _rows(all_trials[i], f"w{i}-", earlier)) for i in chosen]
        for (i, _), (release, error) in zip(
            parts, asking.batched(parts, _maker(form, year)), strict=True
        ):
            prefix = f"{PREFIX[form]}w{i}-"
            world = all_trials[i].world
            out[i] = (
                asking.nothing(error)
                if error
                else asking.ask(release, prefix, world.asked, world.named)
            )
    return [said for said in out if said is not None]


def _rows(trial: Trial, prefix: str, earlier: bool) -> Any:
    items = trial.before if earlier and trial.before else trial.items
    return WRITERS[trial.form](trial.world, items, prefix, trial.year)


def _maker(form: str, year: int) -> Callable[[Sequence[Any]], Any]:
    if form == "tables":
        return lambda batch: asking.from_tables(tables.document([rows for _, rows in batch], year))
    document = ftm.document if form == "ftm" else bods.document
    return lambda batch: asking.imported(
        form.partition(" ")[0], document([rows for _, rows in batch]), tables.DAYS[year]
    )


def excepted(failure: Failure) -> bool:
    """Whether a definition itself asks for what fails; each such case stands in a table."""
    return any(
        row["law"] == failure.law and row["ask"] == failure.lens and row["detail"] in failure.detail
        for row in _exceptions()
    )


@cache
def _exceptions() -> tuple[dict[str, str], ...]:
    with EXCEPTIONS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def enumerated(trial: Trial) -> list[World]:
    """All worlds consistent with what a trial discloses, where a grid has them and they are few."""
    plain = trial.role == "part" and consistent.enumerable(trial.world, trial.items)
    return consistent.worlds(trial.world, trial.items) if plain else []


def judged(
    trial: Trial, said: Said, before: Said | None, every: list[World] | None = None
) -> list[Failure]:
    """The laws that do not hold in one trial; ``every`` has its worlds, if they are known."""
    if said.error:
        return [Failure("error", said.error.split(":")[0], said.error[:300])]
    asked = tuple(lens for lens in lenses_of(trial.year) if lens in said.verdicts)
    found = list(laws.truth_within(trial.world, said)) if trial.way != "rival" else []
    if trial.way != "rival":
        found += laws.decided_is_true(trial.world, said, asked)
    if trial.role == "whole":
        found += laws.whole_is_decided(trial.world, said, asked)
    if before is not None and not before.error:
        if trial.role == "more":
            found += laws.more_is_no_less(before, said, asked)
        if trial.role == "group":
            found += laws.equal_parts(before, said, asked)
    all_worlds = enumerated(trial) if every is None else every
    if all_worlds:
        lined = any(i.kind == "table" and i.low for i in trial.items)
        unsized = any(i.kind == "stake" and i.low is None for i in trial.items)
        if unsized:
            # By how little a holder without a size keeps another from half is nobody's rule.
            asked = tuple(lens for lens in asked if not lens.startswith("screen"))
        grouped = any(i.kind == "stake" and i.words for i in trial.items)
        found += laws.as_all_worlds(
            said, all_worlds, asked, lined=lined, grouped=grouped, unsized=unsized
        )
    return [failure for failure in found if not excepted(failure)]


def judge(number: int, seed: int, *, fill: bool = False) -> Counts:
    """Everything: draw, disclose, ask, hold the laws, count."""
    counts = Counts()
    all_trials = trials(number, seed, fill=fill)
    said = answered(all_trials)
    first = {id(t.items): said[i] for i, t in enumerate(all_trials) if t.role == "part"}
    before = {i: first[id(t.before)] for i, t in enumerate(all_trials) if t.before}
    for i, trial in enumerate(all_trials):
        counts.laws[trial.role] += 1
        for lens in lenses_of(trial.year):
            if lens not in said[i].verdicts or not answers.LENSES[lens](trial.world):
                continue
            cell = lens, trial.way + (f" ({trial.form})" if trial.form != "tables" else "")
            counts.asked[cell] += 1
            counts.decided[cell] += said[i].verdicts[lens].decided
        every = enumerated(trial)
        once = trial.role == "part" and trial.form == "tables" and not trial.filled
        counts.worlds += once
        counts.enumerated += once and bool(every)
        counts.failures += [(trial, f) for f in judged(trial, said[i], before.get(i), every)]
    return counts


def grouped(failures: Iterable[tuple[Trial, Failure]]) -> dict[tuple[str, str], list[Any]]:
    """Failures by law and lens, all columns of owners together."""
    out: dict[tuple[str, str], list[Any]] = {}
    for trial, failure in failures:
        lens = failure.lens
        asked = " ".join(lens.split()[:2]) if lens.startswith("owners") else lens
        out.setdefault((failure.law, asked), []).append((trial, failure))
    return out
