"""Commands that ask of programmes, lists and what depends on what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import AsOf, Home, LensOption
from api.commands.question import Shown, question

if TYPE_CHECKING:
    from graph.releases.release import Release

Name = Annotated[
    str, typer.Argument(help="A programme or list: id, name in any script.", metavar="NAME")
]
EveryLens = Annotated[
    bool, typer.Option("--lenses", help="Ask every definition of the members; takes a while.")
]


@question(names=("programme", "list"))
def programme(
    opened: Release,
    name: Name = "",
    as_of: AsOf = None,
    home: Home = None,
    lens: LensOption = None,
    lenses: EveryLens = False,
) -> Shown:
    """A programme or list: its aims, whom it names since when. Without a name, every one."""
    from api.views import programmes
    from graph import questions

    if not name:
        found = questions.programmes(opened, as_of=as_of)
        return Shown(found, lambda: programmes.every(found))
    asked = None if lenses else tuple(lens or ())
    page = questions.programme(opened, name, as_of=as_of, home=home, lenses=asked)
    return Shown(page, lambda: programmes.programme(page))


Needed = Annotated[
    str, typer.Argument(help="A supplier, a technology, a firm: id or name.", metavar="NAME")
]


@question()
def dependence(opened: Release, name: Needed, as_of: AsOf = None, home: Home = None) -> Shown:
    """Who depends on a supplier, on what it depends, who makes it."""
    from api.views import dependences
    from graph import questions

    page = questions.dependence(opened, name, as_of=as_of, home=home)
    return Shown(page, lambda: dependences.dependence(page))


Paid = Annotated[str, typer.Argument(help="A firm, a list, a group: id or name.", metavar="NAME")]


@question()
def money(
    opened: Release,
    firm: Paid,
    as_of: AsOf = None,
    home: Home = None,
    currency: Annotated[
        str, typer.Option(metavar="CODE", help="Add the money up in it, by cited rates.")
    ] = "USD",
) -> Shown:
    """Where the money of a firm, or of a list's firms, came from."""
    from api.views import group_money
    from graph import questions

    found = questions.money(opened, firm, as_of=as_of, home=home, currency=currency)
    return Shown(found, lambda: group_money.money(found))
