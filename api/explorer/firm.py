"""What a firm's page has beside the answer: every lens by the side of its word, holders, claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from api.views import ownership
from api.views.claims import said
from api.views.tables import Table
from graph import questions
from graph.answers.answer import FirmAnswer
from graph.answers.codes import Side
from graph.answers.parts import CitedClaim
from graph.answers.permalinks import Published
from graph.answers.verdicts import Verdict
from graph.releases.release import Release

SIDES: tuple[Side, ...] = ("home", "mixed", "notHome", "open", "")


class OfASide(NamedTuple):
    """The verdicts whose words are of one side."""

    side: Side
    verdicts: tuple[Verdict, ...]


class FirmPage(NamedTuple):
    """A firm as its page shows it."""

    answer: FirmAnswer
    sides: tuple[OfASide, ...]
    tables: tuple[Table, ...]  # who owns it, who may direct it


class ClaimLine(NamedTuple):
    """A claim as the list of them has it."""

    claim: CitedClaim
    text: str


def firm_page(
    release: Release,
    firm: str,
    *,
    as_of: str | None,
    home: str | None,
    language: str,
    published: Published,
) -> FirmPage:
    """Everything the page of a firm shows before its claims."""
    verdicts = questions.verdicts(release, firm, as_of=as_of, home=home)
    owners = questions.owners(release, firm, as_of=as_of, home=home)
    directing = questions.controllers(release, firm, as_of=as_of, home=home)
    answer = questions.answer(
        release, firm, as_of=as_of, home=home, language=language, published=published
    )
    views = (ownership.owners(owners), ownership.controllers(directing))
    return FirmPage(
        answer=answer,
        sides=by_side(verdicts),
        tables=tuple(table for view in views for table in view.tables if table.rows),
    )


def by_side(verdicts: Iterable[Verdict]) -> tuple[OfASide, ...]:
    """Verdicts grouped by the side of their words; the silent ones last."""
    there = tuple(verdicts)
    groups = (OfASide(side, tuple(one for one in there if one.side == side)) for side in SIDES)
    return tuple(group for group in groups if group.verdicts)


def claim_lines(release: Release, firm: str) -> tuple[ClaimLine, ...]:
    """Every claim that touches a firm, the newest first, denials included."""
    found = questions.claims(release, firm).claims
    return lines_of(sorted(found, key=newest, reverse=True))


def newest(claim: CitedClaim) -> str:
    """The last day of which a claim speaks, to sort by; those without one come last.

    >>> from graph.answers.parts import Named
    >>> made = CitedClaim(id="a", type="", party=None, target=Named("f", "F"), text="",
    ...                   as_of="2023-06", valid_from="2014-01-01")
    >>> newest(made)
    '2023-06'
    """
    return max(claim.as_of, claim.valid_from, claim.valid_to)


def lines_of(claims: Iterable[CitedClaim]) -> tuple[ClaimLine, ...]:
    """Claims with what is said of each."""
    return tuple(ClaimLine(one, said(one)) for one in claims)
