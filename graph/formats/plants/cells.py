r"""A cell that names the owners of a plant, with or without percentages.

``A Ltd [60.0%]; B Ltd [40.0%]`` splits a plant; ``A Ltd; B Ltd`` leaves open who has how much,
and so is one *joint* part. ``unknown [20%]`` is nobody's. Percentages stand as they are printed:

* printed figures are rounded, so three of them may come to 100.1; up to half a unit of the last
  digit for each they are brought back to the whole, in proportion; beyond that a cell is refused;
* a printed zero is less than half a unit of its last digit, not nothing: so much is joint between
  its owner and the others;
* what is missing to 100 % is a gap, and nobody's, unless somebody without a size is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph.errors import ImpossibleShareError
from graph.formats.foreign.owner_cells import Named, OwnerColumns, named_in, unnamed
from graph.formats.foreign.share_words import read_share
from graph.formats.tables.rows import CellError
from graph.fraction import ONE, ZERO, Fraction

_DECIMALS = re.compile(r"\d*[.,](\d+)|\d+")


class Who(NamedTuple):
    """Somebody whom a cell names: the text, and the number in the scheme of the column."""

    name: str
    id: str = ""
    scheme: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells them from others: the number where there is one, else the name."""
        return (self.scheme, self.id) if self.id else ("", self.name)

    def is_same(self, other: Who) -> bool:
        """Whether one row means the same by both: by number, or by text where one has none.

        >>> Who("A", "E1", "gem").is_same(Who("A")), Who("A", "E1").is_same(Who("A", "E2"))
        (True, False)
        """
        if self.id and other.id:
            return self.key == other.key
        return self.name == other.name


class Part(NamedTuple):
    """A part of a plant, as a fraction of it, and who has it.

    One owner; several among whom nothing says how it is split (*joint*); or nobody whom the cell
    names. ``rounding`` is half a unit of the last digit printed, nothing where no size is.
    """

    who: tuple[Who, ...]
    share: Fraction
    rounding: Fraction = ZERO

    @property
    def printed(self) -> bool:
        """Whether the cell prints the size of it for one owner."""
        return self.rounding > 0 and len(self.who) == 1


class Owners(NamedTuple):
    """The parts of one plant, which come to the whole with the gap; ``who`` are all it names."""

    parts: tuple[Part, ...]
    gap: Fraction
    who: tuple[Who, ...]


class _Read(NamedTuple):
    """One owner as the cell has it; nobody: whom a word like *unknown* stands for."""

    who: Who | None
    share: Fraction | None
    half: Fraction


NOBODY = Owners((), ONE, ())


def owners_in(party: OwnerColumns, cells: Mapping[str, str]) -> Owners:
    """Who has a plant by one cell; an empty cell names nobody, and all of it is a gap.

    >>> cells = {"P": "A [60.0%]; unknown [40.0%]"}
    >>> pattern = r"(?P<name>.+?) \\[(?P<share>.+)\\]"
    >>> party = OwnerColumns(column="P", separator=";", pattern=pattern)
    >>> [(len(part.who), float(part.share)) for part in owners_in(party, cells).parts]
    [(1, 0.6), (0, 0.4)]

    Raises
    ------
    CellError
        If percentages pass the whole by more than their rounding, or one cannot be read; if there
        are not as many identifiers as names.
    """
    return owners_of(named_in(party, cells), party.scheme, party.column)


def owners_of(named: Iterable[Named], scheme: str, column: str) -> Owners:
    """The same of owners that stand apart already; ``column`` is where a refusal says they are."""
    read = [_read(one, scheme, column) for one in named]
    if not read:
        return NOBODY
    sized = _added_up(read)
    total = sum((share for _, share, _ in sized), ZERO)
    if total > ONE + sum((half for _, _, half in sized), ZERO):
        problem = f"percentages come to {float(total * 100):g} %: more than rounding explains"
        raise CellError(column, problem, "100 % at most")
    zeros = [(who, half) for who, share, half in sized if share == 0]
    beside = sum((half for _, half in zeros), ZERO)
    scale = min(ONE, (ONE - beside) / total) if total else ONE
    parts = [
        Part((who,) if who else (), share * scale, half) for who, share, half in sized if share
    ]
    if zeros:
        parts.append(Part(_joint(who for who, _, _ in sized), beside))
    rest = ONE - sum((part.share for part in parts), ZERO)
    unsized = [one.who for one in read if one.share is None]
    if unsized and rest > 0:
        parts.append(Part(_joint(unsized), rest))
        rest = ZERO
    who = tuple(dict.fromkeys(one.who for one in read if one.who is not None))
    return Owners(tuple(parts), rest, who)


def _added_up(read: Iterable[_Read]) -> list[tuple[Who | None, Fraction, Fraction]]:
    """Those of a printed size, with it and its rounding; one who stands twice has both."""
    found: dict[tuple[str, str] | None, tuple[Who | None, Fraction, Fraction]] = {}
    for one in read:
        if one.share is not None:
            key = one.who.key if one.who else None
            _, share, half = found.get(key, (one.who, ZERO, ZERO))
            found[key] = (one.who, share + one.share, half + one.half)
    return list(found.values())


def _joint(people: Iterable[Who | None]) -> tuple[Who, ...]:
    """Those who have a part among them: nobody, where one of them is not named."""
    every = list(dict.fromkeys(people))
    return () if None in every else tuple(who for who in every if who is not None)


def _read(named: Named, scheme: str, column: str) -> _Read:
    name, number = (" ".join(text.split()) for text in (named.name, named.id))
    who = None if unnamed(name) else Who(name, number, scheme if number else "")
    if not named.share:
        return _Read(who, None, ZERO)
    try:
        share = read_share(named.share)
    except ImpossibleShareError as error:
        raise CellError(column, str(error)) from error
    if share.exact is None:
        raise CellError(column, f"{named.share!r} is no plain percentage", "60.0%")
    digits = _DECIMALS.search(named.share)
    places = len(digits[1] or "") if digits else 0
    return _Read(who, Fraction(share.exact) / 100, Fraction(1, 2 * 100 * 10**places))
