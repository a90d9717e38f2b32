"""What a data set says of itself."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Meta(Struct, frozen=True, kw_only=True):
    """Home, last day and title of a data set."""

    home: str  # jurisdiction asked about by default, ISO 3166-1 alpha-2
    data_date: date  # the day up to which the facts were gathered
    title: str = ""
