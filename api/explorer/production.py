"""The page on a reader's own table of plants: its columns to confirm, and the answer."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from api.explorer.plant_form import CHOICES, PlantForm, form_said
from api.views.bars import Placed, bounds_track
from api.views.production import amount, order
from api.web.dependencies import Asked
from api.web.forms import Part
from api.web.posted import MOST_ENTRIES
from graph import questions
from graph.answers.production import GroupShare, PartCode, Production, ProductionShare
from graph.errors import InputError
from graph.formats.plants.guessing import SeenTable, mapping_said, see_table
from graph.formats.plants.matches import MatchRow, match_rows
from graph.formats.plants.table import PlantTable, read_plants
from graph.releases.release import Release

EXAMPLE = Path(__file__).parent / "examples"
REFUSED = 200  # rows told on the page
NEXT = 10  # owners to look for, under each definition


class PartRow(NamedTuple):
    """A part of production, and what of all it is under each definition."""

    code: PartCode
    open: bool
    shares: tuple[float | None, ...]


class ProductionPage(NamedTuple):
    """Everything that the page shows."""

    form: PlantForm = PlantForm()
    seen: SeenTable | None = None
    answer: Production | None = None
    refusal: str = ""
    is_example: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """What a column may be chosen for."""
        return CHOICES

    @property
    def refused(self) -> Sequence[str]:
        """The refused rows that the page tells."""
        return self.answer.refusals[:REFUSED] if self.answer else ()

    @property
    def parts(self) -> list[PartRow]:
        """What each part is under each definition: what is decided first, then by size."""
        if self.answer is None:
            return []
        answer = self.answer
        known = {part.code: part.open for one in answer.shares for part in one.parts}
        by_definition = [{part.code: part.share for part in one.parts} for one in answer.shares]
        return [
            PartRow(code, known[code], tuple(of.get(code) for of in by_definition))
            for code in sorted(known, key=lambda code: (known[code], order(answer, code)))
        ]

    @staticmethod
    def track(one: ProductionShare | GroupShare) -> tuple[Placed, ...]:
        """The bounds of a share on a line from 0 to 100."""
        return bounds_track(one.share)

    @staticmethod
    def amount(value: float) -> str:
        """An amount as people read it."""
        return amount(value)


def example_page(release: Release, asked: Asked) -> ProductionPage:
    """The page with the example that comes with it, confirmed and computed."""
    form = PlantForm(
        pasted=(EXAMPLE / "plants.csv").read_text("utf-8"),
        matches=_matches_here(release),
        compute=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        table = _written(folder, form.called, form.content)
        seen = see_table(table, MOST_ENTRIES)
        form = replace(form, columns={**seen.taken, "by": "Product"}, unit=seen.unit)
        answer = _answer(release, form, asked, table, Path(folder))
    return ProductionPage(form, seen, answer, is_example=True)


def _matches_here(release: Release) -> str:
    """The matches of the example, but for those to entities that another release lacks."""
    lines = (EXAMPLE / "matches.csv").read_text("utf-8").splitlines()
    known = release.knowledge.entities
    return "\n".join(one for one in lines if one.endswith(",entity") or one.split(",")[1] in known)


def posted_page(release: Release, fields: Mapping[str, Part], asked: Asked) -> ProductionPage:
    """The page that a form leads to: columns to confirm, then the answer; or why there is none."""
    try:
        form = form_said(fields)
    except InputError as error:
        return ProductionPage(refusal=str(error))
    seen: SeenTable | None = None
    with tempfile.TemporaryDirectory() as folder:
        table = _written(folder, form.called, form.content)
        try:
            seen = see_table(table, MOST_ENTRIES)
            if not form.compute:
                form = replace(form, columns=dict(seen.taken), unit=form.unit or seen.unit)
                return ProductionPage(form, seen)
            answer = _answer(release, form, asked, table, Path(folder))
        except InputError as error:
            return ProductionPage(form, seen, refusal=str(error).replace(f"{folder}/", ""))
    return ProductionPage(form, seen, answer)


def _answer(
    release: Release, form: PlantForm, asked: Asked, table: Path, folder: Path
) -> Production:
    plants = _plants(form, table)
    return questions.production_of(
        release,
        plants,
        matches=_matches(form, folder),
        home=asked.home,
        as_of=asked.as_of,
        next_owners=NEXT,
    )


def _plants(form: PlantForm, table: Path) -> PlantTable:
    mapping = mapping_said(form.columns, form.unit, form.called)
    return read_plants(table, mapping, by=form.columns.get("by", ""), most=MOST_ENTRIES)


def _matches(form: PlantForm, folder: Path) -> list[MatchRow]:
    """The matches that were written beside the table, at most as many as plants."""
    found = list(match_rows(_written(str(folder), "matches.csv", form.matches.encode())))
    if len(found) > MOST_ENTRIES:
        raise InputError(f"matches: {len(found):,} rows; {MOST_ENTRIES:,} at most")
    return found


def _written(folder: str, name: str, content: bytes) -> Path:
    """A file that is there while it is read; its name is the last part of what it was called."""
    path = Path(folder) / Path(name).name
    path.write_bytes(content)
    return path
