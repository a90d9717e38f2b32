"""Asks the product through its façade alone: verdicts, columns, controllers, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph import questions
from graph.errors import InputError
from graph.formats.tables.lists import ListRow

COLUMN = {
    "home_state": "homeState",
    "home_other": "homeOther",
    "associated": "associated",
    "foreign_state": "foreignState",
    "foreign_other": "foreignOther",
}


@dataclass(frozen=True)
class Said:
    """What the product says of one firm, or why it said nothing."""

    verdicts: dict[str, Any]
    columns: dict[str, dict[str, tuple[float, float]]]  # basis → origin → bounds
    rest: dict[str, tuple[float, float]]  # basis → bounds of float and undisclosed together
    certain: frozenset[frozenset[str]]
    possible: frozenset[frozenset[str]]
    error: str = ""


def nothing(error: str) -> Said:
    """The product refused, or broke off."""
    return Said({}, {}, {}, frozenset(), frozenset(), error)


@dataclass(frozen=True)
class Reached:
    """What a screening says of a firm, in the form of a verdict."""

    status: str
    could_hide: bool = False  # whether somebody whom nobody named could lift it over the line
    interval: None = None

    @property
    def case(self) -> str:
        """Whether it is reached for certain, certainly not, or neither."""
        return "" if self.could_hide else REACHED.get(self.status, "")

    @property
    def word(self) -> str:
        """The status itself."""
        return self.status

    @property
    def decided(self) -> bool:
        """Whether it says which."""
        return bool(self.case)

    @property
    def decides(self) -> str:
        """What is left open, if it is."""
        return "" if self.decided else self.status


REACHED = {"certain": "reached", "below": "clear", "notReached": "clear", "redFlag": "clear"}


def _screened(
    release: Any, prefix: str, firm: str, named: Sequence[str]
) -> Iterator[tuple[str, Reached]]:
    """By a list that the release holds and every rule follows, and by one of a reader's own."""
    if not named:
        return
    rows = [ListRow(line=at, id=prefix + one, list="SDN") for at, one in enumerate(named, 1)]
    held = [prefix + "list"] if prefix + "list" in release.knowledge.entities else []
    for rule in ("any-list", "ofac-50"):
        followed = {"lists": held} if held and rule == "any-list" else {"entries": rows}
        found = questions.screen(release, rule, firms=[prefix + firm], **followed)
        (row,) = found.firms
        yield f"screen {rule}", Reached(row.status, row.could_hide)


def ask(release: Any, prefix: str, firm: str, named: Sequence[str] = ()) -> Said:
    """All that is asked of one firm; an error is an answer too, and a wrong one."""
    try:
        verdicts: dict[str, Any] = {v.lens: v for v in questions.verdicts(release, prefix + firm)}
        columns, rest = {}, {}
        for basis in ("economic", "legal"):
            found = questions.owners(release, prefix + firm, basis=basis).columns
            columns[basis] = {
                origin: (found[name].lower, found[name].upper) for name, origin in COLUMN.items()
            }
            floating, hidden = found["float"], found["undisclosed"]
            rest[basis] = (floating.lower + hidden.lower, floating.upper + hidden.upper)
        directing = questions.controllers(release, prefix + firm).controllers
        verdicts.update(_screened(release, prefix, firm, named))
    except Exception as error:  # noqa: BLE001 (whatever breaks is what the simulator looks for)
        return nothing(f"{type(error).__name__}: {error}")
    groups: dict[str, set[frozenset[str]]] = {"certain": set(), "possible": set()}
    for one in directing:
        names = one.controller.id.split(" | ")
        group = frozenset(name.removeprefix(prefix) for name in names)
        groups.setdefault(one.certainty, set()).add(group)
    certain, possible = frozenset(groups["certain"]), frozenset(groups["possible"])
    return Said(verdicts, columns, rest, certain, possible)


def from_tables(document: bytes) -> Any:
    """A release of tables, unstored."""
    return questions.own_tables(document)


def imported(form: str, text: bytes, day: Any) -> Any:
    """A release of a file of others: imported into tables, which are asked; nothing is kept."""
    from graph.importing.gathering import Wanted
    from graph.importing.storing import import_into

    with TemporaryDirectory() as folder:
        file, tables = Path(folder) / "w.json", Path(folder) / "tables"
        file.write_bytes(text)
        wanted = Wanted(format=form, name="x", home="CN", data_date=day)
        report = import_into([file], tables, wanted)
        if report.refusals:
            raise InputError("; ".join(str(refusal) for refusal in report.refusals[:3]))
        return questions.own_tables(tables)


def batched(
    parts: Sequence[Any], make: Callable[[Sequence[Any]], Any], size: int = 200
) -> Iterator[tuple[Any, str]]:
    """For each part the release it is in, or the error; a refused batch is asked part by part."""
    for start in range(0, len(parts), size):
        batch = parts[start : start + size]
        try:
            release = make(batch)
        except Exception as error:  # noqa: BLE001 (as above)
            if len(batch) == 1:
                yield None, f"{type(error).__name__}: {error}"
            else:
                yield from batched(batch, make, max(1, len(batch) // 4))
            continue
        for _ in batch:
            yield release, ""
