"""What an import says of itself: counted, with every refusal and every thing not carried."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from graph.claims.statements import Refusal
from graph.formats.rule_checks import Broken
from graph.importing.said import Counts


class FileReport(Struct, frozen=True, kw_only=True):
    """One file: what it was read as, and what became of its statements."""

    file: str
    format: str
    counts: Counts


class ImportReport(Struct, frozen=True, kw_only=True):
    """Everything a reader of files found.

    ``stored`` says where it went, and is empty when nothing was stored.
    """

    data_set: str
    files: tuple[FileReport, ...]
    records: dict[str, int]  # entities, sources and each type of claim
    refusals: tuple[Refusal, ...] = ()
    noted: tuple[tuple[str, int], ...] = ()  # what claims cannot carry, and how often
    noted_at: dict[str, str] = {}  # of what is noted, the first places it was met at
    warnings: tuple[str, ...] = ()
    home: str = ""
    data_date: date | None = None
    remarks: tuple[str, ...] = ()  # what was chosen for want of being told
    stored: str = ""
    broken: tuple[Broken, ...] = ()  # what cannot well be so, or breaks a rule; read nevertheless
    formalities: tuple[tuple[str, int], ...] = ()  # the same of rules that change no meaning
    checked: tuple[str, ...] = ()  # what was asked of the files, in words

    @property
    def sound(self) -> bool:
        """Whether nothing was refused."""
        return not self.refusals

    @property
    def refused(self) -> tuple[int, int]:
        """How many statements, and files as a whole, were refused; and how many taken in part."""
        counts = [one.counts for one in self.files]
        files = sum(one.rule == "file" for one in self.refusals)
        return sum(one.refused for one in counts) + files, sum(one.in_part for one in counts)
