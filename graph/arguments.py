"""What was asked, read strictly: the day, the home, the basis, the lenses.

Which firm a text means: :mod:`graph.entities.resolving`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from graph.claims.fact_days import KINDS, FactDays
from graph.claims.model import HOLDABLE
from graph.claims.periods import PartialDate
from graph.entities.resolving import resolve
from graph.errors import BadDateError, InputError, UnknownLensError, kind_of
from graph.holders.stakes import Basis
from graph.networks.situation import Situation
from ontology.lenses import Lens
from ontology.load import codes, nearest
from ontology.terms import capitals
from ontology.translations import SOURCE

if TYPE_CHECKING:
    from graph.answers.languages import Language
    from graph.releases.release import Release

FIRST_YEAR, LAST_YEAR = 1900, 2199  # that a question may be about
BASES: tuple[Basis, ...] = ("legal", "economic", "voting")


def situation_of(
    release: Release, firm: str, as_of: date | str | None, home: str | None
) -> Situation:
    """A firm, on the day asked about or the date of each kind of fact, seen from a home."""
    days = days_of(release, as_of)
    found = resolve(release, firm)
    entity = release.knowledge.entities[found]
    if not holdable(release, found):
        raise InputError(
            f"{entity.name} is no firm ({entity.kind}): nobody owns it; ask for its claims"
        )
    return Situation(
        release.knowledge, found, days.ownership, home_of(home or release.home), days=days
    )


def days_of(release: Release, as_of: date | str | None) -> FactDays:
    """The day of each kind of fact: the release's own, or as asked."""
    return release.days if as_of is None else days_in(as_of)


def days_in(as_of: date | str) -> FactDays:
    """The day of each kind of fact as asked: one for all, or as a permalink has them.

    A permalink says ``2025-12-31,lists:2026-08-22`` where lists are asked for another day.
    """
    if not isinstance(as_of, str) or "," not in as_of:
        return FactDays.one(day_of(as_of))
    first, *others = as_of.split(",")
    days = FactDays.one(day_of(first))
    for kind, _, day in (other.partition(":") for other in others):
        if kind not in KINDS[1:]:
            raise BadDateError(
                f"{as_of!r} is no day (valid: 2025-12-31, or 2025-12-31,lists:2026-08-22)"
            )
        days = replace(days, **{kind: day_of(day)})
    return days


def in_either(before: Release, after: Release, firm: str) -> str:
    """The firm meant, in the later release or, where that has none, in the earlier."""
    for release in (after, before):
        if firm in release.knowledge.entities:
            return situation_of(release, firm, None, None).firm
    return situation_of(after, firm, None, None).firm


def holdable(release: Release, entity: str) -> bool:
    """Whether an entity is of a kind that somebody can own."""
    known = release.knowledge.entities.get(entity)
    return known is not None and known.kind in HOLDABLE


def day_of(as_of: date | str) -> date:
    """A full day; a month or a year means its last day."""
    if isinstance(as_of, datetime):  # which Python counts among dates, and compares with none
        day = as_of.date()
    elif isinstance(as_of, date):
        day = as_of
    elif isinstance(as_of, str):
        day = PartialDate.parse(as_of).last
    else:
        raise InputError(f"a day is a date or a text as '2025-12-31', not {kind_of(as_of)}")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadDateError(f"{str(as_of)!r} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def home_of(home: str) -> str:
    """A jurisdiction that can be home, in capitals."""
    known = codes("Jurisdictions")
    if not isinstance(home, str):
        raise InputError(f"home is a text of two letters, not {kind_of(home)}")
    code = capitals(home)
    if code not in known:
        hint = ", ".join(nearest(code, known)) or "two letters of ISO 3166-1"
        raise InputError(f"{home!r} is not a jurisdiction code (valid: {hint})")
    return code


def basis_of(basis: str) -> Basis:
    """One of the three bases."""
    for known in BASES:
        if basis == known:
            return known
    raise InputError(f"{basis!r} is not a basis; there are: {', '.join(BASES)}")


def language_in(given: str) -> Language:
    """A language in which reasons are written; English costs nothing."""
    if given == SOURCE:
        return "en"
    from graph.answers.languages import language_of  # brings the data of languages

    return language_of(given)


def at_most(number: int, most: int, what: str) -> int:
    """How many are asked for: one, or as many as are given at once.

    >>> at_most(3, 9, "hops")
    3
    """
    if not 1 <= number <= most:
        raise InputError(f"{what} is {number}; it must lie between 1 and {most}")
    return number


def currency_of(currency: str) -> str:
    """A currency code of three letters, in capitals."""
    if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
        raise InputError(f"{currency!r} is not a currency code (valid: three letters, as CNY)")
    known = codes("Currencies")
    if currency.upper() not in known:
        raise InputError(f"{currency.upper()} is no currency known here: {', '.join(known)}")
    return currency.upper()


def several(given: str | Iterable[str] | None, what: str) -> tuple[str, ...]:
    """Texts given as one or as several; a text alone is one, not its letters.

    >>> several("smic", "firms"), several(["smic", "dji"], "firms"), several(None, "firms")
    (('smic',), ('smic', 'dji'), ())
    """
    if given is None or isinstance(given, str):
        return () if given is None else (given,)
    if not isinstance(given, Iterable):
        raise InputError(f"{what} are given as texts, not as {kind_of(given)}")
    texts = tuple(given)
    for text in texts:
        if not isinstance(text, str):
            raise InputError(f"{what} are given as texts, not as {kind_of(text)}")
    return texts


def chosen_of(known: Mapping[str, Lens], lenses: str | Iterable[str] | None) -> list[Lens]:
    """The lenses asked for, each once, or all; raises :class:`UnknownLensError`."""
    wanted = dict.fromkeys(several(lenses, "lenses"))
    if not wanted:
        return list(known.values())
    for lens in wanted:
        if lens not in known:
            raise UnknownLensError(lens, nearest(lens, known))
    return [known[lens] for lens in wanted]
