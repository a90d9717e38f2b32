"""The entries of readers' lists as a customer may be one of them: by number, by name, by likeness.

A list names many whom the release does not know. So a customer is compared with the entries
themselves, beside the entities of the release: who has the whole name of an entry that counts is on
the list, whether anything else is known of it or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from graph.claims.reasons import Reason
from graph.entities.spellings import plain, simplified, unpadded
from graph.formats.tables.lists import ListRow
from graph.screening.like_names import LikeNames

SHORTEST = 4  # letters of a name that may begin another
_ENDING = re.compile(r"^(.+?)\s*[(（]([^()（）]+)[)）]\W*$")  # a name in brackets behind the name
_OR = re.compile(  # words for "also known as", and signs between several names
    r"[;；]|,?\s*\b(?:also known as|a\.?k\.?a\.?|f\.?k\.?a\.?|formerly(?: known as)?)\s",
    re.IGNORECASE,
)
PEOPLE = ("individual", "person", "natural person", "个人", "自然人")  # kinds, as lists write them


class NamedEntry(Struct, frozen=True, kw_only=True):
    """An entry that counts: as its list has it, on which list, and whom it was found to mean."""

    row: ListRow
    number: int
    file: str
    list: str
    certain: bool = True
    doubt: Reason | None = None  # why it may count, and need not
    entity: str = ""
    maybe: tuple[str, ...] = ()  # whom it may mean, where that is not confirmed

    @property
    def given(self) -> str:
        """How the list names it."""
        row = self.row
        return row.name or row.id or "; ".join((*row.identifiers, *row.other_names, *row.numbers))

    @property
    def whence(self) -> str:
        """The file it is from; of posted entries, the field that they were posted as."""
        return self.file or "entries"

    @property
    def is_person(self) -> bool:
        """Whether its list says that it is a person, who may share a name with others."""
        return self.row.kind.casefold().strip() in PEOPLE


class EntryNames:
    """Finds which entries of some lists a customer may be."""

    def __init__(self, entries: Sequence[NamedEntry]) -> None:
        self.entries = entries
        self._by_mark: dict[str, dict[int, None]] = {}
        self._by_name: dict[str, dict[int, None]] = {}
        self._by_other: dict[str, dict[int, None]] = {}
        written: dict[str, dict[int, None]] = {}
        for place, entry in enumerate(entries):
            _add(self._by_mark, map(_mark, entry.row.identifiers), place)
            _add(self._by_name, [_key(entry.row.name)], place)
            _add(self._by_other, map(_key, other_names_of(entry.row)), place)
            _add(written, (entry.row.name, *other_names_of(entry.row)), place)
        self._written = written
        self._maybe: dict[str, list[NamedEntry]] = {}
        for entry in entries:
            for entity in entry.maybe:
                self._maybe.setdefault(entity, []).append(entry)
        self._likes = LikeNames(written)

    def unconfirmed(self, entity: str) -> list[NamedEntry]:
        """The entries that may mean an entity, which nobody has confirmed."""
        return self._maybe.get(entity, [])

    def by_identifier(self, row: ListRow) -> list[NamedEntry]:
        """The entries with one of a customer's identifiers."""
        return self._found(self._by_mark, map(_mark, row.identifiers))

    def by_name(self, row: ListRow) -> list[NamedEntry]:
        """The entries with exactly a customer's name, and with no other number of a register."""
        return [one for one in self._found(self._by_name, [_key(row.name)]) if _agree(row, one)]

    def by_other_names(self, row: ListRow) -> list[NamedEntry]:
        """The entries that another name of theirs or of the customer's fits, or a like number."""
        asked = [_key(name) for name in (row.name, *row.other_names)]
        fitting = self._found(self._by_other, asked) + self._found(self._by_name, asked)
        return list(dict.fromkeys(fitting))

    def by_beginning(self, row: ListRow) -> list[NamedEntry]:
        """The entries with a name that is how a customer's begins, whole words of it."""
        words = _key(row.name).split()
        beginnings = [" ".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
        long = [one for one in beginnings if len(one) >= SHORTEST]
        found = self._found(self._by_name, long) + self._found(self._by_other, long)
        return list(dict.fromkeys(found))

    def like(self, rows: Sequence[ListRow]) -> list[list[tuple[NamedEntry, float]]]:
        """For each customer the entries with a name very like its own, and how like."""
        found = self._likes.like([row.name for row in rows])
        return [
            [
                (self.entries[place], score)
                for name, score in likes.items()
                for place in self._written[name]
            ]
            for likes in found
        ]

    def _found(self, known: dict[str, dict[int, None]], keys: Iterable[str]) -> list[NamedEntry]:
        places = {place: None for key in keys if key for place in known.get(key, ())}
        return [self.entries[place] for place in places]


def other_names_of(row: ListRow) -> tuple[str, ...]:
    """An entry's other names, and those that lists write behind the name, in brackets or as aka.

    >>> other_names_of(ListRow(line=2, name="Jade Chip (Jade; also known as Green Chip)"))
    ('Jade Chip', 'Jade', 'Green Chip')
    """
    ending = _ENDING.match(row.name)
    parts = [part.strip(" ,*") for name in (ending.groups() if ending else (row.name,))
             for part in _OR.split(name)]  # fmt: skip
    written = [part for part in parts if part] if len(parts) > 1 else []
    return tuple(dict.fromkeys((*row.other_names, *written)))


def _add(known: dict[str, dict[int, None]], keys: Iterable[str], place: int) -> None:
    for key in keys:
        if key:
            known.setdefault(key, {})[place] = None


def _key(name: str) -> str:
    """A name without what two ways to write it may differ in; names so alike are the same."""
    text = plain(name)
    return text if text.isascii() else simplified(text)


def _mark(identifier: str) -> str:
    return unpadded(identifier.replace(" ", "")).casefold()


def _agree(row: ListRow, entry: NamedEntry) -> bool:
    """Whether no register gives the two different numbers."""
    here = {one.partition(":")[0].casefold(): _mark(one) for one in row.identifiers}
    there = {one.partition(":")[0].casefold(): _mark(one) for one in entry.row.identifiers}
    return all(here[scheme] == there[scheme] for scheme in here.keys() & there.keys())
