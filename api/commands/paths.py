"""Commands that walk a firm's graph: the score, and the paths that explain it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.base import shown_of
from api.commands.options import (
    AsOf,
    Basis,
    BasisOption,
    EveryClaim,
    Firm,
    Home,
)
from api.commands.question import Shown, question

if TYPE_CHECKING:
    from graph.releases.release import Release


class PathKind(StrEnum):
    """By what somebody reaches a firm."""

    stakes = "stakes"
    contracts = "contracts"
    funding = "funding"
    programmes = "programmes"
    all = "all"


@question()
def score(
    opened: Release,
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    currency: Annotated[
        str, typer.Option(metavar="CODE", help="Count the money in it, by cited rates.")
    ] = "",
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Add the median under a named prior, and its rivals.")
    ] = False,
    claims: EveryClaim = False,
) -> Shown:
    """How much profit goes home, how much money came from there. End by end."""
    from api.views import paths as views
    from graph import questions

    answer = questions.score(
        opened, firm, as_of=as_of, home=home, currency=currency, with_estimate=estimate
    )
    return Shown(answer, lambda: views.score(answer, claims=shown_of(claims)))


@question()
def paths(
    opened: Release,
    firm: Annotated[str, typer.Option("--to", metavar="FIRM", help="The firm below.")],
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="WHOM",
            help="home, state, abroad, foreign-state, associated, any, or a party.",
        ),
    ] = None,
    kind: Annotated[PathKind, typer.Option("--kind", help="By what.")] = PathKind.all,
    as_of: AsOf = None,
    home: Home = None,
    basis: BasisOption = Basis.economic,
    k: Annotated[int, typer.Option("-k", help="Most paths of a kind.")] = 10,
    claims: EveryClaim = False,
) -> Shown:
    """By which stakes, contracts and money somebody reaches a firm. By programmes too."""
    from api.views import paths as views
    from graph import questions

    answer = questions.paths(
        opened, firm, source, kind=kind.value, basis=basis.value, as_of=as_of, home=home, k=k
    )
    return Shown(answer, lambda: views.paths(answer, claims=shown_of(claims)))
