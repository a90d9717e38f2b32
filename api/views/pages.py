"""An answer as a page in Markdown: title, days, release, tables, claims, sources by number.

Tables have the figures machines get, with six decimals, under headings in words, and behind each
row the numbers of the documents it rests on; the list of those documents, and how to cite the page,
stand at its end.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from api.views.cite_this import cited
from api.views.claims import CLAIMS
from api.views.markdown import escaped
from api.views.numbering import Numbering
from api.views.table_words import SEVERAL, worded
from api.views.tables import Table, View, pipes
from api.views.wording import up_to
from api.web.responses import Answer
from graph.answers.parts import CitedClaim
from graph.answers.permalinks import Cite
from graph.releases.release import Release

NUMBERED = ("claims", "claim", "source_ids", "source")  # columns that say what a row rests on
NONE = "No document is numbered here; the claims on each firm, and its answers, number theirs."


def page(view: View, answer: Answer, release: Release, cite: Cite) -> str:
    """The page: what is answered, what it rests on, how it is cited."""
    numbering = Numbering(release.knowledge, answer)
    head, *under = view.heading or (_asked(cite),)
    said = [escaped(one) for one in (head, *under)]
    if view.headed:
        said[-1] += f" {numbering.marks('claims', SEVERAL.join(view.headed))}"
    lines = [f"# {said[0]}", "", *(line for one in said[1:] for line in (one, ""))]
    facts = f"facts up to {up_to(release.days)}"
    named = any(release.id in one for one in view.heading)  # a release is named once
    lines += [facts.capitalize() if named else f"Release {release.id} · {facts}", ""]
    for table in _tables(view):
        lines += _table(table, numbering, release)
    lines += [line for one in view.notes if one for line in (escaped(one), "")]
    if view.noted:
        numbers = "".join(f"[{one}]" for one in dict.fromkeys(map(numbering.of, view.noted)))
        lines += [f"The law named above: {numbers}", ""]
    if isinstance(answer, Struct):
        numbering.take_all()
    lines += _claims(numbering)
    lines += listed(numbering)
    lines += cited(cite)
    return "\n".join(lines)


def _asked(cite: Cite) -> str:
    """What was asked, for an answer that has no title of its own."""
    return cite.command.partition(" --release ")[0] or cite.text


def _tables(view: View) -> Iterator[Table]:
    """The table for machines, then those that say something else; claims have a list."""
    if view.rows.columns != CLAIMS:
        yield view.rows
    for table in view.tables:
        if table != view.rows and table.columns != CLAIMS:
            yield table


def _table(table: Table, numbering: Numbering, release: Release) -> Iterator[str]:
    """A table under its title; in place of the column that says what a row rests on, numbers."""
    if table.title:
        yield f"## {escaped(table.title)}"
        yield ""
    if not table.rows:
        yield escaped(table.empty.capitalize()) + "."
        yield ""
        return
    entities = release.knowledge.entities

    def name_of(entity: str) -> str:
        return entities[entity].name if entity in entities else entity

    names = [column.name for column in table.columns]
    what = next((name for name in NUMBERED if name in names), "")
    if what:
        place = names.index(what)
        cells = (str(row[place] or "") for row in table.rows)
        marks = ["Sources", *(numbering.marks(what, cell) for cell in cells)]
        yield from pipes(worded(_without(table, place), name_of), marks)
    else:
        yield from pipes(worded(table, name_of))
    yield ""


def _without(table: Table, place: int) -> Table:
    """The table without a column."""
    columns = (*table.columns[:place], *table.columns[place + 1 :])
    return Table(columns, tuple((*row[:place], *row[place + 1 :]) for row in table.rows))


def _claims(numbering: Numbering) -> list[str]:
    """Every claim that was cited, in a sentence with its documents and the places in them."""
    claims = numbering.claims
    if not claims:
        return []
    return ["## Claims", "", *(f"- {claim_line(one, numbering)}" for one in claims), ""]


def claim_line(claim: CitedClaim, numbering: Numbering) -> str:
    """A claim in a line: its sentence, its documents by number with the places in them, its id."""
    asides = (claim.period, *claim.terms, *claim.hedges)
    text = escaped("; ".join((claim.text, *(one for one in asides if one))))
    note = f" Note: {escaped(claim.note)}" if claim.note else ""
    return f"{text} · {numbering.places(claim)} · {escaped(claim.id)}.{note}"


def listed(numbering: Numbering) -> list[str]:
    """The documents that were numbered, with when each was read and what is kept of it."""
    lines = [f"{number}. {line}" for number, line in numbering.listed()]
    return ["## Sources", "", *(lines or [NONE]), ""]
