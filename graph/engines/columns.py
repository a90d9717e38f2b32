"""A network as columns in Parquet files: what an engine of many machines is given.

Firms are numbered as in the arrays. Whoever has no holders, and whatever nobody named, belongs
to one of a few *classes* of ends, numbered from −1 down: two ends of a class are worth the same
in every question. A question is a number too: below zero what known shares come to by kind of
end, from zero on what divisions come to at the least.

===========  ==================================  ===============================================
file         columns                             a row
===========  ==================================  ===============================================
fixed        firm, owner, share, bounds          a share with one value: known, or of a division
open         option, firm, owner, lower, room,   a share between bounds; ``slack`` is what the
             slack                               lower bounds of its option leave
classes      entity, question, value             what a class of ends is worth, zeros left out
votes        firm, owner, least, most            whole numbers of 10⁻¹² of the firm
rests        firm, rest                          the most that nobody named has of it, likewise
===========  ==================================  ===============================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from graph.engines.engine import DIGITS, Groups, Shares, Solved, units, worth
from graph.errors import EngineError
from graph.ownership.arrays.columns import Columns
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings, Ints
from graph.ownership.bounds.bounds import Divisions
from graph.ownership.ultimate.integrated import climbable

LEFT = 0  # the question what leaves a core at the least: everybody is worth one
SHARES, VOTES = ("fixed", "open", "classes"), ("votes", "rests")


@dataclass(frozen=True, eq=False)
class Asked:
    """The questions of a network that was written, and how to read the answers.

    ``classes`` are the answers of the ends themselves: shape (classes, questions), first
    those by kind, then ``LEFT``, then two for each set of national columns.
    """

    size: int
    kinds: int
    end_class: Ints
    held: Ints
    classes: Floats

    @property
    def questions(self) -> int:
        """How many questions of divisions there are."""
        return int(self.classes.shape[1]) - self.kinds - 1

    def solved(self, values: pa.Table, within: float = 0.0) -> Solved:
        """The answers as arrays, from (entity, question, value) of every firm."""
        count = self.kinds + 1
        everything = np.zeros((self.size, self.classes.shape[1]))
        ends = np.ones(self.size, dtype=bool)
        ends[self.held] = False
        everything[ends] = self.classes[self.end_class[ends]]
        entity, question = (values[name].to_numpy() for name in ("entity", "question"))
        everything[entity, question + count] = values["value"].to_numpy()
        undetermined = 1 - everything[self.held, :count].sum(axis=1)
        everything[self.held, self.kinds] += np.where(
            undetermined > NOISE, undetermined, 0.0
        )  # what a core that was only iterated still lacks
        lower, others = everything[:, count + 1 :: 2], everything[:, count + 2 :: 2]
        lower = np.round(lower, DIGITS).clip(0, 1)
        upper = np.round(1 - others, DIGITS).clip(0, 1)
        return Solved(everything[:, :count], lower, np.maximum(lower, upper), within)


def write_shares(shares: Shares, wanted: Sequence[int], folder: Path) -> Asked:
    """Write a network of shares, and the questions about it: sets of national columns, as bits."""
    size, held = shares.holdings.size, np.flatnonzero(shares.holdings.has_holders)
    end_class, rest_class, classes = _classes(shares, wanted)
    columns = Divisions.of(shares.holdings, shares.rivals).columns
    fixed, opened = _divisions(columns, rest_class, end_class)
    known = _known(shares, rest_class, end_class, len(classes) - 1)
    write(folder, "fixed", pa.concat_tables([known, fixed]))
    write(folder, "open", opened)
    entity, question = np.nonzero(classes)
    write(folder, "classes", pa.table({
        "entity": -1 - entity, "question": question - shares.kinds - 1,
        "value": classes[entity, question],
    }))  # fmt: skip
    return Asked(size, shares.kinds, end_class, held, classes)


def write_votes(votes: Holdings, folder: Path) -> None:
    """Write a network of votes, or of capital that is compared with a line."""
    write(folder, "votes", pa.table({
        "firm": votes.owned, "owner": votes.owner,
        "least": units(votes.lower), "most": units(votes.upper),
    }))  # fmt: skip
    held = np.flatnonzero(votes.has_holders)
    write(folder, "rests", pa.table({"firm": held, "rest": units(votes.rest_upper[held])}))


def checked(folder: Path, name: str) -> str:
    """Where a column file is; raises :class:`EngineError` for one that is not whole."""
    file = folder / f"{name}.parquet"
    try:
        pq.read_metadata(file)
    except FileNotFoundError as error:
        raise EngineError(f"{file.name}: there is no such column file; ask again") from error
    except (OSError, pa.ArrowInvalid) as error:
        raise EngineError(f"{file.name}: the column file is cut short; ask again") from error
    return str(file)


def write(folder: Path, name: str, table: pa.Table) -> None:
    """Write a column file beside its place and move it there: it is whole or absent."""
    beside = folder / f"{name}.part"
    try:
        pq.write_table(table, beside, compression="zstd")
        beside.rename(folder / f"{name}.parquet")
    except OSError as error:
        raise EngineError(f"{name}.parquet cannot be written: {error.strerror}") from error


def _classes(shares: Shares, wanted: Sequence[int]) -> tuple[Ints, Ints, Floats]:
    """The class of each end and of each rest, and what the classes are worth in all questions.

    The last class is that of what no end gets: it is undetermined.
    """
    kinds = np.concatenate([shares.end_kind, shares.rest_kind])
    groups: Groups = np.concatenate([shares.end_groups, shares.rest_groups])
    pairs, place = np.unique(np.column_stack([kinds, groups]), axis=0, return_inverse=True)
    classes = np.zeros((len(pairs) + 1, shares.kinds + 2 + 2 * len(wanted)))
    classes[np.arange(len(pairs)), pairs[:, 0]] = 1.0
    classes[-1, shares.kinds] = 1.0
    classes[:-1, shares.kinds + 1 + LEFT] = 1.0
    for number, several in enumerate(wanted):
        surely, possibly = worth(several, pairs[:, 1].astype(np.uint8))
        classes[:-1, shares.kinds + 2 + 2 * number] = surely
        classes[:-1, shares.kinds + 3 + 2 * number] = 1 - possibly
    size = len(shares.end_kind)
    return place.ravel()[:size], place.ravel()[size:], classes


def _known(shares: Shares, rest_class: Ints, end_class: Ints, nobody: int) -> pa.Table:
    """The known shares that walks climb, with each firm's rest."""
    holdings = shares.holdings
    climbed, lost = climbable(holdings)
    held = np.flatnonzero(holdings.has_holders)
    rest = (1 - holdings.total(climbed) - lost)[held]
    rest[rest <= NOISE] = 0.0
    return _fixed(
        np.concatenate([holdings.owned, held, held]),
        np.concatenate([
            _owners(holdings.owner, holdings, end_class), -1 - rest_class[held],
            np.full(held.size, -1 - nobody),
        ]),
        np.concatenate([climbed, rest, lost[held]]), bounds=False,
    )  # fmt: skip


def _divisions(columns: Columns, rest_class: Ints, end_class: Ints) -> tuple[pa.Table, pa.Table]:
    """The columns of all firms: those with one division, and those with several."""
    several = np.diff(columns.first)
    option_firm = np.arange(len(several)).repeat(several)
    options = len(option_firm)
    option = np.concatenate([np.arange(options).repeat(np.diff(columns.start)), np.arange(options)])
    firm = option_firm[option]
    owner = np.where(several[columns.owner] > 0, columns.owner, -1 - end_class[columns.owner])
    owner = np.concatenate([owner, -1 - rest_class[option_firm]])
    lower = np.concatenate([columns.lower, columns.rest_lower])
    room = np.concatenate([columns.upper, columns.rest_upper]) - lower
    slack = 1 - np.bincount(option, lower, options)
    settled = (slack <= NOISE) & (several[option_firm] == 1)
    one, any_ = settled[option], ~settled[option] & (lower + room > 0)
    return _fixed(firm[one], owner[one], lower[one], bounds=True), pa.table({
        "option": option[any_], "firm": firm[any_], "owner": owner[any_],
        "lower": lower[any_], "room": room[any_], "slack": slack[option[any_]],
    })  # fmt: skip


def _owners(owner: Ints, holdings: Holdings, end_class: Ints) -> Ints:
    return np.where(holdings.has_holders[owner], owner, -1 - end_class[owner])


def _fixed(firm: Ints, owner: Ints, share: Floats, *, bounds: bool) -> pa.Table:
    some = share > 0
    return pa.table({
        "firm": firm[some], "owner": owner[some], "share": share[some],
        "bounds": np.full(int(some.sum()), bounds),
    })  # fmt: skip
