"""Commands about change: what if, and why a verdict is another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.base import app, opened_from, put
from api.commands.options import (
    AsOf,
    Data,
    Firm,
    Format,
    FormatOption,
    Home,
    LensOption,
)
from api.commands.question import Shown, question

Texts = list[str] | None

if TYPE_CHECKING:
    from graph.releases.release import Release


@question()
def whatif(
    opened: Release,
    firm: Firm,
    set_: Annotated[
        Texts,
        typer.Option(
            "--set",
            metavar="STAKE",
            help="A stake: 'HOLDER=12.5', 'HOLDER->FIRM=30..40', '… economic' or '… voting'; "
            "'@US=66' is float held from there.",
        ),
    ] = None,
    remove: Annotated[
        Texts,
        typer.Option(metavar="CLAIM", help="A claim, by id, or all of 'PARTY->TARGET', not made."),
    ] = None,
    close: Annotated[
        Texts, typer.Option(metavar="STAKE", help="'HOLDER' or 'HOLDER->FIRM': the stake is sold.")
    ] = None,
    complete: Annotated[
        Texts,
        typer.Option(
            metavar="FIRM", help="'FIRM' or 'FIRM=5': nobody but those counted holds more than 5 %."
        ),
    ] = None,
    add_control: Annotated[
        Texts,
        typer.Option(
            "--add-control",
            metavar="POWER",
            help="'PARTY=decisiveRight:decisive', 'PARTY->FIRM=vieContracts over A,B'.",
        ),
    ] = None,
    citizen: Annotated[
        Texts, typer.Option(metavar="PERSON=CODE", help="'PERSON=CN': citizen of that, and only.")
    ] = None,
    seat: Annotated[
        Texts, typer.Option(metavar="ENTITY=CODE", help="'ENTITY=KY': incorporated there.")
    ] = None,
    headquarters: Annotated[
        Texts, typer.Option(metavar="ENTITY=CODE", help="'ENTITY=CN': run from there.")
    ] = None,
    as_of: AsOf = None,
    home: Home = None,
    lens: LensOption = None,
) -> Shown:
    """What would follow from something supposed. Verdicts before and after; nothing is stored."""
    from api.views import changes
    from graph import questions

    given = {
        "set": set_, "remove": remove, "close": close, "complete": complete,
        "control": add_control, "citizen": citizen, "seat": seat, "headquarters": headquarters,
    }  # fmt: skip
    suppose = {option: texts for option, texts in given.items() if texts}
    answer = questions.whatif(opened, firm, suppose, as_of=as_of, home=home, lenses=lens)
    return Shown(answer, lambda: changes.what_if(answer))


@app.command()
def diff(
    context: typer.Context,
    before: Annotated[
        str | None,
        typer.Argument(help="A release; by default the current, on two days.", metavar="BEFORE"),
    ] = None,
    after: Annotated[
        str | None, typer.Argument(help="A release, by default the current.", metavar="AFTER")
    ] = None,
    firm: Annotated[
        str | None, typer.Option("--firm", metavar="FIRM", help="Only this firm's verdicts.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="The earlier day, by default BEFORE's own."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="The later day, by default AFTER's own."),
    ] = None,
    home: Home = None,
    form: FormatOption = Format.table,
    data: Data = None,
) -> None:
    """What two releases, or two days, say differently, and why."""
    from api.commands.build_reports import progress_bar
    from api.views import changes
    from graph import questions

    newer = opened_from(data, after)
    older = newer if before is None else opened_from(data, before)
    with progress_bar() as tell:
        answer = questions.diff(
            older, newer, firm, since=since, until=until, home=home, progress=tell
        )
    context.params |= {"before": older.id, "after": newer.id}  # as it is cited
    put(form, context, newer, answer, lambda: changes.difference(answer))
