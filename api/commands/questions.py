"""Commands that ask one question of a release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.base import settings_of, shown_of
from api.commands.options import (
    AsOf,
    Basis,
    BasisOption,
    EveryClaim,
    Firm,
    Home,
    Language,
    LanguageOption,
    LawBounds,
    LensOption,
)
from api.commands.question import Shown, question

if TYPE_CHECKING:
    from graph.releases.release import Release


@question(stored=True)
def search(
    opened: Release,
    text: Annotated[str, typer.Argument(help="Part of a name in any script, or an identifier.")],
    limit: Annotated[int, typer.Option(help="Most results, up to 100.")] = 10,
) -> Shown:
    """Find firms, people, funds and lists."""
    from api.views import evidence
    from graph import questions

    found = questions.search(opened, text, limit)
    return Shown(found, lambda: evidence.search(found), {"q": text, "limit": limit})


@question(stored=True)
def claims(
    opened: Release,
    firm: Firm,
) -> Shown:
    """What is claimed of a firm, by whom, with dates and sources."""
    from api.views import evidence
    from graph import questions

    page = questions.claims(opened, firm)
    return Shown(page, lambda: evidence.claims(page))


@question(lens_file=True, tables=True)
def answer(
    opened: Release,
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    language: LanguageOption = Language.en,
    unfold: Annotated[
        bool, typer.Option("--unfold", help="Show what stands behind the first screen too.")
    ] = False,
) -> Shown:
    """The one page on a firm: how domestic, by whose definition. And what would change it."""
    from api.views import answer as page
    from graph import questions

    found = questions.answer(
        opened, firm, as_of=as_of, home=home, language=language.value,
        published=settings_of(None).published,
    )  # fmt: skip
    return Shown(found, lambda: page.answer(found, unfolded=unfold))


def _as_built(
    opened: Release,
    firm: str,
    *,
    as_of: str | None,
    home: str | None,
    lens: list[str] | None,
    claims: bool,
) -> Shown:
    """The verdicts of a release that another engine computed; ``claims`` stand there too."""
    from api.views import verdicts
    from graph import questions

    answer = questions.as_built(opened, firm, as_of=as_of, home=home, lenses=lens)
    return Shown(answer, lambda: verdicts.as_built(answer))


@question(lens_file=True, tables=True, built=_as_built)
def classify(
    opened: Release,
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    lens: LensOption = None,
    claims: EveryClaim = False,
) -> Shown:
    """How domestic a firm is, by whose definition."""
    from api.views import verdicts
    from graph import questions

    answer = questions.classify(
        opened, firm, as_of=as_of, home=home, lenses=lens, with_estimate=True
    )
    return Shown(
        answer,
        lambda: verdicts.classification(answer, only=bool(lens), claims=None if claims else 0),
    )


@question()
def owners(
    opened: Release,
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    basis: BasisOption = Basis.economic,
    law_bounds: LawBounds = False,
    min_share: Annotated[
        float, typer.Option(help="Show owners and holders who may have this fraction.")
    ] = 0.0,
    include_unknown: Annotated[
        bool,
        typer.Option(
            "--include-unknown/--known-only", help="Show holders whose share nobody states."
        ),
    ] = True,
    claims: EveryClaim = False,
) -> Shown:
    """Who owns a firm in the end, and which stakes still count."""
    from api.views import ownership
    from graph import questions

    answer = questions.owners(
        opened,
        firm,
        basis=basis.value,
        as_of=as_of,
        home=home,
        law_bounds=law_bounds,
        min_share=min_share,
        include_unknown=include_unknown,
    )
    return Shown(
        answer, lambda: ownership.owners(answer, claims=None if claims else 0, every_holder=claims)
    )


@question()
def controllers(
    opened: Release,
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
) -> Shown:
    """Who may direct a firm, and by which mechanism."""
    from api.views import ownership
    from graph import questions

    answer = questions.controllers(opened, firm, as_of=as_of, home=home)
    return Shown(answer, lambda: ownership.controllers(answer))


@question()
def chains(
    opened: Release,
    owner: Annotated[str, typer.Option("--from", metavar="OWNER", help="The owner above.")],
    firm: Annotated[str, typer.Option("--to", metavar="FIRM", help="The firm below.")],
    as_of: AsOf = None,
    home: Home = None,
    basis: BasisOption = Basis.economic,
    k: Annotated[int, typer.Option("-k", help="Most chains.")] = 5,
    claims: EveryClaim = False,
) -> Shown:
    """By which chains an owner reaches down to a firm."""
    from api.views import ownership
    from graph import questions

    answer = questions.chains(opened, owner, firm, basis=basis.value, as_of=as_of, home=home, k=k)
    return Shown(answer, lambda: ownership.chains(answer, claims=shown_of(claims)))


@question()
def unknowns(
    opened: Release,
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
) -> Shown:
    """What would settle open verdicts, and turn the settled ones."""
    from api.views import reversals as settling
    from graph import questions

    answer = questions.settling(opened, firm, as_of=as_of, home=home)
    return Shown(answer, lambda: settling.settling(answer))


@question(lens_file=True, tables=True)
def compare(
    opened: Release,
    firms: Annotated[
        list[str] | None,
        typer.Argument(help="Firms; without any, those the data describes.", metavar="FIRM…"),
    ] = None,
    as_of: AsOf = None,
    home: Home = None,
    lens: LensOption = None,
) -> Shown:
    """Firms side by side: a matrix of firms by lens."""
    from api.views import comparison
    from graph import questions

    answer = questions.compare(
        opened, firms or (), as_of=as_of, home=home, lenses=lens, with_estimate=True
    )
    return Shown(answer, lambda: comparison.comparison(answer, _width()))


def _width() -> int:
    from api.commands.terminal import console

    return console().width


@question(stored=True)
def lenses(opened: Release) -> Shown:
    """The definitions of "domestic" in use, and who holds them."""
    from api.views import evidence
    from graph import questions

    found = questions.lenses(opened)
    return Shown(found, lambda: evidence.lenses(found))


@question()
def definitions(
    opened: Release,
    computed: Annotated[
        bool, typer.Option("--computed", help="Only those computed, wholly or partly.")
    ] = False,
) -> Shown:
    """What the documents count as domestic. What computes it, or what is missing."""
    from api.views import evidence
    from graph import questions

    found = questions.definitions(opened, computed=computed)
    return Shown(found, lambda: evidence.definitions(found))


@question()
def rivals(
    opened: Release,
    name: Annotated[
        str, typer.Argument(help="Only of this definition or lens, by id.", metavar="NAME")
    ] = "",
    as_of: AsOf = None,
    home: Home = None,
) -> Shown:
    """Which definitions answer otherwise, of which firm or figure."""
    from api.views import rival_definitions
    from graph import questions

    found = questions.rival_definitions(opened, name or None, as_of=as_of, home=home)
    return Shown(found, lambda: rival_definitions.rivals(found))


@question()
def labels(
    opened: Release,
    firm: Annotated[
        str | None, typer.Argument(help="A firm; without one, every label.", metavar="FIRM")
    ] = None,
    as_of: AsOf = None,
    home: Home = None,
) -> Shown:
    """Which labels hold, each against its lens, on its date."""
    from api.views import evidence
    from graph import questions

    found = questions.labels(opened, firm, as_of=as_of, home=home)
    return Shown(found, lambda: evidence.labels(found))
