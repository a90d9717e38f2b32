"""Commands that ask one question of a release."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.base import app, asked_of, opened_from, put, shown_of
from api.commands.options import (
    AsOf,
    Basis,
    BasisOption,
    Data,
    EveryClaim,
    Firm,
    Format,
    FormatOption,
    Home,
    LawBounds,
    LensFile,
    LensOption,
    OwnTables,
    ReleaseOption,
)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Part of a name in any script, or an identifier.")],
    limit: Annotated[int, typer.Option(help="Most results, up to 100.")] = 10,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Find firms, people, funds and lists."""
    from api.views import evidence
    from graph import questions

    opened = opened_from(data, release)
    found = questions.search(opened, text, limit)
    put(form, opened, found, lambda: evidence.search(found), q=text, limit=limit)


@app.command()
def claims(
    firm: Firm, form: FormatOption = Format.table, release: ReleaseOption = None, data: Data = None
) -> None:
    """What is claimed of a firm, by whom, with dates and sources."""
    from api.views import evidence
    from graph import questions

    opened = opened_from(data, release)
    page = questions.claims(opened, firm)
    put(form, opened, page, lambda: evidence.claims(page))


@app.command()
def classify(
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    lens: LensOption = None,
    lens_file: LensFile = None,
    tables: OwnTables = None,
    claims: EveryClaim = False,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """How domestic a firm is, by whose definition."""
    from api.views import verdicts
    from graph import questions

    opened = asked_of(data, release, lens_file, tables)
    answer = questions.classify(opened, firm, as_of=as_of, home=home, lenses=lens)
    put(
        form,
        opened,
        answer,
        lambda: verdicts.classification(answer, only=bool(lens), claims=None if claims else 0),
    )


@app.command()
def owners(
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
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Who owns a firm in the end, and which stakes still count."""
    from api.views import ownership
    from graph import questions

    opened = opened_from(data, release)
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
    put(
        form,
        opened,
        answer,
        lambda: ownership.owners(answer, claims=None if claims else 0, every_holder=claims),
    )


@app.command()
def controllers(
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Who may direct a firm, and by which mechanism."""
    from api.views import ownership
    from graph import questions

    opened = opened_from(data, release)
    answer = questions.controllers(opened, firm, as_of=as_of, home=home)
    put(form, opened, answer, lambda: ownership.controllers(answer))


@app.command()
def chains(
    owner: Annotated[str, typer.Option("--from", metavar="OWNER", help="The owner above.")],
    firm: Annotated[str, typer.Option("--to", metavar="FIRM", help="The firm below.")],
    as_of: AsOf = None,
    home: Home = None,
    basis: BasisOption = Basis.economic,
    k: Annotated[int, typer.Option("-k", help="Most chains.")] = 5,
    claims: EveryClaim = False,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """By which chains an owner reaches down to a firm."""
    from api.views import ownership
    from graph import questions

    opened = opened_from(data, release)
    answer = questions.chains(opened, owner, firm, basis=basis.value, as_of=as_of, home=home, k=k)
    put(form, opened, answer, lambda: ownership.chains(answer, claims=shown_of(claims)))


@app.command()
def unknowns(
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """What would settle the open verdicts, and what would turn the settled ones."""
    from api.views import reversals as settling
    from graph import questions

    opened = opened_from(data, release)
    answer = questions.settling(opened, firm, as_of=as_of, home=home)
    put(form, opened, answer, lambda: settling.settling(answer))


@app.command()
def compare(
    firms: Annotated[
        list[str] | None,
        typer.Argument(help="Firms; without any, those the data describes.", metavar="FIRM…"),
    ] = None,
    as_of: AsOf = None,
    home: Home = None,
    lens: LensOption = None,
    lens_file: LensFile = None,
    tables: OwnTables = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Firms side by side: a matrix of firms by lens."""
    from api.views import comparison
    from graph import questions

    opened = asked_of(data, release, lens_file, tables)
    answer = questions.compare(opened, firms or (), as_of=as_of, home=home, lenses=lens)
    put(form, opened, answer, lambda: comparison.comparison(answer, _width()))


def _width() -> int:
    from api.commands.terminal import console

    return console().width


@app.command()
def lenses(
    form: FormatOption = Format.table, release: ReleaseOption = None, data: Data = None
) -> None:
    """The definitions of "domestic" in use, and who holds them."""
    from api.views import evidence
    from graph import questions

    opened = opened_from(data, release)
    found = questions.lenses(opened)
    put(form, opened, found, lambda: evidence.lenses(found))


@app.command()
def definitions(
    computed: Annotated[
        bool, typer.Option("--computed", help="Only those computed, wholly or partly.")
    ] = False,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """What the documents count as domestic: what computes it, or what is missing."""
    from api.views import evidence
    from graph import questions

    opened = opened_from(data, release)
    found = questions.definitions(opened, computed=computed)
    put(form, opened, found, lambda: evidence.definitions(found))


@app.command()
def labels(
    firm: Annotated[
        str | None, typer.Argument(help="A firm; without one, every label.", metavar="FIRM")
    ] = None,
    home: Home = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Which labels hold: each against the lens meant to produce it, on its date."""
    from api.views import evidence
    from graph import questions

    opened = opened_from(data, release)
    found = questions.labels(opened, firm, home=home)
    put(form, opened, found, lambda: evidence.labels(found))
