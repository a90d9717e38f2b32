"""Ends that stand for none: ``9999-12-31``, as databases write it where nothing has ended.

Taken for a day it would make a stake current for ever, however old what says so is. Tables and
RDF of our own keep their dates as they are: there an end that is not known is left empty.
"""

from __future__ import annotations

from msgspec.structs import replace

from graph.claims.model import Claim
from graph.claims.periods import PartialDate, Period
from graph.claims.statements import Record, Statement
from graph.formats.no_end import stands_for_none

_NOTED = "an end in the year {year}, which stands for none"


def without_ends_that_are_none(statement: Statement) -> Statement:
    """A statement, with claims left open whose end is none, which is noted.

    >>> from graph.claims.model import Ownership
    >>> open_end = Period(None, PartialDate.parse("9999-12-31"))
    >>> said = Statement(records=(Ownership(id="c", target="f", period=open_end),))
    >>> without_ends_that_are_none(said).records[0].period.end is None
    True
    """
    ends = [end for one in statement.records if (end := _end_that_is_none(one))]
    if not ends:
        return statement
    years = sorted({end.first.year for end in ends})
    noted = (*statement.noted, *(_NOTED.format(year=year) for year in years))
    return replace(statement, records=tuple(map(_left_open, statement.records)), noted=noted)


def _end_that_is_none(record: Record) -> PartialDate | None:
    end = record.period.end if isinstance(record, Claim) else None
    return end if end is not None and stands_for_none(end) else None


def _left_open(record: Record) -> Record:
    if not isinstance(record, Claim) or not _end_that_is_none(record):
        return record
    end = "unknownEnd" if record.period_end == "ended" else record.period_end
    return replace(record, period=Period(record.period.start, None), period_end=end)
