"""The command that asks whom a list reaches."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import app, cite_of, computing, put, write, written_to
from api.commands.options import AsOf, Data, Format, FormatOption, ReleaseOption


@app.command()
def screen(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="LIST.csv",
            help="Names, ids or identifiers, one a line under a header; without one, the lists "
            "that the rule extends, as far as the release holds them.",
        ),
    ] = None,
    rule: Annotated[
        str,
        typer.Option(
            "--rule",
            metavar="RULE",
            help="How far a list reaches: ofac-50, …; by default that of --rule-file, or any-list.",
        ),
    ] = "",
    rule_file: Annotated[
        Path | None,
        typer.Option(
            "--rule-file",
            metavar="FILE",
            help="Rules of your own, as a Turtle file like ontology/rules.ttl; nothing is stored.",
        ),
    ] = None,
    held: Annotated[
        list[str] | None,
        typer.Option("--list", metavar="LIST", help="A list of the release; repeat for several."),
    ] = None,
    firm: Annotated[
        list[str] | None,
        typer.Option("--firm", metavar="FIRM", help="Only this firm, reached or not; repeat."),
    ] = None,
    threshold: Annotated[
        str | None,
        typer.Option("--threshold", metavar="PERCENT", help="For the rule any-list: from where."),
    ] = None,
    include_unknown: Annotated[
        bool,
        typer.Option(
            "--include-unknown",
            help="Tell also of firms met without a listed holder, partly not read.",
        ),
    ] = False,
    law_day: Annotated[
        str | None,
        typer.Option(
            "--law-day",
            metavar="DATE",
            help="The day on which the rule and the lists are read; by default that of --as-of, "
            "and today without it.",
        ),
    ] = None,
    read_as: Annotated[
        str,
        typer.Option(
            "--read-as",
            metavar="LIST",
            help="Read entries that name no list as if they were on this one of the rule's.",
        ),
    ] = "",
    list_day: Annotated[
        str | None,
        typer.Option("--list-day", metavar="DATE", help="Of which day your list is."),
    ] = None,
    ftm: Annotated[
        Path | None,
        typer.Option(
            "--ftm",
            metavar="FILE",
            help="Write those reached as FollowTheMoney entities too: "
            "with its topic each has the sum behind it, and all above it.",
        ),
    ] = None,
    as_of: AsOf = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Whom a list reaches under a rule. Certain, not to be excluded, flagged; md is a report."""
    from api.views.reports import cited_file, screening_report
    from api.views.screening import screening
    from graph import questions
    from graph.formats.tables.lists import open_list

    opened = computing(data, release)
    given = open_list(file) if file is not None else None
    answer = questions.screen(
        opened,
        rule,
        given,
        lists=held or (),
        as_of=as_of,
        firms=firm or (),
        threshold=threshold,
        include_unknown=include_unknown,
        law_day=law_day,
        read_as=read_as,
        list_day=list_day,
        rule_file=rule_file,
    )
    if ftm is not None:
        from api.exports import export_reached

        written, said = export_reached(opened, answer)
        written_to(written, said, ftm)
    if form is Format.md:
        named = cited_file(file) if file is not None else "of the release"
        cite = cite_of(context, opened, answer)
        write(screening_report(answer, opened, cite, named).encode())
    else:
        put(form, context, opened, answer, lambda: screening(answer))
