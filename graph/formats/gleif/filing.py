"""What every record of one GLEIF file shares: its source, its codes, its dates and its LEIs."""

from __future__ import annotations

from functools import lru_cache

from graph.claims.identifiers import checked
from graph.claims.model import Citation, Entity, Identifier, Source
from graph.claims.periods import PartialDate
from graph.errors import BadDateError, IdentifierError, InputError
from ontology.crosswalks import ForeignCode, foreign
from ontology.terms import nearest

PUBLISHER = "Global Legal Entity Identifier Foundation (GLEIF)"
_MANY = 1 << 12


class RecordError(InputError):
    """Why a record cannot be taken in: which part of it, by which rule."""

    def __init__(self, pointer: str, rule: str, problem: str) -> None:
        super().__init__(problem)
        self.pointer, self.rule = pointer, rule


class Filing:
    """One file being read.

    Parameters
    ----------
    file
        Its name, for refusals and for the source that its claims cite.
    published
        The day of the file; what carries no date of its own speaks for it.
    """

    def __init__(self, file: str, published: PartialDate | None) -> None:
        self.file, self.published, self.line = file, published, None
        stem = file.partition(".")[0]
        self.source = Source(
            id="gleif-" + "".join(c if c.isalnum() and c.isascii() else "-" for c in stem),
            title=f"GLEIF data: {file}",
            publisher=PUBLISHER,
            published=published,
            kind="dataset",
        )
        self._given: set[str] = set()

    line: int | None

    def cite(self, locator: str) -> tuple[Citation, ...]:
        """This file, at a record."""
        return (Citation(self.source.id, locator),)

    def parties(self, *leis: str) -> tuple[Entity, ...]:
        """Those of some LEIs that were not given lately, known by their LEI alone."""
        if len(self._given) > _MANY:
            self._given.clear()
        new = [lei for lei in dict.fromkeys(leis) if lei not in self._given]
        self._given.update(new)
        return tuple(stub(lei) for lei in new)


def stub(lei: str) -> Entity:
    """A party of which only the LEI is known.

    >>> stub("5493001KJTIIGC8Y1R12").name
    '5493001KJTIIGC8Y1R12'
    """
    return Entity(
        id=entity_id(lei), kind="Organization", name=lei, identifiers=(Identifier("lei", lei),)
    )


def entity_id(lei: str) -> str:
    """The id under which an entity with an LEI is taken in."""
    return f"lei-{lei}"


@lru_cache(maxsize=_MANY)
def lei(text: str, pointer: str) -> str:
    """An LEI with right check digits, or :class:`RecordError`."""
    try:
        return checked(Identifier("lei", text)).value
    except IdentifierError as error:
        raise RecordError(pointer, "identifier", str(error)) from error


def rules(kind: str, code: str, pointer: str) -> tuple[ForeignCode, ...]:
    """What a code of theirs becomes, or :class:`RecordError`."""
    found = foreign("gleif").get((kind, code))
    if found is None:
        known = [one for of, one in foreign("gleif") if of == kind]
        hint = ", ".join(nearest(code, known) or known)
        raise RecordError(pointer, "code", f"no {kind} is called {code!r} (valid: {hint})")
    return found


def day(text: str, pointer: str) -> PartialDate | None:
    """The day of a date and time, as the record writes it, or :class:`RecordError`."""
    if not text:
        return None
    try:
        return _day(text[:10])
    except BadDateError as error:
        raise RecordError(pointer, "date", str(error)) from error


@lru_cache(maxsize=_MANY)
def _day(text: str) -> PartialDate:
    return PartialDate.parse(text)
