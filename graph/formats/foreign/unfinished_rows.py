"""Rows that lack an owner or a firm, or have a remark there: refused if they give a figure.

What has a figure and nobody to whom it belongs is a fact that would be lost in silence.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.formats.foreign.gathered_row import Gathered
from graph.formats.foreign.holder_kinds import kind_of_holder
from graph.formats.foreign.mapping import Rule
from graph.formats.foreign.no_owners import OWN, REMARK, why_none
from graph.formats.foreign.owner_cells import split
from graph.formats.foreign.parties import AS_A_FIRM, SUM, Cells, Spoken, spoken
from graph.formats.foreign.row_fields import share_of
from graph.formats.foreign.rule_columns import parted
from graph.formats.foreign.sums import Sums
from graph.formats.foreign.turning_words import ENDED, turned, turned_name
from graph.formats.tables.rows import CellError

OF_SUMS = "a row of sums, which nobody holds"
_IN_EACH = "if one cell stood for several rows, its text in each of them"


def check_no_target(rule: Rule, cells: Cells, prefix: str, found: Gathered) -> Sequence[Spoken]:
    """Refuse a row with an owner and a share that does not say whom it is of; give sums back."""
    named = spoken(rule.party, cells, prefix, "") if rule.party else []
    if named and all(party.nobody == SUM for party in named):
        found.is_no_row(OF_SUMS)
        return named[:1]
    if any(share_of(rule.share, cells, party) for party in named):
        problem = "empty, so nobody knows of whom the owner in this row has a share"
        raise CellError(rule.target.column, problem, _IN_EACH)
    return ()


def check_no_party(rule: Rule, cells: Cells) -> None:
    """Refuse a row with a firm and a figure that does not say whose it is."""
    assert rule.party is not None
    figures = [cells[column] for column in parted(rule) if cells[column].strip("0%., ")]
    if figures:
        problem = f"empty, so nobody knows whose the {figures[0]} of this row is"
        hint = f"unknown, where no owner is named; {_IN_EACH}"
        raise CellError(rule.party.column, problem, hint)


def check_firm(rule: Rule, target: Spoken) -> None:
    """Refuse a word for shares, or a remark, in the place of a firm."""
    if target.nobody == OWN:
        problem = f"{target.entity.name!r} is a word for shares, and names no firm"
        raise CellError(rule.target.column, problem, AS_A_FIRM)
    if target.nobody == REMARK:
        raise CellError(rule.target.column, why_none(target.entity.name), AS_A_FIRM)


def check_remark(rule: Rule, cells: Cells, party: Spoken) -> None:
    """Refuse a remark in the place of an owner that has a share beside it."""
    if rule.party is not None and share_of(rule.share, cells, party) is not None:
        raise CellError(rule.party.column, why_none(party.entity.name), AS_A_FIRM)


def check_read(rule: Rule, cells: Cells) -> None:
    """Refuse a row whose own columns say in words that it is no stake of today.

    In a remark, beside the name of the owner, or in the place of what kind of holder one is.
    """
    note = rule.fields.get("note")
    if note is not None and note.column and (why := turned(cells[note.column], ENDED)):
        hint = f"the day in a column of its own, or --ignore {note.column!r}"
        raise CellError(note.column, f"{cells[note.column]!r}: {why}", hint)
    if rule.party is None:
        return
    for one in split(cells[rule.party.column], rule.party.separator, ""):
        if why := turned_name(one.name):
            raise CellError(rule.party.column, f"{one.name!r}: {why}", "the name alone")
    kind = rule.party.kind_column
    if kind and not kind_of_holder(cells[kind]) and (why := turned(cells[kind])):
        raise CellError(kind, f"{cells[kind]!r}: {why}", f"--ignore {kind!r}, or a mapping")


def of_sums(rule: Rule, cells: Cells, party: Spoken | None, target: Spoken, sums: Sums) -> str:
    """What a row of sums is; refuse one that is called so and has the figure of none."""
    if rule.share is None:
        return OF_SUMS
    try:
        share = share_of(rule.share, cells, party)
    except CellError:
        share = None  # a figure that is no share: a number of shares, or an amount
    is_party = party is not None and party.nobody == SUM
    word, named = (party, target) if is_party else (target, party)
    assert word is not None
    whose = summed(rule, named) if named is not None else ""
    strange = sums.strange(share, whose)
    if strange:
        column = rule.target.column if word is target or not rule.party else rule.party.column
        raise CellError(column, f"{word.entity.name!r} {strange}", AS_A_FIRM)
    left = sums.left(share, whose)
    return f"{OF_SUMS}; the rows above come to {left} less" if left else OF_SUMS


def summed(rule: Rule, who: Spoken) -> str:
    """Whose shares are added up: votes of somebody are apart from capital."""
    measured = rule.fields.get("measurand")
    return f"{measured.value if measured else ''} {who.entity.id}"
