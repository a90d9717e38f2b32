"""What is computed from series of figures, and from which: read from ``reliance/*.csv``.

A *calculation* divides a part by a whole; a *basis* says which indicator is the part and which the
whole, so that another country, another series or another definition is another row. A *split* takes
the shares that sources print of named things, and asks whose these are. A *topic* is a set of
figures that are often quoted side by side.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from ontology.files import RELIANCE

#: ``ratio`` is part / whole, ``portion`` is part / (part + whole).
Form = Literal["ratio", "portion"]


class Series(NamedTuple):
    """Which figures are one side of a fraction."""

    indicator: str
    variant: str = ""  # counted so, to the letter; empty for any way of counting
    about: str = ""  # of this entity; empty for any, the same on both sides


class Basis(NamedTuple):
    """Which series are the part and the whole, in which forms, beside which aims."""

    id: str
    name: str
    counts: str  # what is inside, in words
    part: Series
    whole: Series
    forms: tuple[Form, ...]
    printed: Series  # figures that sources print for the same; no indicator: none do
    definitions: Mapping[Form, str]  # whose idea of domestic each form follows
    aims: tuple[str, ...]  # indicators whose targets stand beside it


class Split(NamedTuple):
    """Shares that sources print of named things, to be told by whose these are."""

    id: str
    name: str
    counts: str  # what is inside, in words
    series: Series
    made_by: str  # the relation of a maker to the thing; empty: the figure is about the maker
    printed: bool  # the figure is itself the part from home
    overlap: bool  # one paper or person may count for several things
    definitions: tuple[str, ...]  # whose idea of domestic it follows


class Calculation(NamedTuple):
    """A question that a fraction answers, on one basis or several, or by splitting a whole."""

    id: str
    name: str
    part: str  # the letter of the part in a formula
    whole: str
    question: str
    note: str
    bases: tuple[Basis, ...]
    splits: tuple[Split, ...] = ()

    def formula(self, form: Form) -> str:
        """The formula of a form.

        >>> calculations()["foreign-dependency"].formula("portion")
        'M / (M + R)'
        """
        if form == "ratio":
            return f"{self.part} / {self.whole}"
        return f"{self.part} / ({self.part} + {self.whole})"


class Topic(NamedTuple):
    """Figures that are quoted side by side, by the ids of observations."""

    id: str
    name: str
    figures: tuple[str, ...]


@cache
def calculations() -> Mapping[str, Calculation]:
    """Every calculation by its id.

    >>> [basis.id for basis in calculations()["wafer-capacity"].bases]
    ['world']
    """
    bases: dict[str, list[Basis]] = {}
    for row in _rows("bases"):
        bases.setdefault(row["calculation"], []).append(_basis(row))
    splits: dict[str, list[Split]] = {}
    for row in _rows("splits"):
        splits.setdefault(row["calculation"], []).append(_split(row))
    return {
        row["calculation"]: Calculation(
            id=row["calculation"],
            name=row["name"],
            part=row["part"],
            whole=row["whole"],
            question=row["question"],
            note=row["note"],
            bases=tuple(bases.get(row["calculation"], ())),
            splits=tuple(splits.get(row["calculation"], ())),
        )
        for row in _rows("calculations")
    }


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its id.

    >>> len(topics()["chip-targets"].figures)
    7
    """
    figures: dict[tuple[str, str], list[str]] = {}
    for row in _rows("topics"):
        figures.setdefault((row["topic"], row["name"]), []).append(row["figure"])
    return {id_: Topic(id_, name, tuple(found)) for (id_, name), found in figures.items()}


def _basis(row: Mapping[str, str]) -> Basis:
    def series(side: str) -> Series:
        return Series(row[side], row[f"{side}_variant"], row.get(f"{side}_about") or "")

    forms = cast(tuple[Form, ...], _listed(row["forms"]))
    return Basis(
        id=row["basis"],
        name=row["name"],
        counts=row["counts"],
        part=series("part"),
        whole=series("whole"),
        forms=forms,
        printed=series("printed"),
        definitions={form: row[f"{form}_definition"] for form in forms},
        aims=_listed(row["aims"]),
    )


def _split(row: Mapping[str, str]) -> Split:
    printed = row["made_by"] == "printed"
    return Split(
        id=row["split"],
        name=row["name"],
        counts=row["counts"],
        series=Series(row["indicator"], row["variant"]),
        made_by="" if printed else row["made_by"],
        printed=printed,
        overlap=row["overlap"] == "yes",
        definitions=_listed(row["definitions"]),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in cell.split("|") if one.strip())


def _rows(name: str) -> Iterable[Mapping[str, str]]:
    with (RELIANCE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))
