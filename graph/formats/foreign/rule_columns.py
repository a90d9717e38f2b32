"""Which columns the rules of a mapping read, and for what."""

from __future__ import annotations

from graph.formats.foreign.mapping import ROW, Mapping, Rule
from graph.formats.foreign.parties import Cells
from graph.formats.foreign.row_fields import DATES

# Amounts, like shares, are nobody's when one cell has them for several rows.
_PARTED = ("amount_min", "amount_max", "covered")


def end_columns(mapping: Mapping) -> set[str]:
    """The columns of a table that name who has something, and of what, in its first claim."""
    rule = mapping.claims[0]
    return {end.column for end in (rule.party, rule.target) if end is not None}


def valued(mapping: Mapping) -> list[str]:
    """The columns of numbers, days and identifiers, where `NULL` means nothing else."""
    found: dict[str, None] = {}
    for rule in mapping.claims:
        share = rule.share
        columns = [share.column, share.minimum, share.maximum] if share else []
        columns += [end.id_column for end in (rule.party, rule.target) if end is not None]
        columns += [
            cell.column for field, cell in rule.fields.items() if field in DATES and not cell.words
        ]
        found |= dict.fromkeys(filter(None, columns))
    asked = {column for rule in mapping.claims for column in rule.when}
    return [column for column in found if column not in asked and column != ROW]


def applies(rule: Rule, cells: Cells) -> bool:
    """Whether a row passes all that a rule asks of it."""
    return all(
        cells[column] and (not texts or cells[column] in texts)
        for column, texts in rule.when.items()
    )


def parted(rule: Rule) -> list[str]:
    """The columns of a rule that have a share, or an amount."""
    share = rule.share
    columns = [share.column, share.minimum, share.maximum] if share else []
    columns += [cell.column for field, cell in rule.fields.items() if field in _PARTED]
    return [column for column in columns if column]


def kind_columns(mapping: Mapping) -> list[str]:
    """The columns that say in a word what a holder is."""
    ends = (end for rule in mapping.claims for end in (rule.party, rule.target))
    return [*dict.fromkeys(end.kind_column for end in ends if end is not None and end.kind_column)]
